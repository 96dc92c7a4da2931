/** Formulas for the demo page: a form that is asked for, an antiderivative, an equation. */
import type { Definition } from "../src/static";
import type { FormulaExercise, FormulaKey } from "../src/types.generated";
import { common, texts } from "./texts";

const polynomial =
  "<math><mn>2</mn><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mn>4</mn><mi>x</mi><mo>−</mo><mn>6</mn></math>";
const power = "<math><msup><mi>x</mi><mn>{{n}}</mn></msup></math>";

const factor: FormulaExercise = {
  kind: "formula",
  id: "demo/factor",
  points: 2,
  title: texts("Koʻpaytuvchilarga ajratish", "Разложение на множители", "Factoring"),
  prompt: texts(
    `<p>${polynomial} koʻphadni koʻpaytuvchilarga oxirigacha ajrating.</p>`,
    `<p>Разложите многочлен ${polynomial} на множители до конца.</p>`,
    `<p>Factor ${polynomial} completely.</p>`,
  ),
  names: ["x"],
  hints: [
    texts(
      "<p>Avval umumiy koʻpaytuvchi 2 ni qavsdan chiqaring.</p>",
      "<p>Сначала вынесите за скобки общий множитель 2.</p>",
      "<p>First take the common factor 2 out of the brackets.</p>",
    ),
  ],
};

const factorKey: FormulaKey = {
  answer: "2*(x-1)*(x+3)",
  form: "factored",
  mistakes: [
    {
      answer: "2*(x+1)*(x-3)",
      feedback: texts(
        "<p>Qavslarni ochib tekshiring: x oldidagi ishora boshqacha chiqadi.</p>",
        "<p>Раскройте скобки для проверки: знак при x получится другим.</p>",
        "<p>Multiply your brackets out: the sign of the middle term will be another.</p>",
      ),
    },
    {
      answer: "(x-1)*(x+3)",
      feedback: texts(
        "<p>Koʻpaytuvchi 2 qayerda qoldi?</p>",
        "<p>А куда делся множитель 2?</p>",
        "<p>Where has the factor 2 gone?</p>",
      ),
    },
  ],
};

const integral: FormulaExercise = {
  kind: "formula",
  id: "demo/integral",
  title: texts("Boshlangʻich funksiya", "Первообразная", "An antiderivative"),
  prompt: texts(
    `<p>${power} funksiyaning barcha boshlangʻich funksiyalarini yozing.</p>`,
    `<p>Запишите все первообразные функции ${power}.</p>`,
    `<p>Write all antiderivatives of ${power}.</p>`,
  ),
  variables: { n: { integer: [2, 6] as never } },
  names: ["x", "C"],
  before: "<math><mi>F</mi><mo>(</mo><mi>x</mi><mo>)</mo><mo>=</mo></math>",
};

const integralKey: FormulaKey = {
  answer: "x^(n+1)/(n+1)",
  up_to: "constant",
  mistakes: [
    {
      answer: "n*x^(n-1)",
      feedback: texts(
        "<p>Bu hosila. Boshlangʻich funksiyani olish — teskari amal.</p>",
        "<p>Это производная. Первообразная — обратное действие.</p>",
        "<p>That is the derivative. Here the way back is asked for.</p>",
      ),
    },
  ],
};

const line: FormulaExercise = {
  kind: "formula",
  id: "demo/line",
  title: texts("Toʻgʻri chiziq", "Прямая", "A straight line"),
  prompt: texts(
    "<p>(0; 3) va (2; 7) nuqtalardan oʻtuvchi toʻgʻri chiziq tenglamasini yozing.</p>",
    "<p>Запишите уравнение прямой, проходящей через точки (0; 3) и (2; 7).</p>",
    "<p>Write an equation of the line through the points (0; 3) and (2; 7).</p>",
  ),
  names: ["x", "y"],
};

export const formulas: Readonly<Record<string, Definition>> = {
  formula: { ...common, exercise: factor, key: factorKey },
  formulaConstant: { ...common, exercise: integral, key: integralKey },
  formulaEquation: { ...common, exercise: line, key: { answer: "y=2x+3" } },
  gradedFormula: {
    ...common,
    exercise: { ...line, id: "demo/graded-formula", graded: true, attempts: 3 },
    key: null,
  },
};

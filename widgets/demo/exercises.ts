/** Exercises for the demo page: each kind, with formulas, variables, hints and foreseen mistakes. */
import type { Definition } from "../src/static";
import type { ChoiceExercise, NumberExercise, TextExercise } from "../src/types.generated";
import { choices } from "./choices";
import { essays } from "./essays";
import { gaps } from "./gaps";
import { labs } from "./labs";
import { orders } from "./orders";
import { quantities } from "./quantities";
import { common, texts } from "./texts";

const fraction = (above: string, below: string) =>
  `<math><mfrac><mn>${above}</mn><mn>${below}</mn></mfrac></math>`;

const pizza: ChoiceExercise = {
  kind: "choice",
  id: "demo/pizza",
  title: texts("Qaysi boʻlak katta?", "Какой кусок больше?", "Which piece is bigger?"),
  prompt: texts(
    `<p>Ikkita bir xil non bor. Birini {{a}} ta teng qismga, ikkinchisini {{b}} ta teng qismga boʻlishdi. ${fraction("1", "{{a}}")} va ${fraction("1", "{{b}}")} — qaysi biri katta?</p>`,
    `<p>Есть две одинаковые лепёшки. Одну разделили на {{a}} равных частей, другую — на {{b}}. Что больше: ${fraction("1", "{{a}}")} или ${fraction("1", "{{b}}")}?</p>`,
    `<p>There are two equal breads. One is cut into {{a}} equal parts, the other into {{b}}. Which is greater, ${fraction("1", "{{a}}")} or ${fraction("1", "{{b}}")}?</p>`,
  ),
  variables: { a: { integer: [2, 5] as never }, b: { integer: [6, 9] as never } },
  options: [
    { id: "fewer", text: fraction("1", "{{a}}") },
    { id: "more", text: fraction("1", "{{b}}") },
    { id: "same", text: texts("Ular teng", "Они равны", "They are equal"), fixed: true },
  ],
  hints: [
    texts(
      "<p>Bitta nonni {{a}} kishi boʻlishsa koʻproq tegadimi yoki {{b}} kishimi?</p>",
      "<p>Когда достанется больше: если лепёшку делят {{a}} человека или {{b}}?</p>",
      "<p>When do you get more: when {{a}} people share a bread, or {{b}}?</p>",
    ),
    texts(
      "<p>Maxraj — non nechta teng qismga boʻlingani.</p>",
      "<p>Знаменатель говорит, на сколько равных частей разделили лепёшку.</p>",
      "<p>The denominator says into how many equal parts the bread was cut.</p>",
    ),
  ],
};

const pizzaKey = {
  answer: "fewer",
  feedback: {
    more: texts(
      "<p>{{b}} soni {{a}} dan katta, bu rost. Lekin non qancha koʻp qismga boʻlinsa, har bir qism shuncha <strong>kichik</strong> boʻladi.</p>",
      "<p>Число {{b}} больше, чем {{a}}, это правда. Но чем на большее число частей делят, тем <strong>меньше</strong> каждый кусок.</p>",
      "<p>{{b}} is greater than {{a}}, that is true. But the more parts there are, the <strong>smaller</strong> each one is.</p>",
    ),
    same: texts(
      "<p>Nonlar bir xil, ammo qismlar soni har xil.</p>",
      "<p>Лепёшки одинаковые, но частей разное число.</p>",
      "<p>The breads are equal, but the number of parts is not.</p>",
    ),
  },
  explanation: texts(
    `<p>Suratlari bir xil kasrlardan maxraji kichigi katta: <math display="block"><mfrac><mn>1</mn><mn>{{a}}</mn></mfrac><mo>&gt;</mo><mfrac><mn>1</mn><mn>{{b}}</mn></mfrac></math></p>`,
    `<p>Из дробей с одинаковыми числителями больше та, у которой знаменатель меньше: <math display="block"><mfrac><mn>1</mn><mn>{{a}}</mn></mfrac><mo>&gt;</mo><mfrac><mn>1</mn><mn>{{b}}</mn></mfrac></math></p>`,
    `<p>Of two fractions with the same numerator, the one with the smaller denominator is greater: <math display="block"><mfrac><mn>1</mn><mn>{{a}}</mn></mfrac><mo>&gt;</mo><mfrac><mn>1</mn><mn>{{b}}</mn></mfrac></math></p>`,
  ),
};

const halves: ChoiceExercise = {
  kind: "choice",
  id: "demo/halves",
  select: "many",
  points: 3,
  title: texts("Yarimga teng kasrlar", "Дроби, равные половине", "Fractions equal to a half"),
  prompt: texts(
    "<p>Qaysi kasrlar yarimga teng?</p>",
    "<p>Какие дроби равны половине?</p>",
    "<p>Which fractions are equal to a half?</p>",
  ),
  options: [
    { id: "two_fourths", text: fraction("2", "4") },
    { id: "three_fifths", text: fraction("3", "5") },
    { id: "five_tenths", text: fraction("5", "10") },
    { id: "one_third", text: fraction("1", "3") },
  ],
};

const halvesKey = {
  answers: ["two_fourths", "five_tenths"],
  feedback: {
    three_fifths: texts(
      "<p>5 ning yarmi 2,5. Uch esa undan katta.</p>",
      "<p>Половина от 5 — это 2,5, а три больше.</p>",
      "<p>Half of 5 is 2.5, and three is more.</p>",
    ),
  },
};

const earth: ChoiceExercise = {
  kind: "choice",
  id: "demo/earth",
  select: "true_false",
  confidence: true,
  attempts: 2,
  title: texts("Toʻgʻrimi?", "Верно ли?", "True or not?"),
  prompt: texts(
    "<p>Jism tekis harakat qilsa, uning tezlanishi nolga teng.</p>",
    "<p>Если тело движется равномерно и прямолинейно, его ускорение равно нулю.</p>",
    "<p>If a body moves uniformly in a straight line, its acceleration is zero.</p>",
  ),
};

const speed: NumberExercise = {
  kind: "number",
  id: "demo/speed",
  points: 2,
  title: texts("Oʻrtacha tezlik", "Средняя скорость", "Average speed"),
  prompt: texts(
    "<p>Poyezd {{s}} km yoʻlni {{t}} soatda bosdi. Uning oʻrtacha tezligi qancha?</p>",
    "<p>Поезд прошёл {{s}} км за {{t}} ч. Какова его средняя скорость?</p>",
    "<p>A train covered {{s}} km in {{t}} h. What was its average speed?</p>",
  ),
  suffix: texts("km/soat", "км/ч", "km/h"),
  variables: {
    v: { integer: [40, 90] as never, step: 5 },
    t: { decimal: [1.5, 4.5] as never, step: 0.5 },
    s: { expression: "v * t" },
  },
  hints: [
    texts(
      "<p>Tezlik — yoʻlning vaqtga nisbati.</p>",
      "<p>Скорость — это отношение пути ко времени.</p>",
      "<p>Speed is distance divided by time.</p>",
    ),
  ],
};

const speedKey = {
  answer: "v",
  relative_tolerance: 0.01,
  mistakes: [
    {
      answer: "s * t",
      feedback: texts(
        "<p>Yoʻlni vaqtga koʻpaytirdingiz. Tezlik uchun boʻlish kerak.</p>",
        "<p>Вы умножили путь на время. Для скорости нужно разделить.</p>",
        "<p>You multiplied distance by time. For speed you divide.</p>",
      ),
    },
  ],
  explanation: texts(
    "<p><math><mi>v</mi><mo>=</mo><mfrac><mi>s</mi><mi>t</mi></mfrac><mo>=</mo><mfrac><mn>{{s}}</mn><mn>{{t}}</mn></mfrac><mo>=</mo><mn>{{v}}</mn></math> km/soat</p>",
    "<p><math><mi>v</mi><mo>=</mo><mfrac><mi>s</mi><mi>t</mi></mfrac><mo>=</mo><mfrac><mn>{{s}}</mn><mn>{{t}}</mn></mfrac><mo>=</mo><mn>{{v}}</mn></math> км/ч</p>",
    "<p><math><mi>v</mi><mo>=</mo><mfrac><mi>s</mi><mi>t</mi></mfrac><mo>=</mo><mfrac><mn>{{s}}</mn><mn>{{t}}</mn></mfrac><mo>=</mo><mn>{{v}}</mn></math> km/h</p>",
  ),
};

const word: TextExercise = {
  kind: "text",
  id: "demo/word",
  title: texts("Bir soʻz bilan", "Одним словом", "In one word"),
  prompt: texts(
    "<p>Kasr chizigʻi ostidagi son qanday ataladi?</p>",
    "<p>Как называется число под чертой дроби?</p>",
    "<p>What is the number below the line of a fraction called?</p>",
  ),
  placeholder: texts("bitta soʻz", "одно слово", "one word"),
};

const wordKey = {
  answer: { uz: "maxraj", ru: "знаменатель", en: "denominator" },
  mistakes: [
    {
      answer: { uz: "surat", ru: "числитель", en: "numerator" },
      feedback: texts(
        "<p>Surat chiziq <strong>ustida</strong> turadi.</p>",
        "<p>Числитель стоит <strong>над</strong> чертой.</p>",
        "<p>The numerator stands <strong>above</strong> the line.</p>",
      ),
    },
  ],
};

const essay: TextExercise = {
  kind: "text",
  id: "demo/why",
  graded: true,
  lines: 3,
  points: 2,
  title: texts("Nega shunday?", "Почему так?", "Why is it so?"),
  prompt: texts(
    "<p>Tezlik–vaqt grafigi ostidagi yuza nimani bildiradi?</p>",
    "<p>Что означает площадь под графиком скорости?</p>",
    "<p>What does the area under a velocity graph mean?</p>",
  ),
};

/** A name for each exercise of the page. */
export const DEFINITIONS: Readonly<Record<string, Definition>> = {
  one: { ...common, exercise: pizza, key: pizzaKey },
  many: { ...common, exercise: halves, key: halvesKey },
  trueFalse: { ...common, exercise: earth, key: { answer: true } },
  number: { ...common, exercise: speed, key: speedKey },
  text: { ...common, exercise: word, key: wordKey },
  gradedOne: {
    ...common,
    exercise: { ...pizza, id: "demo/graded-one", graded: true, confidence: true },
    key: null,
  },
  gradedNumber: {
    ...common,
    exercise: { ...speed, id: "demo/graded-number", graded: true, attempts: 3 },
    key: null,
  },
  gradedText: { ...common, exercise: essay, key: null },
  ...choices,
  ...essays,
  ...gaps,
  ...labs,
  ...orders,
  ...quantities,
};

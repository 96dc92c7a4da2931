/** Numbers with units, intervals, sets, vectors, matrices and parts, for the demo page. */
import type { Definition } from "../src/static";
import type { NumberExercise, NumberKey } from "../src/types.generated";
import { common, texts } from "./texts";

const walk: NumberExercise = {
  kind: "number",
  id: "demo/walk",
  points: 2,
  title: texts("Piyoda", "Пешком", "On foot"),
  prompt: texts(
    "<p>Lola {{s}} km yoʻlni {{t}} soatda piyoda bosib oʻtdi. Uning oʻrtacha tezligini birligi bilan yozing.</p>",
    "<p>Лола прошла {{s}} км за {{t}} ч. Запишите её среднюю скорость вместе с единицей.</p>",
    "<p>Lola walked {{s}} km in {{t}} h. Write her average speed with its unit.</p>",
  ),
  units: "required",
  variables: {
    v: { choices: [4, 5, 6] },
    t: { choices: [1.5, 2, 2.5] },
    s: { expression: "v * t" },
  },
  hints: [
    texts(
      "<p>Birlikni istagancha yozing: km/soat ham, m/s ham boʻladi.</p>",
      "<p>Единицу можно взять любую: и км/ч, и м/с.</p>",
      "<p>Any unit of speed will do: km/h as well as m/s.</p>",
    ),
  ],
};

const walkKey: NumberKey = {
  answer: "v",
  unit: "km/soat",
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
};

const inequality: NumberExercise = {
  kind: "number",
  id: "demo/inequality",
  shape: "interval",
  points: 2,
  title: texts("Tengsizlik", "Неравенство", "An inequality"),
  prompt: texts(
    "<p>2x − 1 ≤ 5 tengsizlikning yechimlarini oraliq koʻrinishida yozing.</p>",
    "<p>Запишите решения неравенства 2x − 1 ≤ 5 промежутком.</p>",
    "<p>Write the solutions of 2x − 1 ≤ 5 as an interval.</p>",
  ),
};

const roots: NumberExercise = {
  kind: "number",
  id: "demo/roots",
  shape: "set",
  points: 2,
  title: texts("Ildizlar", "Корни", "Roots"),
  prompt: texts(
    "<p>x² − 5x + 6 = 0 tenglamaning barcha ildizlarini yozing.</p>",
    "<p>Запишите все корни уравнения x² − 5x + 6 = 0.</p>",
    "<p>Write all the roots of x² − 5x + 6 = 0.</p>",
  ),
};

const vector: NumberExercise = {
  kind: "number",
  id: "demo/vector",
  shape: "vector",
  rows: 3,
  points: 3,
  title: texts("Vektorlar yigʻindisi", "Сумма векторов", "A sum of vectors"),
  prompt: texts(
    "<p>(1; 2; 3) va (4; −2; 0) vektorlar yigʻindisini toping.</p>",
    "<p>Найдите сумму векторов (1; 2; 3) и (4; −2; 0).</p>",
    "<p>Find the sum of the vectors (1; 2; 3) and (4; −2; 0).</p>",
  ),
};

const matrix: NumberExercise = {
  kind: "number",
  id: "demo/matrix",
  shape: "matrix",
  points: 4,
  title: texts("Matritsalar koʻpaytmasi", "Произведение матриц", "A product of matrices"),
  prompt: texts(
    "<p>(3; 4) ustunni (1; 2) qatorga koʻpaytiring: avval ustun, keyin qator.</p>",
    "<p>Умножьте столбец (3; 4) на строку (1; 2): сначала столбец, потом строка.</p>",
    "<p>Multiply the column (3; 4) by the row (1; 2): the column first, then the row.</p>",
  ),
};

const fall: NumberExercise = {
  kind: "number",
  id: "demo/fall",
  points: 4,
  title: texts("Tushayotgan tosh", "Падающий камень", "A falling stone"),
  prompt: texts(
    "<p>Massasi {{m}} kg boʻlgan tosh {{t}} s davomida erkin tushdi (g = 10 m/s²).</p>",
    "<p>Камень массой {{m}} кг свободно падал {{t}} с (g = 10 м/с²).</p>",
    "<p>A stone of {{m}} kg fell freely for {{t}} s (g = 10 m/s²).</p>",
  ),
  variables: { m: { choices: [2, 4] }, t: { choices: [2, 3] } },
  parts: [
    {
      id: "v",
      text: texts("Oxirida tezligi", "Скорость в конце", "Its speed at the end"),
      units: "required",
    },
    {
      id: "p",
      text: texts("Impulsi", "Его импульс", "Its momentum"),
      suffix: texts("kg·m/s", "кг·м/с", "kg·m/s"),
    },
  ],
};

const fallKey: NumberKey = {
  parts: {
    v: {
      answer: "10 * t",
      unit: "m/s",
      mistakes: [
        {
          answer: "10 * t * t / 2",
          feedback: texts(
            "<p>Bu bosib oʻtilgan yoʻl. Tezlik — g va vaqtning koʻpaytmasi.</p>",
            "<p>Это пройденный путь. Скорость — произведение g и времени.</p>",
            "<p>That is the distance. The speed is g times the time.</p>",
          ),
        },
      ],
    },
    p: { answer: "m * v" },
  },
};

export const quantities: Readonly<Record<string, Definition>> = {
  walk: { ...common, exercise: walk, key: walkKey },
  inequality: { ...common, exercise: inequality, key: { answer: "(-∞; 3]" } },
  roots: { ...common, exercise: roots, key: { answer: [2, 3] } },
  vector: { ...common, exercise: vector, key: { answer: [5, 0, 3] } },
  matrix: {
    ...common,
    exercise: matrix,
    key: {
      answer: [
        [3, 6],
        [4, 8],
      ],
    },
  },
  fall: { ...common, exercise: fall, key: fallKey },
  gradedFall: { ...common, exercise: { ...fall, id: "demo/graded-fall", graded: true }, key: null },
};

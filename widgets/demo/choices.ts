/** The rarer forms of a choice, for the demo page: a matrix, pools, pictures, none of these. */
import type { Definition } from "../src/static";
import type { ChoiceExercise, ChoiceKey, TextExercise, TextKey } from "../src/types.generated";
import { common, texts } from "./texts";

const named = (id: string, uz: string, ru: string, en: string) => ({
  id,
  text: texts(uz, ru, en),
});

const animals: ChoiceExercise = {
  kind: "choice",
  id: "demo/animals-matrix",
  select: "matrix",
  points: 4,
  title: texts("Kim qayerda?", "Кто есть кто?", "Which is which?"),
  prompt: texts(
    "<p>Har bir hayvon qaysi guruhga kiradi?</p>",
    "<p>К какой группе относится каждое животное?</p>",
    "<p>To which group does each animal belong?</p>",
  ),
  rows: [
    named("bat", "koʻrshapalak", "летучая мышь", "bat"),
    named("hen", "tovuq", "курица", "hen"),
    named("shark", "akula", "акула", "shark"),
    named("whale", "kit", "кит", "whale"),
  ],
  columns: [
    named("fish", "baliq", "рыба", "fish"),
    named("bird", "qush", "птица", "bird"),
    named("mammal", "sutemizuvchi", "млекопитающее", "mammal"),
  ],
};

const animalsKey: ChoiceKey = {
  answers: { bat: "mammal", hen: "bird", shark: "fish", whale: "mammal" },
  cells: {
    whale: {
      fish: texts(
        "<p>Kit suvda yashaydi, ammo bolasini sut bilan boqadi.</p>",
        "<p>Кит живёт в воде, но кормит детёныша молоком.</p>",
        "<p>A whale lives in water, but feeds its calf with milk.</p>",
      ),
    },
    bat: {
      bird: texts(
        "<p>Qanoti bor, ammo patli emas, junli.</p>",
        "<p>Крылья есть, но не в перьях, а в шерсти.</p>",
        "<p>It has wings, but fur and no feathers.</p>",
      ),
    },
  },
};

const shapes: ChoiceExercise = {
  kind: "choice",
  id: "demo/shapes-matrix",
  select: "matrix",
  several: true,
  points: 2,
  title: texts("Toʻrtburchaklar", "Четырёхугольники", "Quadrilaterals"),
  prompt: texts(
    "<p>Har biri uchun doim toʻgʻri boʻlganini belgilang.</p>",
    "<p>Отметьте, что верно для каждого всегда.</p>",
    "<p>Tick what is always true of each.</p>",
  ),
  rows: [
    named("rectangle", "toʻgʻri toʻrtburchak", "прямоугольник", "rectangle"),
    named("rhombus", "romb", "ромб", "rhombus"),
  ],
  columns: [
    named("sides", "tomonlari teng", "стороны равны", "equal sides"),
    named("angles", "burchaklari teng", "углы равны", "equal angles"),
    named("diagonals", "diagonallari teng", "диагонали равны", "equal diagonals"),
    named(
      "parallel",
      "qarama-qarshi tomonlari parallel",
      "противоположные стороны параллельны",
      "opposite sides parallel",
    ),
  ],
};

const shapesKey: ChoiceKey = {
  answers: { rectangle: ["angles", "diagonals", "parallel"], rhombus: ["sides", "parallel"] },
};

/** A half of a circle, and a third. */
const pie = (path: string, uz: string, ru: string, en: string) => {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64' width='64' height='64'><circle cx='32' cy='32' r='30' fill='none' stroke='#767676' stroke-width='2'/><path d='${path}' fill='#1f6fbf'/></svg>`;
  const image = (alt: string) =>
    `<img src="data:image/svg+xml,${encodeURIComponent(svg)}" alt="${alt}">`;
  return texts(image(uz), image(ru), image(en));
};

const pictures: ChoiceExercise = {
  kind: "choice",
  id: "demo/pictures",
  select: "many",
  points: 2,
  title: texts("Yarmi qaysi?", "Где половина?", "Which show a half?"),
  prompt: texts(
    "<p>Yarimni koʻrsatganlarini belgilang.</p>",
    "<p>Отметьте всё, что показывает половину.</p>",
    "<p>Tick whatever shows a half.</p>",
  ),
  options: [
    {
      id: "left",
      text: pie(
        "M32 2a30 30 0 0 0 0 60z",
        "Chap yarmi boʻyalgan doira",
        "Круг, закрашена левая половина",
        "A circle, its left half filled",
      ),
    },
    {
      id: "third",
      text: pie(
        "M32 32V2a30 30 0 0 1 26 45z",
        "Uchdan biri boʻyalgan doira",
        "Круг, закрашена треть",
        "A circle, a third of it filled",
      ),
    },
    { id: "two_fourths", text: "<math><mfrac><mn>2</mn><mn>4</mn></mfrac></math>" },
    { id: "none", none: true, text: texts("Hech biri", "Ни один", "None of these") },
  ],
};

const picturesKey: ChoiceKey = {
  answers: ["left", "two_fourths"],
  feedback: {
    none: texts(
      "<p>Sanab koʻring: qaysi birida ikkita teng qismdan biri olingan?</p>",
      "<p>Сосчитайте: где взята одна из двух равных частей?</p>",
      "<p>Count: where is one of two equal parts taken?</p>",
    ),
    third: texts(
      "<p>Doira uchta teng qismga boʻlingan.</p>",
      "<p>Круг поделён на три равные части.</p>",
      "<p>The circle is cut into three equal parts.</p>",
    ),
  },
};

const number = (id: string, text: string, group: string) => ({ id, text, group });

const primes: ChoiceExercise = {
  kind: "choice",
  id: "demo/primes",
  draw: 3,
  title: texts("Tub son", "Простое число", "A prime number"),
  prompt: texts(
    "<p>Qaysi biri tub son?</p>",
    "<p>Какое из чисел простое?</p>",
    "<p>Which of these is a prime number?</p>",
  ),
  options: [
    number("n15", "15", "a"),
    number("n21", "21", "a"),
    number("n13", "13", "b"),
    number("n17", "17", "b"),
    number("n19", "19", "b"),
    number("n14", "14", "c"),
    number("n16", "16", "c"),
  ],
};

const primesKey: ChoiceKey = {
  answers: ["n13", "n17", "n19"],
  wrong: texts(
    "<p>Bu sonning 1 va oʻzidan boshqa boʻluvchisi ham bor.</p>",
    "<p>У этого числа есть и другие делители, кроме 1 и него самого.</p>",
    "<p>This number has other divisors than 1 and itself.</p>",
  ),
};

const units: ChoiceExercise = {
  kind: "choice",
  id: "demo/unit",
  display: "dropdown",
  title: texts("Qaysi birlik?", "Какая единица?", "Which unit?"),
  prompt: texts(
    "<p>Daftarning qalinligini qaysi birlikda oʻlchagan qulay?</p>",
    "<p>В каких единицах удобно измерять толщину тетради?</p>",
    "<p>In which unit is the thickness of an exercise book best measured?</p>",
  ),
  options: [
    named("km", "kilometr", "километр", "kilometre"),
    named("m", "metr", "метр", "metre"),
    named("mm", "millimetr", "миллиметр", "millimetre"),
  ],
};

const unitsKey: ChoiceKey = {
  answer: "mm",
  feedback: {
    m: texts(
      "<p>Metr bilan xonani oʻlchaymiz.</p>",
      "<p>Метрами измеряют комнату.</p>",
      "<p>Metres are for rooms.</p>",
    ),
  },
};

const why: TextExercise = {
  kind: "text",
  id: "demo/puddle",
  lines: 3,
  points: 2,
  title: texts("Koʻlmak qayerga yoʻqoladi?", "Куда девается лужа?", "Where does the puddle go?"),
  prompt: texts(
    "<p>Yozda koʻlmak nega quriydi? Bir gap bilan yozing.</p>",
    "<p>Почему летом высыхает лужа? Напишите одним предложением.</p>",
    "<p>Why does a puddle dry up in summer? Write one sentence.</p>",
  ),
};

const whyKey: TextKey = {
  spelling: "lenient",
  spelling_credit: 0.75,
  keywords: [
    {
      all: [{ uz: "bugʻlan*", ru: "испар*", en: "evaporat*" }],
      any: [
        { uz: "issiq*", ru: "тепл*", en: "heat" },
        { uz: "quyosh*", ru: "солнц*", en: "sun" },
      ],
    },
    {
      any: [{ uz: "bugʻlan*", ru: "испар*", en: "evaporat*" }],
      credit: 0.5,
      feedback: texts(
        "<p>Toʻgʻri soʻz. Nima uni bugʻlantiradi?</p>",
        "<p>Слово верное. А от чего она испаряется?</p>",
        "<p>The right word. And what makes it evaporate?</p>",
      ),
    },
  ],
};

export const choices: Readonly<Record<string, Definition>> = {
  animalsMatrix: { ...common, exercise: animals, key: animalsKey },
  animalsMatrixOnce: { ...common, exercise: { ...animals, attempts: 1 }, key: animalsKey },
  shapes: { ...common, exercise: shapes, key: shapesKey },
  pictures: { ...common, exercise: pictures, key: picturesKey },
  primes: { ...common, exercise: primes, key: primesKey },
  unit: { ...common, exercise: units, key: unitsKey },
  why: { ...common, exercise: why, key: whyKey },
};

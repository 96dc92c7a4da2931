/** Laboratories for the demo page: one for a primary school, an upper secondary school, a university. */
import type { Definition } from "../src/static";
import type { LabExercise, LabKey } from "../src/types.generated";
import { common, texts } from "./texts";

const option = (id: string, uz: string, ru: string, en: string) => ({
  id,
  text: texts(uz, ru, en),
});

const lever: LabExercise = {
  kind: "lab",
  id: "demo/lever",
  lab: "lever",
  points: 3,
  title: texts("Richag qachon muvozanatda?", "Когда рычаг в равновесии?", "When is a lever level?"),
  prompt: texts(
    "<p>Chap tomonda {{m}} ta yuk osilgan. Oʻng tomonga osadigan yukni va uning ilgagini oʻzgartirib, richagni <strong>uch xil usulda</strong> muvozanatga keltiring. Har safar natijani jadvalga yozing.</p>",
    "<p>Слева висит груз из {{m}} частей. Меняйте груз справа и его крючок и уравновесьте рычаг <strong>тремя разными способами</strong>. Каждый раз записывайте результат в таблицу.</p>",
    "<p>On the left hang {{m}} pieces. Change the weight on the right and its hook, and balance the lever in <strong>three different ways</strong>. Record the result each time.</p>",
  ),
  variables: { m: { choices: [3, 4, 5] } },
  settings: { left_mass: "m", left_place: 4 },
  free: ["right_mass", "right_place"],
  predict: {
    prompt: texts(
      "Oʻngdagi yuk yengilroq boʻlsa, uni qayerga osish kerak?",
      "Если груз справа легче, куда его повесить?",
      "If the weight on the right is lighter, where must it hang?",
    ),
    options: [
      option("nearer", "oʻqqa yaqinroq", "ближе к оси", "nearer to the axis"),
      option("same", "oʻsha ilgakka", "на такой же крючок", "on the same hook"),
      option("farther", "oʻqdan uzoqroq", "дальше от оси", "farther from the axis"),
    ],
  },
  fields: [
    {
      id: "hook",
      title: texts(
        "2 ta yuk muvozanat uchun nechanchi ilgakka osiladi?",
        "На какой крючок повесить 2 части груза, чтобы рычаг был в равновесии?",
        "On which hook do 2 pieces balance the lever?",
      ),
    },
  ],
  most_rows: 12,
};

const leverKey: LabKey = {
  checks: [
    {
      kind: "found",
      credit: 0.5,
      instrument: "balance",
      value: "level",
      at_least: 3,
      feedback: texts(
        "<p>Yana boshqa usulni qidiring: yukni oʻzgartirsangiz, ilgak ham oʻzgaradi.</p>",
        "<p>Поищите ещё способ: если изменить груз, изменится и крючок.</p>",
        "<p>Look for another way: when the weight changes, so does the hook.</p>",
      ),
    },
    { kind: "prediction", credit: 0.25 },
    {
      kind: "field",
      credit: 0.25,
      field: "hook",
      answer: "2 * m",
      feedback: texts(
        "<p>Muvozanatda chap va oʻng tomonda yuk · ilgak koʻpaytmasi teng boʻladi.</p>",
        "<p>В равновесии слева и справа равны произведения груза на номер крючка.</p>",
        "<p>When it is level, weight times hook is the same on both sides.</p>",
      ),
    },
  ],
  explanation: texts(
    "<p>Richag qoidasi: yuk · ilgak chapda va oʻngda teng.</p>",
    "<p>Правило рычага: груз · крючок слева и справа равны.</p>",
    "<p>The law of the lever: weight · hook is equal on both sides.</p>",
  ),
};

const pendulum: LabExercise = {
  kind: "lab",
  id: "demo/pendulum",
  lab: "pendulum",
  points: 5,
  title: texts("Mayatnik va g", "Маятник и g", "The pendulum and g"),
  prompt: texts(
    "<p>Mayatnikning davri nimaga bogʻliq? Bir vaqtda faqat bitta kattalikni oʻzgartiring, oʻlchovlarni takrorlang, soʻng ip uzunligiga qarab <math><mi>g</mi></math> ni toping: <math><mi>T</mi><mo>=</mo><mn>2</mn><mi>π</mi><msqrt><mfrac><mi>l</mi><mi>g</mi></mfrac></msqrt></math>.</p>",
    "<p>От чего зависит период маятника? Меняйте за раз только одну величину, повторяйте измерения, а затем по длине нити найдите <math><mi>g</mi></math>: <math><mi>T</mi><mo>=</mo><mn>2</mn><mi>π</mi><msqrt><mfrac><mi>l</mi><mi>g</mi></mfrac></msqrt></math>.</p>",
    "<p>What does the period of a pendulum depend on? Change one thing at a time, repeat your readings, then find <math><mi>g</mi></math> from the length of the string: <math><mi>T</mi><mo>=</mo><mn>2</mn><mi>π</mi><msqrt><mfrac><mi>l</mi><mi>g</mi></mfrac></msqrt></math>.</p>",
  ),
  free: ["length", "amplitude", "mass"],
  predict: {
    prompt: texts(
      "Ip 4 marta uzunroq boʻlsa, davr qanday oʻzgaradi?",
      "Как изменится период, если нить станет в 4 раза длиннее?",
      "What happens to the period when the string gets four times as long?",
    ),
    options: [
      option("same", "oʻzgarmaydi", "не изменится", "it stays the same"),
      option("double", "2 marta ortadi", "вырастет в 2 раза", "it doubles"),
      option("four", "4 marta ortadi", "вырастет в 4 раза", "it becomes four times as long"),
    ],
  },
  fields: [
    {
      id: "g",
      title: texts(
        "Oʻlchovlaringizdan chiqqan erkin tushish tezlanishi",
        "Ускорение свободного падения по вашим измерениям",
        "The acceleration of free fall from your readings",
      ),
      suffix: texts("m/s²", "м/с²", "m/s²"),
    },
    {
      id: "mass",
      title: texts(
        "Yuk massasi davrga taʼsir qiladimi?",
        "Влияет ли масса груза на период?",
        "Does the mass of the bob matter for the period?",
      ),
      options: [option("yes", "ha", "да", "yes"), option("no", "yoʻq", "нет", "no")],
    },
  ],
  explain: texts(
    "Taxminingiz toʻgʻri chiqdimi? Nega?",
    "Подтвердилось ли предсказание? Почему?",
    "Was your prediction borne out? Why?",
  ),
};

const pendulumKey: LabKey = {
  checks: [
    { kind: "prediction", credit: 0.1 },
    { kind: "readings", credit: 0.1, at_least: 8 },
    {
      kind: "one_at_a_time",
      credit: 0.2,
      control: "length",
      at_least: 4,
      feedback: texts(
        "<p>Burchak va massaga tegmay, kamida toʻrt xil uzunlikda oʻlchang.</p>",
        "<p>Не трогая угол и массу, измерьте хотя бы при четырёх длинах.</p>",
        "<p>Leave angle and mass alone and measure at four lengths at least.</p>",
      ),
    },
    { kind: "range", credit: 0.1, control: "length", span: 1 },
    { kind: "one_at_a_time", credit: 0.1, control: "mass", at_least: 2 },
    { kind: "repeats", credit: 0.1, at_least: 2, times: 1 },
    {
      kind: "fit",
      credit: 0.1,
      field: "g",
      constant: "gravity",
      control: "length",
      tolerance: 0.03,
    },
    { kind: "field", credit: 0.1, field: "g", answer: 9.81, relative_tolerance: 0.05 },
    { kind: "field", credit: 0.1, field: "mass", answer: "no" },
  ],
  explanation: texts(
    "<p>Kichik burchaklarda davr faqat ip uzunligiga bogʻliq; ip 4 marta uzaysa, davr 2 marta ortadi.</p>",
    "<p>При малых углах период зависит только от длины нити; если она в 4 раза больше, период в 2 раза больше.</p>",
    "<p>At small angles the period depends on the length alone; four times the length gives twice the period.</p>",
  ),
};

const sampling: LabExercise = {
  kind: "lab",
  id: "demo/sampling",
  lab: "sampling",
  points: 4,
  title: texts("Tanlanma oʻrtachasi", "Выборочное среднее", "The mean of a sample"),
  prompt: texts(
    "<p>Tanlanma hajmi <math><mi>n</mi></math> ortganda oʻrtachalarning tarqoqligi qanday kamayadi? Bosh toʻplamning <math><mi>σ</mi></math> sini toping.</p>",
    "<p>Как уменьшается разброс средних, когда растёт объём выборки <math><mi>n</mi></math>? Найдите <math><mi>σ</mi></math> совокупности.</p>",
    "<p>How does the spread of the means shrink as the sample size <math><mi>n</mi></math> grows? Find the <math><mi>σ</mi></math> of the population.</p>",
  ),
  free: ["population", "size"],
  settings: { population: "skewed", samples: 100 },
  fields: [{ id: "sigma", title: "σ", suffix: texts("min", "мин", "min") }],
};

const samplingKey: LabKey = {
  checks: [
    { kind: "one_at_a_time", credit: 0.4, control: "size", at_least: 4 },
    { kind: "range", credit: 0.2, control: "size", span: 50 },
    {
      kind: "fit",
      credit: 0.4,
      field: "sigma",
      constant: "deviation",
      control: "size",
      tolerance: 0.1,
    },
  ],
};

/** A name for each laboratory of the page. */
export const labs: Readonly<Record<string, Definition>> = {
  lever: { ...common, exercise: lever, key: leverKey },
  pendulum: { ...common, exercise: pendulum, key: pendulumKey },
  sampling: { ...common, exercise: sampling, key: samplingKey },
  gradedPendulum: {
    ...common,
    exercise: { ...pendulum, id: "demo/graded-pendulum", graded: true },
    key: null,
  },
};

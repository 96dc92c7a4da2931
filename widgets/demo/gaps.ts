/** Gaps in a text and words to mark, for the demo page: mother tongue in primary school, physics. */
import type { Definition } from "../src/static";
import type { ClozeExercise, ClozeKey } from "../src/types.generated";
import { common, texts } from "./texts";

const option = (id: string, uz: string, ru: string, en: string) => ({
  id,
  text: texts(uz, ru, en),
});

const spring: ClozeExercise = {
  kind: "cloze",
  id: "demo/spring",
  points: 4,
  title: texts("Bahor keldi", "Пришла весна", "Spring has come"),
  prompt: texts(
    "<p>Har bir boʻsh joyga mos soʻzni qoʻying. Ikki soʻz ortiqcha.</p>",
    "<p>Поставьте в каждый пропуск подходящее слово. Два слова лишние.</p>",
    "<p>Put the right word into each gap. Two words are left over.</p>",
  ),
  body: texts(
    "<p>Bahorda qorlar [[melt]]. Daraxtlar [[bloom]]. Issiq oʻlkalardan qaldirgʻochlar [[return]]. Bolalar koʻchat [[plant]].</p>",
    "<p>Весной снег [[melt]]. Деревья [[bloom]]. Из тёплых краёв ласточки [[return]]. Дети саженцы [[plant]].</p>",
    "<p>In spring the snow [[melt]]. The trees [[bloom]]. From warm lands the swallows [[return]]. Children [[plant]] young trees.</p>",
  ),
  gaps: {
    melt: { kind: "bank" },
    bloom: { kind: "bank" },
    return: { kind: "bank" },
    plant: { kind: "bank" },
  },
  bank: [
    option("bloom", "gullaydi", "цветут", "blossom"),
    option("fly", "uchib ketadi", "улетают", "fly away"),
    option("freeze", "muzlaydi", "замерзает", "freezes"),
    option("melt", "eriydi", "тает", "melts"),
    option("plant", "ekadi", "сажают", "plant"),
    option("return", "qaytib keladi", "возвращаются", "come back"),
  ],
  hints: [
    texts(
      "<p>Avval aniq bilganingizni joylashtiring, qolganini keyin.</p>",
      "<p>Сначала поставьте то, в чём уверены, остальное потом.</p>",
      "<p>Put down first what you are sure of, the rest afterwards.</p>",
    ),
  ],
};

const springKey: ClozeKey = {
  answers: { melt: "melt", bloom: "bloom", return: "return", plant: "plant" },
  gaps: {
    melt: {
      feedback: {
        freeze: texts(
          "<p>Qor qishda muzlaydi. Bahorda havo ilib qoladi.</p>",
          "<p>Замерзает вода зимой. А весной теплеет.</p>",
          "<p>Water freezes in winter. In spring it gets warm.</p>",
        ),
      },
    },
    return: {
      feedback: {
        fly: texts(
          "<p>Qaldirgʻochlar <em>kuzda</em> uchib ketadi.</p>",
          "<p>Улетают ласточки <em>осенью</em>.</p>",
          "<p>Swallows fly away in <em>autumn</em>.</p>",
        ),
      },
    },
  },
};

const spelling: ClozeExercise = {
  kind: "cloze",
  id: "demo/force-text",
  points: 4,
  title: texts("Nyutonning ikkinchi qonuni", "Второй закон Ньютона", "Newton's second law"),
  prompt: texts(
    "<p>Matnni toʻldiring.</p>",
    "<p>Заполните текст.</p>",
    "<p>Complete the text.</p>",
  ),
  variables: { m: { integer: [2, 6] as never }, a: { integer: [2, 5] as never } },
  body: texts(
    "<p>Jismning tezlanishi unga taʼsir etuvchi [[force]]ga toʻgʻri, uning massasiga [[how]] proporsional. Kuch birligi — [[unit]].</p><p>Massasi {{m}} kg boʻlgan jismga {{a}} m/s² tezlanish berish uchun [[size]] N kuch kerak.</p>",
    "<p>Ускорение тела прямо пропорционально действующей на него [[force]] и [[how]] пропорционально его массе. Единица силы — [[unit]].</p><p>Чтобы телу массой {{m}} кг придать ускорение {{a}} м/с², нужна сила [[size]] Н.</p>",
    "<p>The acceleration of a body is proportional to the [[force]] that acts on it and [[how]] proportional to its mass. The unit of force is the [[unit]].</p><p>To give a body of {{m}} kg an acceleration of {{a}} m/s², a force of [[size]] N is needed.</p>",
  ),
  gaps: {
    force: { kind: "text" },
    how: {
      kind: "dropdown",
      options: [
        option("directly", "toʻgʻri", "прямо", "directly"),
        option("inversely", "teskari", "обратно", "inversely"),
      ],
    },
    unit: { kind: "text" },
    size: { kind: "number", width: "short" },
  },
};

const spellingKey: ClozeKey = {
  spelling: "lenient",
  spelling_credit: 0.5,
  answers: {
    force: { uz: "kuch", ru: "силе", en: "force" },
    how: "inversely",
    unit: [{ uz: "nyuton", ru: "ньютон", en: "newton" }],
    size: "m * a",
  },
  gaps: {
    how: {
      wrong: texts(
        "<p>Ogʻir jismni tezlatish oson emas, balki qiyin.</p>",
        "<p>Тяжёлое тело разогнать труднее, а не легче.</p>",
        "<p>A heavy body is harder to speed up, not easier.</p>",
      ),
    },
    size: {
      mistakes: [
        {
          answer: "m + a",
          feedback: texts(
            "<p>Qoʻshdingiz. Bu yerda koʻpaytirish kerak.</p>",
            "<p>Вы сложили, а здесь умножают.</p>",
            "<p>You added. Here one multiplies.</p>",
          ),
        },
      ],
    },
  },
};

const verbs: ClozeExercise = {
  kind: "cloze",
  id: "demo/verbs",
  points: 3,
  words: "all",
  title: texts("Feʼllarni toping", "Найдите глаголы", "Find the verbs"),
  prompt: texts(
    "<p>Matndagi feʼllarni belgilang.</p>",
    "<p>Отметьте в тексте глаголы.</p>",
    "<p>Mark the verbs in the text.</p>",
  ),
  body: texts(
    "<p>Anvar erta [[rise:turdi]]. U yuzini [[wash:yuvdi]] va maktabga [[go:ketdi]].</p>",
    "<p>Анвар рано [[rise:встал]]. Он [[wash:умылся]] и [[go:пошёл]] в школу.</p>",
    "<p>Anvar [[rise:rose]] early. He [[wash:washed]] his face and [[go:went]] to school.</p>",
  ),
  hints: [
    texts(
      "<p>Feʼl <em>nima qildi?</em> degan savolga javob beradi.</p>",
      "<p>Глагол отвечает на вопрос <em>что сделал?</em></p>",
      "<p>A verb answers the question <em>what did he do?</em></p>",
    ),
  ],
};

const verbsKey: ClozeKey = {
  answers: ["rise", "wash", "go"],
  feedback: Object.fromEntries(
    ["maktabga", "shkolu", "school"].map((word) => [
      word,
      texts(
        "<p>«Maktabga» — <em>qayerga?</em> degan savolga javob: bu ot.</p>",
        "<p>«Школу» отвечает на вопрос <em>куда?</em>: это существительное.</p>",
        "<p>“School” says <em>where to</em>: it is a noun.</p>",
      ),
    ]),
  ),
};

export const gaps: Readonly<Record<string, Definition>> = {
  spring: { ...common, exercise: spring, key: springKey },
  springOnce: { ...common, exercise: { ...spring, attempts: 1 }, key: springKey },
  newton: { ...common, exercise: spelling, key: spellingKey },
  verbs: { ...common, exercise: verbs, key: verbsKey },
  gradedNewton: {
    ...common,
    exercise: { ...spelling, id: "demo/graded-newton", graded: true },
    key: null,
  },
};

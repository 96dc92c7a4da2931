/** Essays for the demo page: one for practice, with an example to compare with, one that counts. */
import type { Definition } from "../src/static";
import type { EssayExercise, EssayKey } from "../src/types.generated";
import { common, texts } from "./texts";

const level = (points: number, uz: string, ru: string, en: string) => ({
  points,
  text: texts(uz, ru, en),
});

const essay: EssayExercise = {
  kind: "essay",
  id: "demo/essay",
  points: 6,
  least_words: 40,
  most_words: 120,
  lines: 6,
  title: texts("Suvni nega asraymiz?", "Почему мы бережём воду?", "Why do we save water?"),
  prompt: texts(
    "<p>Orol dengizi misolida suvni tejash nega zarurligini yozing. Fikringizni kamida bitta dalil bilan asoslang.</p>",
    "<p>На примере Аральского моря напишите, почему нужно беречь воду. Подкрепите мысль хотя бы одним доводом.</p>",
    "<p>Take the Aral Sea as an example and write why water must be saved. Support your thought with one argument at least.</p>",
  ),
  rubric: [
    {
      id: "idea",
      title: texts("Fikr va dalil", "Мысль и довод", "Idea and argument"),
      levels: [
        level(
          3,
          "fikr aniq, dalil ishonarli",
          "мысль ясна, довод убедителен",
          "a clear idea, a convincing argument",
        ),
        level(
          1,
          "fikr bor, dalil yoʻq",
          "мысль есть, довода нет",
          "there is an idea, but no argument",
        ),
        level(0, "fikr tushunarsiz", "мысль непонятна", "no idea can be made out"),
      ],
    },
    {
      id: "language",
      title: texts("Til", "Язык", "Language"),
      levels: [
        level(
          3,
          "gaplar ravon, imlo toʻgʻri",
          "предложения связны, ошибок почти нет",
          "the sentences flow, hardly any mistakes",
        ),
        level(2, "bir nechta xato bor", "есть несколько ошибок", "some mistakes"),
        level(0, "oʻqish qiyin", "читать трудно", "hard to read"),
      ],
    },
  ],
};

const essayKey: EssayKey = {
  example: texts(
    "<p>Orol dengizi quridi, chunki daryo suvi dalalarga behisob sarflandi. Bugun uning tubidan koʻtarilgan tuzli changdan odamlar nafas oladi. Demak, suvni tejash — sogʻligʻimizni asrash.</p>",
    "<p>Аральское море высохло, потому что воду рек без счёта тратили на поля. Сегодня люди дышат солёной пылью с его дна. Значит, беречь воду — беречь здоровье.</p>",
    "<p>The Aral Sea dried up because the rivers were spent on the fields without measure. Today people breathe the salty dust of its bed. To save water is to save our health.</p>",
  ),
};

/** A name for each essay of the page. */
export const essays: Readonly<Record<string, Definition>> = {
  essay: { ...common, exercise: essay, key: essayKey },
  gradedEssay: {
    ...common,
    exercise: { ...essay, id: "demo/graded-essay", graded: true },
    key: null,
  },
};

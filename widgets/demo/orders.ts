/** Things to put in order and to match, for the demo page: for primary school and for programmers. */
import type { Definition } from "../src/static";
import type { MatchExercise, MatchKey, OrderExercise, OrderKey } from "../src/types.generated";
import { common, texts } from "./texts";

const item = (id: string, uz: string, ru: string, en: string) => ({ id, text: texts(uz, ru, en) });
const line = (id: string, code: string) => ({ id, code });

const tale: OrderExercise = {
  kind: "order",
  id: "demo/tale",
  points: 4,
  title: texts("Sholgʻom", "Репка", "The turnip"),
  prompt: texts(
    "<p>Ertakda avval nima boʻldi, keyin nima boʻldi?</p>",
    "<p>Что в сказке было сначала, а что потом?</p>",
    "<p>What happens first in the tale, and what happens next?</p>",
  ),
  items: [
    item("cat", "Mushuk yordamga keldi.", "На помощь пришла кошка.", "The cat comes to help."),
    item(
      "mouse",
      "Sichqon keldi va sholgʻom chiqdi!",
      "Прибежала мышка — и вытянули репку!",
      "The mouse comes, and out it comes!",
    ),
    item(
      "grow",
      "Sholgʻom juda katta boʻlib oʻsdi.",
      "Выросла репка большая-пребольшая.",
      "The turnip grows very, very big.",
    ),
    item(
      "granny",
      "Chol kampirni yordamga chaqirdi.",
      "Дед позвал на помощь бабку.",
      "Grandfather calls Grandmother to help.",
    ),
    item("plant", "Chol sholgʻom ekdi.", "Посадил дед репку.", "Grandfather plants a turnip."),
  ],
  hints: [
    texts(
      "<p>Yordamchilar kattadan kichikka qarab keladi.</p>",
      "<p>Помощники приходят от большого к маленькому.</p>",
      "<p>The helpers come from the biggest to the smallest.</p>",
    ),
  ],
};

const taleKey: OrderKey = {
  answer: ["plant", "grow", "granny", "cat", "mouse"],
  feedback: {
    mouse: texts(
      "<p>Eng kichik yordamchi eng oxirida keladi: ertakning hazili shunda.</p>",
      "<p>Самый маленький помощник приходит последним: в этом шутка сказки.</p>",
      "<p>The smallest helper comes last: that is the joke of the tale.</p>",
    ),
    grow: texts(
      "<p>Sholgʻom ekilgandan keyin oʻsadi.</p>",
      "<p>Репка растёт после того, как её посадили.</p>",
      "<p>A turnip grows after it is planted.</p>",
    ),
  },
  explanation: texts(
    "<p>Ekdi, oʻsdi, soʻng yordamchilar birin-ketin keldi.</p>",
    "<p>Посадил, выросла, потом один за другим приходят помощники.</p>",
    "<p>It is planted, it grows, and then the helpers come one by one.</p>",
  ),
};

const days: OrderExercise = {
  kind: "order",
  id: "demo/days",
  layout: "row",
  title: texts("Hafta kunlari", "Дни недели", "Days of the week"),
  prompt: texts(
    "<p>Hafta kunlarini dushanbadan boshlab joylashtiring.</p>",
    "<p>Расставьте дни недели, начиная с понедельника.</p>",
    "<p>Put the days of the week in order, starting with Monday.</p>",
  ),
  items: [
    item("wednesday", "chorshanba", "среда", "Wednesday"),
    item("monday", "dushanba", "понедельник", "Monday"),
    item("friday", "juma", "пятница", "Friday"),
    item("thursday", "payshanba", "четверг", "Thursday"),
    item("saturday", "shanba", "суббота", "Saturday"),
    item("tuesday", "seshanba", "вторник", "Tuesday"),
    item("sunday", "yakshanba", "воскресенье", "Sunday"),
  ],
};

const daysKey: OrderKey = {
  answer: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  feedback: {
    sunday: texts(
      "<p>Bizda hafta yakshanba bilan tugaydi.</p>",
      "<p>У нас неделя кончается воскресеньем.</p>",
      "<p>Here the week ends with Sunday.</p>",
    ),
  },
};

/** A picture as Python sends one: inside the exercise, with words for those who cannot see it. */
function picture(drawing: string, uz: string, ru: string, en: string) {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 72' width='120' height='72'><rect width='120' height='72' fill='#dff1ff'/>${drawing}</svg>`;
  const shown = (alt: string) =>
    `<img src="data:image/svg+xml,${encodeURIComponent(svg)}" alt="${alt}" width="120" height="72">`;
  const alts = texts(uz, ru, en);
  return Object.fromEntries(Object.entries(alts).map(([code, alt]) => [code, shown(alt)]));
}

const SEA = "<path d='M0 52q15-8 30 0t30 0 30 0 30 0v20H0z' fill='#3b82c4'/>";
const CLOUD =
  "<path d='M36 34a12 12 0 0 1 6-22 17 17 0 0 1 31-2 13 13 0 0 1 10 24z' fill='#8fa3b5'/>";

const water: OrderExercise = {
  kind: "order",
  id: "demo/water",
  points: 3,
  title: texts("Suvning aylanishi", "Круговорот воды", "The water cycle"),
  prompt: texts(
    "<p>Dengiz suvi daryoga qanday qaytadi? Dengizdan boshlang.</p>",
    "<p>Как вода из моря возвращается в реку? Начните с моря.</p>",
    "<p>How does water from the sea come back to the river? Start with the sea.</p>",
  ),
  items: [
    {
      id: "rain",
      text: picture(
        `${CLOUD}<path d='M42 42l-5 16m18-16l-5 16m18-16l-5 16m18-16l-5 16' stroke='#3b82c4' stroke-width='3'/>`,
        "Bulutdan yomgʻir yogʻyapti",
        "Из тучи идёт дождь",
        "Rain falls from a cloud",
      ),
    },
    {
      id: "vapour",
      text: picture(
        `<circle cx='98' cy='16' r='10' fill='#f5b82e'/>${SEA}<path d='M30 44q-5-6 0-11t0-11m30 22q-5-6 0-11t0-11' stroke='#8fa3b5' stroke-width='3' fill='none'/>`,
        "Quyosh dengizni isityapti, suv bugʻlanyapti",
        "Солнце греет море, вода испаряется",
        "The sun warms the sea and water evaporates",
      ),
    },
    {
      id: "river",
      text: picture(
        "<path d='M0 72L34 22 60 50 84 30l36 42z' fill='#7a8f5b'/><path d='M60 50q-8 10 4 14t-2 8h22q8-6-6-10t-8-14z' fill='#3b82c4'/>",
        "Suv togʻdan daryo boʻlib oqyapti",
        "Вода течёт с горы рекой",
        "Water runs down the mountain as a river",
      ),
    },
    {
      id: "cloud",
      text: picture(
        `${CLOUD}<path d='M60 66V46m-7 7l7-8 7 8' stroke='#52606d' stroke-width='3' fill='none'/>`,
        "Bugʻ koʻtarilib, bulutga aylanyapti",
        "Пар поднимается и становится облаком",
        "The vapour rises and becomes a cloud",
      ),
    },
  ],
};

const waterKey: OrderKey = {
  answer: ["vapour", "cloud", "rain", "river"],
  credit: "edit_distance",
  feedback: {
    rain: texts(
      "<p>Yomgʻir yogʻishi uchun avval bulut kerak.</p>",
      "<p>Чтобы пошёл дождь, сначала нужно облако.</p>",
      "<p>Before it can rain there must be a cloud.</p>",
    ),
  },
};

const program: OrderExercise = {
  kind: "order",
  id: "demo/program",
  mode: "lines",
  indent: true,
  points: 5,
  title: texts("Yigʻindini hisoblash", "Сумма чисел", "Adding up"),
  prompt: texts(
    "<p>1 dan 10 gacha boʻlgan <strong>juft</strong> sonlar yigʻindisini chiqaradigan dastur tuzing. Ikki qator ortiqcha.</p>",
    "<p>Соберите программу, которая выводит сумму <strong>чётных</strong> чисел от 1 до 10. Две строки лишние.</p>",
    "<p>Build a program that prints the sum of the <strong>even</strong> numbers from 1 to 10. Two lines are not needed.</p>",
  ),
  items: [
    line("add", "total = total + n"),
    line("even", "if n % 2 == 0:"),
    line("loop", "for n in range(1, 11):"),
    line("odd", "if n % 2 == 1:"),
    line("print", "print(total)"),
    line("short", "for n in range(1, 10):"),
    line("start", "total = 0"),
  ],
  hints: [
    texts(
      "<p>Yigʻindi sikldan oldin nolga teng boʻlishi kerak.</p>",
      "<p>До цикла сумма должна быть равна нулю.</p>",
      "<p>Before the loop the sum must be zero.</p>",
    ),
  ],
};

const programKey: OrderKey = {
  answer: ["start", "loop", "even", "add", "print"],
  indent: { even: 1, add: 2 },
  feedback: {
    short: texts(
      "<p><code>range(1, 10)</code> 9 da tugaydi: oxirgi son tushib qoladi.</p>",
      "<p><code>range(1, 10)</code> кончается на 9: последнее число потеряется.</p>",
      "<p><code>range(1, 10)</code> ends with 9: the last number is left out.</p>",
    ),
    odd: texts(
      "<p>Qoldiq 1 boʻlsa, son toq.</p>",
      "<p>Если остаток 1, число нечётное.</p>",
      "<p>If the remainder is 1, the number is odd.</p>",
    ),
    print: texts(
      "<p>Yigʻindi qachon tayyor: sikl ichidami yoki undan keyin?</p>",
      "<p>Когда сумма готова: внутри цикла или после него?</p>",
      "<p>When is the sum complete: inside the loop, or after it?</p>",
    ),
  },
};

const young: MatchExercise = {
  kind: "match",
  id: "demo/young",
  points: 4,
  title: texts("Kimning bolasi?", "Чей детёныш?", "Whose young?"),
  prompt: texts(
    "<p>Har bir hayvonning bolasini toping. Bitta javob ortiqcha.</p>",
    "<p>Найдите детёныша каждого животного. Один ответ лишний.</p>",
    "<p>Find the young of each animal. One answer is not needed.</p>",
  ),
  items: [
    item("cow", "sigir", "корова", "cow"),
    item("sheep", "qoʻy", "овца", "sheep"),
    item("horse", "ot", "лошадь", "horse"),
    item("hen", "tovuq", "курица", "hen"),
  ],
  targets: [
    item("buzoq", "buzoq", "телёнок", "calf"),
    item("qozi", "qoʻzi", "ягнёнок", "lamb"),
    item("toy", "toy", "жеребёнок", "foal"),
    item("joja", "joʻja", "цыплёнок", "chick"),
    item("uloq", "uloq", "козлёнок", "kid"),
  ],
};

const youngKey: MatchKey = {
  answers: { cow: "buzoq", sheep: "qozi", horse: "toy", hen: "joja" },
  feedback: {
    horse: texts(
      "<p>Toy — otning bolasi.</p>",
      "<p>Жеребёнок — детёныш лошади.</p>",
      "<p>A foal is a young horse.</p>",
    ),
  },
  confusions: [
    {
      item: "sheep",
      target: "uloq",
      feedback: texts(
        "<p>Uloq — echkining bolasi.</p>",
        "<p>Козлёнок — детёныш козы.</p>",
        "<p>A kid is a young goat.</p>",
      ),
    },
  ],
};

const classes: MatchExercise = {
  kind: "match",
  id: "demo/classes",
  mode: "groups",
  spare: true,
  points: 6,
  title: texts("Hayvonlarni ajrating", "Разложите животных", "Sort the animals"),
  prompt: texts(
    "<p>Har bir hayvonni oʻz guruhiga qoʻying.</p>",
    "<p>Положите каждое животное в его группу.</p>",
    "<p>Put every animal into its group.</p>",
  ),
  items: [
    item("bat", "koʻrshapalak", "летучая мышь", "bat"),
    item("carp", "zogʻora baliq", "карп", "carp"),
    item("dolphin", "delfin", "дельфин", "dolphin"),
    item("eagle", "burgut", "орёл", "eagle"),
    item("frog", "qurbaqa", "лягушка", "frog"),
    item("penguin", "pingvin", "пингвин", "penguin"),
    item("pike", "choʻrtan", "щука", "pike"),
  ],
  targets: [
    item("fishes", "Baliqlar", "Рыбы", "Fish"),
    item("birds", "Qushlar", "Птицы", "Birds"),
    item("mammals", "Sut emizuvchilar", "Млекопитающие", "Mammals"),
  ],
};

const classesKey: MatchKey = {
  answers: {
    bat: "mammals",
    carp: "fishes",
    dolphin: "mammals",
    eagle: "birds",
    penguin: "birds",
    pike: "fishes",
  },
  feedback: {
    dolphin: texts(
      "<p>Delfin suvda yashaydi, lekin havo bilan nafas oladi va bolasini sut bilan boqadi.</p>",
      "<p>Дельфин живёт в воде, но дышит воздухом и кормит детёнышей молоком.</p>",
      "<p>A dolphin lives in water, but it breathes air and feeds its young with milk.</p>",
    ),
    bat: texts(
      "<p>Koʻrshapalak uchadi, ammo uning pati yoʻq va u sut beradi.</p>",
      "<p>Летучая мышь летает, но у неё нет перьев, и она кормит молоком.</p>",
      "<p>A bat flies, but it has no feathers and gives milk.</p>",
    ),
    frog: texts(
      "<p>Qurbaqa — suvda ham quruqda yashovchi: bu guruhlarning hech biriga kirmaydi.</p>",
      "<p>Лягушка — земноводное: ни одна из этих групп ей не подходит.</p>",
      "<p>A frog is an amphibian: it belongs to none of these groups.</p>",
    ),
    penguin: texts(
      "<p>Pingvin ucholmaydi, ammo pati va tumshugʻi bor.</p>",
      "<p>Пингвин не летает, но у него перья и клюв.</p>",
      "<p>A penguin cannot fly, but it has feathers and a beak.</p>",
    ),
  },
};

export const orders: Readonly<Record<string, Definition>> = {
  tale: { ...common, exercise: tale, key: taleKey },
  days: { ...common, exercise: days, key: daysKey },
  water: { ...common, exercise: water, key: waterKey },
  program: { ...common, exercise: program, key: programKey },
  programOnce: {
    ...common,
    exercise: { ...program, id: "demo/program-once", attempts: 1 },
    key: programKey,
  },
  gradedTale: { ...common, exercise: { ...tale, id: "demo/graded-tale", graded: true }, key: null },
  young: { ...common, exercise: young, key: youngKey },
  classes: { ...common, exercise: classes, key: classesKey },
  classesOnce: {
    ...common,
    exercise: { ...classes, id: "demo/classes-once", attempts: 1 },
    key: classesKey,
  },
  gradedYoung: {
    ...common,
    exercise: { ...young, id: "demo/graded-young", graded: true },
    key: null,
  },
};

/** Every kind in every language and every state, in a plain page served by any server. */
import "./chunks";
import { LANGUAGE_EVENT, render } from "../src/index";
import type { PageModel } from "../src/static";
import type { Response, Wire } from "../src/wire";
import { DEFINITIONS } from "./exercises";
import { type Behaviour, model } from "./kernels";

const at = "2026-01-01T08:00:00Z";
const given = (value: Response["value"], more: Partial<Response> = {}): Partial<Wire> => ({
  response: { value, at, variant: 1, attempt: 1, confidence: null, ...more },
  status: { state: "saved", sequence: 1 },
});

interface Scene {
  readonly name: string;
  readonly exercise: keyof typeof DEFINITIONS;
  readonly behaviour?: Behaviour;
  readonly traits?: Partial<Wire>;
}

/** What stands on the page, from the top; `name` is the id of its place. */
const SCENES: readonly Scene[] = [
  { name: "choice-one", exercise: "one" },
  { name: "choice-many", exercise: "many" },
  { name: "choice-true-false", exercise: "trueFalse" },
  { name: "choice-matrix", exercise: "animalsMatrix" },
  { name: "choice-matrix-several", exercise: "shapes" },
  { name: "choice-pictures", exercise: "pictures" },
  { name: "choice-pool", exercise: "primes" },
  { name: "choice-dropdown", exercise: "unit" },
  { name: "number", exercise: "number" },
  { name: "number-unit", exercise: "walk" },
  { name: "number-unit-missing", exercise: "walk", traits: given("4") },
  { name: "number-interval", exercise: "inequality", traits: given("(-∞; 3)") },
  { name: "number-set", exercise: "roots", traits: given("2; 4") },
  { name: "number-vector", exercise: "vector" },
  {
    name: "number-vector-partly",
    exercise: "vector",
    traits: given({ "1,1": "5", "2,1": "1", "3,1": "3" }),
  },
  { name: "number-matrix", exercise: "matrix" },
  { name: "number-parts", exercise: "fall" },
  { name: "number-parts-carried", exercise: "fall", traits: given({ v: "15 m/s", p: "30" }) },
  { name: "number-parts-graded", exercise: "gradedFall" },
  { name: "text", exercise: "text" },
  { name: "text-keywords", exercise: "why" },
  { name: "cloze", exercise: "newton" },
  { name: "cloze-bank", exercise: "spring" },
  { name: "cloze-words", exercise: "verbs" },
  {
    name: "cloze-partly",
    exercise: "newton",
    traits: given({ force: "kuch", how: "directly", unit: "nuton" }),
  },
  {
    name: "cloze-bank-shown",
    exercise: "springOnce",
    traits: given({ melt: "freeze", bloom: "bloom", return: "fly" }),
  },
  {
    name: "cloze-words-partly",
    exercise: "verbs",
    traits: given(["rise", "maktabga"]),
  },
  {
    name: "matrix-shown",
    exercise: "animalsMatrixOnce",
    traits: given({ bat: "bird", hen: "bird", whale: "fish" }),
  },
  { name: "cloze-graded", exercise: "gradedNewton" },
  { name: "one-right", exercise: "one", traits: { ...given("fewer"), hints_shown: 1 } },
  { name: "one-wrong", exercise: "one", traits: { ...given("more"), hints_shown: 2 } },
  { name: "many-partly", exercise: "many", traits: given(["two_fourths", "three_fifths"]) },
  {
    name: "no-attempts",
    exercise: "trueFalse",
    traits: given("false", { attempt: 2, confidence: 3 }),
  },
  { name: "number-wrong", exercise: "number", traits: given("3,5") },
  { name: "text-wrong", exercise: "text", traits: given("surat") },
  { name: "essay", exercise: "essay" },
  { name: "graded-essay", exercise: "gradedEssay" },
  { name: "lever", exercise: "lever" },
  { name: "pendulum", exercise: "pendulum" },
  { name: "sampling", exercise: "sampling" },
  { name: "graded-pendulum", exercise: "gradedPendulum" },
  { name: "order", exercise: "tale" },
  { name: "order-row", exercise: "days" },
  { name: "order-pictures", exercise: "water" },
  { name: "order-lines", exercise: "program" },
  {
    name: "order-partly",
    exercise: "tale",
    traits: given(["plant", "mouse", "grow", "granny", "cat"]),
  },
  {
    name: "order-lines-shown",
    exercise: "programOnce",
    traits: given(["start:0", "short:0", "even:1", "add:1", "print:1"]),
  },
  { name: "order-graded", exercise: "gradedTale" },
  { name: "match", exercise: "young" },
  { name: "match-groups", exercise: "classes" },
  {
    name: "match-partly",
    exercise: "young",
    traits: given({ cow: "buzoq", sheep: "uloq", hen: "joja" }),
  },
  {
    name: "match-groups-shown",
    exercise: "classesOnce",
    traits: given({ bat: "birds", carp: "fishes", dolphin: "fishes", frog: "fishes" }),
  },
  { name: "match-graded", exercise: "gradedYoung" },
  { name: "graded-one", exercise: "gradedOne" },
  { name: "graded-saved", exercise: "gradedOne", traits: given("same", { confidence: 2 }) },
  { name: "graded-number", exercise: "gradedNumber" },
  { name: "graded-text", exercise: "gradedText" },
  {
    name: "read-only",
    exercise: "gradedNumber",
    traits: {
      ...given("60", { attempt: 2 }),
      read_only: true,
      mark: {
        state: "partly",
        score: 1,
        out_of: 2,
        feedback: ["<p>60 → 60,0</p>"],
        explanation: "<p>v = s / t</p>",
      },
    },
  },
  { name: "saving", exercise: "text", behaviour: "slow" },
  { name: "unsaved", exercise: "text", behaviour: "full" },
  { name: "disconnected", exercise: "text", behaviour: "gone" },
];

/** The models by scene, for tests that play the kernel or show scenes of their own. */
const models: Record<string, PageModel> = {};

const stage = document.getElementById("stage");
// `?only=order` shows one kind, as the pages of the documentation do; `?only=order,match-groups`
// also single scenes.
const only = new URLSearchParams(location.search).get("only")?.split(",").filter(Boolean) ?? [];
for (const scene of SCENES) {
  const kind = DEFINITIONS[scene.exercise]?.exercise.kind ?? "";
  if (!only.length || only.includes(kind) || only.includes(scene.name)) show(scene);
}

function show({ name, exercise, behaviour, traits }: Scene): void {
  const definition = DEFINITIONS[exercise];
  if (!definition) return;
  const place = document.createElement("div");
  place.id = name;
  stage?.append(place);
  const made = model(definition, behaviour, traits);
  models[name] = made;
  render({ model: made, el: place });
}

for (const select of Array.from(document.querySelectorAll<HTMLSelectElement>("nav select"))) {
  select.addEventListener("change", () => choose(select.name, select.value));
}

function choose(what: string, value: string): void {
  if (what === "language") {
    dispatchEvent(new CustomEvent(LANGUAGE_EVENT, { detail: { language: value } }));
    document.documentElement.lang = value;
  } else if (value === "system") {
    delete document.body.dataset.jpThemeLight;
  } else {
    document.body.dataset.jpThemeLight = String(value === "light");
  }
}

// `?language=ru&theme=dark` opens the page that way.
for (const [what, value] of new URLSearchParams(location.search)) {
  choose(what, value);
  const select = document.querySelector<HTMLSelectElement>(
    `nav select[name="${CSS.escape(what)}"]`,
  );
  if (select) select.value = value;
}

Object.assign(globalThis, { coursewareDemo: { models, show, DEFINITIONS } });

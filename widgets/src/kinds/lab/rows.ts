/** The learner's answer, and which of its rows are true. Mirrors courseware/kinds/lab/rows.py. */
import type { LabExercise } from "../../types.generated";
import type { Variant } from "../../variants";
import { type Misread, misread } from "../../verdict";
import type { Value } from "../../wire";
import { allows, type Row, read, type Settings, take, write } from "./model";
import { freeControls, LONGEST, MOST_ROWS, modelOf, start } from "./spec";

/** Characters of a field or of a cell of the table that are read. */
export const MOST_TEXT = 40;
const PARTS = ["rows", "predict", "fields", "explain"];

/** Cut blanks off the ends; Python's `strip` and `trim` mean different things. */
const trim = (text: string): string => text.replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");

/** What was given, as far as it has the form of an answer; rows are still unproved. */
export interface Answer {
  readonly rows: readonly (readonly string[])[];
  readonly predict: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly explain: string;
}

/** Read a laboratory's table, prediction, fields and explanation. */
export function parse(exercise: LabExercise, value: Value): Answer | Misread | null {
  if (value === null || value === "") return null;
  if (typeof value !== "object" || Array.isArray(value)) return misread("lab.unreadable");
  const given: Readonly<Record<string, unknown>> = value;
  if (!Object.keys(given).every((part) => PARTS.includes(part))) return misread("lab.unreadable");
  const [rows, fields] = [rowsOf(given.rows), fieldsOf(exercise, given.fields)];
  const [predict, explain] = [given.predict ?? "", given.explain ?? ""];
  if (!rows || !fields || typeof predict !== "string" || typeof explain !== "string") {
    return misread("lab.unreadable");
  }
  const most = exercise.most_rows ?? MOST_ROWS;
  if (rows.length > most) return misread("lab.too_many_rows", { count: most });
  if ([...explain].length > LONGEST) return misread("marking.too_long", { count: LONGEST });
  if (predict && !exercise.predict?.options.some(({ id }) => id === predict)) {
    const option = [...predict].slice(0, MOST_TEXT).join("");
    return misread("marking.unknown_option", { option });
  }
  const isBlank = !rows.length && !predict && !Object.keys(fields).length && !trim(explain);
  return isBlank ? null : { rows, predict, fields, explain: trim(explain) };
}

/** Return a table of short texts; a row that holds anything else is an empty one. */
function rowsOf(value: unknown): readonly (readonly string[])[] | null {
  if (value == null) return [];
  return Array.isArray(value) ? value.map(rowOf) : null;
}

function rowOf(row: unknown): readonly string[] {
  if (!Array.isArray(row) || row.length > MOST_TEXT) return [];
  const isText = (cell: unknown) => typeof cell === "string" && [...cell].length <= MOST_TEXT;
  return row.every(isText) ? row : [];
}

function fieldsOf({ fields = [] }: LabExercise, value: unknown): Record<string, string> | null {
  if (value == null) return {};
  if (!Array.isArray(value)) return null;
  const found: Record<string, string> = {};
  for (const pair of value) {
    if (!Array.isArray(pair) || pair.length !== 2) return null;
    const [name, typed] = pair as readonly unknown[];
    const field = fields.find(({ id }) => id === name);
    if (typeof typed !== "string" || !field) return null;
    const text = trim(typed);
    if (text) found[field.id] = [...text].slice(0, MOST_TEXT).join("");
  }
  return found;
}

/** Return the rows that the simulation gives again, each once. */
export function proved(exercise: LabExercise, variant: Variant, answer: Answer): Row[] {
  const found = new Map<string, Row>();
  const begun = start(exercise, variant);
  for (const texts of answer.rows) {
    const row = prove(exercise, variant, answer.predict, begun, texts);
    const name = row && JSON.stringify([row.settings, row.number]);
    if (row && name && !found.has(name)) found.set(name, row);
  }
  return [...found.values()];
}

/** What was proved before, so that a table that grows is not taken again whole each time. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 500;

function prove(
  exercise: LabExercise,
  { seed }: Variant,
  prediction: string,
  begun: Settings,
  texts: readonly string[],
): Row | null {
  const [model, controls] = [modelOf(exercise), freeControls(exercise)];
  if (texts.length !== controls.length + 1 + model.instruments.length) return null;
  const settings: Record<string, number> = { ...begun };
  for (const [place, control] of controls.entries()) {
    const value = read(control, texts[place] ?? "");
    if (value === null || !allows(control, value)) return null;
    settings[control.name] = value;
  }
  const number = readNumber(texts[controls.length] ?? "");
  if (!number) return null;
  const name = JSON.stringify([model.name, seed, prediction, settings, number]);
  const shown = known.get(name) ?? readingTexts(exercise, seed, prediction, settings, number);
  if (known.size > MOST_KNOWN) known.clear();
  known.set(name, shown);
  const isTrue = shown.every((text, place) => text === texts[controls.length + 1 + place]);
  const readings = shown.map((text, place) => read(model.instruments[place] ?? { name }, text));
  return isTrue ? { settings, number, readings: readings.map((each) => each ?? 0) } : null;
}

/** Return what the instruments show in one reading, as a row holds it. */
export function readingTexts(
  exercise: LabExercise,
  seed: string,
  prediction: string,
  settings: Settings,
  number: number,
): readonly string[] {
  const model = modelOf(exercise);
  const readings = take(model, seed, prediction, settings, number);
  return readings.map((value, place) => write(model.instruments[place] ?? { name: "" }, value));
}

/** Return the number of a reading, 0 for what is none. */
export const readNumber = (text: string): number =>
  /^[1-9][0-9]{0,2}$/.test(text) ? Number(text) : 0;

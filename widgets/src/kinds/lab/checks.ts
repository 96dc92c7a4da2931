/** The rubric of procedure, line by line. Mirrors courseware/kinds/lab/checks.py. */
import { exact } from "../../expressions";
import { own } from "../../own";
import { nearMiss, quantity, widestMargin } from "../../rules/numbers";
import { isProblem, type ParsedNumber, parseNumber } from "../../text/numbers";
import {
  absolute,
  add,
  compare,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../../text/rational";
import { say } from "../../text/say";
import type { LabCheck, LabExercise, LabKey } from "../../types.generated";
import type { Variant } from "../../variants";
import type { Note, Verdict } from "../../verdict";
import type { Texts } from "../../wire";
import { inUnit, type Row, write } from "./model";
import { type Answer, proved } from "./rows";
import { modelOf } from "./spec";

const WRITTEN = ["uz", "ru", "en"] as const;

interface Work {
  readonly exercise: LabExercise;
  readonly variant: Variant;
  readonly answer: Answer;
  readonly rows: readonly Row[];
}

/** Add up the credits of the lines that are met; tell of each that is not. */
export function mark(
  exercise: LabExercise,
  key: LabKey,
  variant: Variant,
  answer: Answer,
): Verdict {
  const work: Work = { exercise, variant, answer, rows: proved(exercise, variant, answer) };
  const notes: Note[] = [];
  let [credit, met] = [ZERO, 0];
  for (const check of key.checks) {
    const note = CHECKS[check.kind](work, check);
    if (note) {
      const said = isEmpty(check.feedback) ? note : { text: check.feedback ?? "" };
      if (!notes.some((each) => JSON.stringify(each) === JSON.stringify(said))) notes.push(said);
    } else {
      credit = add(credit, exact(check.credit));
      met += 1;
    }
  }
  if (met && notes.length) {
    notes.unshift({ key: "lab.met", parameters: { done: met, total: key.checks.length } });
  }
  const refused = answer.rows.length - work.rows.length;
  if (refused) notes.push({ key: "lab.refused", parameters: { count: refused } });
  const one = rational(1);
  return { credit: compare(credit, one) > 0 ? one : credit, notes };
}

const isEmpty = (texts: Texts | undefined): boolean =>
  !texts || (typeof texts === "object" && !Object.keys(texts).length);

function readings({ rows }: Work, check: LabCheck): Note | null {
  return enough("lab.few_readings", rows.length, check);
}

function levels(work: Work, check: LabCheck): Note | null {
  const name = check.control ?? "";
  return enough("lab.few_levels", valuesOf(work.rows, name), check, {
    control: nameOf(work, name),
  });
}

function range(work: Work, { control: name = "", span = 0 }: LabCheck): Note | null {
  const control = modelOf(work.exercise).controls.find((each) => each.name === name);
  const values = work.rows.map(({ settings }) => settings[name ?? ""] ?? 0);
  if (control && values.length) {
    const covered = inUnit(control, Math.max(...values) - Math.min(...values));
    if (compare(covered, exact(span)) >= 0) return null;
  }
  return { text: texts("lab.narrow_range", { control: nameOf(work, name ?? "") }) };
}

function repeats({ rows }: Work, { at_least: needed = 1, times = 1 }: LabCheck): Note | null {
  const taken = new Map<string, number>();
  for (const { settings } of rows) {
    const name = JSON.stringify(settings);
    taken.set(name, (taken.get(name) ?? 0) + 1);
  }
  const done = [...taken.values()].filter((count) => count >= needed).length;
  return done >= times ? null : { key: "lab.few_repeats", parameters: { needed, times } };
}

function oneAtATime(work: Work, { control: name, at_least: needed = 1 }: LabCheck): Note | null {
  if (valuesOf(series(work.rows, name ?? ""), name ?? "") >= needed) return null;
  const parameters = { control: nameOf(work, name ?? ""), needed: String(needed) };
  return { text: texts("lab.many_at_a_time", parameters) };
}

/** Return the rows that differ in one control alone; of several series the longest. */
export function series(rows: readonly Row[], control: string): readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = JSON.stringify({ ...row.settings, [control]: 0 });
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  let best: readonly Row[] = [];
  for (const group of groups.values()) {
    if (valuesOf(group, control) > valuesOf(best, control)) best = group;
  }
  return best;
}

const valuesOf = (rows: readonly Row[], control: string): number =>
  new Set(rows.map(({ settings }) => settings[control])).size;

function found({ exercise, rows }: Work, check: LabCheck): Note | null {
  const { instruments } = modelOf(exercise);
  const place = Math.max(
    0,
    instruments.findIndex(({ name }) => name === check.instrument),
  );
  const scale = instruments[place] ?? { name: "" };
  const showing = rows.filter((row) => write(scale, row.readings[place] ?? 0) === check.value);
  const different = new Set(showing.map(({ settings }) => JSON.stringify(settings)));
  return enough("lab.few_found", different.size, check);
}

function fit(work: Work, check: LabCheck): Note | null {
  const given = numberIn(work, check);
  if (!("value" in given)) return given;
  const rows = check.control ? series(work.rows, check.control) : work.rows;
  const own = modelOf(work.exercise).constants[check.constant ?? ""]?.(rows) ?? null;
  if (own === null || rows.length < (check.at_least ?? 1)) return { key: "lab.no_fit" };
  const margin = multiply(exact(check.tolerance ?? 0), absolute(own));
  return isNear(given.value, own, margin) ? null : { key: "lab.not_from_rows" };
}

const isNear = (value: Rational, target: Rational, margin: Rational): boolean =>
  compare(absolute(subtract(value, target)), margin) <= 0;

function field(work: Work, check: LabCheck): Note | null {
  const asked = work.exercise.fields?.find(({ id }) => id === check.field);
  if (asked?.options?.length) {
    const typed = own(work.answer.fields, asked.id);
    if (!typed) return { key: "lab.field_empty" };
    return typed === check.answer ? null : { key: "lab.field_wrong" };
  }
  const given = numberIn(work, check);
  if (!("value" in given)) return given;
  const target = quantity(check.answer ?? "0", work.variant);
  const margin = widestMargin(target, check.tolerance ?? 0, check.relative_tolerance ?? 0);
  if (isNear(given.value, target, margin)) return null;
  return nearMiss(target, given)[0] ?? { key: "lab.field_wrong" };
}

function prediction({ answer }: Work, check: LabCheck): Note | null {
  if (!answer.predict) return { key: "lab.no_prediction" };
  const isOther = check.answer != null && check.answer !== answer.predict;
  return isOther ? { key: "lab.other_prediction" } : null;
}

/** Return the number in a field, or what to say where there is none. */
function numberIn({ answer }: Work, check: LabCheck): ParsedNumber | Note {
  const typed = own(answer.fields, check.field ?? "");
  if (!typed) return { key: "lab.field_empty" };
  const read = parseNumber(typed);
  return isProblem(read) ? { key: `number.${read.code}`, parameters: read.params } : read;
}

function enough(
  key: string,
  done: number,
  { at_least: needed = 1 }: LabCheck,
  names?: Readonly<Record<string, Texts>>,
): Note | null {
  if (done >= needed) return null;
  if (!names) return { key, parameters: { done, needed } };
  return { text: texts(key, { done: String(done), needed: String(needed), ...names }) };
}

/** Return what a control is called, in every language. */
function nameOf({ exercise }: Work, control: string): Texts {
  const said = WRITTEN.map((language) => [
    language,
    say(`lab_${exercise.lab}.${control}`, language),
  ]);
  return Object.fromEntries(said) as Texts;
}

/** Return a sentence in every language, with names in it that differ by language. */
function texts(key: string, parameters: Readonly<Record<string, Texts>>): Texts {
  const said = WRITTEN.map((language) => {
    const own = Object.entries(parameters).map(([name, text]) => [
      name,
      typeof text === "string" ? text : (text[language] ?? ""),
    ]);
    return [language, say(key, language, Object.fromEntries(own) as Record<string, string>)];
  });
  return Object.fromEntries(said) as Texts;
}

const CHECKS: Readonly<Record<LabCheck["kind"], (work: Work, check: LabCheck) => Note | null>> = {
  readings,
  levels,
  range,
  repeats,
  one_at_a_time: oneAtATime,
  found,
  fit,
  field,
  prediction,
};

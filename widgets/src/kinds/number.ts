/**
 * Number: a value within a tolerance, in the form that was asked for. Mirrors
 * courseware/kinds/number/plain.py; all comparing is exact, on rational numbers. Units, intervals,
 * sets, vectors, matrices and parts come with the chunk `quantities`.
 */
import { exact } from "../expressions";
import { extras } from "../extras";
import { typedField } from "../field";
import { echo, nearMiss, quantity, widestMargin } from "../rules/numbers";
import { isProblem, type ParsedNumber, parseNumber } from "../text/numbers";
import {
  absolute,
  compare,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../text/rational";
import type { Mistake, NumberExercise, NumberKey, NumberPartKey } from "../types.generated";
import type { Variant } from "../variants";
import { type Misread, misread, type Note, type Verdict } from "../verdict";
import type { Texts, Value } from "../wire";
import type { Kind } from "./base";

/** The key of a number or of a part. */
export type Measured = NumberKey | NumberPartKey;

/** What was typed, null where that is nothing. */
export function typed(value: Value | undefined): string | Misread | null {
  if (value == null) return null;
  if (typeof value !== "string" && typeof value !== "number") return misread("marking.not_text");
  return String(value).trim() ? String(value) : null;
}

/** Read a number as learners write it, in any of the languages. */
export function parse(_: NumberExercise, value: Value): ParsedNumber | Misread | null {
  const text = typed(value);
  if (typeof text !== "string") return text;
  const read = parseNumber(text);
  return isProblem(read) ? misread(`number.${read.code}`, read.params) : read;
}

/** Judge the value, then the form; then look for a mistake the author foresaw. */
function mark(
  _: NumberExercise,
  key: NumberKey,
  variant: Variant,
  answer: ParsedNumber,
): Verdict | Misread {
  const wrongs: Wrongs = (key.mistakes ?? []).map((mistake) => [
    quantity(mistake.answer, variant),
    mistake,
  ]);
  return judge(key, quantity(key.answer as Texts, variant), answer, wrongs);
}

type Wrongs = readonly (readonly [Rational, Mistake])[];

export const isNear = (value: Rational, target: Rational, margin: Rational): boolean =>
  compare(absolute(subtract(value, target)), margin) <= 0;

/** Judge a number against its target; `hair` is the least tolerance. */
export function judge(
  key: Measured,
  target: Rational,
  answer: ParsedNumber,
  wrongs: Wrongs,
  hair = ZERO,
): Verdict | Misread {
  const margin = marginOf(key, target, hair);
  if (isNear(answer.value, target, margin)) return formVerdict(key, target, answer);
  for (const [value, mistake] of wrongs) {
    if (isNear(answer.value, value, margin)) return foreseen(mistake);
  }
  if (answer.ambiguous && isNear(multiply(answer.value, rational(1000)), target, margin)) {
    return misread("number.ambiguous");
  }
  return { credit: ZERO, notes: nearMiss(target, answer) };
}

/** Return what the author says to a mistake. */
export const foreseen = ({ credit = 0, feedback = "" }: Mistake): Verdict => ({
  credit: exact(credit),
  notes: [{ text: feedback }],
});

/** Return how far from the target is still right, in the answer's unit. */
export function marginOf(key: Measured, target: Rational, hair = ZERO): Rational {
  const { tolerance, relative_tolerance, significant_figures } = key;
  const margin = widestMargin(target, tolerance, relative_tolerance, significant_figures);
  return compare(margin, hair) < 0 ? hair : margin;
}

/** Judge the form of a right value. */
export function formVerdict(key: Measured, target: Rational, answer: ParsedNumber): Verdict {
  const { form = "any", significant_figures: count, form_credit = 0.5 } = key;
  const notes: Note[] = [];
  if (!hasForm(form, target, answer)) notes.push({ key: `marking.form_${form}` });
  const [least, most] = answer.figures;
  if (count != null && !(least <= count && count <= most)) {
    notes.push({ key: "marking.figures", parameters: { count } });
  }
  return { credit: notes.length ? exact(form_credit) : rational(1), notes };
}

function hasForm(
  wanted: NonNullable<NumberKey["form"]>,
  target: Rational,
  { form, reduced }: ParsedNumber,
): boolean {
  const isWhole = target.below === 1n && form === "integer";
  const isFraction = form === "fraction" || form === "mixed";
  return {
    any: true,
    integer: form === "integer",
    decimal: form === "integer" || form === "decimal" || form === "scientific",
    fraction: isWhole || isFraction,
    reduced: isWhole || (isFraction && reduced),
    scientific: form === "scientific" && reduced,
  }[wanted];
}

const plain: Kind<NumberExercise, NumberKey, ParsedNumber> = {
  draw: () => [],
  parse,
  mark,
  echo,
  // Not "decimal": the number pads of many phones have neither minus nor slash.
  face: (exercise, host) =>
    typedField(host, { inputmode: "text", size: "short", suffix: exercise.suffix ?? "" }),
};

/** What a number is read as; the forms of the chunk have shapes of their own. */
type Answer = ParsedNumber & object;
type Form = Kind<NumberExercise, NumberKey, Answer>;

function formOf({ units = "none", shape = "number", parts = [] }: NumberExercise): Form {
  const isPlain = units === "none" && shape === "number" && !parts.length;
  return isPlain ? plain : (extras.quantities as Form);
}

export const number: Form = {
  draw: plain.draw,
  parse: (exercise, value) => formOf(exercise).parse(exercise, value),
  mark: (exercise, ...given) => formOf(exercise).mark(exercise, ...given),
  echo: (answer, ...given) =>
    ("figures" in answer ? plain : (extras.quantities as Form)).echo(answer, ...given),
  face: (exercise, host) => formOf(exercise).face(exercise, host),
};

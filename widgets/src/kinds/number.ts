/**
 * Number: a value within a tolerance, in the form that was asked for. Mirrors
 * courseware/kinds/number.py; all comparing is exact, on rational numbers.
 */
import { exact } from "../expressions";
import { typedField } from "../field";
import { echo, nearMiss, quantity, widestMargin } from "../rules/numbers";
import { choose } from "../text/languages";
import { formatNumber } from "../text/number_format";
import { isProblem, type ParsedNumber, parseNumber } from "../text/numbers";
import {
  absolute,
  add,
  compare,
  magnitude,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../text/rational";
import type { NumberExercise, NumberKey } from "../types.generated";
import { fill, type Variant } from "../variants";
import { type Misread, misread, type Note, type Verdict } from "../verdict";
import type { Language, Value } from "../wire";
import type { Kind, Sample } from "./base";

const TWO = rational(2);

/** Read a number as learners write it, in any of the languages. */
function parse(_: NumberExercise, value: Value): ParsedNumber | Misread | null {
  if (value === null) return null;
  if (typeof value !== "string" && typeof value !== "number") return misread("marking.not_text");
  const text = String(value);
  if (!text.trim()) return null;
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
  const target = quantity(key.answer, variant);
  const margin = tolerance(key, target);
  const isNear = (value: Rational, other: Rational) =>
    compare(absolute(subtract(value, other)), margin) <= 0;
  if (isNear(answer.value, target)) return formVerdict(key, target, answer);
  for (const { answer: wrong, credit = 0, feedback = "" } of key.mistakes ?? []) {
    if (isNear(answer.value, quantity(wrong, variant))) {
      return { credit: exact(credit), notes: [{ text: feedback }] };
    }
  }
  if (answer.ambiguous && isNear(multiply(answer.value, rational(1000)), target)) {
    return misread("number.ambiguous");
  }
  return { credit: ZERO, notes: nearMiss(target, answer) };
}

/** Return how far from the target is still right, in the answer's unit. */
const tolerance = (key: NumberKey, target: Rational): Rational =>
  widestMargin(target, key.tolerance, key.relative_tolerance, key.significant_figures);

function formVerdict(key: NumberKey, target: Rational, answer: ParsedNumber): Verdict {
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
  }[wanted];
}

/** Leave a line to write on, with the suffix after it. */
export function describe(exercise: NumberExercise, variant: Variant, language: Language): string {
  const suffix = fill(choose(exercise.suffix ?? "", language), variant.values, language);
  return `________ ${suffix}`.trimEnd();
}

/** Yield the answer written as asked, a number beyond the tolerance, no number. */
export function* samples(_: NumberExercise, key: NumberKey, variant: Variant): Iterable<Sample> {
  const target = quantity(key.answer, variant);
  yield { value: written(key, target), state: "right" };
  const beyond = add(add(target, multiply(TWO, tolerance(key, target))), rational(1));
  yield { value: `${beyond.above}/${beyond.below}`, state: "wrong" };
  yield { value: "?", state: "unmarked" };
}

function written({ significant_figures: figures, form }: NumberKey, target: Rational): string {
  if (figures != null) {
    const places = target.above ? Math.max(0, figures - 1 - magnitude(target)) : 0;
    return formatNumber(target, "en", places);
  }
  if (form === "integer" || form === "decimal" || target.below === 1n) {
    return formatNumber(target, "en", null, 15);
  }
  return `${target.above}/${target.below}`;
}

export const number: Kind<NumberExercise, NumberKey, ParsedNumber> = {
  draw: () => [],
  parse,
  mark,
  echo,
  // Not "decimal": the number pads of many phones have neither minus nor slash.
  face: (exercise, host) =>
    typedField(host, { inputmode: "text", size: "short", suffix: exercise.suffix ?? "" }),
};

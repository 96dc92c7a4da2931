/**
 * A number as it is asked for: what a key means, how far is near, what a miss looks like. Mirrors
 * courseware/rules/numbers.py.
 */
import { ExpressionError, exact, numberOf } from "../expressions";
import { choose } from "../text/languages";
import { formatNumber } from "../text/number_format";
import { isProblem, type ParsedNumber, parseNumber } from "../text/numbers";
import {
  absolute,
  compare,
  equals,
  magnitude,
  multiply,
  negate,
  power,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../text/rational";
import { computable, type Variant } from "../variants";
import type { Note } from "../verdict";
import type { Language, Texts, Value } from "../wire";

const TEN = rational(10);

/** Return the number that a key gives: a number, `3,5`, or an expression. */
export function quantity(written: number | Texts, variant: Variant): Rational {
  if (typeof written === "number") return exact(written);
  const text = choose(written, "en");
  try {
    return numberOf(text, computable(variant.values));
  } catch (error) {
    const read = parseNumber(text);
    if (error instanceof ExpressionError && !isProblem(read)) return read.value;
    throw error;
  }
}

/** Return how far from the target is still right, in the answer's unit: the widest counts. */
export function widestMargin(
  target: Rational,
  tolerance = 0,
  relative = 0,
  figures: number | null = null,
): Rational {
  return [
    exact(tolerance),
    multiply(exact(relative), absolute(target)),
    figures == null ? ZERO : multiply(unitOfFigure(target, figures), rational(1, 2)),
  ].reduce((widest, each) => (compare(each, widest) > 0 ? each : widest));
}

/** Return the unit of the last of so many significant figures; 0 for zero. */
const unitOfFigure = (value: Rational, figures: number): Rational =>
  value.above ? power(TEN, magnitude(value) - figures + 1) : ZERO;

/** Say what a teacher would see at a glance: the sign, the decimal point, the rounding. */
export function nearMiss(target: Rational, { value, figures: [figures] }: ParsedNumber): Note[] {
  if (!target.above || !value.above) return [];
  if (equals(value, negate(target))) return [{ key: "marking.sign" }];
  const isShifted = (shift: number) => equals(value, multiply(target, power(TEN, shift)));
  if ([-3, -2, -1, 1, 2, 3].some(isShifted)) return [{ key: "marking.power_of_ten" }];
  const miss = absolute(subtract(value, target));
  const isClose = figures >= 2 && compare(miss, unitOfFigure(target, figures)) <= 0;
  return isClose ? [{ key: "marking.close" }] : [];
}

/** Write the number as the language does; a plain fraction needs no second reading. */
export function echo(
  { value, form, ambiguous }: ParsedNumber,
  typed: Value,
  language: Language,
): string {
  const text = String(typed).trim();
  if (form === "fraction" || form === "mixed") {
    return /^[-+−]?[\d\s/]+$/.test(text) ? "" : `${value.above}/${value.below}`;
  }
  const read = formatNumber(value, language, null, 15);
  return read === text && !ambiguous ? "" : read;
}

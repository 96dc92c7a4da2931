/** Numbers that schools write with a root or π. Mirrors courseware/units/reals.py. */
import { ExpressionError, numberOf } from "../expressions";
import {
  isProblem,
  type NumberProblem,
  type ParsedNumber,
  parseNumber,
  plain,
} from "../text/numbers";
import { absolute, multiply, type Rational, rational } from "../text/rational";

/** A number, and whether a root or π in it makes it a near one. */
export interface Real {
  readonly number: ParsedNumber;
  readonly isApproximate: boolean;
}

export const isReal = (read: Real | NumberProblem): read is Real => "number" in read;

/** The share of a value by which a double may be off, with much to spare, of that value. */
export const hairOf = (value: Rational): Rational =>
  multiply(rational(1, 10n ** 9n), absolute(value));

/** A number that nobody wrote. */
export const ofValue = (value: Rational, isApproximate = false): Real => ({
  number: { value, form: "decimal", figures: [0, 0], reduced: false, ambiguous: false },
  isApproximate,
});

/** Read a number in digits, or one with √ or π. Never throws. */
export function readReal(raw: string): Real | NumberProblem {
  const read = parseNumber(raw);
  if (!isProblem(read)) return { number: read, isApproximate: false };
  if (read.code === "too_long" || !/√|π|sqrt|pi/.test(raw)) return read;
  const value = computed(plain(raw));
  return value ? ofValue(value, true) : read;
}

/** Compute an expression of digits, + - * /, brackets, roots and π; null for any other. */
function computed(text: string): Rational | null {
  const written = text
    .replace(/π/g, "pi")
    .replace(/√ ?([0-9]+(?:[.,][0-9]+)?)/g, "sqrt($1)")
    .replace(/√ ?\(/g, "sqrt(")
    .replace(/([0-9]),([0-9])/g, "$1.$2")
    .replace(/([0-9)]) ?(sqrt|pi|\()/g, "$1*$2");
  if (/[^0-9. +*/()-]|\*\*/.test(written.replace(/sqrt|pi/g, ""))) return null;
  try {
    return numberOf(written, new Map());
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

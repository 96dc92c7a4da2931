/** Values that need only be near. Mirrors courseware/algebra/approximate.py. */
import { exact as decimal } from "../../expressions";
import {
  absolute,
  add,
  compare,
  divide,
  magnitude,
  multiply,
  negate,
  power,
  type Rational,
  rational,
  subtract,
} from "../../text/rational";
import { type Opinion, tried } from "./equal";
import { type Domains, rested, value } from "./points";
import { exact } from "./residues";
import { branch, type Node, Pole, terms, walk } from "./tree";
import { size, Unclear, Undefined } from "./values";

const TEN = rational(10);
const HALF = rational(1, 2);
const DIGITS = /^([0-9]+)(?:\.([0-9]*))?(?:e[+-]?[0-9]+)?$/;

/** Return the real number that a formula is, as exactly as can be; null for no number. */
export function numberOf(each: Node): Rational | null {
  rested();
  try {
    return exact(each) ?? decimal(value(each, new Map(), true)[0]);
  } catch (error) {
    if (error instanceof Undefined || error instanceof Unclear || error instanceof Pole)
      return null;
    throw error;
  }
}

/** Round half away from zero to a multiple of a unit, as schools do. */
function rounded(number: Rational, unit: Rational): Rational {
  const { above, below } = add(divide(absolute(number), unit), HALF);
  const found = multiply(rational(above / below), unit);
  return number.above < 0n ? negate(found) : found;
}

const unitOf = (number: Rational, figures: number): Rational =>
  power(TEN, magnitude(number) - figures + 1);

/** Whether an answer is the target rounded to so many figures, else to so many places. */
export function isNearRounded(
  answer: Rational,
  target: Rational,
  figures: number | null,
  places: number,
): boolean {
  let unit = power(TEN, -places);
  if (figures !== null) {
    if (!target.above) return !answer.above;
    unit = unitOf(rounded(target, unitOf(target, figures)), figures);
  }
  const apart = absolute(subtract(answer, rounded(target, unit)));
  return compare(apart, multiply(unit, HALF)) < 0;
}

/** Compare values that may differ a little: by an amount, or by a share of the key's terms. */
export const near = (
  answer: Node,
  key: Node,
  domains: Domains,
  amount: number,
  share: number,
): Opinion =>
  tried([answer, key], domains, (at) => {
    const [a, b] = [at(answer), at(key)];
    let whole = 0;
    for (const [, term] of terms(key)) whole += size(at(term));
    const margin = Math.max(amount, share * whole) * (1 + 1e-12);
    return Math.hypot(a[0] - b[0], a[1] - b[1]) <= margin ? "agrees" : "differs";
  });

/** Return the decimals of a formula as typed; of a number alone its digits, point or not. */
export function decimals(each: Node): string[] {
  const alone = mantissa(each);
  if (alone !== null) return [alone];
  const found: string[] = [];
  for (const { head, leaf } of walk(each))
    if (head === "number" && leaf.includes(".")) found.push(leaf);
  return found;
}

/** Return the digits of a number that stands alone, perhaps before a power of ten. */
function mantissa(each: Node): string | null {
  let found = bare(each);
  if (found.head === "*" && isPowerOfTen(branch(found, 1))) found = bare(branch(found, 0));
  return found.head === "number" ? found.leaf : null;
}

const bare = (each: Node): Node => (each.head === "negate" ? bare(branch(each, 0)) : each);

const isPowerOfTen = (each: Node): boolean =>
  each.head === "^" && branch(each, 0).head === "number" && branch(each, 0).leaf === "10";

/** Return the least and the greatest number of significant figures that a number can have. */
export function figuresOf(text: string): readonly [number, number] {
  const [, whole = text, part] = DIGITS.exec(text) ?? [];
  const digits = (whole + (part ?? "")).replace(/^0+/, "");
  const count = part?.length ?? 0;
  if (!digits) return [count || 1, Math.max(1, count)];
  const isWhole = part === undefined && !text.includes("e");
  return [isWhole ? digits.replace(/0+$/, "").length : digits.length, digits.length];
}

/** Return the number of digits after the point. */
export const placesOf = (text: string): number => DIGITS.exec(text)?.[2]?.length ?? 0;

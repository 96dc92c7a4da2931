/** Exact fractions, as `fractions.Fraction` in Python: always in lowest terms, `below` positive. */

export interface Rational {
  readonly above: bigint;
  readonly below: bigint;
}

const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/** Return `above / below`. Throws a RangeError where `below` is zero. */
export function rational(above: bigint | number, below: bigint | number = 1n): Rational {
  const [top, bottom] = [BigInt(above), BigInt(below)];
  if (bottom === 0n) throw new RangeError("a fraction with denominator zero");
  const common = gcd(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { above: top / common, below: bottom / common };
}

export const ZERO = rational(0n);

/** Read `-1.5e-7`, or a number as the decimal that it prints as; null where that is no number. */
export function fromDecimal(value: number | string): Rational | null {
  const match = DECIMAL.exec(String(value));
  if (!match) return null;
  const [, sign, whole = "", part = "", exponent = "0"] = match;
  if (!whole && !part) return null;
  const digits = BigInt(`${sign === "-" ? "-" : ""}${whole}${part}`);
  return multiply(rational(digits), power(rational(10n), Number(exponent) - part.length));
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.above * b.below + b.above * a.below, a.below * b.below);

export const negate = (a: Rational): Rational => ({ above: -a.above, below: a.below });

export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));

export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.above * b.above, a.below * b.below);

/** Return `a / b`. Throws a RangeError where `b` is zero. */
export const divide = (a: Rational, b: Rational): Rational =>
  rational(a.above * b.below, a.below * b.above);

/** Raise to a whole power. Throws a RangeError for zero to a negative one. */
export function power(base: Rational, exponent: number): Rational {
  const size = BigInt(Math.abs(exponent));
  const raised = { above: base.above ** size, below: base.below ** size };
  return exponent < 0 ? rational(raised.below, raised.above) : raised;
}

/** Return a number below, at or above zero as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.above * b.below - b.above * a.below;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const equals = (a: Rational, b: Rational): boolean =>
  a.above === b.above && a.below === b.below;

export const absolute = (a: Rational): Rational => (a.above < 0n ? negate(a) : a);

/** Return the exponent of the first significant digit: 2 for 345, -2 for 0.05, 0 for zero. */
export function magnitude(value: Rational): number {
  if (value.above === 0n) return 0;
  const size = absolute(value);
  const guess = String(size.above).length - String(size.below).length;
  return compare(size, power(rational(10n), guess)) >= 0 ? guess : guess - 1;
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y) [x, y] = [y, x % y];
  return x;
}

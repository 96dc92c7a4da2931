/** Polynomials with whole coefficients along a line. Mirrors courseware/algebra/polynomials.py. */
import { absolute, type Rational } from "../../text/rational";
import { exact, Field, mixed, modulo, PRIME, toPower } from "./residues";
import { branch, type Node, Pole } from "./tree";

/** Coefficients, lowest power first. */
export type Polynomial = readonly bigint[];
export type Quotient = readonly [above: Polynomial, below: Polynomial];

/** The degree up to which polynomials are written out. */
export const HIGHEST = 120;
export const ONE: Polynomial = [1n];

export class TooHigh extends Error {}

const big = (value: bigint): bigint => (value < 0n ? -value : value);

function gcd(first: bigint, second: bigint): bigint {
  let [a, b] = [big(first), big(second)];
  while (b) [a, b] = [b, a % b];
  return a;
}

export const contentOf = (...parts: readonly Polynomial[]): bigint =>
  parts.reduce((found, part) => part.reduce(gcd, found), 0n);

/** Return the polynomial with its coefficients reduced and no zeros at the end. */
function reduced(a: Polynomial, modulus: bigint): Polynomial {
  const kept = modulus ? a.map((each) => modulo(each, modulus)) : [...a];
  while (kept.length && !kept[kept.length - 1]) kept.pop();
  return kept;
}

const at = (a: Polynomial, place: number): bigint => a[place] ?? 0n;
const lead = (a: Polynomial): bigint => at(a, a.length - 1);

export function added(a: Polynomial, b: Polynomial, sign: bigint, modulus: bigint): Polynomial {
  const longer = a.length >= b.length ? a : b;
  return reduced(
    longer.map((_, place) => at(a, place) + sign * at(b, place)),
    modulus,
  );
}

export function multiplied(a: Polynomial, b: Polynomial, modulus: bigint): Polynomial {
  if (a.length + b.length > HIGHEST) throw new TooHigh();
  if (!a.length || !b.length) return [];
  const found = new Array<bigint>(a.length + b.length - 1).fill(0n);
  for (const [place, x] of a.entries())
    for (const [other, y] of b.entries()) found[place + other] = at(found, place + other) + x * y;
  return reduced(found, modulus);
}

/** Return the polynomial divided by its content, its first coefficient positive (or 1). */
export function primitive(a: Polynomial, modulus: bigint): Polynomial {
  if (!a.length) return a;
  if (modulus) {
    const factor = toPower(lead(a), modulus - 2n);
    return a.map((each) => (each * factor) % modulus);
  }
  const content = contentOf(a) * (lead(a) < 0n ? -1n : 1n);
  return a.map((each) => each / content);
}

function remainder(first: Polynomial, b: Polynomial, modulus: bigint): Polynomial {
  let a = first;
  while (a.length >= b.length) {
    const shift = a.length - b.length;
    const top = lead(a);
    const taken = a.map((each, place) => each * lead(b) - top * at(b, place - shift));
    a = primitive(reduced(taken, modulus), modulus);
  }
  return a;
}

/** Return the greatest common divisor, primitive. */
export function common(first: Polynomial, second: Polynomial, modulus: bigint): Polynomial {
  let [a, b] = [first, second];
  while (b.length) [a, b] = [b, remainder(a, b, modulus)];
  return primitive(a, modulus);
}

/** Return the primitive quotient of a by b, null where there is a remainder. */
export function divided(first: Polynomial, b: Polynomial, modulus: bigint): Polynomial | null {
  let a: Polynomial = first;
  let quotient: bigint[] = [];
  while (a.length >= b.length) {
    const factor = lead(a);
    const shift = a.length - b.length;
    quotient = [...quotient.map((each) => each * lead(b)), factor];
    a = a.map((each, place) => each * lead(b) - factor * at(b, place - shift)).slice(0, -1);
    if (modulus) a = a.map((each) => modulo(each, modulus));
  }
  return a.some(Boolean) ? null : primitive(reduced(quotient.reverse(), modulus), modulus);
}

export const derivative = (a: Polynomial): Polynomial =>
  a.map((each, place) => each * BigInt(place)).slice(1);

/** Computes formulas along a line; what is not rational moves as a name of its own. */
export class Line {
  rational = true;
  protected readonly field: Field;

  constructor(
    readonly number: number,
    readonly modulus = PRIME,
  ) {
    this.field = new Field(BigInt(number));
  }

  /** Return numerator and denominator; throws `TooHigh`, `Pole`. */
  value(each: Node): Quotient {
    const known = exact(each);
    if (known) return this.constant(known);
    const { head } = each;
    if (/^[-+*/]$/.test(head)) {
      return this.applied(head, this.value(branch(each, 0)), this.value(branch(each, 1)));
    }
    if (head === "negate") {
      const [above, below] = this.value(branch(each, 0));
      return [added([], above, -1n, this.modulus), below];
    }
    const power = head === "^" ? exact(branch(each, 1)) : null;
    if (power?.below === 1n) return this.raised(this.value(branch(each, 0)), power);
    return [this.moving(each), ONE];
  }

  private applied(head: string, [a, b]: Quotient, [c, d]: Quotient): Quotient {
    if (head === "*") return [this.times(a, c), this.times(b, d)];
    if (head === "/") {
      if (!c.length) throw new Pole();
      return [this.times(a, d), this.times(b, c)];
    }
    const sign = head === "+" ? 1n : -1n;
    const isSame = b.length === d.length && b.every((each, place) => each === d[place]);
    if (isSame) return [added(a, c, sign, this.modulus), b];
    const above = added(this.times(a, d), this.times(c, b), sign, this.modulus);
    return [above, this.times(b, d)];
  }

  /** Return numerator and denominator without common factors, each primitive. */
  lowest(each: Node): Quotient {
    let [above, below] = this.value(each);
    const shared = common(above, below, this.modulus);
    if (shared.length > 1) {
      above = divided(above, shared, this.modulus) ?? above;
      below = divided(below, shared, this.modulus) ?? below;
    }
    return [primitive(above, this.modulus), primitive(below, this.modulus)];
  }

  private constant({ above, below }: Rational): Quotient {
    return [reduced([above], this.modulus), reduced([below], this.modulus)];
  }

  private times(a: Polynomial, b: Polynomial): Polynomial {
    return multiplied(a, b, this.modulus);
  }

  private raised(base: Quotient, power: Rational): Quotient {
    const [above, below] = power.above < 0n ? [base[1], base[0]] : base;
    if (!below.length) throw new Pole();
    if (absolute(power).above > HIGHEST) throw new TooHigh();
    let found: Quotient = [ONE, ONE];
    for (let left = absolute(power).above; left; left -= 1n)
      found = [this.times(found[0], above), this.times(found[1], below)];
    return found;
  }

  /** Return a + b t for a name, or for what only its own value knows. */
  protected moving(each: Node): Polynomial {
    if (each.head !== "name") this.rational = false;
    const bits = this.field.value(each);
    if (this.modulus) return [bits, mixed("slope", bits)];
    return [1n + (bits % 97n), 1n + (mixed("slope", bits) % 89n)];
  }
}

/** Run what may find a polynomial too high or a division by zero; null where it does. */
export function attempt<T>(next: () => T): T | null {
  try {
    return next();
  } catch (error) {
    if (error instanceof TooHigh || error instanceof Pole) return null;
    throw error;
  }
}

/** Return the lowest terms of a formula along a line modulo the prime. */
export const alongLine = (each: Node): Quotient | null => attempt(() => new Line(0).lowest(each));

/** Exact comparison in a finite field. Mirrors courseware/algebra/residues.py. */
import { exact as decimal } from "../../expressions";
import {
  absolute,
  add,
  divide,
  multiply,
  negate,
  power,
  type Rational,
  rational,
  subtract,
} from "../../text/rational";
import { AlgebraError, branch, type Node, Pole } from "./tree";

export const PRIME = 2305843009213693921n;
const ROOT_OF_MINUS_ONE = 583529827753931384n;
const WIDEST = 4096n;
export const LARGEST_EXPONENT = 1_000_000;
const LARGEST_FACTORIAL = 400n;
const POINTS = 3;

const bits = (value: bigint): number => value.toString(2).length;

/** Return the number that a leaf writes. */
export const numberOf = ({ leaf }: Node): Rational => bounded(decimal(leaf));

function bounded(value: Rational): Rational {
  if (absolute(value).above >> WIDEST || value.below >> WIDEST) throw new AlgebraError("too_large");
  return value;
}

/** Return a formula of numbers alone as a fraction; null where it has no exact value. */
export function exact(each: Node): Rational | null {
  if (each.head === "number") return numberOf(each);
  if (!["+", "-", "*", "/", "^", "negate", "call:factorial"].includes(each.head)) return null;
  const values: Rational[] = [];
  for (const below of each.branches) {
    const value = exact(below);
    if (!value) return null;
    values.push(value);
  }
  const [first, last = first] = values;
  return first && last ? combined(each.head, first, last) : null;
}

function combined(head: string, first: Rational, last: Rational): Rational | null {
  switch (head) {
    case "+":
      return bounded(add(first, last));
    case "-":
      return bounded(subtract(first, last));
    case "*":
      return bounded(multiply(first, last));
    case "/":
      if (!last.above) throw new Pole();
      return bounded(divide(first, last));
    case "negate":
      return negate(first);
    case "call:factorial":
      return factorial(first);
    default:
      return raised(first, last);
  }
}

function factorial({ above, below }: Rational): Rational | null {
  if (below !== 1n || above < 0n || above > LARGEST_FACTORIAL) return null;
  let product = 1n;
  for (let each = 2n; each <= above; each += 1n) product *= each;
  return rational(product);
}

function raised(base: Rational, exponent: Rational): Rational | null {
  if (exponent.below !== 1n) return null;
  mindExponent(exponent);
  const size = BigInt(Math.max(bits(absolute(base).above), bits(base.below)));
  const isUnit = base.below === 1n && absolute(base).above <= 1n;
  if (size * absolute(exponent).above > WIDEST && !isUnit) return null;
  if (!base.above && exponent.above < 0n) throw new Pole();
  return power(base, Number(exponent.above));
}

export function mindExponent(exponent: Rational): void {
  const isLarge = absolute(exponent).above > BigInt(LARGEST_EXPONENT) * exponent.below;
  if (isLarge) throw new AlgebraError("exponent", { count: LARGEST_EXPONENT });
}

/** Return the base of a factor and its whole exponent, 1 where there is none. */
export function powerOf(factor: Node): readonly [base: Node, exponent: bigint] {
  const exponent = factor.head === "^" ? exact(branch(factor, 1)) : null;
  return exponent?.below === 1n ? [branch(factor, 0), exponent.above] : [factor, 1n];
}

export const modulo = (value: bigint, modulus = PRIME): bigint => {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
};

export function toPower(base: bigint, exponent: bigint): bigint {
  let [found, square, left] = [1n, modulo(base), exponent];
  while (left) {
    if (left & 1n) found = (found * square) % PRIME;
    square = (square * square) % PRIME;
    left >>= 1n;
  }
  return found;
}

export function inverse(value: bigint): bigint {
  if (!modulo(value)) throw new Pole();
  return toPower(value, PRIME - 2n);
}

export const residue = ({ above, below }: Rational): bigint => modulo(above * inverse(below));

/** Return a residue that depends on a text and on residues, as good as at random. */
export function mixed(text: string, ...values: bigint[]): bigint {
  const cube = (value: bigint) => (((value * value) % PRIME) * value) % PRIME;
  let found = 7n;
  for (const letter of text)
    found = (found * 1_000_003n + BigInt(letter.codePointAt(0) ?? 0)) % PRIME;
  for (const value of values)
    found = cube((found * 6364136223846793005n + value + 1442695040888963407n) % PRIME);
  return cube(found);
}

const HALF = rational(1, 2);
const THIRD = rational(1, 3);

/** One random point: every name has a value in the field, and so has what is not rational. */
export class Field {
  rational = true;

  constructor(readonly point: bigint) {}

  value(each: Node): bigint {
    if (each.head === "number") return residue(numberOf(each));
    if (each.head === "name") return mixed(`name ${each.leaf}`, this.point);
    if (each.head === "constant")
      return each.leaf === "i" ? ROOT_OF_MINUS_ONE : this.unknown(`constant ${each.leaf}`);
    if (each.head === "^") return this.raised(branch(each, 0), branch(each, 1));
    const whole = each.head === "call:factorial" ? exact(each) : null;
    if (whole) return residue(whole);
    return this.applied(
      each.head,
      each.branches.map((below) => this.value(below)),
    );
  }

  private unknown(name: string, ...given: bigint[]): bigint {
    this.rational = false;
    return mixed(name, ...given);
  }

  private raised(base: Node, exponent: Node): bigint {
    const known = exact(exponent);
    const below = this.value(base);
    if (known?.below !== 1n) return this.unknown("^", below, this.value(exponent));
    mindExponent(known);
    if (known.above >= 0n) return toPower(below, known.above);
    return toPower(inverse(below), -known.above);
  }

  private applied(head: string, values: readonly bigint[]): bigint {
    const [first = 0n, second = 0n] = values;
    if (values.length === 2) {
      if (head === "+") return modulo(first + second);
      if (head === "-") return modulo(first - second);
      if (head === "*") return (first * second) % PRIME;
      if (head === "/") return (first * inverse(second)) % PRIME;
      if (head === "call:root") return this.unknown("^", first, inverse(second));
    } else if (values.length === 1) {
      const sine = () => this.unknown("call:sin", first);
      const cosine = () => this.unknown("call:cos", first);
      if (head === "negate") return modulo(-first);
      if (head === "call:sqrt") return this.unknown("^", first, residue(HALF));
      if (head === "call:cbrt") return this.unknown("^", first, residue(THIRD));
      if (head === "call:tan") return (sine() * inverse(cosine())) % PRIME;
      if (head === "call:cot") return (cosine() * inverse(sine())) % PRIME;
      if (head === "call:sec") return inverse(cosine());
      if (head === "call:csc") return inverse(sine());
    }
    return this.unknown(head, ...values);
  }
}

/** Compare two formulas exactly; "open" where this cannot tell. */
export function compared(first: Node, second: Node): "same" | "different" | "open" {
  let proved = 0;
  for (let point = 0; point < 4 * POINTS && proved < POINTS; point += 1) {
    const field = new Field(BigInt(point));
    try {
      if (field.value(first) !== field.value(second)) return field.rational ? "different" : "open";
      proved += 1;
    } catch (error) {
      if (!(error instanceof Pole)) throw error;
    }
  }
  return proved === POINTS ? "same" : "open";
}

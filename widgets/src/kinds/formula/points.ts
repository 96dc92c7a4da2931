/** Formulas computed at points. Mirrors courseware/algebra/points.py. */

import { toDouble } from "../../expressions";
import { own } from "../../own";
import { absolute, type Rational } from "../../text/rational";
import type { FormulaExercise } from "../../types.generated";
import { exact, LARGEST_EXPONENT, numberOf } from "./residues";
import { branch, type Node, node, Pole, walk } from "./tree";
import * as v from "./values";
import { Unclear, Undefined, type Value } from "./values";

export type Domains = NonNullable<FormulaExercise["domain"]>;
export type At = ReadonlyMap<string, Value>;

export const TRIALS = 24;
export const GRID = 48;
const LONGEST_SERIES = 200;
/** A name has all of them where it is alone, else the first four. */
const CORNERS = [-2, 2, 0.5, 3, -1.5, -3, 1.5, -0.5];
/** A share of a sum that rounding swallows. */
const NOTHING = 2 ** -56;
const ENOUGH_SMALL = 6;
/** A term of a sum without an end that says there is no sum. */
const DIVERGED = 1e12;
/** Nodes that may be computed as terms of sums, at all points together. */
const EFFORT = 40_000;

/** Gauss' rule with ten points: the positive ones and their weights. */
const GAUSS = [
  [0.14887433898163122, 0.29552422471475287],
  [0.4333953941292472, 0.26926671930999635],
  [0.6794095682990244, 0.21908636251598204],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.06667134430868814],
] as const;

let left = EFFORT;

/** Begin with other points: computing sums there may cost what it may cost. */
export function rested(): void {
  left = EFFORT;
}

/** 32 bits that depend on a name and a number (FNV-1a, mixed as in MurmurHash3). */
function hashed(name: string, trial: number): number {
  let found = 0x811c9dc5;
  for (const letter of `${name}:${trial}`)
    found = Math.imul(found ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  found = Math.imul(found ^ (found >>> 16), 0x85ebca6b);
  found = Math.imul(found ^ (found >>> 13), 0xc2b2ae35);
  return (found ^ (found >>> 16)) >>> 0;
}

/** Return the values of a trial; doubles that are exact. */
export const point = (names: readonly string[], trial: number, domains: Domains): At =>
  new Map(
    names.map((name, place) => [
      name,
      drawn(name, place, trial, own(domains, name) ?? "real", names.length),
    ]),
  );

function drawn(
  name: string,
  place: number,
  trial: number,
  domain: Domains[string],
  count: number,
): Value {
  const bits = hashed(name, trial);
  const share = (2 * (bits >>> 22) + 1) / 2048;
  const isNegative = (bits & 1) === 1;
  if (typeof domain !== "string") {
    const [low = 0, high = 0] = domain;
    return [low + (high - low) * share, 0, 0];
  }
  if (domain === "integer" || domain === "natural") {
    const whole = 1 + ((bits >>> 8) % (trial < TRIALS ? 6 : 30));
    return [isNegative && domain === "integer" ? -whole : whole, 0, 0];
  }
  if (domain === "complex") {
    const other = (2 * ((bits >>> 10) & 0x3ff) + 1) / 2048;
    return [3 * share - 1.5, 3 * other - 1.5, 0];
  }
  let real = plain(trial, share, isNegative);
  if ((trial >= 16 && trial < TRIALS) || trial >= GRID) {
    const step = Math.floor((trial - (trial < TRIALS ? 16 : GRID)) / 4 ** place);
    real = CORNERS[(count <= 3 ? step : bits >>> 5) % (count === 1 ? 8 : 4)] ?? 0;
  }
  return [domain === "positive" ? Math.abs(real) : real, 0, 0];
}

function plain(trial: number, share: number, isNegative: boolean): number {
  if (trial < 8) return 3 * share;
  const spread = trial < TRIALS ? 3 : ([30, 1000, 0.125][trial % 3] ?? 0);
  return isNegative ? -spread * share : spread * share;
}

/** Return the value of a formula at a point, among the reals only where asked for. */
export function value(each: Node, at: At, isReal: boolean): Value {
  const found = computed(each, at, isReal);
  if (isReal && found[1]) throw new Undefined();
  return found;
}

function computed(each: Node, at: At, isReal: boolean): Value {
  const { head, leaf } = each;
  if (head === "number") return ofFraction(numberOf(each));
  const known = head === "name" ? at.get(leaf) : head === "constant" ? CONSTANTS[leaf] : null;
  if (known) return known;
  if (known === undefined) throw new Undefined();
  if (head === "^") return raised(branch(each, 0), branch(each, 1), at, isReal);
  if (head === "call:root" || head === "call:cbrt") {
    const index = head === "call:cbrt" ? node("number", "3") : branch(each, 1);
    const exponent = node("/", "", node("number", "1"), index);
    return raised(branch(each, 0), exponent, at, isReal);
  }
  if (head === "call:sum" || head === "call:product") return series(each, at, isReal);
  if (head === "call:int") return integral(each, at, isReal);
  const given = each.branches.map((below) => value(below, at, isReal));
  const operation = OPERATIONS.get(head);
  if (operation) {
    const [least, most, compute] = operation;
    if (given.length < least || given.length > most) throw new Undefined();
    return compute(...given);
  }
  if (!head.startsWith("call:") || UNCOMPUTED.has(head)) throw new Unclear();
  return unknown(head, given);
}

function raised(base: Node, exponent: Node, at: At, isReal: boolean): Value {
  const known = exactOr(exponent);
  const below = value(base, at, isReal);
  if (!known) return v.power(below, value(exponent, at, isReal));
  if (known.below === 1n) {
    if (absolute(known).above > LARGEST_EXPONENT) throw new Undefined();
    return v.toWhole(below, Number(known.above));
  }
  const double = ofFraction(known);
  if (!isReal) return v.power(below, double);
  return v.realPower(below, double, known.above % 2n !== 0n, known.below % 2n !== 0n);
}

/** A sum or a product over whole numbers, a sum perhaps without an end. */
function series({ head, branches }: Node, at: At, isReal: boolean): Value {
  const [inner, name, from, to] = branches;
  if (branches.length !== 4 || !inner || !from || !to || name?.head !== "name") throw new Unclear();
  const term = termOf(inner, name.leaf, at, isReal);
  const low = whole(value(from, at, isReal));
  const isSum = head === "call:sum";
  if (isSum && to.head === "constant" && to.leaf === "inf") return endless(term, low);
  const high = whole(value(to, at, isReal));
  if (high - low > LONGEST_SERIES) throw new Unclear();
  let found = isSum ? v.ZERO : v.ONE;
  for (let each = low; each <= high; each += 1)
    found = isSum ? v.add(found, term(each)) : v.multiply(found, term(each));
  return found;
}

/** Add terms until what follows is lost in rounding; throws where it never is. */
function endless(term: (each: number) => Value, low: number): Value {
  let [found, last, small] = [v.ZERO, Number.POSITIVE_INFINITY, 0];
  for (let each = low; each < low + LONGEST_SERIES; each += 1) {
    const next = term(each);
    found = v.add(found, next);
    const size = v.size(next);
    if (size > DIVERGED) break;
    const isSmall = size <= last * 0.875 && size <= v.size(found) * NOTHING;
    small = isSmall ? small + 1 : 0;
    if (small === ENOUGH_SMALL) return [found[0], found[1], found[2] + 16 * size];
    last = size;
  }
  throw new Unclear();
}

/** A definite integral by Gauss' rule, twice, to know how far off it is. */
function integral({ branches }: Node, at: At, isReal: boolean): Value {
  const [inner, name, from, to] = branches;
  if (branches.length !== 4 || !inner || !from || !to || name?.head !== "name") throw new Unclear();
  const term = termOf(inner, name.leaf, at, isReal);
  const [low, high] = [endOf(value(from, at, isReal)), endOf(value(to, at, isReal))];
  const panels = (count: number): Value => {
    let found = v.ZERO;
    const half = (high - low) / (2 * count);
    for (let panel = 0; panel < count; panel += 1) {
      const middle = low + half * (2 * panel + 1);
      for (const [place, weight] of GAUSS)
        for (const here of [middle - half * place, middle + half * place])
          found = v.add(found, v.multiply([weight * half, 0, 0], term(here)));
    }
    return found;
  };
  const [rough, fine] = [panels(3), panels(6)];
  const error = fine[2] + v.size(v.subtract(rough, fine)) + 1e-13 * v.size(fine);
  return [fine[0], fine[1], error];
}

function endOf([re, im]: Value): number {
  if (im) throw new Unclear();
  return re;
}

/** What is summed, computed at a place and paid for. */
function termOf(inner: Node, name: string, at: At, isReal: boolean): (each: number) => Value {
  const price = [...walk(inner)].length;
  return (each) => {
    left -= price;
    if (left < 0) throw new Unclear();
    return value(inner, new Map([...at, [name, [each, 0, 0]]]), isReal);
  };
}

function whole([re, im, error]: Value): number {
  if (im || error || !Number.isInteger(re) || Math.abs(re) > 2 ** 50) throw new Undefined();
  return re;
}

function exactOr(each: Node): Rational | null {
  try {
    return exact(each);
  } catch (error) {
    if (error instanceof Pole) throw new Undefined();
    throw error;
  }
}

/** Return the nearest double of a fraction, with its error. */
export function ofFraction(fraction: Rational): Value {
  const nearest = toDouble(fraction);
  if (!Number.isFinite(nearest) || (!nearest && fraction.above)) throw new Unclear();
  const isShort = !(fraction.below & (fraction.below - 1n));
  const isExact = isShort && absolute(fraction).above < 2 ** 20 && fraction.below < 2 ** 20;
  return [nearest, 0, isExact ? 0 : v.UNIT * Math.abs(nearest)];
}

const CONSTANTS: Readonly<Record<string, Value>> = {
  pi: [Math.PI, 0, v.UNIT],
  e: [Math.E, 0, v.UNIT],
  i: v.IMAGINARY,
};

/** A function that nobody knows: some smooth one that depends on its name. */
function unknown(head: string, given: readonly Value[]): Value {
  let inner: Value = [hashed(head, 0) / 2 ** 32, 0, 0];
  for (const [place, argument] of given.entries()) {
    const weight = 0.25 + hashed(head, place + 1) / 2 ** 32;
    inner = v.add(inner, v.multiply([weight, 0, 0], argument));
  }
  return v.add([2, 0, 0], v.sin(inner));
}

type One = (a: Value) => Value;
type Compute = (...given: Value[]) => Value;

const over =
  (compute: One): One =>
  (a) =>
    v.divide(v.ONE, compute(a));
const ofInverse =
  (compute: One): One =>
  (a) =>
    compute(v.divide(v.ONE, a));
const quotient =
  (above: One, below: One): One =>
  (a) =>
    v.divide(above(a), below(a));
const logBase = (a: Value, base: Value): Value => v.divide(v.log(a), v.log(base));
const logOf =
  (base: number): One =>
  (a) =>
    logBase(a, [base, 0, 0]);

const binomial = (n: Value, k: Value): Value =>
  v.divide(v.factorial(n), v.multiply(v.factorial(k), v.factorial(v.subtract(n, k))));

const extreme =
  (sign: number): Compute =>
  (first = v.ZERO, ...others) => {
    let best = first;
    for (const each of others) {
      if (each[1] || best[1]) throw new Undefined();
      if ((each[0] - best[0]) * sign > 0) best = each;
    }
    return best;
  };

const gcd: Compute = (...numbers) => {
  let found = 0;
  for (const [re, im, error] of numbers) {
    if (im || error || !Number.isInteger(re) || Math.abs(re) > 2 ** 50) throw new Undefined();
    let [a, b] = [found, Math.abs(re)];
    while (b) [a, b] = [b, a % b];
    found = a;
  }
  return [found, 0, 0];
};

const lcm = (a: Value, b: Value): Value =>
  v.divide([Math.abs(v.multiply(a, b)[0]), 0, 0], gcd(a, b));

const arg = (a: Value): Value => {
  const found = v.log(a);
  return [found[1], 0, found[2]];
};

function atan2(y: Value, x: Value): Value {
  if (y[1] || x[1]) throw new Undefined();
  return arg([x[0], y[0], x[2] + y[2]]);
}

const one = (compute: One): readonly [number, number, Compute] => [
  1,
  1,
  (a = v.ZERO) => compute(a),
];
const two = (compute: (a: Value, b: Value) => Value): readonly [number, number, Compute] => [
  2,
  2,
  (a = v.ZERO, b = v.ZERO) => compute(a, b),
];
const floor = v.stepped(Math.floor);

/** Round a half to the even neighbour, as Python and computer algebra do (IEEE 754). */
function halfEven(x: number): number {
  const near = Math.round(x);
  return Math.abs(x % 1) === 0.5 && near % 2 !== 0 ? near - 1 : near;
}

const OPERATIONS = new Map<string, readonly [number, number, Compute]>([
  ["+", two(v.add)],
  ["-", two(v.subtract)],
  ["*", two(v.multiply)],
  ["/", two(v.divide)],
  ["negate", one(v.negate)],
  ["°", one((a) => v.multiply(a, [Math.PI / 180, 0, v.UNIT / 32]))],
  ["call:sqrt", one(v.sqrt)],
  ["call:abs", one((a) => (a[1] ? v.rounded(v.size(a), 0, a[2]) : [Math.abs(a[0]), 0, a[2]]))],
  ["call:ln", one(v.log)],
  ["call:log", two(logBase)],
  ["call:lg", one(logOf(10))],
  ["call:lb", one(logOf(2))],
  ["call:sin", one(v.sin)],
  ["call:cos", one(v.cos)],
  ["call:tan", one(quotient(v.sin, v.cos))],
  ["call:cot", one(quotient(v.cos, v.sin))],
  ["call:sec", one(over(v.cos))],
  ["call:csc", one(over(v.sin))],
  ["call:asin", one(v.asin)],
  ["call:acos", one(v.acos)],
  ["call:atan", one(v.atan)],
  ["call:acot", one((a) => v.subtract(v.HALF_PI, v.atan(a)))],
  ["call:asec", one(ofInverse(v.acos))],
  ["call:acsc", one(ofInverse(v.asin))],
  ["call:sinh", one(v.sinh)],
  ["call:cosh", one(v.cosh)],
  ["call:tanh", one(quotient(v.sinh, v.cosh))],
  ["call:coth", one(quotient(v.cosh, v.sinh))],
  ["call:sech", one(over(v.cosh))],
  ["call:csch", one(over(v.sinh))],
  ["call:asinh", one(v.asinh)],
  ["call:acosh", one(v.acosh)],
  ["call:atanh", one(v.atanh)],
  ["call:acoth", one(ofInverse(v.atanh))],
  ["call:atan2", two(atan2)],
  ["call:factorial", one(v.factorial)],
  ["call:gamma", one((a) => v.factorial(v.subtract(a, v.ONE)))],
  ["call:binomial", two(binomial)],
  ["call:max", [1, 100, extreme(1)]],
  ["call:min", [1, 100, extreme(-1)]],
  ["call:floor", one(floor)],
  ["call:ceil", one(v.stepped(Math.ceil))],
  ["call:round", one(v.stepped(halfEven))],
  ["call:sign", one(v.stepped(Math.sign))],
  ["call:re", one((a) => [a[0], 0, a[2]])],
  ["call:im", one((a) => [a[1], 0, a[2]])],
  ["call:conj", one((a) => [a[0], 0 - a[1], a[2]])],
  ["call:arg", one(arg)],
  ["call:mod", two((a, b) => v.subtract(a, v.multiply(b, floor(v.divide(a, b)))))],
  ["call:gcd", [1, 100, gcd]],
  ["call:lcm", two(lcm)],
]);

/** What has names or ends of its own: 2 ∞ is infinite, a sum up to ∞ may not be. */
export const isBinding = (head: string): boolean =>
  UNCOMPUTED.has(head) || head === "call:sum" || head === "call:product";

/** What points cannot tell: derivatives, integrals, limits, unions of sets. */
const UNCOMPUTED = new Set(
  "diff int limit union intersection".split(" ").map((name) => `call:${name}`),
);

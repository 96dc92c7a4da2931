/** Whether a sum can be factored further over the rationals. Mirrors courseware/algebra/factoring.py. */
import {
  attempt,
  common,
  contentOf,
  derivative,
  divided,
  Line,
  type Polynomial,
  primitive,
} from "./polynomials";
import { mixed } from "./residues";
import { type Complex, roots } from "./roots";
import type { Node } from "./tree";

const LINES = 8;
/** Lines on which factors are sought: of those that keep the polynomial's degree. */
const TRIED = 4;
/** The degree up to which factors are sought; what is higher counts as factored. */
const HIGHEST = 10;

/** A line with small whole numbers; a formula of one unknown is left as it is. */
class SmallLine extends Line {
  readonly unknowns = new Set<bigint>();

  constructor(number: number) {
    super(number, 0n);
  }

  protected override moving(each: Node): Polynomial {
    const bits = this.field.value(each);
    this.unknowns.add(bits);
    if (this.number < 0) return [0n, 1n];
    return [1n + (bits % 7n), 1n + (mixed("slope", bits) % 5n)];
  }
}

type Restriction = readonly [line: Polynomial, isWhole: boolean];

const isOne = (a: Polynomial): boolean => a.length === 1 && a[0] === 1n;

/** Return a polynomial on lines, and if its coefficients are whole; null for no polynomial. */
function restrictions(each: Node): Restriction[] | null {
  return attempt(() => {
    const alone = new SmallLine(-1);
    const [above, below] = alone.value(each);
    if (below.length > 1) return null;
    if (alone.unknowns.size === 1) return [[above, isOne(below)]];
    return Array.from({ length: LINES }, (_, number): Restriction => {
      const [top, bottom] = new SmallLine(number).value(each);
      return [top, isOne(bottom)];
    });
  });
}

/** Return "factored" where a sum can be factored, "content" where a number can be taken out. */
export function factorsFurther(each: Node): string {
  const lines = restrictions(each);
  if (!lines) return "factored";
  const isWhole = lines.every(([, whole]) => whole);
  if (isWhole && contentOf(...lines.map(([line]) => line)) > 1n) return "content";
  return splitsEverywhere(lines) ? "factored" : "";
}

/** Whether a sum has factors that are no numbers. */
export function isReducible(each: Node): boolean {
  const lines = restrictions(each);
  return !lines || splitsEverywhere(lines);
}

/** Whether a polynomial has factors on all lines where its degree is what it is. */
function splitsEverywhere(lines: readonly Restriction[]): boolean {
  const longest = Math.max(...lines.map(([line]) => line.length));
  const kept = lines.map(([line]) => line).filter((line) => line.length === longest);
  return kept.slice(0, TRIED).every((line) => splits(primitive(line, 0n)));
}

/** Whether a polynomial with whole coefficients has a factor of lower degree. */
function splits(a: Polynomial): boolean {
  const degree = a.length - 1;
  if (degree < 2 || degree > HIGHEST) return false;
  if (!a[0] || common(a, derivative(a), 0n).length > 1) return true;
  const found = roots(a);
  const lead = Number(a[degree]);
  for (let size = 1; size <= degree / 2; size += 1) {
    for (const chosen of combinations(found, size)) {
      const candidate = rounded(lead, chosen);
      if (candidate && divided(a, candidate, 0n)) return true;
    }
  }
  return false;
}

function* combinations<T>(items: readonly T[], size: number, start = 0): Iterable<T[]> {
  if (!size) yield [];
  else
    for (let place = start; place <= items.length - size; place += 1)
      for (const rest of combinations(items, size - 1, place + 1))
        yield [items[place] as T, ...rest];
}

/** Return the polynomial with these roots where its coefficients are whole, else null. */
function rounded(lead: number, chosen: readonly Complex[]): Polynomial | null {
  let coefficients: Complex[] = [[lead, 0]];
  for (const [re, im] of chosen) {
    const low = [...coefficients, [0, 0] as Complex];
    coefficients = low.map(([x, y], place): Complex => {
      const [higher = 0, beside = 0] = coefficients[place - 1] ?? [];
      return [higher - (re * x - im * y), beside - (re * y + im * x)];
    });
  }
  const largest = Math.max(...coefficients.map(([re, im]) => Math.hypot(re, im)));
  const margin = 1e-6 * Math.max(1, Math.min(largest, 1e6));
  const isWhole = coefficients.every(
    ([re, im]) => Math.hypot(re - Math.round(re), im) <= margin && Number.isFinite(re),
  );
  return isWhole
    ? primitive(
        coefficients.map(([re]) => BigInt(Math.round(re))),
        0n,
      )
    : null;
}

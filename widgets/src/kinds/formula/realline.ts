/** Statements about one real number. Mirrors courseware/algebra/realline.py. */
import type { Opinion } from "./equal";
import { type At, rested, value } from "./points";
import { attempt, Line, type Polynomial, type Quotient, TooHigh } from "./polynomials";
import { realRoots } from "./roots";
import { branch, type Node, names, node, RELATIONS, walk } from "./tree";
import { Unclear, Undefined } from "./values";

const NEAR = 1e-9;
const HIGHEST_ROOTS = 24;
const GRID = [1, 10, 100].flatMap((scale) =>
  Array.from({ length: 160 }, (_, step) => (scale * (step + 1)) / 16),
);

const isNear = (first: number, second: number): boolean =>
  Math.abs(first - second) <= NEAR * (1 + Math.max(Math.abs(first), Math.abs(second)));

/** Return the short number that a place is near to: 0 or 2, not 1.9999999999999998. */
const plain = (place: number): number =>
  Math.abs(place) < 1e-12 ? 0 : Number(place.toPrecision(12));

export function infinite(each: Node): number {
  if (each.head === "negate") return -infinite(branch(each, 0));
  return +(each.head === "constant" && each.leaf === "inf");
}

const hasInfinity = ({ branches }: Node): boolean => branches.some((side) => infinite(side) !== 0);

/** The line on which the one name is t itself. */
class Axis extends Line {
  constructor() {
    super(0, 0n);
  }

  protected override moving(each: Node): Polynomial {
    if (each.head !== "name") this.rational = false;
    return [0n, 1n];
  }
}

function written(difference: Node): Quotient | null {
  const line = new Axis();
  const found = attempt(() => line.value(difference));
  if (!found || !line.rational) return null;
  return Math.max(found[0].length, found[1].length) > HIGHEST_ROOTS ? null : found;
}

/** Compare two statements about one number; "undecided" where there are more names. */
export function sameOnLine(first: Node, second: Node): Opinion {
  const known = names(first, second);
  const [name] = known;
  if (name === undefined || known.size > 1) return "undecided";
  /** Null where there is no value, NaN where nobody can tell. */
  const compute = (formula: Node, place: number): number | null => {
    const at: At = new Map([[name, [place, 0, 0] as const]]);
    try {
      return value(formula, at, true)[0];
    } catch (error) {
      if (error instanceof Undefined) return null;
      if (error instanceof Unclear) return Number.NaN;
      throw error;
    }
  };

  function cutsOf(difference: Node): number[] {
    const found = written(difference);
    return found ? found.flatMap(realRoots) : sampled(difference);
  }
  function sampled(formula: Node): number[] {
    const places = [0, ...GRID, ...GRID.map((place) => -place)].sort((a, b) => a - b);
    const found: number[] = [];
    let [left, low] = [0, null as number | null];
    for (const [index, right] of [...new Set(places)].entries()) {
      const high = compute(formula, right);
      if (high === 0) found.push(right);
      if (index && (low === null) !== (high === null)) {
        const isDefined = low !== null;
        found.push(bisected(left, right, (x) => (compute(formula, x) !== null) === isDefined));
      } else if (index && low && high && low * high < 0) {
        const isRising = low < 0;
        found.push(crossing(formula, left, right, isRising));
      }
      [left, low] = [right, high];
    }
    return found;
  }
  function bisected(from: number, to: number, isLeft: (x: number) => boolean): number {
    let [left, right] = [from, to];
    for (let step = 0; step < 60; step += 1) {
      const middle = (left + right) / 2;
      if (isLeft(middle)) left = middle;
      else right = middle;
    }
    return plain((left + right) / 2);
  }
  function crossing(formula: Node, from: number, to: number, isRising: boolean): number {
    let [left, right] = [from, to];
    for (let step = 0; step < 60; step += 1) {
      const middle = (left + right) / 2;
      const here = compute(formula, middle);
      if (!here) return middle;
      if (here < 0 === isRising) left = middle;
      else right = middle;
    }
    return (left + right) / 2;
  }

  rested();
  const cuts = new Map<Node, readonly number[]>();
  try {
    for (const each of [...walk(first), ...walk(second)]) {
      if (RELATIONS.has(each.head) && !hasInfinity(each))
        cuts.set(each, cutsOf(node("-", "", ...each.branches)));
    }
  } catch (error) {
    if (error instanceof TooHigh) return "undecided";
    throw error;
  }

  function holds(each: Node, place: number): boolean | null {
    const { head } = each;
    if (hasInfinity(each)) {
      const [left = 0, right = 0] = each.branches.map(infinite);
      if (head === "<" || head === "≤") return left < right;
      return head === ">" || head === "≥" ? left > right : head === "≠";
    }
    const difference = node("-", "", ...each.branches);
    const near = cuts.get(each)?.find((root) => isNear(root, place));
    let found = compute(difference, near ?? place);
    if (near !== undefined && found !== null && Math.abs(found) < 1e-6 * (1 + Math.abs(near)) ** 2)
      found = 0;
    if (found === null) return false;
    if (Number.isNaN(found)) return null;
    if (head === "=") return found === 0;
    if (head === "≠") return found !== 0;
    if (head === "<") return found < 0;
    if (head === "≤") return found <= 0;
    return head === ">" ? found > 0 : found >= 0;
  }
  function truth(each: Node, place: number): boolean | null {
    if (RELATIONS.has(each.head)) return holds(each, place);
    if (each.head === "true" || each.head === "false") return each.head === "true";
    const parts = each.branches.map((below) => truth(below, place));
    return parts.includes(null) ? null : joined(each.head, parts as boolean[]);
  }

  for (const place of placesBetween([...cuts.values()].flat())) {
    const [left, right] = [truth(first, place), truth(second, place)];
    if (left === null || right === null) return "undecided";
    if (left !== right) return "different";
  }
  return "same";
}

/** Return what a word makes of statements, null for a word that makes none. */
export function joined(head: string, [first = false, second = false]: boolean[]): boolean | null {
  if (head === "and") return first && second;
  if (head === "or") return first || second;
  if (head === "not") return !first;
  if (head === "implies") return !first || second;
  if (head === "xor") return first !== second;
  return head === "xnor" ? first === second : null;
}

/** Return the cuts, and a place between each two, below and above all. */
function placesBetween(cuts: readonly number[]): number[] {
  const found: number[] = [];
  for (const root of [0, ...cuts].sort((a, b) => a - b)) {
    const last = found[found.length - 1];
    if (last === undefined || !isNear(root, last)) found.push(root);
  }
  const [first = 0] = found;
  const last = found[found.length - 1] ?? 0;
  const between = found.slice(1).map((right, place) => ((found[place] ?? 0) + right) / 2);
  return [first - 1 - Math.abs(first), ...found, ...between, last + 1 + Math.abs(last)];
}

/** Whether two formulas have the same value. Mirrors courseware/algebra/equal.py, without advice. */
import { own } from "../../own";
import { type At, type Domains, GRID, isBinding, point, rested, TRIALS, value } from "./points";
import { compared, exact } from "./residues";
import { branch, type Node, names, node, Pole, replaced, same, some, walk } from "./tree";
import { size, Unclear, Undefined, type Value } from "./values";

export type Opinion = "same" | "different" | "undecided";
export type Point = "agrees" | "differs" | "silent";
/** Compare at a point, with a function that computes there. */
export type Compare = (at: (formula: Node) => Value) => Point;

const ENOUGH = 6;
/** A number with so many figures is beyond what doubles can tell from its neighbours. */
const FIGURES = 10;

/** Return whether two formulas have the same value wherever both are defined. */
export function equal(first: Node, second: Node, domains: Domains): Opinion {
  if (same(first, second)) return "same";
  const exactly = compared(first, second);
  if (exactly !== "open") return exactly;
  const isInfinite = ({ head, leaf }: Node) => head === "constant" && leaf === "inf";
  if (some(isInfinite, first, second) && !some(({ head }) => isBinding(head), first, second))
    return "different";
  const found = tried([first, second], domains, (at) => sameValue(at(first), at(second)));
  if (found === "same" && some(isFine, first, second)) return "undecided";
  return found === "undecided" && dependsOnMore(first, second, domains) ? "different" : found;
}

/** Whether one formula changes with a name that the other one does not have. */
const dependsOnMore = (first: Node, second: Node, domains: Domains): boolean =>
  [
    [first, second],
    [second, first],
  ].some(([one = first, other = first]) => {
    if (some(({ head, branches }) => isBinding(head) && branches.length < 2, other)) return false;
    const known = names(other);
    const strange = [...names(one)].filter((name) => !known.has(name));
    return strange.some((name) => {
      const moved = replaced(one, ({ head, leaf }) =>
        head === "name" && leaf === name ? node("name", `${name}*`) : null,
      );
      const apart = tried([one, moved], domains, (at) => sameValue(at(one), at(moved)));
      return apart === "different";
    });
  });

const isFine = ({ head, leaf }: Node): boolean =>
  head === "number" && (leaf.split("e")[0] ?? "").replace(/^[0.]+|[0.]+$/g, "").length >= FIGURES;

export const isImaginary = ({ head, leaf }: Node): boolean =>
  (head === "constant" && leaf === "i") || /^call:(re|im|conj|arg)$/.test(head);

/** Try points, among the reals and then among the complex numbers, until something is known. */
export function tried(formulas: readonly Node[], given: Domains, compare: Compare): Opinion {
  // A bound name has no value of its own.
  const known = [...names(...formulas)].filter((name) => !name.startsWith("#")).sort();
  const domains = { ...counting(formulas), ...given };
  const isComplex =
    some(isImaginary, ...formulas) || known.some((name) => own(domains, name) === "complex");
  rested();
  for (const isReal of isComplex ? [false] : [true, false]) {
    let agreed = 0;
    for (const trial of trials(known, formulas)) {
      if (trial >= TRIALS && trial < GRID && agreed >= ENOUGH) continue;
      const found = tryAt(point(known, trial, domains), compare, isReal);
      if (found === "differs") return "different";
      if (found === "agrees") agreed += 1;
    }
    if (agreed >= (known.length ? ENOUGH / 2 : 1)) return "same";
    if (agreed) return "undecided";
  }
  return "undecided";
}

/** Return the domains of names up to which, or from which, something is summed. */
function counting(formulas: readonly Node[]): Domains {
  const found = new Set<string>();
  for (const each of formulas.flatMap((formula) => [...walk(formula)])) {
    if (each.head !== "call:sum" && each.head !== "call:product") continue;
    for (const name of names(...each.branches.slice(2))) found.add(name);
  }
  return Object.fromEntries([...found].map((name) => [name, "natural" as const]));
}

function* trials(known: readonly string[], formulas: readonly Node[]): Iterable<number> {
  if (!known.length) {
    yield 0;
    return;
  }
  for (let trial = 0; trial < GRID; trial += 1) yield trial;
  if (known.length > 3 || !some(isSteep, ...formulas)) return;
  for (let step = 0; step < 4 ** known.length; step += 1) yield GRID + step;
}

/** Whether an exponent stands on a power that has names in it. */
const isSteep = (each: Node): boolean =>
  each.head === "^" && branch(each, 0).head === "^" && names(branch(each, 0)).size > 0;

function tryAt(at: At, compare: Compare, isReal: boolean): Point {
  try {
    return compare((formula) => value(formula, at, isReal));
  } catch (error) {
    if (error instanceof Undefined || error instanceof Unclear) return "silent";
    throw error;
  }
}

/** Compare two values with their errors. */
export function sameValue(first: Value, second: Value): Point {
  const error = first[2] + second[2];
  const apart = Math.hypot(first[0] - second[0], first[1] - second[1]);
  if (apart > 64 * error && apart > 1e-300) return "differs";
  if (apart > 16 * error && apart > 1e-300) return "silent";
  const largest = Math.max(size(first), size(second));
  return error <= 1e-7 * largest || error <= 1e-12 ? "agrees" : "silent";
}

/** Whether a formula divides by zero wherever it is computed, as 1/0 and x/(x-x) do. */
export function isNowhere(formula: Node): boolean {
  try {
    exact(formula);
  } catch (error) {
    if (error instanceof Pole) return true;
    throw error;
  }
  return compared(formula, formula) === "open";
}

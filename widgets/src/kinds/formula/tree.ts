/** What was read: a tree of our own. Mirrors courseware/algebra/tree.py, where heads are told. */

export interface Node {
  readonly head: string;
  readonly leaf: string;
  readonly branches: readonly Node[];
}

/** A formula cannot be read or computed; the catalogue says it as `formula.<code>`. */
export class AlgebraError extends Error {
  constructor(
    readonly code: string,
    readonly parameters: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}

/** A division by zero. */
export class Pole extends Error {}

export const RELATIONS = new Set("=≠<≤>≥∈≔");
export const WORDS = new Set(["and", "or", "not", "implies", "xor", "xnor", "true", "false"]);
export const BRACKETS = new Set(["list", "set", "tuple", "seq", "[)", "(]", "matrix"]);

export const node = (head: string, leaf = "", ...branches: Node[]): Node => ({
  head,
  leaf,
  branches,
});

export const call = (name: string, ...given: Node[]): Node => node(`call:${name}`, "", ...given);

/** Return a fraction as a node: a quotient, negated where it is negative. */
export function number(above: bigint | number, below: bigint | number = 1): Node {
  if (above < 0) return node("negate", "", number(-above, below));
  const whole = node("number", String(above));
  return BigInt(below) === 1n ? whole : node("/", "", whole, node("number", String(below)));
}

export const MINUS_ONE = number(-1);

/** The branch at a place; nothing where there is none, which no reader makes. */
export const branch = ({ branches }: Node, place: number): Node =>
  branches[place] ?? node("nothing");

export function* walk(each: Node): Iterable<Node> {
  yield each;
  for (const below of each.branches) yield* walk(below);
}

export const some = (test: (each: Node) => boolean, ...formulas: readonly Node[]): boolean =>
  formulas.some((formula) => test(formula) || formula.branches.some((below) => some(test, below)));

export function names(...formulas: readonly Node[]): Set<string> {
  const found = new Set<string>();
  for (const formula of formulas) {
    for (const { head, leaf } of walk(formula)) if (head === "name") found.add(leaf);
  }
  return found;
}

export const same = (a: Node, b: Node): boolean =>
  a.head === b.head &&
  a.leaf === b.leaf &&
  a.branches.length === b.branches.length &&
  a.branches.every((each, place) => same(each, branch(b, place)));

/** Return the tree with every node changed for which `change` returns another. */
export function replaced(each: Node, change: (each: Node) => Node | null): Node {
  return (
    change(each) ??
    (each.branches.length
      ? { ...each, branches: each.branches.map((below) => replaced(below, change)) }
      : each)
  );
}

/** Yield the terms of a sum with their signs. */
export function* terms(each: Node, sign = 1): Iterable<readonly [sign: number, term: Node]> {
  const inner = branch(each, 0);
  if (each.head === "+" || each.head === "-") {
    yield* terms(inner, sign);
    yield* terms(branch(each, 1), each.head === "-" ? -sign : sign);
  } else if (each.head === "negate" && ["+", "-", "negate"].includes(inner.head)) {
    yield* terms(inner, -sign);
  } else yield [sign, each];
}

/** Yield the factors of a product or a quotient with 1 or -1; a minus sign is the factor -1. */
export function* factors(each: Node, exponent = 1): Iterable<readonly [number, Node]> {
  if (each.head === "*" || each.head === "/") {
    yield* factors(branch(each, 0), exponent);
    yield* factors(branch(each, 1), each.head === "/" ? -exponent : exponent);
  } else if (each.head === "negate") {
    yield [exponent, MINUS_ONE];
    yield* factors(branch(each, 0), exponent);
  } else yield [exponent, each];
}

/** Whether a tree has more levels than `limit`; needs no depth of its own. */
export function isHigher(each: Node, limit: number): boolean {
  let level: readonly Node[] = [each];
  for (let step = 0; step < limit; step += 1) level = level.flatMap(({ branches }) => branches);
  return level.length > 0;
}

/** Whether a formula is a sum or a difference, but for minus signs before it. */
export function isSum(each: Node): boolean {
  let inner = each;
  while (inner.head === "negate") inner = branch(inner, 0);
  return (inner.head === "+" || inner.head === "-") && inner.leaf !== "mixed";
}

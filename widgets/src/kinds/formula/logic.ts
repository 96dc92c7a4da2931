/** Equations, inequalities, intervals and statements. Mirrors courseware/algebra/logic.py. */
import { equal, type Opinion, sameValue, tried } from "./equal";
import { type Domains, point, rested, value } from "./points";
import { alongLine } from "./polynomials";
import { infinite, joined, sameOnLine } from "./realline";
import { Field, inverse, PRIME } from "./residues";
import {
  branch,
  type Node,
  names,
  node,
  number,
  Pole,
  RELATIONS,
  same,
  some,
  WORDS,
  walk,
} from "./tree";
import { multiply, size, Unclear, Undefined, type Value } from "./values";

const MOST_ATOMS = 7;
const MEMBER = node("name", "∈");

export const REALS = node("name", "R");

export const isLogic = ({ head }: Node): boolean => RELATIONS.has(head) || WORDS.has(head);

/** Compare two statements. */
export function sameStatement(first: Node, second: Node, domains: Domains): Opinion {
  if (isEquation(first) && isEquation(second))
    return sameEquation(product(first), product(second), domains);
  const one = membership(first, memberOf(second));
  const other = membership(second, memberOf(first));
  if (reached(one) !== reached(other)) return "different";
  const atoms = new Atoms(domains);
  const [left, right] = [atoms.numbered(one), atoms.numbered(other)];
  if (atoms.known.length <= MOST_ATOMS && sameTruth(left, right, atoms)) return "same";
  const found = sameOnLine(one, other);
  return found === "undecided" ? bySampling(one, other, domains) : found;
}

/** Return the infinities that a statement takes for numbers: x ≤ ∞ is not x < ∞. */
function reached(each: Node): string {
  const sides = [...walk(each)].flatMap(({ head, branches }) =>
    head === "≤" || head === "≥" ? branches.map(infinite) : [],
  );
  return [sides.includes(1), sides.includes(-1)].join();
}

/** Return the name of a set's members: the one name of a statement that it is compared with. */
function memberOf(other: Node): Node {
  const [name, ...others] = isLogic(other) ? names(other) : [];
  return name === undefined || others.length ? MEMBER : node("name", name);
}

const isEquation = (each: Node): boolean =>
  each.head === "or" ? each.branches.every(isEquation) : each.head === "=";

/** Return what is zero where an equation holds; `or` multiplies. */
function product(each: Node): Node {
  if (each.head === "or") return node("*", "", ...each.branches.map(product));
  const [left, right] = [branch(each, 0), branch(each, 1)];
  const isAbsolute = left.head === "call:abs" && /^(call:abs|number)$/.test(right.head);
  const squared = (side: Node) =>
    node("^", "", side.head === "call:abs" ? branch(side, 0) : side, number(2));
  return isAbsolute ? node("-", "", squared(left), squared(right)) : node("-", "", left, right);
}

function sameEquation(first: Node, second: Node, domains: Domains): Opinion {
  const states = [stateOf(first, domains), stateOf(second, domains)];
  const [one, other] = states;
  if (one && other) return (one === "zero") === (other === "zero") ? "same" : "different";
  if (states.includes("zero")) return "different";
  if (states.includes("constant"))
    return alongLine(first) && alongLine(second) ? "different" : "undecided";
  const found = proportional(first, second, domains);
  if (found !== "different") return found;
  const [line, another] = [alongLine(first)?.[0], alongLine(second)?.[0]];
  const isSame =
    line?.length === another?.length && line?.every((each, place) => each === another?.[place]);
  return isSame ? "same" : "different";
}

/** Return what an equation in nothing is, "" for one in something. */
function stateOf(each: Node, domains: Domains): "zero" | "constant" | "" {
  if (equal(each, number(0), domains) === "same") return "zero";
  return names(each).size ? "" : "constant";
}

/** Return whether one formula is the other times a number that is not zero. */
export function proportional(first: Node, second: Node, domains: Domains): Opinion {
  const exactly = proportionalExactly(first, second);
  if (exactly) return exactly;
  let anchor: readonly [Value, Value] | null = null;
  return tried([first, second], domains, (at) => {
    const [a, b] = [at(first), at(second)];
    if (!anchor) {
      if (Math.min(size(a), size(b)) > 1e-6) anchor = [a, b];
      return "silent";
    }
    return sameValue(multiply(a, anchor[1]), multiply(b, anchor[0]));
  });
}

function proportionalExactly(first: Node, second: Node): Opinion | null {
  let [ratio, isRational, seen] = [null as bigint | null, true, 0];
  for (let place = 0n; place < 12n; place += 1n) {
    const field = new Field(place);
    let [above, below] = [0n, 0n];
    try {
      above = field.value(first);
      below = field.value(second);
    } catch (error) {
      if (error instanceof Pole) continue;
      throw error;
    }
    isRational &&= field.rational;
    if (!above || !below) {
      if (above || below) return field.rational ? "different" : null;
      continue;
    }
    const found = (above * inverse(below)) % PRIME;
    if (ratio !== null && found !== ratio) return isRational ? "different" : null;
    ratio = found;
    seen += 1;
    if (seen === 3) return "same";
  }
  return null;
}

// Statements

/** Return a statement, or a set of real numbers as the statement that a number is in it. */
function membership(each: Node, member: Node): Node {
  if (each.head === "∈") return within(branch(each, 0), branch(each, 1));
  if (WORDS.has(each.head))
    return { ...each, branches: each.branches.map((below) => membership(below, member)) };
  return isLogic(each) ? each : within(member, each);
}

function within(member: Node, region: Node): Node {
  const { head, branches } = region;
  if (head === "call:union" || head === "call:intersection") {
    const parts = branches.map((each) => within(member, each));
    return chained(head === "call:union" ? "or" : "and", parts);
  }
  if (head === "set")
    return chained(
      "or",
      branches.map((each) => node("=", "", member, each)),
    );
  const [low, high] = branches;
  if (/^(tuple|list|\[\)|\(\])$/.test(head) && low && high && branches.length === 2) {
    const above = head === "list" || head === "[)" ? "≤" : "<";
    const below = head === "list" || head === "(]" ? "≤" : "<";
    return node("and", "", node(above, "", low, member), node(below, "", member, high));
  }
  return same(region, REALS) ? node("true") : region;
}

function chained(word: string, parts: readonly Node[]): Node {
  const [first, ...others] = parts;
  if (!first) return node(word === "or" ? "false" : "true");
  return others.reduce((found, part) => node(word, "", found, part), first);
}

const SIGNS: Readonly<Record<string, string>> = {
  "=": "0",
  "≠": "-+",
  "<": "-",
  "≤": "-0",
  ">": "+",
  "≥": "+0",
};

/** The differences that statements compare with zero, each but once. */
class Atoms {
  readonly known: Node[] = [];

  constructor(readonly domains: Domains) {}

  /** Replace comparisons by `sign` nodes: the number of the difference, the sign it needs. */
  numbered(each: Node): Node {
    const { head, leaf, branches } = each;
    if (!RELATIONS.has(head)) {
      if (head === "name") return node("letter", leaf);
      return { ...each, branches: branches.map((below) => this.numbered(below)) };
    }
    const [left, right] = [branch(each, 0), branch(each, 1)];
    const beyond = againstInfinity(head, infinite(left), infinite(right));
    if (beyond !== null) return node(beyond ? "true" : "false");
    const [place, isTurned] = this.place(node("-", "", left, right));
    const signs = SIGNS[head] ?? "";
    const turned = [...signs].map((sign) => ({ "+": "-", "-": "+" })[sign] ?? sign).join("");
    return node("sign", isTurned ? turned : signs, node("number", String(place)));
  }

  private place(difference: Node): readonly [number, boolean] {
    for (const [place, known] of this.known.slice(0, MOST_ATOMS).entries()) {
      if (proportional(known, difference, this.domains) === "same")
        return [place, this.isTurned(known, difference)];
    }
    this.known.push(difference);
    return [this.known.length - 1, false];
  }

  private isTurned(first: Node, second: Node): boolean {
    const known = [...names(first, second)].sort();
    rested();
    for (let trial = 0; trial < 40; trial += 1) {
      const at = point(known, trial, this.domains);
      const [a, b] = [valueOr(first, at), valueOr(second, at)];
      if (a && b && Math.abs(a[0]) > 2 * a[2] && Math.abs(b[0]) > 2 * b[2])
        return a[0] > 0 !== b[0] > 0;
    }
    return false;
  }

  /** Every combination of signs. */
  states(): string[] {
    const choices = this.known.map((difference) =>
      names(difference).size ? "-0+" : fixed(difference),
    );
    return choices.reduce(
      (states, choice) => states.flatMap((state) => [...choice].map((sign) => state + sign)),
      [""],
    );
  }
}

function valueOr(each: Node, at: ReadonlyMap<string, Value>): Value | null {
  try {
    return value(each, at, true);
  } catch (error) {
    if (error instanceof Undefined || error instanceof Unclear) return null;
    throw error;
  }
}

/** Return the sign of a difference of numbers. */
function fixed(difference: Node): string {
  rested();
  const found = valueOr(difference, new Map());
  if (!found) return "-0+";
  if (Math.abs(found[0]) <= 16 * found[2] || !found[0]) return "0";
  return found[0] < 0 ? "-" : "+";
}

function againstInfinity(head: string, left: number, right: number): boolean | null {
  if ((!left && !right) || left === right) return null;
  if (head === "<" || head === "≤") return left < right;
  if (head === ">" || head === "≥") return left > right;
  return head !== "=";
}

/** Return the truth of a numbered statement; throws `Unclear` for what is none. */
function truth(each: Node, state: string, letters: ReadonlySet<string>): boolean {
  const { head, leaf, branches } = each;
  if (head === "sign") return leaf.includes(state.charAt(Number(branch(each, 0).leaf)));
  if (head === "letter") return letters.has(leaf);
  if (head === "true" || head === "false") return head === "true";
  const found = joined(
    head,
    branches.map((below) => truth(below, state, letters)),
  );
  if (found === null) throw new Unclear();
  return found;
}

function sameTruth(left: Node, right: Node, atoms: Atoms): boolean {
  const letters = lettersOf(left, right);
  if (letters.length + atoms.known.length > MOST_ATOMS) return false;
  const chosen = letters.reduce<string[][]>(
    (sets, letter) => sets.flatMap((set) => [set, [...set, letter]]),
    [[]],
  );
  try {
    return atoms
      .states()
      .every((state) =>
        chosen.every(
          (set) => truth(left, state, new Set(set)) === truth(right, state, new Set(set)),
        ),
      );
  } catch (error) {
    if (error instanceof Unclear) return false;
    throw error;
  }
}

function lettersOf(...formulas: readonly Node[]): string[] {
  const found = new Set<string>();
  some(
    ({ head, leaf }) => {
      if (head === "letter") found.add(leaf);
      return false;
    },
    ...formulas,
  );
  return [...found];
}

/** Look for a point where one statement holds and the other does not. */
function bySampling(first: Node, second: Node, domains: Domains): Opinion {
  const atoms = new Atoms(domains);
  const [left, right] = [atoms.numbered(first), atoms.numbered(second)];
  if (lettersOf(left, right).length) return atoms.known.length ? "undecided" : "different";
  const known = [...names(first, second)].sort();
  rested();
  for (let trial = 0; trial < 96; trial += 1) {
    const at = point(known, trial, domains);
    try {
      const signs = atoms.known.map((difference) => signOf(value(difference, at, true)));
      const state = signs.join("");
      if (truth(left, state, new Set()) !== truth(right, state, new Set())) return "different";
    } catch (error) {
      if (!(error instanceof Undefined || error instanceof Unclear)) throw error;
    }
  }
  return "undecided";
}

function signOf([re, , error]: Value): string {
  if (Math.abs(re) <= 8 * error) {
    if (re || error) throw new Unclear();
    return "0";
  }
  return re < 0 ? "-" : "+";
}

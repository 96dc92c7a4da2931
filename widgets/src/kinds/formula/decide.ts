/** Whether an answer is equivalent to the key. Mirrors courseware/algebra/decide.py. */
import { equal, type Opinion } from "./equal";
import { isLogic, REALS, sameStatement } from "./logic";
import type { Domains } from "./points";
import { isMixed, spread } from "./spread";
import { branch, type Node, node, replaced, same } from "./tree";

/** Compare two values, which need only be near perhaps. */
export type Close = (answer: Node, key: Node) => Opinion;

const ORDERED = ["list", "tuple", "seq", "matrix"];
const isPair = ({ head, branches }: Node): boolean =>
  (head === "tuple" || head === "list") && branches.length === 2;

/** Return what a formula is: value, equation, inequality, logic, set, list, … realset. */
export function shape(each: Node): string {
  const { head } = each;
  if (/^(call:(union|intersection)|\[\)|\(\])$/.test(head)) return "realset";
  if (head === "=" || head === "≔") return "equation";
  if (/^[<≤>≥]$/.test(head)) return "inequality";
  if (isLogic(each)) return "logic";
  return head === "set" || ORDERED.includes(head) ? head : "value";
}

/** Return whether an answer is equivalent to the key; throws `AlgebraError`. */
export function decide(answer: Node, key: Node, domains: Domains, close?: Close): Opinion {
  const [given, wanted] = [bothSigns(spread(answer)), bothSigns(spread(key))];
  if (same(given, wanted)) return "same";
  const [first, second] = [as(given, wanted), as(wanted, given)];
  const kinds = [shape(first), shape(second)];
  if (kinds.every((kind) => kind === "value"))
    return close ? close(first, second) : equal(first, second, domains);
  const decided: Close = (one, other) => decide(one, other, domains, close);
  if (first.head === "≔" || second.head === "≔") return sameDefinition(first, second, decided);
  if (isAboutNumbers(first, second)) return sameStatement(first, second, domains);
  if ([first, second].every((each) => isLogic(each) || each.head === "name"))
    return sameStatement(first, second, domains);
  if (first.head !== second.head)
    return isMixed(first) || isMixed(second) ? "undecided" : "different";
  if (first.head !== "set") return sameList(first, second, decided);
  // 3.14 and 3.15 are two members, though both are near π.
  const isOwn = (each: Node, place: number) =>
    first.branches.findIndex((other) => same(each, other)) === place;
  const isLarger = first.branches.filter(isOwn).length > second.branches.length;
  return close && isLarger ? "different" : sameSet(first, second, decided);
}

/**
 * Whether both are read as sets of real numbers, and one can only be read so.
 *
 * A statement about numbers, x > 2, is another answer than the set of them, (2; ∞).
 */
function isAboutNumbers(first: Node, second: Node): boolean {
  const both = [first, second];
  const isRegion = (each: Node) =>
    shape(each) === "realset" || /^(∈|true)$/.test(each.head) || same(each, REALS);
  const canBe = (each: Node) => isRegion(each) || each.head === "set" || isPair(each);
  return both.every(isLogic) || (both.some(isRegion) && both.every(canBe));
}

/** Replace ± by its two cases: a set of two values, or one equation or the other. */
function bothSigns(each: Node): Node {
  if (["or", "and", "set", "list", "seq", "tuple"].includes(each.head)) {
    const isSplit = (before: Node, after: Node) =>
      each.head === "set" && after.head === "set" && before.head !== "set";
    const branches = each.branches.flatMap((before) => {
      const after = bothSigns(before);
      return isSplit(before, after) ? after.branches : [after];
    });
    return { ...each, branches };
  }
  const [upper, lower] = [true, false].map((isUp) =>
    replaced(each, (below) => signed(below, isUp)),
  );
  if (!upper || !lower || same(upper, lower)) return each;
  return node(isLogic(each) ? "or" : "set", "", upper, lower);
}

function signed(each: Node, isUp: boolean): Node | null {
  if (each.head !== "±") return null;
  const parts = each.branches.map((below) => replaced(below, (inner) => signed(inner, isUp)));
  const [first] = parts;
  if (parts.length === 1 && first) return isUp ? first : node("negate", "", first);
  return node(isUp ? "+" : "-", "", ...parts);
}

/** Read things that stand side by side, and a list of lists, as what the other one is. */
function as(each: Node, other: Node): Node {
  const [first, ...others] = each.branches;
  if (each.head === "seq" && ["set", "list", "tuple"].includes(other.head))
    return { ...each, head: other.head };
  if (each.head === "seq" && first && isLogic(other) && each.branches.every(isLogic))
    return others.reduce((found, part) => node("or", "", found, part), first);
  const isMatrix = each.head === "list" && other.head === "matrix" && each.branches.length > 0;
  return isMatrix && each.branches.every(({ head }) => head === "list")
    ? { ...each, head: "matrix" }
    : each;
}

/** Compare two definitions f(x) := …: the name counts, those of the arguments do not. */
function sameDefinition(first: Node, second: Node, decided: Close): Opinion {
  const [left, right] = [branch(first, 0), branch(second, 0)];
  if (first.head !== second.head || left.head !== right.head || !left.head.startsWith("call:"))
    return "different";
  if (left.branches.length !== right.branches.length) return "different";
  const renamed = replaced(branch(first, 1), (each) => {
    const place = left.branches.findIndex((argument) => same(argument, each));
    return right.branches[place] ?? null;
  });
  return decided(renamed, branch(second, 1));
}

function sameList(first: Node, second: Node, decided: Close): Opinion {
  if (first.branches.length !== second.branches.length) return "different";
  return all(first.branches.map((one, place) => decided(one, branch(second, place))));
}

/** Compare sets: each member of one is in the other. */
function sameSet(first: Node, second: Node, decided: Close): Opinion {
  const rows = first.branches.map((one) => second.branches.map((other) => decided(one, other)));
  const columns = second.branches.map((_, place) => rows.map((row) => row[place] ?? "different"));
  return all([...rows, ...columns].map(any));
}

const all = (opinions: readonly Opinion[]): Opinion =>
  opinions.includes("different")
    ? "different"
    : opinions.includes("undecided")
      ? "undecided"
      : "same";

const any = (opinions: readonly Opinion[]): Opinion =>
  opinions.includes("same") ? "same" : opinions.includes("undecided") ? "undecided" : "different";

/** Formulas made ready to be compared. Mirrors courseware/algebra/spread.py. */
import { workedOut } from "./derivative";
import { exact } from "./residues";
import {
  BRACKETS,
  branch,
  call,
  isHigher,
  type Node,
  names,
  node,
  RELATIONS,
  replaced,
  same,
  some,
  WORDS,
  walk,
} from "./tree";

/** Nodes up to which products of matrices are written out. */
const LARGEST = 3000;
/** Levels of what is made ready. */
const HIGHEST = 150;
const HIGHEST_POWER = 6n;

const isRow = ({ head }: Node): boolean => /^(list|tuple|matrix)$/.test(head);
/** A head with the arguments of which the second is a name of its own. */
const isBound = ({ head, branches }: Node): boolean =>
  branches.length === 4 ? /^call:(sum|product|int)$/.test(head) : head === "call:limit";
const isNoValue = ({ head }: Node): boolean =>
  BRACKETS.has(head) ||
  RELATIONS.has(head) ||
  WORDS.has(head) ||
  /^call:(union|intersection)$/.test(head);

/** Whether a value has a list or a set in it, with which nobody computes. */
export const isMixed = (each: Node): boolean =>
  !isNoValue(each) && some(({ head }) => BRACKETS.has(head), each);

/** Return a formula ready to be compared. */
export function spread(each: Node): Node {
  const isOpen = (below: Node) => isRow(below) || isBound(below) || below.head === "call:diff";
  const found = some(isOpen, each) ? spreadAll(each) : each;
  return isHigher(found, HIGHEST) ? each : found;
}

function spreadAll(before: Node): Node {
  const each = { ...before, branches: before.branches.map(spreadAll) };
  const { head, branches } = each;
  const [first, second] = [branch(each, 0), branch(each, 1)];
  const scalar = (other: Node) => !isNoValue(other) && !isMixed(other);
  if (branches.length === 2) {
    const [left, right] = [isRow(first), isRow(second)];
    if (left && right && (head === "+" || head === "-")) return joined(each);
    if (left && right && head === "*") return product(first, second) ?? each;
    if (left && !right && scalar(second) && (head === "*" || head === "/"))
      return members(first, (part) => node(head, "", part, second));
    if (!left && right && scalar(first) && head === "*")
      return members(second, (part) => node("*", "", first, part));
    if (left && !right && head === "^") return power(first, second) ?? each;
    if (!left && right && head === "call:binomial") return multinomial(first, second);
  }
  const isFunction = head.startsWith("call:") && !/^call:(abs|factorial)$/.test(head);
  if (branches.length === 1 && isRow(first) && (head === "negate" || isFunction))
    return members(first, (part) => node(head, "", part));
  if (head === "call:diff") return workedOut(each);
  return isBound(each) ? bound(each) : each;
}

/** Change each member of a list, or of the rows of a matrix. */
const members = (rows: Node, change: (part: Node) => Node): Node => ({
  ...rows,
  branches: rows.branches.map((part) => (isRow(part) ? members(part, change) : change(part))),
});

/** Add or subtract lists of one length, member by member. */
function joined(each: Node): Node {
  const [first, second] = [branch(each, 0), branch(each, 1)];
  if (first.head !== second.head || first.branches.length !== second.branches.length) return each;
  const sums = first.branches.map((part, place) =>
    spreadAll(node(each.head, "", part, branch(second, place))),
  );
  return { ...first, branches: sums };
}

/** Whether a node is a matrix, or a list of lists of one length. */
function isMatrix({ head, branches }: Node): boolean {
  const widths = new Set(branches.map((row) => (row.head === "list" ? row.branches.length : 0)));
  return (head === "matrix" || head === "list") && widths.size === 1 && !widths.has(0);
}

/** Return the product of two matrices, null where there is none. */
function product(first: Node, second: Node): Node | null {
  if (!isMatrix(first) || !isMatrix(second)) return null;
  const [rows, columns] = [first.branches, branch(second, 0).branches];
  const largest = Math.max(...[first, second].map((each) => [...walk(each)].length));
  if (branch(first, 0).branches.length !== second.branches.length) return null;
  if (largest * rows.length > LARGEST) return null;
  const dot = (row: Node, column: number) =>
    row.branches
      .map((part, place) => node("*", "", part, branch(branch(second, place), column)))
      .reduce((sum, part) => node("+", "", sum, part));
  return node(
    first.head === "matrix" ? first.head : second.head,
    "",
    ...rows.map((row) => node("list", "", ...columns.map((_, column) => dot(row, column)))),
  );
}

/** Return a matrix to a small whole power, null for other things. */
function power(base: Node, exponent: Node): Node | null {
  const wanted = exact(exponent);
  if (!isMatrix(base) || wanted?.below !== 1n) return null;
  if (wanted.above < 1n || wanted.above > HIGHEST_POWER) return null;
  let found: Node | null = base;
  for (let step = 1n; step < wanted.above; step += 1n) found = found && product(found, base);
  return found;
}

/** Return n! / (a! b! …). */
const multinomial = (whole: Node, parts: Node): Node =>
  parts.branches.reduce(
    (found, part) => node("/", "", found, call("factorial", part)),
    call("factorial", whole),
  );

/** Give the name that a sum, a product, an integral or a limit binds another one. */
function bound(each: Node): Node {
  const [inner, name, ...ends] = each.branches;
  if (!inner || name?.head !== "name") return each;
  const taken = names(inner);
  let count = 1;
  while (taken.has(`#${count}`)) count += 1;
  const other = node("name", `#${count}`);
  const changed = replaced(inner, (below) => (same(below, name) ? other : null));
  return { ...each, branches: [changed, other, ...ends] };
}

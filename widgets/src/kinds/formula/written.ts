/** A formula written again from its tree, on one line. Mirrors courseware/algebra/written.py. */
import { branch, type Node, RELATIONS, WORDS } from "./tree";

export const [RELATION, SUM, PRODUCT, SIGN, POWER, ATOM] = [1, 2, 3, 4, 5, 6] as const;
export const AROUND: Readonly<Record<string, readonly [string, string]>> = {
  list: ["[", "]"],
  set: ["{", "}"],
  tuple: ["(", ")"],
  "[)": ["[", ")"],
  "(]": ["(", "]"],
  matrix: ["[", "]"],
  seq: ["", ""],
};
const SIGNS: Readonly<Record<string, string>> = { pi: "π", inf: "∞" };

/** Return how tightly a formula holds together: the higher, the fewer brackets it needs. */
export function level({ head, branches }: Node): number {
  if (head === "negate" || (head === "±" && branches.length === 1)) return SIGN;
  if (/^[-+±]$/.test(head)) return SUM;
  if (/^[*/°]$/.test(head)) return PRODUCT;
  if (head === "^") return POWER;
  if (RELATIONS.has(head) || head === "not") return RELATION;
  return WORDS.has(head) && branches.length ? 0 : ATOM;
}

export const leafOf = ({ head, leaf }: Node): string =>
  head === "number" ? leaf.replace("e", "·10^") : head === "name" ? leaf : (SIGNS[leaf] ?? leaf);

/** Return the formula on one line: 2·x + 1/3. */
export function written(each: Node): string {
  const { head, branches } = each;
  if (/^(number|name|constant)$/.test(head)) return leafOf(each);
  const inner = branches.map(written);
  const around = AROUND[head];
  if (around) return around[0] + inner.join("; ") + around[1];
  if (head === "call:factorial") return `${within(branch(each, 0), ATOM)}!`;
  if (head === "call:abs") return `|${inner.join("; ")}|`;
  if (head.startsWith("call:")) return `${head.slice(5)}(${inner.join("; ")})`;
  return operation(each);
}

function operation(each: Node): string {
  const { head, branches } = each;
  const [first, second] = [branch(each, 0), branch(each, 1)];
  const own = level(each);
  if (!branches.length) return head;
  if (head === "°") return `${within(first, own)}°`;
  if (head === "not") return `not ${within(first, SUM)}`;
  if (branches.length === 1) return (head === "negate" ? "-" : head) + within(first, own);
  if (head === "^") return `${within(first, ATOM)}^${within(second, ATOM)}`;
  const sign = head === "*" ? "·" : head === "/" ? "/" : ` ${head} `;
  const right = /^[-/*±]$/.test(head) || RELATIONS.has(head) || WORDS.has(head) ? own + 1 : own;
  return within(first, own) + sign + within(second, right);
}

const within = (each: Node, least: number): string =>
  level(each) < least ? `(${written(each)})` : written(each);

/** A formula as presentation MathML: the learner sees what was understood. */
import { branch, type Node, RELATIONS, WORDS } from "./tree";
import { AROUND, ATOM, leafOf, level, PRODUCT, SUM } from "./written";

const NAMESPACE = "http://www.w3.org/1998/Math/MathML";

function m(tag: string, ...children: readonly (Element | string)[]): Element {
  const element = document.createElementNS(NAMESPACE, tag);
  element.append(...children);
  return element;
}

const row = (...children: Element[]): Element => m("mrow", ...children);
const sign = (text: string): Element => m("mo", text);

/** Return a formula as a `math` element. Everything in it is text, none of it markup. */
export const mathml = (each: Node, comma: boolean): Element => m("math", shown(each, comma));

function shown(each: Node, comma: boolean): Element {
  const { head, leaf, branches } = each;
  const [first, second] = [branch(each, 0), branch(each, 1)];
  const part = (inner: Node, least = 0): Element =>
    level(inner) < least ? bracketed("(", [shown(inner, comma)], ")") : shown(inner, comma);
  const around = AROUND[head];

  if (head === "number") return number(leaf, comma);
  if (head === "name") return name(leaf);
  if (head === "constant") return m("mi", leafOf(each));
  if (head === "matrix") return bracketed("(", [table(each, comma)], ")");
  if (around) return bracketed(around[0], parted(branches, comma), around[1]);
  if (head === "call:factorial") return row(part(first, ATOM), sign("!"));
  if (head === "call:abs") return bracketed("|", [part(first)], "|");
  if (head === "call:sqrt") return m("msqrt", part(first));
  if (head === "call:cbrt") return m("mroot", part(first), m("mn", "3"));
  if (head === "call:root") return m("mroot", part(first), part(second));
  if (head === "call:log" && branches.length === 2)
    return row(m("msub", m("mi", "log"), part(second)), bracketed("(", [part(first)], ")"));
  if (head.startsWith("call:")) {
    const given = bracketed("(", parted(branches, comma), ")");
    return row(m("mi", NAMES[head.slice(5)] ?? head.slice(5)), given);
  }
  if (!branches.length) return m("mtext", head);
  if (head === "/") return m("mfrac", part(first), part(second));
  if (head === "^") return raised(first, second, part);
  if (head === "*") {
    const isPlain = leaf === "implicit" && !/^[0-9]/.test(startOf(second));
    const times = sign(isPlain ? "\u2062" : "·");
    return row(part(first, PRODUCT), times, part(second, PRODUCT + 1));
  }
  if (head === "°") return row(part(first, PRODUCT), sign("°"));
  if (head === "not") return row(sign("¬"), part(first, SUM));
  if (branches.length === 1) return row(sign(head === "negate" ? "−" : head), part(first, PRODUCT));
  if (leaf === "mixed") return row(part(first), part(second));
  const isStrict = head === "-" || head === "±" || RELATIONS.has(head) || WORDS.has(head);
  const own = level(each);
  const operator = sign(head === "-" ? "−" : (JOINED[head] ?? head));
  return row(part(first, own), operator, part(second, isStrict ? own + 1 : own));
}

const JOINED: Readonly<Record<string, string>> = { and: "∧", or: "∨", implies: "⇒", xor: "⊕" };
const NAMES: Readonly<Record<string, string>> = {
  asin: "arcsin",
  acos: "arccos",
  atan: "arctan",
  acot: "arccot",
  lb: "log₂",
  union: "∪",
  intersection: "∩",
};

/** The sine of x to a power stands as sin² x. */
function raised(
  base: Node,
  exponent: Node,
  part: (inner: Node, least?: number) => Element,
): Element {
  return m("msup", part(base, ATOM), part(exponent));
}

/** Return what a formula begins with, to part 2·3 but not 2x. */
function startOf(each: Node): string {
  const { head, leaf, branches } = each;
  const isInline = /^[-+*^°]$/.test(head) || head === "call:factorial";
  return isInline && branches.length ? startOf(branch(each, 0)) : head === "number" ? leaf : "";
}

function number(leaf: string, comma: boolean): Element {
  const [mantissa = "", exponent] = leaf.split("e");
  const digits = m("mn", comma ? mantissa.replace(".", ",") : mantissa);
  if (exponent === undefined) return digits;
  const power = m("msup", m("mn", "10"), m("mn", exponent.replace("+", "").replace("-", "−")));
  return row(digits, sign("·"), power);
}

function name(leaf: string): Element {
  const [base = "", below] = leaf.split("_");
  return below ? m("msub", m("mi", base), m("mi", below)) : m("mi", base);
}

const bracketed = (left: string, children: Element[], right: string): Element =>
  row(sign(left), ...children, sign(right));

const parted = (branches: readonly Node[], comma: boolean): Element[] =>
  branches.flatMap((each, place) => [...(place ? [sign(";")] : []), shown(each, comma)]);

const table = ({ branches }: Node, comma: boolean): Element =>
  m(
    "mtable",
    ...branches.map((line) =>
      m("mtr", ...line.branches.map((each) => m("mtd", shown(each, comma)))),
    ),
  );

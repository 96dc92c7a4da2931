/** Derivatives, written out by the rules of school. Mirrors courseware/algebra/derivative.py. */
import { read } from "./reader";
import { exact } from "./residues";
import { branch, call, isHigher, type Node, names, node, number, replaced, walk } from "./tree";

/** Nodes of a derivative that is still written out, its levels, and how often one may ask. */
const LARGEST = 3000;
const HIGHEST = 100;
const MOST = 6n;

const RULES: Readonly<Record<string, string>> = {
  sin: "cos(u)",
  cos: "-sin(u)",
  tan: "1/cos(u)^2",
  cot: "-1/sin(u)^2",
  sec: "sin(u)/cos(u)^2",
  csc: "-cos(u)/sin(u)^2",
  asin: "1/sqrt(1-u^2)",
  acos: "-1/sqrt(1-u^2)",
  atan: "1/(1+u^2)",
  acot: "-1/(1+u^2)",
  sinh: "cosh(u)",
  cosh: "sinh(u)",
  tanh: "1/cosh(u)^2",
  coth: "-1/sinh(u)^2",
  asinh: "1/sqrt(u^2+1)",
  acosh: "1/(sqrt(u-1)*sqrt(u+1))",
  atanh: "1/(1-u^2)",
  acoth: "1/(1-u^2)",
  ln: "1/u",
  lg: "1/(u*ln(10))",
  lb: "1/(u*ln(2))",
  sqrt: "1/(2*sqrt(u))",
  cbrt: "1/(3*cbrt(u)^2)",
  abs: "u/abs(u)",
};
const OPEN = { names: new Set<string>(), functions: new Set<string>(), closed: false } as const;
const ZERO = number(0);
const ONE = number(1);

/** There is no rule for what stands there. */
class Unwritable extends Error {}

/** Return a derivative, null where there is no rule or it is too long. */
export function derivative(each: Node, name: string, times = 1n): Node | null {
  let found = each;
  try {
    for (let step = 0n; step < times; step += 1n) {
      found = derived(found, name);
      if (isHigher(found, HIGHEST) || [...walk(found)].length > LARGEST) return null;
    }
  } catch (error) {
    if (error instanceof Unwritable) return null;
    throw error;
  }
  return found;
}

/** Return diff(f), diff(f, x) or diff(f, x, n) written out where that can be, else as it is. */
export function workedOut(each: Node): Node {
  const [inner, ...rest] = each.branches;
  const alone = inner ? [...names(inner)].map((name) => node("name", name)) : [];
  if (!rest.length && alone.length !== 1) return each;
  const [name, ...often] = rest.length ? rest : alone;
  const times = exact(often[0] ?? ONE);
  if (!inner || name?.head !== "name" || often.length > 1 || times?.below !== 1n) return each;
  if (times.above < 1n || times.above > MOST) return each;
  return derivative(inner, name.leaf, times.above) ?? each;
}

function derived(each: Node, name: string): Node {
  if (!names(each).has(name)) return ZERO;
  const { head, branches } = each;
  const [first, second] = [branch(each, 0), branch(each, 1)];
  if (head === "name") return ONE;
  if (/^([-+°]|negate)$/.test(head))
    return { ...each, branches: branches.map((part) => derived(part, name)) };
  if (head === "*" || head === "/") {
    const [left, right] = [
      times(derived(first, name), second),
      times(first, derived(second, name)),
    ];
    if (head === "*") return node("+", "", left, right);
    return node("/", "", minus(left, right), power(second, number(2)));
  }
  if (head === "^") return ofPower(first, second, name);
  if (head === "call:log" && branches.length === 2)
    return derived(node("/", "", call("ln", first), call("ln", second)), name);
  if (head === "call:root" && branches.length === 2)
    return ofPower(first, node("/", "", ONE, second), name);
  const rule = head.startsWith("call:") ? RULES[head.slice(5)] : undefined;
  if (rule === undefined || branches.length !== 1) throw new Unwritable();
  const filled = replaced(read(rule, { ...OPEN, log: "e" }), ({ head: inner, leaf }) =>
    inner === "name" && leaf === "u" ? first : null,
  );
  return times(filled, derived(first, name));
}

function ofPower(base: Node, exponent: Node, name: string): Node {
  const less = power(base, minus(exponent, ONE));
  if (!names(exponent).has(name)) return times(times(exponent, less), derived(base, name));
  const whole = times(power(base, exponent), times(call("ln", base), derived(exponent, name)));
  if (!names(base).has(name)) return whole;
  return node("+", "", whole, times(less, times(exponent, derived(base, name))));
}

const minus = (first: Node, second: Node): Node => node("-", "", first, second);
const times = (first: Node, second: Node): Node => node("*", "", first, second);
const power = (base: Node, exponent: Node): Node => node("^", "", base, exponent);

/**
 * The arithmetic that authors may use, computed on exact fractions; nothing is ever handed to
 * `eval`. Mirrors courseware/expressions.py, where the grammar is written down.
 */
import {
  absolute,
  add,
  compare,
  divide,
  equals,
  fromDecimal,
  gcd,
  multiply,
  negate,
  power,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "./text/rational";

export type Value = Rational | boolean | string;
export type Values = ReadonlyMap<string, Value>;

/** One operation: `head` is an operator, `call:<name>`, `name`, `number` or `text`. */
export interface Node {
  readonly head: string;
  readonly leaf: string;
  readonly branches: readonly Node[];
}

/** `code` is that of the Python error of the same name. */
export class ExpressionError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

function fail(code: string): never {
  throw new ExpressionError(code);
}

type Token = readonly [sort: string, token: string];

const LONGEST = 500;
const DEEPEST = 50;
const WIDEST = 4096;
const COMPARISONS = ["==", "!=", "<=", ">=", "<", ">"];
const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)|([A-Za-z_][A-Za-z_0-9]*)|('[^']*'|"[^"]*")|(\*\*|==|!=|<=|>=|[-+*/^()<>,]))/y;

/** Return the number that was written: 0.1 is one tenth, not the nearest double. */
export function exact(written: number | string): Rational {
  const [above = "", below] = String(written).split("/");
  const number = fromDecimal(above);
  const divisor = below === undefined ? rational(1) : fromDecimal(below);
  if (!number || !divisor) fail("not_a_number");
  return divide(number, divisor);
}

/** Read an expression; throw `ExpressionError` where it cannot be read. */
export function parse(text: string): Node {
  if (text.length > LONGEST) fail("too_long");
  return read(tokens(text));
}

/** Compute an expression; throw `ExpressionError` where it cannot be computed. */
export function evaluate(expression: string | Node, values: Values): Value {
  const node = typeof expression === "string" ? parse(expression) : expression;
  const computed = (branch: Node) => evaluate(branch, values);
  switch (node.head) {
    case "number":
      return exact(node.leaf);
    case "text":
      return node.leaf;
    case "name":
      return lookUp(node.leaf, values);
    case "and":
      return node.branches.every((branch) => truth(computed(branch)));
    case "or":
      return node.branches.some((branch) => truth(computed(branch)));
    default:
      return apply(node.head, node.branches.map(computed));
  }
}

/** Compute an expression that must give a number. */
export const numberOf = (expression: string | Node, values: Values): Rational =>
  number(evaluate(expression, values));

export const isRational = (value: unknown): value is Rational =>
  typeof value === "object" && value !== null && "below" in value;

/** Return the nearest double, as Python's `float(Fraction)`; infinite where there is none. */
export function toDouble(value: Rational): number {
  const above = absolute(value).above;
  if (above === 0n) return 0;
  // At least 66 bits of the quotient, and one that tells of any rest: rounded once, and rightly.
  const places = Math.max(0, 66 + bits(value.below) - bits(above));
  const scaled = above << BigInt(places);
  const rest = scaled % value.below ? 1n : 0n;
  const size = Number(((scaled / value.below) << 1n) | rest) * 2 ** -(places + 1);
  return value.above < 0n ? -size : size;
}

const bits = (integer: bigint): number => integer.toString(2).length;

function lookUp(name: string, values: Values): Value {
  const known = values.get(name) ?? CONSTANTS.get(name);
  if (known === undefined) fail("unknown_name");
  return known;
}

function apply(head: string, given: readonly Value[]): Value {
  if (head === "not") return !truth(given[0] ?? "");
  if (head === "==" || head === "!=") return isSame(given) === (head === "==");
  const numbers = given.map(number);
  const [left = ZERO, right = ZERO] = numbers;
  const order = compare(left, right);
  if (head === "<") return order < 0;
  if (head === "<=") return order <= 0;
  if (head === ">") return order > 0;
  if (head === ">=") return order >= 0;
  return bounded(computed(head, numbers));
}

function computed(head: string, numbers: readonly Rational[]): Rational {
  const operation = OPERATIONS.get(head);
  if (!operation) fail("unknown_function");
  const [least, most, compute] = operation;
  if (numbers.length < least || numbers.length > most) fail("arguments");
  try {
    return compute(...numbers);
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    fail("division_by_zero");
  }
}

/** A condition equals the number 1 or 0, as in Python. */
function isSame(given: readonly Value[]): boolean {
  const [left, right] = given.map((value) =>
    typeof value === "boolean" ? rational(+value) : value,
  );
  return isRational(left) && isRational(right) ? equals(left, right) : left === right;
}

function truth(value: Value): boolean {
  if (typeof value === "boolean") return value;
  fail("not_a_condition");
}

function number(value: Value): Rational {
  if (isRational(value)) return value;
  fail("not_a_number");
}

function bounded(value: Rational): Rational {
  const widest = BigInt(WIDEST);
  if (absolute(value).above >> widest || value.below >> widest) {
    fail("too_large");
  }
  return value;
}

type Compute = (...numbers: Rational[]) => Rational;

const throughDouble =
  (compute: (...numbers: number[]) => number): Compute =>
  (...numbers) => {
    const doubles = numbers.map(toDouble);
    const result = compute(...doubles);
    if (![result, ...doubles].every(Number.isFinite)) fail("outside_domain");
    return exact(result);
  };

const raise: Compute = (base, exponent) => {
  if (exponent.below !== 1n) return throughDouble(Math.pow)(base, exponent);
  const size = BigInt(Math.max(bits(absolute(base).above), bits(base.below)));
  if (size * absolute(exponent).above > WIDEST) fail("too_large");
  return power(base, Number(exponent.above));
};

const floor = (value: Rational): Rational => {
  const down = value.above / value.below;
  return rational(value.above % value.below < 0n ? down - 1n : down);
};

/** Round half away from zero, as schools do. */
const round: Compute = (value, places = ZERO) => {
  if (places.below !== 1n || absolute(places).above > 30n) fail("outside_domain");
  const scale = power(rational(10), Number(places.above));
  const whole = floor(add(multiply(absolute(value), scale), rational(1, 2)));
  return divide(value.above < 0n ? negate(whole) : whole, scale);
};

const naturalLog = throughDouble(Math.log);

const logarithm: Compute = (...numbers) => {
  const [value, base] = numbers.map((each) => toDouble(naturalLog(each)));
  return exact((value ?? 0) / (base === undefined ? 1 : nonZero(base)));
};

function nonZero(value: number): number {
  if (value === 0) fail("division_by_zero");
  return value;
}

const greatestDivisor: Compute = (first, second) => {
  if (first.below !== 1n || second.below !== 1n) fail("outside_domain");
  return rational(gcd(first.above, second.above));
};

const extreme =
  (sign: number): Compute =>
  (...numbers) =>
    numbers.reduce((best, next) => (compare(next, best) * sign > 0 ? next : best));

const CONSTANTS = new Map([
  ["pi", exact(Math.PI)],
  ["e", exact(Math.E)],
]);

/** By name: the least and the greatest number of arguments, and the function. */
const OPERATIONS = new Map<string, readonly [number, number, Compute]>([
  ["+", [2, 2, add]],
  ["-", [2, 2, subtract]],
  ["*", [2, 2, multiply]],
  ["/", [2, 2, divide]],
  ["^", [2, 2, raise]],
  ["negate", [1, 1, negate]],
  ["call:abs", [1, 1, absolute]],
  ["call:min", [1, Number.POSITIVE_INFINITY, extreme(-1)]],
  ["call:max", [1, Number.POSITIVE_INFINITY, extreme(1)]],
  ["call:round", [1, 2, round]],
  ["call:floor", [1, 1, floor]],
  ["call:ceil", [1, 1, (value) => negate(floor(negate(value)))]],
  [
    "call:mod",
    [2, 2, (left, right) => subtract(left, multiply(right, floor(divide(left, right))))],
  ],
  ["call:gcd", [2, 2, greatestDivisor]],
  ["call:log", [1, 2, logarithm]],
  ...(["sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "exp", "log10"] as const).map(
    (name) => [`call:${name}`, [1, 1, throughDouble(Math[name])]] as const,
  ),
]);

/** Recursive descent over the tokens of one expression. */
function read(tokens: readonly Token[]): Node {
  let at = 0;
  let depth = 0;

  /** Return the next token and step over it if it is one of `wanted`, else "". */
  const take = (...wanted: readonly string[]): string => {
    const [sort, token] = tokens[at] ?? [];
    if (!token || (sort !== "sign" && sort !== "word") || !wanted.includes(token)) return "";
    at += 1;
    return token;
  };
  const deeper = (next: () => Node): Node => {
    depth += 1;
    if (depth > DEEPEST) fail("too_deep");
    const tree = next();
    depth -= 1;
    return tree;
  };
  const chain = (signs: readonly string[], next: () => Node): Node => {
    let tree = next();
    for (let sign = take(...signs); sign; sign = take(...signs))
      tree = node(sign, "", tree, next());
    return tree;
  };
  const closed = (tree: Node): Node => {
    if (!take(")")) fail("unclosed");
    return tree;
  };

  const either = (): Node => deeper(() => chain(["or"], both));
  const both = (): Node => chain(["and"], negation);
  const negation = (): Node => {
    let inverted = false;
    while (take("not")) inverted = !inverted;
    const tree = comparison();
    return inverted ? node("not", "", tree) : tree;
  };
  const comparison = (): Node => {
    const left = sum();
    const sign = take(...COMPARISONS);
    return sign ? node(sign, "", left, sum()) : left;
  };
  const sum = (): Node => chain(["+", "-"], product);
  const product = (): Node => chain(["*", "/"], unary);
  const unary = (): Node => {
    let negative = false;
    for (let sign = take("-", "+"); sign; sign = take("-", "+"))
      negative = negative !== (sign === "-");
    const tree = raised();
    return negative ? node("negate", "", tree) : tree;
  };
  const raised = (): Node => {
    const base = atom();
    return take("^", "**") ? node("^", "", base, deeper(unary)) : base;
  };
  const atom = (): Node => {
    if (take("(")) return closed(either());
    const [sort, token = ""] = tokens[at] ?? [];
    if (sort === undefined) fail("incomplete");
    if (sort === "sign" || sort === "word") fail("unexpected");
    at += 1;
    return sort === "name" && take("(") ? call(`call:${token}`) : node(sort, token);
  };
  const call = (name: string): Node => {
    if (!OPERATIONS.has(name)) fail("unknown_function");
    const given = [either()];
    while (take(",")) given.push(either());
    return closed(node(name, "", ...given));
  };

  const tree = either();
  if (at < tokens.length) fail("unexpected");
  return tree;
}

const node = (head: string, leaf: string, ...branches: Node[]): Node => ({ head, leaf, branches });

function tokens(text: string): Token[] {
  const found: Token[] = [];
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) fail("unexpected");
    at = TOKEN.lastIndex;
    found.push(token(match));
  }
  return found;
}

function token([, digits, name, quoted, sign]: RegExpExecArray): Token {
  if (digits !== undefined) return ["number", digits];
  if (name !== undefined) return [/^(and|or|not)$/.test(name) ? "word" : "name", name];
  if (quoted !== undefined) return ["text", quoted.slice(1, -1)];
  return ["sign", sign ?? ""];
}

/** What was typed, read into a tree. Mirrors courseware/algebra/reader.py, where the grammar is. */
import { FUNCTIONS, type Lexicon, MANY, type Token, tokens } from "./tokens";
import {
  AlgebraError,
  BRACKETS,
  branch,
  call,
  isHigher,
  MINUS_ONE,
  type Node,
  node,
  same,
} from "./tree";

/** Levels of nesting while reading, and of the tree. */
const DEEPEST = 40;
const HIGHEST = 120;
const NEAR = 12;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "\\{": "\\}" };
const INTERVALS: Readonly<Record<string, string>> = { oo: "tuple", cc: "list", co: "[)", oc: "(]" };
const CONTAINERS = ["matrix", "ntuple", "union", "intersection", "max", "min"];
const OPERANDS = ["number", "name", "constant", "function", "command"];
const CHOICES: Node = node("name", "C");
const INFINITE: Node = node("constant", "inf");

/** Return the tree of a formula; throws `AlgebraError`. */
export function read(text: string, lexicon: Lexicon): Node {
  const found = reader(tokens(text, lexicon), lexicon, text.includes("\\"));
  if (isHigher(found, HIGHEST)) throw new AlgebraError("too_deep", { count: HIGHEST });
  return found;
}

/** Take brackets of any shape around one thing for grouping, where it is computed with. */
function grouped(each: Node): Node {
  const isOne = (each.head === "list" || each.head === "set") && each.branches.length === 1;
  return isOne ? grouped(branch(each, 0)) : each;
}

const decimal = (text: string): string =>
  (text.startsWith(".") ? `0${text}` : text)
    .replace("E", "e")
    .replace(".e", "e")
    .replace(/\.$/, "");

function matrix(rows: readonly Node[]): Node {
  const widths = new Set(rows.map(({ branches }) => branches.length));
  if (widths.size !== 1 || rows.some(({ head }) => head !== "list"))
    throw new AlgebraError("matrix");
  return node("matrix", "", ...rows);
}

function reader(given: readonly Token[], lexicon: Lexicon, isLatex: boolean): Node {
  const END: Token = { sort: "end", text: "", spaced: false };
  const peek = (ahead = 0): Token => given[at + ahead] ?? END;
  let at = 0;
  let depth = 0;
  let bars = 0;
  let isDecimal = decimalComma("", "");

  // Tokens

  function sees(...signs: readonly string[]): boolean {
    return peek().sort === "sign" && signs.includes(peek().text);
  }
  function take(...signs: readonly string[]): string {
    if (!sees(...signs)) return "";
    at += 1;
    return peek(-1).text;
  }
  function before(): string {
    const shown = given.slice(Math.max(0, at - 4), at).map(({ text }) => text);
    return [...shown.join(" ")].slice(-NEAR).join("");
  }
  function fail(): AlgebraError {
    const { sort, text } = peek();
    const start = before();
    if (sort === "end") return new AlgebraError("incomplete", { text: start });
    if ([")", "]", "}", "\\}"].includes(text))
      return new AlgebraError("unopened", { text: text.slice(-1) });
    const short = [...text].slice(0, 20).join("");
    return start
      ? new AlgebraError("unexpected", { text: short, before: start })
      : new AlgebraError("unexpected_first", { text: short });
  }
  function unclosed(opening: string): AlgebraError {
    const isEnd = peek().sort === "end";
    return isEnd ? new AlgebraError("unclosed", { text: opening.slice(-1) }) : fail();
  }
  /** The tokens up to the closing bracket, and whether a semicolon stands among them. */
  function inside(): [readonly Token[], boolean] {
    const content: Token[] = [];
    let [level, parted] = [0, false];
    for (const each of given.slice(at)) {
      level += +["(", "[", "{"].includes(each.text) - +[")", "]", "}"].includes(each.text);
      if (level < 0 || each.sort === "end") break;
      content.push(each);
      parted ||= level === 0 && each.text === ";";
    }
    return [content, parted];
  }
  /** Whether a comma between two digits from here to the closing bracket is a decimal mark. */
  function decimalComma(name: string, bracket: string): boolean {
    const isPlain = bracket === "(" && !name;
    if (!isPlain && !["[", "{", "\\{"].includes(bracket) && !MANY.has(name)) return true;
    const [content, parted] = inside();
    if (!isPlain) return parted;
    // Nothing is computed with a bracket that stands alone: it is no grouping.
    const isAlone = isParting(peek(-2)) && isParting(peek(content.length + 1));
    const signs = isAlone ? /^[,/-]$/ : /^[,-]$/;
    return parted || content.some(({ sort, text }) => sort !== "number" && !signs.test(text));
  }
  function deeper<T>(next: () => T): T {
    depth += 1;
    if (depth > DEEPEST) throw new AlgebraError("too_deep", { count: DEEPEST });
    const found = next();
    depth -= 1;
    return found;
  }
  /** Read between brackets: bars and commas mean there what they mean there. */
  function enclosed<T>(comma: boolean, next: () => T): T {
    const outer = [bars, isDecimal] as const;
    bars = 0;
    isDecimal = comma;
    const found = next();
    [bars, isDecimal] = outer;
    return found;
  }

  // Logic

  function sequence(): Node[] {
    const parts = [logic()];
    while (take(";", ",")) {
      if (peek().sort === "end") break;
      parts.push(logic());
    }
    return parts;
  }
  function word(...wanted: readonly string[]): string {
    if (peek().sort !== "word" || !wanted.includes(peek().text)) return "";
    at += 1;
    return peek(-1).text;
  }
  function logic(): Node {
    let found = both();
    for (let head = word("or", "xor", "xnor", "implies"); head; ) {
      found = node(head, "", found, both());
      head = word("or", "xor", "xnor", "implies");
    }
    return found;
  }
  function both(): Node {
    let found = negation();
    while (word("and")) found = node("and", "", found, negation());
    return found;
  }
  function negation(): Node {
    return word("not") ? node("not", "", deeper(negation)) : relation();
  }
  function relation(): Node {
    let left = sum();
    let found: Node | null = null;
    while (peek().sort === "relation") {
      const head = peek().text;
      at += 1;
      const right = sum();
      const one = node(head, "", left, right);
      found = found ? node("and", "", found, one) : one;
      left = right;
    }
    return found ?? left;
  }

  // Arithmetic

  function sum(): Node {
    let found = product();
    for (let sign = take("+", "-", "±", "∓"); sign; sign = take("+", "-", "±", "∓")) {
      const right = grouped(product());
      const isTurned = sign === "∓";
      found = node(isTurned ? "±" : sign, "", grouped(found), isTurned ? minus(right) : right);
    }
    return found;
  }
  function product(): Node {
    let found = signed();
    for (;;) {
      const sign = take("*", "/");
      if (sign) found = node(sign, "", grouped(found), grouped(signed()));
      else if (joining(found)) {
        const head = joining(found);
        at += 1;
        found = call(head, found, signed());
      } else if (opensOperand()) {
        mindTwoNumbers(found);
        const following = power();
        const isChoice = same(found, CHOICES) && !lexicon.names.has("C") && isPair(following);
        if (isChoice) found = call("binomial", ...following.branches);
        else
          found = isMixed(found, following)
            ? mixed(found, following)
            : node("*", "implicit", grouped(found), grouped(following));
      } else return found;
    }
  }
  /** Return the function that joins sets here: ∪ and ∩, and U between brackets. */
  function joining({ head }: Node): string {
    const { sort, text } = peek();
    if (sort === "function" && /^(union|intersection)$/.test(text)) return text;
    return sort === "name" && text === "U" && BRACKETS.has(head) ? "union" : "";
  }
  /** Whether 1 1/2 stands here: a whole number, a space, a fraction of whole numbers. */
  function isMixed(whole: Node, above: Node): boolean {
    const isWhole = ({ head, leaf }: Node) => head === "number" && /^[0-9]+$/.test(leaf);
    return peek().text === "/" && peek(1).sort === "number" && isWhole(whole) && isWhole(above);
  }
  function mixed(whole: Node, above: Node): Node {
    take("/");
    return node("+", "mixed", whole, node("/", "frac", above, power()));
  }
  /** Refuse 2 3, which is no product; 1 1/2 is a number. */
  function mindTwoNumbers(before: Node): void {
    const [first, second] = [peek(-1), peek()];
    if (first.sort !== "number" || second.sort !== "number") return;
    const isWhole = before.head === "number" && /^[0-9]+$/.test(before.leaf);
    if (isWhole && peek(1).text === "/" && peek(2).sort === "number") return;
    const parameters = { first: first.text.slice(0, 20), second: second.text.slice(0, 20) };
    throw new AlgebraError("two_numbers", parameters);
  }
  function opensOperand(): boolean {
    if (OPERANDS.includes(peek().sort)) return true;
    return sees("(", "[", "{", "√", "\\{") || (sees("|") && !bars);
  }
  function signed(): Node {
    const sign = take("-", "+", "±");
    if (!sign) return power();
    const found = grouped(deeper(signed));
    return sign === "±" ? node("±", "", found) : sign === "+" ? found : minus(found);
  }
  function power(): Node {
    const base = postfix();
    return take("^") ? node("^", "", grouped(base), exponent()) : base;
  }
  function exponent(): Node {
    return grouped(deeper(signed));
  }
  function postfix(): Node {
    let found = deeper(atom);
    for (let sign = take("!", "°", "%"); sign; sign = take("!", "°", "%")) {
      if (sign === "%") found = node("/", "frac", grouped(found), node("number", "100"));
      else found = sign === "!" ? call("factorial", grouped(found)) : node("°", "", found);
    }
    return found;
  }
  function atom(): Node {
    const { sort, text } = peek();
    if (OPERANDS.includes(sort)) {
      at += 1;
      if (sort === "number") return afterNumber(text);
      if (sort === "name") return afterName(text);
      if (sort === "constant") return afterConstant(text);
      return sort === "function" ? afterFunction(text) : afterCommand(text);
    }
    const truth = word("true", "false");
    if (truth) return node(truth);
    if (take("√")) return call("sqrt", grouped(deeper(signed)));
    if (take("|")) return absolute();
    const bracket = take("(", "[", "{", "\\{");
    if (!bracket) throw fail();
    return bracketed(bracket);
  }
  function afterNumber(text: string): Node {
    const [comma, following] = [peek(), peek(1)];
    const around = given.slice(Math.max(0, at - 2), at + 3);
    const isPart =
      isDecimal &&
      sees(",") &&
      following.sort === "number" &&
      !(
        comma.spaced ||
        following.spaced ||
        !/^[0-9]+$/.test(text) ||
        following.text.includes(".")
      ) &&
      around.filter((each) => each.text === ",").length < 2;
    if (!isPart) return node("number", decimal(text));
    at += 2;
    return node("number", decimal(`${text}.${following.text}`));
  }
  function afterName(name: string): Node {
    if (lexicon.closed && !lexicon.names.has(name)) {
      const known = [...lexicon.names].sort().join(", ") || "-";
      throw new AlgebraError("unknown_name", {
        name: name.slice(0, 20),
        known: known.slice(0, 100),
      });
    }
    return node("name", name);
  }
  function afterConstant(name: string): Node {
    if (name === "minf") return minus(INFINITE);
    if (name === "all") return node("true");
    return name === "none" ? node("false") : node("constant", name);
  }
  function afterCommand(name: string): Node {
    if (name === "sqrt") {
      if (!take("[")) return call("sqrt", braced());
      const index = inner("]", "[");
      return call("root", braced(), index);
    }
    const above = braced();
    const below = braced();
    return name === "binom" ? call("binomial", above, below) : node("/", "frac", above, below);
  }
  function braced(): Node {
    return grouped(take("{") ? inner("}", "{") : deeper(atom));
  }
  function inner(closing: string, opening: string): Node {
    const found = enclosed(true, logic);
    if (!take(closing)) throw unclosed(opening);
    return found;
  }
  function absolute(): Node {
    bars += 1;
    const found = logic();
    bars -= 1;
    if (!take("|")) throw unclosed("|");
    return call("abs", grouped(found));
  }

  // Functions

  function afterFunction(name: string): Node {
    let raised = take("^") ? exponent() : null;
    const base = baseOf(name);
    if (!raised && base && take("^")) raised = exponent();
    const found = applied(name, base, args(name));
    if (!raised) return found;
    if (same(raised, MINUS_ONE) && FUNCTIONS.has(`a${name}`))
      return { ...found, head: `call:a${name}` };
    return node("^", "", found, raised);
  }
  function baseOf(name: string): Node | null {
    if ((name !== "log" && name !== "root") || !take("_")) return null;
    if (take("{")) return grouped(inner("}", "{"));
    return take("(") ? grouped(inner(")", "(")) : deeper(atom);
  }
  function applied(name: string, base: Node | null, given_: readonly Node[]): Node {
    const count = given_.length + (base ? 1 : 0);
    if (name === "log" && count === 1) return call(lexicon.log === "e" ? "ln" : "lg", ...given_);
    if (name === "lg" && count === 2) return call("log", ...given_);
    if (name === "root" && count === 1) return call("sqrt", ...given_);
    if (name === "exp") return node("^", "", node("constant", "e"), ...given_.slice(0, 1));
    const interval = INTERVALS[name];
    if (interval !== undefined && count === 2) return node(interval, "", ...given_);
    if (name === "ntuple") return node("tuple", "", ...given_);
    if (name === "matrix") return matrix(given_);
    return call(name, ...given_, ...(base ? [base] : []));
  }
  function args(name: string): readonly Node[] {
    const bracket = take("(", "[") || (isLatex ? take("{") : "");
    if (!bracket) return [take("|") ? absolute() : bare(name)];
    const parts = enclosed(decimalComma(name, bracket), sequence);
    if (!take(CLOSING[bracket] ?? "")) throw unclosed(bracket);
    return CONTAINERS.includes(name) ? parts : parts.map(grouped);
  }
  /** Read an argument that has no brackets. */
  function bare(name: string): Node {
    if (!opensOperand() && !sees("-", "+")) throw new AlgebraError("argument", { name });
    let found = grouped(signed());
    if (name === "sqrt" || name === "cbrt") return found;
    while (/^(number|name|constant)$/.test(peek().sort) || sees("√")) {
      mindTwoNumbers(found);
      found = node("*", "implicit", found, grouped(power()));
    }
    return found;
  }

  // Brackets

  function bracketed(bracket: string): Node {
    const isGroup = bracket === "(" || (bracket === "{" && isLatex);
    const wanted = CLOSING[bracket] ?? "";
    if (take(wanted)) {
      if (isGroup) throw new AlgebraError("incomplete", { text: "()" });
      return node(bracket === "[" ? "list" : "set");
    }
    const parts = enclosed(decimalComma("", bracket), sequence);
    const closing = /[([]/.test(bracket) ? take(")", "]") : take(wanted);
    if (!closing || (closing !== wanted && parts.length !== 2)) throw unclosed(bracket);
    const [first] = parts;
    if (parts.length === 1 && isGroup && first) return first;
    const pair = bracket + closing;
    const head = closing.includes("}")
      ? "set"
      : pair === "()"
        ? "tuple"
        : pair === "[]"
          ? "list"
          : pair;
    return node(head, "", ...parts);
  }

  if (peek().sort === "end") throw new AlgebraError("nothing");
  const parts = sequence();
  if (peek().sort !== "end") throw fail();
  return parts.length === 1 && parts[0] ? parts[0] : node("seq", "", ...parts);
}

const isPair = ({ head, branches }: Node): boolean => head === "tuple" && branches.length === 2;

/** Whether a token stands between things rather than computes with them. */
const isParting = ({ sort, text }: Token): boolean =>
  sort === "relation" || sort === "end" || /^([;,{}[\]]|\\[{}]|union|intersection)$/.test(text);

const minus = (each: Node): Node => node("negate", "", each);

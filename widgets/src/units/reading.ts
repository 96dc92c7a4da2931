/**
 * Units as people write them, read by a grammar of our own. Mirrors courseware/units/reading.py,
 * where the grammar is written out.
 */
import { oneApostrophe } from "../text/letters";
import { multiply, power, type Rational, rational, ZERO } from "../text/rational";
import { type Atom, atoms, BASES, isDoubtful } from "./table";

export const LONGEST = 80;
const MOST_PARTS = 8;
const DEEPEST = 3;
const HIGHEST = 9;
const MOST_READINGS = 8;
const PER = ["per", "в", "на", "taqsim", "тақсим"];
const QUALIFIERS: readonly (readonly [number, string])[] = [
  [2, "sq square squared kv kvadrat кв квадрат квадратный квадратных квадратные в_квадрате"],
  [3, "cu cubic cubed kub куб кубический кубических кубические в_кубе"],
];
const POWERS = new Map(
  QUALIFIERS.flatMap(([raised, words]) => words.split(" ").map((word) => [word, raised] as const)),
);
/** Units that are no letters. */
const SIGNS = ["%", "‰", "'", "''", '"'];
/** Over classes: a for letters and degree signs, 0 for digits. */
const TOKEN = / *(a+(?:'a+)*|0+|\*\*|''|[^ ])/g;

/** A unit as it was written; the Python class says what the fields mean. */
export interface Unit {
  readonly parts: readonly (readonly [Atom, number])[];
  readonly factor: Rational;
  readonly pi: number;
  readonly dimension: readonly number[];
  readonly offset: Rational;
}

/** Why a text is no unit, and the piece of it that is to blame. */
export interface UnitProblem {
  readonly code: "unknown" | "syntax" | "case" | "too_long";
  readonly text: string;
}

interface Part {
  readonly candidates: readonly Atom[];
  readonly power: number;
  readonly wasAfterSlash: boolean;
}

class Refused {
  constructor(readonly problem: UnitProblem) {}
}

/** Read a unit from `plain` text; return what it can mean, the likeliest first. */
export function readUnit(text: string): readonly Unit[] | UnitProblem {
  const characters = [...text];
  if (characters.length > LONGEST)
    return { code: "too_long", text: characters.slice(0, 20).join("") };
  try {
    return readings(new Reader(text).whole());
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    throw error;
  }
}

/** Give the plain reading, then the one with a longer denominator, then other letters. */
function readings(parts: readonly Part[]): Unit[] {
  const firsts = parts.map(({ candidates: [atom], power }) => [atom as Atom, power] as const);
  const all = [firsts];
  if (parts.some((part) => part.wasAfterSlash)) {
    all.push(
      firsts.map(([atom, raised], at) => [atom, parts[at]?.wasAfterSlash ? -raised : raised]),
    );
  }
  const others = parts.flatMap(({ candidates, power }, place) =>
    candidates
      .slice(1)
      .map((atom) => [
        ...firsts.slice(0, place),
        [atom, power] as const,
        ...firsts.slice(place + 1),
      ]),
  );
  return [...all, ...others.slice(0, MOST_READINGS)].map(unitOf);
}

function unitOf(parts: Unit["parts"]): Unit {
  let [factor, pi] = [rational(1), 0];
  const dimension = [...BASES].map(() => 0);
  for (const [atom, written] of parts) {
    const raised = atom.inverse ? -written : written;
    factor = multiply(factor, power(sizeOf(atom), raised));
    pi += atom.unit.pi * raised;
    atom.unit.dimension.forEach((own, place) => {
      dimension[place] = (dimension[place] ?? 0) + own * raised;
    });
  }
  const [only] = parts;
  const isAlone = parts.length === 1 && only?.[1] === 1;
  return { parts, factor, pi, dimension, offset: isAlone ? only[0].unit.offset : ZERO };
}

const sizeOf = ({ unit, prefix }: Atom): Rational =>
  prefix ? multiply(unit.factor, power(rational(10), prefix.power)) : unit.factor;

interface Token {
  readonly text: string;
  readonly isSpaced: boolean;
  readonly isName: boolean;
}

const END: Token = { text: "", isSpaced: false, isName: false };
const LETTER = /^\p{L}/u;

/** Cut into names (letters, degree signs, apostrophes between letters), digits and signs. */
function tokensOf(written: string): Token[] {
  const characters = [...oneApostrophe(written)];
  const found: Token[] = [];
  let at = 0;
  for (const [whole, token = ""] of characters.map(classOf).join("").matchAll(TOKEN)) {
    at += whole.length;
    const text = characters.slice(at - token.length, at).join("");
    const isName = token.startsWith("a") || SIGNS.includes(text);
    found.push({ text, isSpaced: whole.startsWith(" "), isName });
  }
  return found;
}

function classOf(character: string): string {
  if (character === "°" || LETTER.test(character)) return "a";
  if (/[0-9]/.test(character)) return "0";
  return /[ '*]/.test(character) ? character : "?";
}

/** Recursive descent over the tokens of one unit. */
class Reader {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(private readonly text: string) {
    this.tokens = tokensOf(text);
  }

  whole(): Part[] {
    const parts = this.product(1);
    if (this.peek() !== END) throw this.refused();
    return parts;
  }

  private refused(): Refused {
    return new Refused({ code: "syntax", text: [...this.text].slice(0, 30).join("") });
  }

  private peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? END;
  }

  /** Return the next token and step over it if it is one of `wanted`, else "". */
  private take(...wanted: readonly string[]): string {
    const { text } = this.peek();
    if (!wanted.includes(text)) return "";
    this.at += 1;
    return text;
  }

  /** Read parts until the text or the bracket ends. */
  private product(depth: number): Part[] {
    if (depth > DEEPEST) throw this.refused();
    const parts: Part[] = [];
    let isBelow = false;
    if (this.peek().text === "1" && ["/", ...PER].includes(this.peek(1).text)) this.at += 1;
    else if (this.peek().text !== "/") parts.push(...this.part(depth));
    while (!["", ")"].includes(this.peek().text)) {
      const divides = this.take("/", ...PER) !== "";
      if (!divides && this.take("*", ".", "-") === "." && this.peek() === END) break;
      for (const part of this.part(depth)) {
        if (divides) parts.push({ ...part, power: -part.power, wasAfterSlash: false });
        else parts.push(isBelow ? { ...part, wasAfterSlash: true } : part);
      }
      isBelow ||= divides;
    }
    if (!parts.length || parts.length > MOST_PARTS) throw this.refused();
    return parts;
  }

  private part(depth: number): Part[] {
    if (this.take("(")) {
      const inner = this.product(depth + 1);
      if (!this.take(")")) throw this.refused();
      const raised = this.power();
      const parts = inner.map((part) => ({ ...part, power: part.power * raised }));
      if (parts.some((part) => Math.abs(part.power) > HIGHEST)) throw this.refused();
      return parts;
    }
    if (!this.peek().isName) throw this.refused();
    const qualified = this.qualifier(true);
    const [name, words] = this.name();
    const candidates = atoms(name);
    if (!candidates.length) {
      const text = [...name.replace(/_/g, " ")].slice(0, 20).join("");
      throw new Refused({ code: "unknown", text });
    }
    if (isDoubtful(name))
      throw new Refused({ code: "case", text: [...name].slice(0, 20).join("") });
    this.at += words;
    const raised = (qualified || 1) * this.power();
    if (Math.abs(raised) > HIGHEST) throw this.refused();
    return [{ candidates, power: raised, wasAfterSlash: false }];
  }

  /** Return the longest name that stands here, of up to three words, and its tokens. */
  private name(): readonly [string, number] {
    let joined = this.peek().text;
    let best: readonly [string, number] = [joined, 1];
    let ahead = 1;
    for (let word = 1; word < 3; word += 1) {
      if (this.peek(ahead).text === ".") ahead += 1;
      if (!this.peek(ahead).isName) break;
      joined += `_${this.peek(ahead).text}`;
      ahead += 1;
      if (atoms(joined).length || POWERS.has(joined.toLowerCase())) best = [joined, ahead];
    }
    return best;
  }

  /** Step over "square" or "cubic", before a unit or after it; return 2, 3 or 0. */
  private qualifier(isBeforeName: boolean): number {
    const [name, words] = this.name();
    const raised = POWERS.get(name.toLowerCase()) ?? 0;
    const after = words + (this.peek(words).text === "." ? 1 : 0);
    if (!raised || this.peek(after).isName !== isBeforeName) return 0;
    this.at += isBeforeName ? after : words;
    return raised;
  }

  private power(): number {
    if (this.take("^", "**")) {
      const opening = this.take("(", "{");
      const raised = this.digits(this.take("+", "-"));
      if (opening && !this.take(opening === "(" ? ")" : "}")) throw this.refused();
      return raised;
    }
    const [token, following] = [this.peek(), this.peek(1)];
    const isSigned = token.text === "-" && !following.isSpaced && isDigits(following.text);
    if (!token.isSpaced && (isDigits(token.text) || isSigned)) return this.digits(this.take("-"));
    return this.qualifier(false) || 1;
  }

  private digits(sign: string): number {
    const { text } = this.peek();
    if (!/^[1-9]$/.test(text)) throw this.refused();
    this.at += 1;
    return sign === "-" ? -Number(text) : Number(text);
  }
}

const isDigits = (text: string): boolean => /^[0-9]+$/.test(text);

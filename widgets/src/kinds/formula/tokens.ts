/** From what was typed to tokens. Mirrors courseware/algebra/tokens.py. */
import { AlgebraError } from "./tree";
import * as words from "./words.generated";

/** Characters of a formula. */
export const LONGEST = 1000;
/** Letters that may stand together. */
const LONGEST_WORD = 60;

/** The names that a formula may use; with none, every letter is a variable. */
export interface Lexicon {
  readonly names: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  readonly closed: boolean;
  readonly log: "e" | "10";
}

export interface Token {
  readonly sort: string;
  readonly text: string;
  readonly spaced: boolean;
}

const table = (lines: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const line of lines.split("\n")) {
    const spellings = line.split(" ");
    for (const spelling of spellings) found.set(spelling, spellings[0] ?? "");
  }
  return found;
};
const list = (text: string): ReadonlySet<string> => new Set(text.split(" "));

export const FUNCTIONS = table(words.FUNCTIONS);
export const MANY = list(words.MANY);
const CONSTANTS = table(words.CONSTANTS);
const GREEK = table(words.GREEK);
const CONJUNCTIONS = table(words.CONJUNCTIONS);
const RELATIONS = table(words.RELATIONS);
const LOOKALIKES = table(words.LOOKALIKES);
const ONLY_CALLED = list(words.ONLY_CALLED);
const LATEX_ONLY = list(words.LATEX_ONLY);
const APPLIED = list(words.APPLIED);

const pairs = (from: string, to: string): [string, string][] => {
  const written = [...to];
  return [...from].map((letter, place) => [letter, written[place] ?? ""]);
};
const all = (letters: string, written: string): [string, string][] =>
  [...letters].map((letter) => [letter, written]);

const SUPERSCRIPTS = new Map(pairs("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣ", "0123456789+-()nix"));
const SUBSCRIPTS = new Map(pairs("₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₖₙₘₚₜᵢⱼ", "0123456789aeoxknmptij"));
const PLAIN = new Map([
  ...all("‐‑‒–—―−﹣－", "-"),
  ...all("·×•∗∙⋅✕✖∘", "*"),
  ...all("÷∕⁄:∶", "/"),
  ...all("∣❘｜", "|"),
  ...all("′’ʼ´`‘ʹ", "'"),
  ["∅", "{}"],
  ["″", "''"],
  ["⟨", "("],
  ["⟩", ")"],
  ["№", "#"],
  ["，", ","],
  ["；", ";"],
  ["∛", " cbrt "],
] as [string, string][]);
const DRESS: readonly (readonly [RegExp, string])[] = [
  [/\\(?:mathrm|text|operatorname\*?|mathit|mathbf|mathsf|mbox) *\{([^{}]*)\}/g, " $1 "],
  [/\\(?:left|right|bigl?|bigr|Bigl?|Bigr|displaystyle|limits|quad|qquad)(?![a-z])/g, " "],
  [/\\(?:[,;:!> ()[\]]|mathrm|rm)|\$|~/g, " "],
  [/\\[dtc]?frac *([0-9]) *([0-9])/g, "\\frac{$1}{$2}"],
  [/\^ *\{? *\\circ *\}?|\\degree(?![a-z])/g, "°"],
  [/\\[lr]?[vV]ert(?![a-z])|\\mid(?![a-z])/g, "|"],
  [/\\(?:cdot|times|ast)(?![a-z])/g, "*"],
  [/\\div(?![a-z])/g, "/"],
  [/\\pm(?![a-z])|#pm#|\+\/-/g, "±"],
  [/\\mp(?![a-z])/g, "∓"],
  [/\\infty(?![a-z])/g, " inf "],
  [/\\(?:emptyset|varnothing)(?![a-z])/g, "{}"],
  [/(?<![0-9)\]}])%(?=[A-Za-z])|(?<![A-Za-z0-9_)'])'(?=[A-Za-z])/g, ""],
];
const TOKEN =
  /((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4}(?![A-Za-z0-9.]))?)|([A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ]+[0-9]*)|\\([A-Za-z]+|[{}])|(\*\*|==|<=|=<|>=|=>|!=(?!=)|<>|&&|.)/uy;
const SUBSCRIPT = /_(?:\{ *([A-Za-z0-9,+-]{1,20}) *\}|([0-9]+|[A-Za-z]+[0-9]*))|\[([0-9]{1,4})\]/y;
const GROUPED = /(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])/g;
const CYRILLIC = /[Ѐ-ӿ]/;

export function tokens(text: string, lexicon: Lexicon): Token[] {
  if ([...text].length > LONGEST) throw new AlgebraError("too_long", { count: LONGEST });
  const plain = fold(text);
  if ([...plain].length > 2 * LONGEST) throw new AlgebraError("too_long", { count: LONGEST });
  return [...read(plain, lexicon), token("end", "")];
}

const token = (sort: string, text: string, spaced = false): Token => ({ sort, text, spaced });

/** Write a formula with ASCII signs, Greek letters kept, nothing invisible, no LaTeX dress. */
export function fold(text: string): string {
  let written = "";
  let raised = false;
  for (const letter of text.replace(/:=/g, "≔")) {
    const above = SUPERSCRIPTS.get(letter);
    if ((above !== undefined) !== raised) written += raised ? ")" : "^(";
    raised = above !== undefined;
    let other = above ?? folded(letter);
    // A fraction after its whole part: 1½.
    if (/^\(./.test(other) && /[0-9]$/.test(written)) other = ` ${other.slice(1, -1)}`;
    written += other;
  }
  let plain = (raised ? `${written})` : written).replace(/\^\(\)/g, "");
  for (const [pattern, other] of DRESS) plain = plain.replace(pattern, other);
  return plain.replace(GROUPED, (found) => found.replace(/ /g, ""));
}

function folded(letter: string): string {
  const other = PLAIN.get(letter);
  if (other !== undefined) return other;
  const below = SUBSCRIPTS.get(letter);
  if (below !== undefined) return `_${below}`;
  if (/[\p{Cc}\p{Z}]/u.test(letter)) return " ";
  if (/[\p{Cf}\p{Cs}\p{Co}\p{Mn}]/u.test(letter)) return "";
  if (/\p{Nd}/u.test(letter)) return digit(letter);
  const plain = letter.normalize("NFKC");
  if (plain.includes("\u2044")) return `(${plain.replace(/\u2044/g, "/")})`;
  return [...plain].length === 1 ? (GREEK.get(plain) ?? plain) : plain;
}

/** Decimal digits stand in Unicode in unbroken tens, zero first. */
function digit(letter: string): string {
  const code = letter.codePointAt(0) ?? 48;
  if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

function* read(text: string, lexicon: Lexicon): Iterable<Token> {
  let at = 0;
  let spaced = false;
  while (at < text.length) {
    if (text.charAt(at) === " ") {
      at += 1;
      spaced = true;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw new AlgebraError("sign", { text: text.charAt(at) });
    at = TOKEN.lastIndex;
    const [, number, word, command, sign = ""] = match;
    if (number !== undefined) yield token("number", number, spaced);
    else if (command !== undefined) yield latex(command, spaced);
    else if (word === undefined) yield signed(sign, spaced);
    else {
      const found = meaning(word, text.charAt(at) === "(", lexicon);
      const last = found[found.length - 1];
      if (last?.sort === "name") {
        const [name, end] = subscripted(last.text, text, at);
        at = end;
        found[found.length - 1] = { ...last, text: knownSpelling(name, lexicon) };
      }
      for (const [place, each] of found.entries()) yield place ? each : { ...each, spaced };
    }
    spaced = false;
  }
}

function signed(found: string, spaced: boolean): Token {
  if (found === "**") return token("sign", "^", spaced);
  return (
    looked(found, spaced, [
      [RELATIONS, "relation"],
      [CONJUNCTIONS, "word"],
      [CONSTANTS, "constant"],
      [FUNCTIONS, "function"],
    ]) ?? token("sign", found, spaced)
  );
}

function latex(name: string, spaced: boolean): Token {
  if (name === "{" || name === "}") return token("sign", `\\${name}`, spaced);
  if (/^[dtc]?frac$/.test(name)) return token("command", "frac", spaced);
  if (name === "sqrt" || name === "binom") return token("command", name, spaced);
  const found = looked(name, spaced, [
    [RELATIONS, "relation"],
    [CONJUNCTIONS, "word"],
    [CONSTANTS, "constant"],
    [FUNCTIONS, "function"],
    [GREEK, "name"],
  ]);
  if (!found) throw new AlgebraError("sign", { text: `\\${name}` });
  return found;
}

function looked(
  found: string,
  spaced: boolean,
  tables: readonly (readonly [ReadonlyMap<string, string>, string])[],
): Token | null {
  for (const [known, sort] of tables) {
    const meant = known.get(found);
    if (meant !== undefined) return token(sort, meant, spaced);
  }
  return null;
}

/** Add what stands below the line, and primes, to a name. */
function subscripted(name: string, text: string, start: number): [string, number] {
  let [at, below, index, primes] = [start, "", "", 0];
  for (;;) {
    SUBSCRIPT.lastIndex = at;
    const match = SUBSCRIPT.exec(text);
    if (!match) break;
    if (match[3]) index += match[0];
    else below += match[1] ?? match[2] ?? "";
    at = SUBSCRIPT.lastIndex;
  }
  while (text.charAt(at) === "'") {
    primes += 1;
    at += 1;
  }
  return [name + (below && `_${below}`) + index + "'".repeat(primes), at];
}

/** Return the declared spelling of a name: x1 is x_1 where only that was declared. */
function knownSpelling(name: string, { closed, names }: Lexicon): string {
  if (!closed || names.has(name)) return name;
  const bare = (each: string) => each.replace(/[_[\]]/g, "");
  return [...names].sort().find((known) => bare(known) === bare(name)) ?? name;
}

/** Tell what a run of letters means: one word, or several that stand together. */
function meaning(word: string, isCalled: boolean, lexicon: Lexicon): Token[] {
  let letters = word.replace(/[0-9]+$/, "");
  const digits = word.slice(letters.length);
  if (letters.length > LONGEST_WORD)
    throw new AlgebraError("unknown_word", { name: letters.slice(0, 20) });
  if (lexicon.names.has(word)) return [token("name", word)];
  const conjunction = CONJUNCTIONS.get(word);
  if (conjunction !== undefined && !LATEX_ONLY.has(word)) return [token("word", conjunction)];
  const isAlike = (letter: string) => LOOKALIKES.has(letter) || !CYRILLIC.test(letter);
  if (CYRILLIC.test(letters) && [...letters].every(isAlike))
    letters = [...letters].map((letter) => LOOKALIKES.get(letter) ?? letter).join("");
  return one(letters, digits, lexicon, isCalled) ?? split(letters, digits, lexicon, isCalled);
}

/** Return the tokens of a run that is one word, with a number after it perhaps. */
function one(letters: string, digits: string, lexicon: Lexicon, isCalled: boolean): Token[] | null {
  const { names, functions, closed } = lexicon;
  if (names.has(letters + digits)) return [token("name", letters + digits)];
  const number = digits ? [token("number", digits)] : [];
  const whole = FUNCTIONS.get(letters + digits);
  if (whole !== undefined && digits) return [token("function", whole)];
  const called = isCalled && !digits;
  if (functions.has(letters) && called) return [token("function", letters)];
  if (names.has(letters)) return [token("name", letters + digits)];
  const spelling = functionOf(letters, lexicon, called);
  if (spelling) return [token("function", spelling), ...number];
  if ((letters === "e" || letters === "i") && !digits) return [token("constant", letters)];
  const constant = /^P[Ii]$/.test(letters) ? "pi" : CONSTANTS.get(letters);
  if (constant !== undefined) {
    const isWord = constant === "true" || constant === "false";
    return [token(isWord ? "word" : "constant", constant), ...number];
  }
  const greek = GREEK.get(letters);
  if (greek !== undefined && (letters.length === 1 || !isSpelt(letters, lexicon)))
    return [token("name", greek + digits)];
  if (letters.length !== 1) return null;
  const isApplied = APPLIED.has(letters) && called && !closed;
  return [token(isApplied ? "function" : "name", letters + digits)];
}

/** Return the function that a word names, "" for none. */
function functionOf(letters: string, lexicon: Lexicon, isCalled: boolean): string {
  const lower = letters.toLowerCase();
  const found = FUNCTIONS.get(lower);
  if (found === undefined || letters.length < 2) return "";
  if (ONLY_CALLED.has(lower) && (!isCalled || isSpelt(letters, lexicon))) return "";
  return GREEK.has(letters) && !isCalled ? "" : found;
}

/** Whether a word that names something is rather a product of known letters. */
function isSpelt(word: string, { names }: Lexicon): boolean {
  if (!names.size || names.has(word) || names.has(GREEK.get(word) ?? "")) return false;
  return [...word].every((letter) => names.has(letter) || letter === "e" || letter === "i");
}

/** Read letters that stand together as a product: the longest word that is known first. */
function split(letters: string, digits: string, lexicon: Lexicon, isCalled: boolean): Token[] {
  const found = pieces(letters, digits, lexicon, isCalled);
  const isStrange = [...letters].some((letter) => !lexicon.names.has(letter));
  const isLone = ({ sort, text }: Token) => sort === "name" && text.length === 1;
  const lone = found.map((piece) => (isLone(piece) ? "1" : " ")).join("");
  const called = isCalled && letters.length >= 3 && found[found.length - 1]?.sort !== "function";
  if (isStrange && (called || lone.includes("1111")))
    throw new AlgebraError("unknown_word", { name: letters.slice(0, 20) });
  return found;
}

function pieces(letters: string, digits: string, lexicon: Lexicon, isCalled: boolean): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < letters.length) {
    let end = letters.length;
    for (; end > at; end -= 1) {
      const last = end === letters.length;
      const text = letters.slice(at, end);
      if (at && ONLY_CALLED.has(text.toLowerCase()) && !lexicon.names.has(text)) continue;
      const piece = one(text, last ? digits : "", lexicon, isCalled && last);
      if (!piece) continue;
      found.push(...piece);
      break;
    }
    if (end === at) throw new AlgebraError("sign", { text: letters.charAt(at) });
    at = end;
  }
  return found;
}

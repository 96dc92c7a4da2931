/** Numbers as people write them, read exactly. Mirrors courseware/text/numbers.py. */

import { mapped } from "./letters";
import { add, compare, gcd, multiply, negate, power, type Rational, rational } from "./rational";

export type Form = "integer" | "decimal" | "fraction" | "mixed" | "scientific";

/** A number and how it was written; the Python class says what the fields mean. */
export interface ParsedNumber {
  readonly value: Rational;
  readonly form: Form;
  readonly figures: readonly [number, number];
  readonly reduced: boolean;
  readonly ambiguous: boolean;
}

export type Problem =
  | "empty"
  | "not_a_number"
  | "expression"
  | "two_numbers"
  | "unit"
  | "grouping"
  | "zero_denominator"
  | "too_long"
  | "too_large";

/** Why a text is no number: the catalogue says it as `number.<code>` with `params`. */
export interface NumberProblem {
  readonly code: Problem;
  readonly params: Readonly<Record<string, string | number>>;
}

export const LONGEST = 200;
export const LARGEST = 300;

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const SPACES = /[\t\n\v\f\r\x85\u2028\u2029]/;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u;
const DIGIT = /\p{Nd}/u;

const NUMERAL = /^[.,]?[0-9](?:[0-9., ]*[0-9])?\.?/;
const WITH_E = /^ ?[eEеЕ] ?([+-]?) ?([0-9]+)(.*)$/u;
const WITH_TEN = /^ ?[*xXхХ] ?10 ?(?:\^|\*\*) ?[({]? ?([+-]?) ?([0-9]+) ?[)}]?(.*)$/u;
const POWER = /^ ?(?:\^|\*\*) ?[({]? ?([+-]?) ?([0-9]+) ?[)}]?(.*)$/u;
const DENOMINATOR = /^ ?\/ ?([0-9](?:[0-9 ]*[0-9])?)(.*)$/u;
const SPACED = /^[0-9]{1,3}(?: [0-9]{3})+$/;
const RANGE = /^ ?(?:;|-|\.\.+|±) ?[.,]?([0-9][0-9., ]*)/;
const ANOTHER = / ([0-9][0-9.,]*)/;
const COMMAS = /^[1-9][0-9]{0,2}(?:,[0-9]{3})+$/;
const POINTS = /^[1-9][0-9]{0,2}(?:\.[0-9]{3})+$/;

/** Tell a number from a problem. */
export const isProblem = (read: ParsedNumber | NumberProblem): read is NumberProblem =>
  "code" in read;

/** Read one number: 5, −3,5, 1 234.5, 3/4, 1 1/2, ½, 1,5·10³, 2e-5. Never throws. */
export function parseNumber(raw: string): ParsedNumber | NumberProblem {
  if (raw.length > LONGEST && [...raw.slice(0, 4 * LONGEST)].length > LONGEST) {
    return problem("too_long", { count: LONGEST });
  }
  const text = plain(raw);
  if (!text) return problem("empty", {});
  if ([...text].length > 2 * LONGEST) return problem("too_long", { count: LONGEST });
  const body = /^[+-]/.test(text) ? text.slice(1).trimStart() : text;
  const head = NUMERAL.exec(body)?.[0];
  if (head === undefined) return noNumber(text, body);
  const parsed = read(head, body.slice(head.length));
  if (isProblem(parsed) || !text.startsWith("-")) return parsed;
  return { ...parsed, value: negate(parsed.value) };
}

const problem = (code: Problem, params: NumberProblem["params"]): NumberProblem => ({
  code,
  params,
});

const parsed = (
  value: Rational,
  form: Form,
  figures: readonly [number, number],
  reduced = false,
  ambiguous = false,
): ParsedNumber => ({ value, form, figures, reduced, ambiguous });

const first = (text: string, count: number): string => [...text].slice(0, count).join("");

/** Write the text with ASCII digits and signs, one space at a time, nothing invisible. */
export function plain(raw: string): string {
  let wasRaised = false;
  const text = mapped(raw, (character) => {
    const digit = SUPERSCRIPTS.indexOf(character);
    const caret = wasRaised ? "" : "^";
    wasRaised = digit >= 0;
    if (wasRaised) return caret + "0123456789+-".charAt(digit);
    if (SPACES.test(character)) return " ";
    if (/[\u2080-\u209c]/.test(character)) return character;
    if (UNSEEN.test(character)) return "";
    const normal = character.normalize("NFKC");
    return normal.includes("\u2044") && normal.length > 1 ? ` ${normal}` : normal;
  });
  return mapped(text, asciiDigit)
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2044\u2215\u00f7]/g, "/")
    .replace(/[\u00b7\u00d7\u2022\u2217\u2219\u22c5\u2715\u2716]/g, "*")
    .replace(/\u066b/g, ".")
    .replace(/[\u066c\u201a]/g, ",")
    .replace(/\u066a/g, "%")
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
}

/** Decimal digits stand in Unicode in unbroken tens, zero first. */
function asciiDigit(character: string): string {
  if (!DIGIT.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

function read(head: string, rest: string): ParsedNumber | NumberProblem {
  if (!rest) return numeral(head);
  for (const pattern of head === "10" ? [WITH_E, WITH_TEN, POWER] : [WITH_E, WITH_TEN]) {
    const found = pattern.exec(rest);
    if (!found) continue;
    const [, sign = "", exponent = "", after = ""] = found;
    if (after) return leftover(head + rest.slice(0, rest.length - after.length), after);
    return scientific(pattern === POWER ? "1" : head, Number(sign + exponent));
  }
  const [, below, after = ""] = DENOMINATOR.exec(rest) ?? [];
  if (below === undefined) return leftover(head, rest);
  if (after) return leftover(head + rest.slice(0, rest.length - after.length), after);
  return fraction(head, below);
}

/** Say what a text is that does not begin with a number. */
function noNumber(text: string, body: string): NumberProblem {
  if (text.startsWith("±")) {
    const size = body.slice(1).trim();
    return two(size, `-${size}`);
  }
  const [, unit, number] = /^(\p{Sc}) ?([0-9][0-9., ]*)$/u.exec(body) ?? [];
  if (unit !== undefined && number !== undefined) return problem("unit", { unit, number });
  const code = /[0-9π√]/.test(text) ? "expression" : "not_a_number";
  return problem(code, { text: first(text, 40) });
}

/** Say what stands after a number that should not. */
function leftover(number: string, rest: string): NumberProblem {
  const text = rest.trim();
  const shown = { text: first(number + rest, 40) };
  if (/^['_\u2019][0-9]/.test(rest)) return problem("grouping", shown);
  const [, second] = RANGE.exec(rest) ?? [];
  if (second !== undefined) return two(number, second);
  const isWord = /^[\p{L}\p{Sc}%‰°'"′″]/u.test(text);
  if (!isWord || /^[xXхХ](?: ?[0-9]|$)/.test(text) || /[=+(!√π]/.test(text)) {
    return problem("expression", shown);
  }
  const [, another] = ANOTHER.exec(text) ?? [];
  if (another !== undefined) return two(number, another);
  return problem("unit", { unit: first(text, 20), number });
}

const two = (one: string, other: string): NumberProblem =>
  problem("two_numbers", { first: first(one, 20).trim(), second: first(other, 20).trim() });

/** Read digits with marks and spaces between them. */
function numeral(written: string): ParsedNumber | NumberProblem {
  const found = cut(written.replace(/\.$/, ""));
  if ("code" in found) return found;
  const { whole, part, isGuess } = found;
  const digits = part ?? "";
  const value = rational(BigInt(whole + digits), 10n ** BigInt(digits.length));
  const isWhole = part === null;
  return parsed(value, isWhole ? "integer" : "decimal", figures(whole, part), isWhole, isGuess);
}

interface Cut {
  readonly whole: string;
  readonly part: string | null;
  readonly isGuess: boolean;
}

/** Return the digits before and after the decimal mark, and whether that was a guess. */
function cut(text: string): Cut | NumberProblem {
  const marks = text.replace(/[^.,]/g, "");
  if (/[.,] | [.,]/.test(text)) return several(text);
  if (!marks) {
    const whole = wholeOf(text);
    return typeof whole === "string" ? { whole, part: null, isGuess: false } : whole;
  }
  const last = marks.slice(-1);
  if (marks.length > 1 && new Set(marks).size === 1) {
    if (!isGrouped(text, last)) return several(text);
    return { whole: text.replace(/[.,]/g, ""), part: null, isGuess: false };
  }
  const place = text.lastIndexOf(last);
  let before = text.slice(0, place);
  const after = text.slice(place + 1);
  if (marks.length > 1) {
    if (!isGrouped(before, marks.charAt(0))) return several(text);
    before = before.replace(/[.,]/g, "");
  }
  const whole = before && wholeOf(before);
  if (typeof whole !== "string") return whole;
  if (!/^(?:[0-9]+|(?:[0-9]{3} )+[0-9]{1,3})$/.test(after)) return several(text);
  const isGuess = marks.length === 1 && /^[1-9][0-9]{0,2}[.,][0-9]{3}$/.test(text);
  return { whole, part: after.replace(/ /g, ""), isGuess };
}

const isGrouped = (text: string, mark: string): boolean =>
  (mark === "," ? COMMAS : POINTS).test(text);

function wholeOf(text: string): string | NumberProblem {
  return !text.includes(" ") || SPACED.test(text) ? text.replace(/ /g, "") : several(text);
}

/** Tell digits grouped wrongly from several numbers. */
function several(text: string): NumberProblem {
  const pieces = text.replace(/^[., ]+|[., ]+$/g, "").split(/[., ]+/);
  const hasBoth = text.includes(".") && text.includes(",");
  if (hasBoth || pieces.slice(1).some((piece) => piece.length === 3)) {
    return problem("grouping", { text: first(text, 40) });
  }
  const parts = (text.includes(" ") ? text.split(/ |, ?/) : pieces)
    .map((part) => part.replace(/^[.,]+|[.,]+$/g, ""))
    .filter(Boolean);
  return two(parts[0] ?? "", parts[1] ?? "");
}

function figures(whole: string, part: string | null): readonly [number, number] {
  const digits = (whole + (part ?? "")).replace(/^0+/, "");
  if (!digits) return [1, Math.max(1, (part ?? "").length)];
  return [part === null ? digits.replace(/0+$/, "").length : digits.length, digits.length];
}

function scientific(head: string, exponent: number): ParsedNumber | NumberProblem {
  const mantissa = numeral(head);
  if (isProblem(mantissa)) return mantissa;
  if (Math.abs(exponent) > LARGEST) return problem("too_large", { count: LARGEST });
  const value = multiply(mantissa.value, power(rational(10n), exponent));
  const size = mantissa.value;
  const isNormal = compare(size, rational(1)) >= 0 && compare(size, rational(10)) < 0;
  return parsed(value, "scientific", mantissa.figures, isNormal, mantissa.ambiguous);
}

/** Read `3/4`, and `1 1/2` where the whole part and the numerator share the head. */
function fraction(head: string, below: string): ParsedNumber | NumberProblem {
  if (/[.,]/.test(head)) return problem("expression", { text: first(`${head}/${below}`, 40) });
  const denominator = wholeOf(below);
  if (typeof denominator !== "string") return denominator;
  const bottom = BigInt(denominator);
  if (bottom === 0n) return problem("zero_denominator", { numerator: first(head, 20) });
  const place = head.lastIndexOf(" ");
  const last = head.slice(place + 1);
  const isSpaced = SPACED.test(head);
  if (place < 0 || (isSpaced && (last.startsWith("0") || BigInt(last) >= bottom))) {
    const top = BigInt(head.replace(/ /g, ""));
    const reduced = gcd(top, bottom) === 1n && bottom > 1n;
    return parsed(rational(top, bottom), "fraction", [0, 0], reduced);
  }
  const whole = wholeOf(head.slice(0, place));
  if (typeof whole !== "string") return whole;
  const top = BigInt(last);
  const reduced = 0n < top && top < bottom && gcd(top, bottom) === 1n;
  const value = add(rational(BigInt(whole)), rational(top, bottom));
  return parsed(value, "mixed", [0, 0], reduced, isSpaced);
}

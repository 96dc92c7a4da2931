/** Several numbers in one text. Mirrors courseware/kinds/number/lists.py. */
import { ExpressionError, exact } from "../../expressions";
import { quantity } from "../../rules/numbers";
import { oneApostrophe } from "../../text/letters";
import { formatNumber } from "../../text/number_format";
import { type NumberProblem, plain } from "../../text/numbers";
import { type Rational, ZERO } from "../../text/rational";
import { hairOf, isReal, ofValue, type Real, readReal } from "../../units/reals";
import type { Variant } from "../../variants";
import { type Misread, misread } from "../../verdict";
import type { Language } from "../../wire";
import { type Measured, marginOf } from "../number";

/** Characters of a set or an interval. */
export const LONGEST = 400;
/** Numbers in it. */
const MOST = 40;

/** How one number is read: a learner's, or an author's with variables. */
export type Read = (text: string) => Real | NumberProblem;

const EMPTY = new Set([
  "∅",
  "ø",
  "{}",
  "{ }",
  "bo'sh",
  "bo'sh to'plam",
  "yechim yo'q",
  "yechimi yo'q",
  "пустое множество",
  "нет решений",
  "решений нет",
  "empty",
  "empty set",
  "no solution",
  "no solutions",
]);
const AND = / (?:va|и|and|yoki|или|or|ва|ёки) /gu;
const NAMED = /^[A-Za-zА-Яа-я](?:_?[0-9]|[₀-₉])? ?= ?/u;

/** Return plain text with one kind of apostrophe. */
export const tidy = (raw: string): string => oneApostrophe(plain(raw));

/** Tell whether a text says that there is nothing in the set. */
export const isEmpty = (text: string): boolean => EMPTY.has(text.toLowerCase());

export const isTooLong = (raw: string): boolean =>
  [...raw.slice(0, 2 * LONGEST + 2)].length > LONGEST;

/** Cut a list into its numbers; the second is how else "1,5" and "1,5,2,5" can be meant. */
export function split(written: string): readonly [string[], string[] | null] {
  const body = written.replace(AND, ";");
  if (body.includes(";")) return [body.split(";"), null];
  if (body.includes(", ")) return [body.split(/,(?! )/.test(body) ? ", " : ","), null];
  const pieces = body.split(",");
  if (pieces.length % 2 || body.includes(".")) return [pieces, null];
  const pairs = pieces
    .filter((_, at) => at % 2 === 0)
    .map((piece, at) => `${piece},${pieces[2 * at + 1]}`);
  return [pieces, pairs];
}

/** Read the numbers of a list; "x1 = 2" is 2, "±2" is two numbers. */
export function numbers(pieces: readonly string[], read: Read): readonly Real[] | Misread {
  if (pieces.length > MOST) return misread("quantities.too_many", { count: MOST });
  const found: Real[] = [];
  for (const piece of pieces) {
    const text = piece.trim().replace(NAMED, "");
    const size = [...text].slice(1).join("").trim();
    for (const each of text.startsWith("±") ? [size, `-${size}`] : [text]) {
      const real = read(each);
      if (!isReal(real)) return problem(real);
      found.push(real);
    }
  }
  return found;
}

/** Say why something in a list is no number. */
export const problem = ({ code, params }: NumberProblem): Misread =>
  misread(`number.${code}`, params);

/** Return how an author's numbers are read: expressions in the variables too. */
export const authors =
  (variant: Variant): Read =>
  (text) => {
    try {
      return ofValue(quantity(text, variant));
    } catch (error) {
      if (error instanceof ExpressionError) return readReal(text);
      throw error;
    }
  };

/** Return one number of a key's list; throws an ExpressionError. */
export function entry(written: number | string, read: Read): Real {
  if (typeof written === "number") return ofValue(exact(written));
  const real = read(written);
  if (!isReal(real)) throw new ExpressionError("unexpected");
  return real;
}

/** Return how far from a target is still right; a root or π asks for a hair. */
export const marginFor = (key: Measured, target: Rational, isApproximate: boolean): Rational =>
  marginOf(key, target, isApproximate ? hairOf(target) : ZERO);

/** Write a number as a fraction, whole numbers too: `7/1`. */
export const over = ({ above, below }: Rational): string => `${above}/${below}`;

/** Write a number for a reader of `language`, a root or π as the decimal it is near to. */
export function textOf({ number, isApproximate }: Real, language: Language): string {
  if (isApproximate) return `≈ ${formatNumber(number.value, language, null, 9)}`;
  if (number.form === "fraction" || number.form === "mixed") return over(number.value);
  return formatNumber(number.value, language, null, 15);
}

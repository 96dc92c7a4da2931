/**
 * When two short texts are the same answer. Mirrors courseware/text/folding.py,
 * which says why `same` is more than `fold(a) === fold(b)`.
 */

import {
  APOSTROPHES,
  CYRILLIC_LOOKS,
  hasCyrillic,
  isCyrillic,
  isLatin,
  LATIN_LOOKS,
  mapped,
  nameApostrophes,
  OKINA,
  oneApostrophe,
  runs,
  TUTUQ,
} from "./letters";
import { toLatin } from "./transliteration";

export type Aspect = "case" | "space" | "apostrophes" | "script" | "punctuation" | "yo";

/** What is not minded unless the author says otherwise. */
export const IGNORED: readonly Aspect[] = ["case", "space", "apostrophes", "script", "yo"];

/** Characters; the rest of a longer text is not read. */
export const LIMIT = 5_000;

/** A letter of the wrong script inside a word, its place counted in code points. */
export interface Lookalike {
  readonly position: number;
  readonly typed: string;
  readonly meant: string;
}

/** A folded text as it was written, and in Latin letters, to be compared across scripts. */
export interface Folded {
  readonly form: string;
  readonly latin: string;
  readonly isCyrillic: boolean;
}

const STAR = "\ue000";
const SPACES = /[\t\n\v\f\r\x85\u2028\u2029]/g;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]|[\ufe00-\ufe0f]|\u034f/gu;
const MEANT = /[ªº²³¹¼½¾\u2044\u2070-\u209f\u2150-\u2189]/;
const DASHES = /[\u2010-\u2015\u2212]/g;
const QUOTES = /[«»\u201c-\u201f\u2039\u203a]/g;
const PUNCTUATION = /\p{P}/gu;
const UPPER = /^\p{Uppercase}/u;
const LOWER = /^\p{Lowercase}/u;
const INSIDE = /^[\p{L}\p{M}\p{N}'\ue000]$/u;

/** Return `text` without the differences that `ignore` names; "script" does nothing here. */
export function fold(text: string, ignore: readonly Aspect[] = IGNORED): string {
  return finish(clean(text, ignore), ignore);
}

/** Tell whether an answer is the accepted form, but for what `ignore` names. */
export function same(
  given: string,
  accepted: string,
  ignore: readonly Aspect[] = IGNORED,
): boolean {
  const our = clean(given, ignore);
  const their = clean(accepted, ignore);
  if (finish(our, ignore) === finish(their, ignore)) return true;
  if (!ignore.includes("script")) return false;
  const ours = runs(our);
  const theirs = runs(their);
  return (
    ours.length === theirs.length &&
    ours.every((run, place) => sameWord(run, theirs[place] ?? "", ignore))
  );
}

/** Tell whether an answer fits a pattern in which `*` stands for any run of characters. */
export function like(given: string, pattern: string, ignore: readonly Aspect[] = IGNORED): boolean {
  const answer = clean(given, ignore);
  const wanted = clean(pattern, ignore, true);
  if (fits(finish(answer, ignore), finish(wanted, ignore))) return true;
  if (!ignore.includes("script") || hasCyrillic(answer) === hasCyrillic(wanted)) return false;
  return fits(finish(toLatin(answer), ignore), finish(toLatin(wanted), ignore));
}

/** Fold a text as it was written, and in Latin letters. */
export const folded = (text: string, ignore: readonly Aspect[]): Folded =>
  inBoth(clean(text, ignore), ignore);

/** Return the words and numbers of a text, folded; a `*` in it is the sign of patterns. */
export const words = (text: string, ignore: readonly Aspect[]): Folded[] =>
  clean(text, [...ignore, "punctuation", "space"], true)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => inBoth(word, ignore));

const inBoth = (text: string, ignore: readonly Aspect[]): Folded => ({
  form: finish(text, ignore),
  latin: finish(toLatin(text), ignore),
  isCyrillic: hasCyrillic(text),
});

/** Return the forms to compare: in Latin letters where one is Cyrillic and that is ignored. */
export const comparable = (
  ours: Folded,
  theirs: Folded,
  ignore: readonly Aspect[],
): readonly [string, string] =>
  !ignore.includes("script") || ours.isCyrillic === theirs.isCyrillic
    ? [ours.form, theirs.form]
    : [ours.latin, theirs.latin];

/** Return the letters of another script that hide in a word. */
export function lookalikes(text: string): Lookalike[] {
  const found: Lookalike[] = [];
  let position = 0;
  for (const run of runs(nameApostrophes(start(text)))) {
    const meant = [...oneScript(run)];
    for (const typed of run) {
      const letter = meant.shift() ?? "";
      if (letter !== typed) found.push({ position, typed, meant: letter });
      position += 1;
    }
  }
  return found;
}

const start = (text: string): string =>
  text.length > LIMIT ? [...text].slice(0, LIMIT).join("") : text;

function clean(raw: string, ignore: readonly Aspect[], hasStars = false): string {
  let text = start(raw).replace(SPACES, " ").replace(UNSEEN, "");
  if (hasStars) text = text.replace(/\*/g, STAR);
  text = start(normal(text)).replace(DASHES, "-").replace(QUOTES, '"');
  const namesApostrophes = ignore.includes("apostrophes");
  if (namesApostrophes) text = nameApostrophes(oneApostrophe(text));
  text = normal(runs(text).map(oneScript).join(""));
  // Once more: an o typed in Cyrillic has become Latin now, and its sign another.
  if (namesApostrophes) text = hardSigns(nameApostrophes(text));
  if (ignore.includes("punctuation")) text = text.replace(PUNCTUATION, " ");
  return ignore.includes("space") ? spaced(text) : text;
}

const normal = (text: string): string =>
  mapped(text, (character) =>
    MEANT.test(character) || APOSTROPHES.includes(character)
      ? character
      : character.normalize("NFKC"),
  ).normalize("NFC");

/** Put right a word in two scripts if the letters of one of them look like the other's. */
function oneScript(word: string): string {
  const letters = [...word];
  const latin = letters.filter(isLatin);
  const cyrillic = letters.filter(isCyrillic);
  if (!latin.length || !cyrillic.length) return word;
  const toCyrillic = latin.every((letter) => letter in LATIN_LOOKS);
  const toLatinLooks = cyrillic.every((letter) => letter in CYRILLIC_LOOKS);
  const prefersLatin = latin.length > cyrillic.length;
  if (toLatinLooks && (prefersLatin || !toCyrillic)) return look(word, CYRILLIC_LOOKS);
  return toCyrillic ? look(word, LATIN_LOOKS) : word;
}

const look = (word: string, looks: Readonly<Record<string, string>>): string =>
  mapped(word, (letter) => looks[letter] ?? letter);

/** Read an apostrophe after a Cyrillic letter as ъ, which many keyboards lack. */
function hardSigns(text: string): string {
  const letters = [...text];
  return letters
    .map((sign, place) => {
      const before = letters[place - 1] ?? "";
      const after = letters[place + 1] ?? "";
      const isSign = sign === OKINA || sign === TUTUQ;
      if (!isSign || !isCyrillic(before) || (after && APOSTROPHES.includes(after))) return sign;
      return UPPER.test(before) && !LOWER.test(after) ? "Ъ" : "ъ";
    })
    .join("");
}

/** Keep one space between words and numbers, none beside a sign or at the ends. */
function spaced(text: string): string {
  const parts = text.split(/\s+/).filter(Boolean);
  return parts.reduce((written, part, place) => {
    const before = [...(parts[place - 1] ?? "")].pop() ?? "";
    const after = String.fromCodePoint(part.codePointAt(0) ?? 32);
    return written + (INSIDE.test(before) && INSIDE.test(after) ? " " : "") + part;
  }, "");
}

function finish(text: string, ignore: readonly Aspect[]): string {
  let written = text;
  if (ignore.includes("case")) {
    written = written
      .toLowerCase()
      .replace(/ς/g, "σ")
      .replace(/ß/g, "ss")
      .replace(/i\u0307/g, "i")
      .normalize("NFC");
  }
  return ignore.includes("yo") ? written.replace(/ё/g, "е").replace(/Ё/g, "Е") : written;
}

function sameWord(our: string, their: string, ignore: readonly Aspect[]): boolean {
  const isOurs = hasCyrillic(our);
  if (finish(our, ignore) === finish(their, ignore)) return true;
  if (isOurs === hasCyrillic(their)) return false;
  const cyrillic = isOurs ? our : their;
  const latin = finish(isOurs ? their : our, ignore);
  return (
    finish(toLatin(cyrillic), ignore) === latin ||
    finish(look(cyrillic, CYRILLIC_LOOKS), ignore) === latin
  );
}

/**
 * Tell whether a folded text fits a folded pattern (`words`, `comparable`). Match greedily from the
 * left, which is enough where `*` is the only sign; linear.
 */
export function fits(text: string, pattern: string): boolean {
  const pieces = pattern.split(STAR);
  const first = pieces.shift() ?? "";
  const last = pieces.pop();
  if (last === undefined) return text === pattern;
  const end = text.length - last.length;
  if (!text.startsWith(first) || !text.endsWith(last) || first.length > end) return false;
  let place = first.length;
  for (const piece of pieces) {
    place = text.indexOf(piece, place);
    if (place < 0 || place + piece.length > end) return false;
    place += piece.length;
  }
  return true;
}

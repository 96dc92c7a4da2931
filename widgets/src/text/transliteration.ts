/**
 * Uzbek in both scripts, by rule. Mirrors courseware/text/transliteration.py, which has
 * the reasons.
 */

import { hasCyrillic, nameApostrophes, runs, TUTUQ, table } from "./letters";
import { LOANS } from "./loans.generated";

const LATIN: Readonly<Record<string, string>> = {
  ...table("абвгдежзийклмнопрстуфхыэқҳ", "abvgdejziyklmnoprstufxieqh"),
  ғ: "gʻ",
  ё: "yo",
  ў: "oʻ",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ю: "yu",
  я: "ya",
};
const MONTH = /^(окт|сент)ябр$/i;
const VOWELS = "аеёиоуўыэюя";

/** Write Cyrillic in Latin letters. Two Cyrillic texts must never be compared this way. */
export const toLatin = (cyrillic: string): string =>
  runs(cyrillic)
    .map((run) => (hasCyrillic(run) ? latinWord(run) : run))
    .join("");

function latinWord(word: string): string {
  const letters = [...word];
  return letters
    .map((letter, place) => {
      const before = letters[place - 1] ?? "";
      const after = letters[place + 1] ?? "";
      const low = letter.toLowerCase();
      const isMonth = low === "я" && MONTH.test(letters.slice(0, place + 3).join(""));
      const written = isMonth ? "a" : sounds(low, before.toLowerCase(), after.toLowerCase());
      if (letter === low) return written;
      const isShouted = isUpper(after) || (!after && isUpper(before));
      return isShouted
        ? written.toUpperCase()
        : written.slice(0, 1).toUpperCase() + written.slice(1);
    })
    .join("");
}

const isUpper = (letter: string): boolean => /^\p{Uppercase}/u.test(letter);

function sounds(letter: string, before: string, after: string): string {
  const followsVowel = before !== "" && VOWELS.includes(before);
  switch (letter) {
    case "е":
      return !before || followsVowel || before === "ъ" || before === "ь" ? "ye" : "e";
    case "ц":
      return followsVowel ? "ts" : "s";
    case "ь":
      return after === "о" ? "y" : "";
    case "ъ":
      return before === "ў" || (!followsVowel && after && "еёюя".includes(after)) ? "" : TUTUQ;
    case "ҳ":
      return before === "с" ? `${TUTUQ}h` : "h";
    default:
      return LATIN[letter] ?? letter;
  }
}

const CYRILLIC: Readonly<Record<string, string>> = {
  ...table("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз"),
  oʻ: "ў",
  gʻ: "ғ",
  sh: "ш",
  ch: "ч",
  yo: "ё",
  yu: "ю",
  ya: "я",
  [TUTUQ]: "ъ",
  c: "ц",
  š: "с",
  ʹ: "ь",
};
const PIECE = /oʻ|gʻ|sh|ch|y(?=oʻ)|yo|yu|ya|ye|ts(?=e|i(?!n(?!a)|z|$)|$)|./gu;
const FOREIGN = /[^a-zʻʼ]|w|c(?!h)/u;
const ROMAN = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

const LOST: readonly [RegExp, string][] = [
  [/ʹo/g, "yo"],
  [/[ʹʼÿ]/g, ""],
  [/[cš]/g, "s"],
];
/** By their written form, loans spelt as they would be had Latin lost nothing. */
const STEMS = new Map(
  LOANS.split(" ").map((loan) => [
    LOST.reduce((word, [kept, written]) => word.replace(kept, written), loan),
    loan.replace("ÿ", "y"),
  ]),
);
const LONGEST_FIRST = [...STEMS.keys()].sort((one, other) => other.length - one.length);
const LOAN = new RegExp(`^(?:${LONGEST_FIRST.join("|")})`);

/** Write Latin Uzbek in Cyrillic letters, whichever apostrophes it is typed with. */
export const toCyrillic = (latin: string): string =>
  runs(nameApostrophes(latin)).map(cyrillicWord).join("");

function cyrillicWord(word: string): string {
  const low = word.toLowerCase();
  const isRoman = word.length > 1 && ROMAN.test(word);
  if (isRoman || low.length !== word.length || FOREIGN.test(low)) return word;
  const isShouted = /[A-Z]/.test(word) && !/[a-z]/.test(word);
  const loan = LOAN.exec(low)?.[0] ?? "";
  let stem = STEMS.get(loan) ?? "";
  if (loan.length < word.length) stem = stem.replace(/ʹ$/, "");
  return cased(byRule(stem, stem, 0), word, isShouted) + byRule(word, low, loan.length);
}

function byRule(word: string, low: string, start: number): string {
  const isShouted = /[A-Z]/.test(word) && !/[a-z]/.test(word);
  return low.slice(start).replace(PIECE, (piece: string, at: number) => {
    const place = start + at;
    const end = place + piece.length;
    const written = letters(piece, low.charAt(place - 1), low.slice(end, end + 3));
    const letter = word.charAt(place);
    const isCapital = isUpper(letter) || (letter === TUTUQ && isShouted);
    return isCapital ? written.toUpperCase() : written;
  });
}

function cased(cyrillic: string, word: string, isShouted: boolean): string {
  if (isShouted && word.length > 1) return cyrillic.toUpperCase();
  return isUpper(word) ? cyrillic.charAt(0).toUpperCase() + cyrillic.slice(1) : cyrillic;
}

function letters(piece: string, before: string, after: string): string {
  const opens = before === "" || "aeiouʻ".includes(before);
  if (piece === "e") return opens ? "э" : "е";
  if (piece === "ye") return opens || before === TUTUQ ? "е" : "ье";
  if (piece === "ts") return "ц";
  if (piece === "s" && before && "knp".includes(before) && after === "iya") return "ц";
  if (piece === TUTUQ && before === "s" && after.startsWith("h")) return "";
  return CYRILLIC[piece] ?? piece;
}

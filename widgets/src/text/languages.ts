/** The languages of the project, and which text a reader gets. Mirrors courseware/text/languages.py. */

import { APOSTROPHES, nameApostrophes, runs } from "./letters";
import { toCyrillic } from "./transliteration";

export const LANGUAGES = ["uz", "uz-Cyrl", "ru", "en"] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text for every language, or one for each. An empty one is a missing one. */
export type Texts = string | Readonly<Record<string, string>>;

export const FALLBACK: readonly Language[] = ["uz", "ru", "en"];

// What is no prose: elements that show code or a formula, tags, slots and parameters, marks of a
// cloze, addresses, file names, character references, names of programs.
const KEPT = [
  "<(code|math|pre|svg)\\b[^]*?</\\1>",
  "</?[a-zA-Z][^>]*>",
  "\\{\\{[^{}]*\\}\\}|\\{\\w+\\}",
  "\\[\\[[A-Za-z][A-Za-z0-9_-]*(?:\\]\\]|:)",
  "\\b(?:https?|ftp|mailto):[^\\s)>]+|\\bwww\\.[^\\s)>]+|\\b[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+",
  "\\b[\\w/-]+\\.(?:csv|ipynb|json|md|png|py|svg|toml|txt)\\b",
  "&#?\\w+;",
  "\\b(?:Jupyter(?:Lab|Hub)?|Python|Binder)(?=\\b|_)",
].join("|");

/** Return the text for a reader of `language`, "" where there is none at all. */
export function choose(
  texts: Texts,
  language: string,
  fallback: readonly string[] = FALLBACK,
): string {
  if (typeof texts === "string") return texts;
  if (language === "uz-Cyrl" && !texts[language] && texts.uz) return deriveCyrillic(texts.uz);
  for (const wanted of [language, ...fallback, ...Object.keys(texts)]) {
    const text = texts[wanted];
    if (text) return text;
  }
  return "";
}

/** Return the languages in which a text can be read without falling back. */
export function available(texts: Texts): Language[] {
  if (typeof texts === "string") return texts ? [...LANGUAGES] : [];
  return LANGUAGES.filter((each) => texts[each] || (each === "uz-Cyrl" && texts.uz));
}

/**
 * Write Latin Uzbek, as plain text or as HTML of our own renderer, in Cyrillic letters.
 * Code, formulas, `{{values}}`, addresses and lone letters other than u stay.
 */
export function deriveCyrillic(text: string): string {
  let written = "";
  let end = 0;
  for (const kept of text.matchAll(new RegExp(KEPT, "g"))) {
    written += prose(text.slice(end, kept.index)) + kept[0];
    end = (kept.index ?? 0) + kept[0].length;
  }
  return written + prose(text.slice(end));
}

/** A lone letter is a point, a variable or a unit; only u (he, she, it) is a word. */
function prose(text: string): string {
  const parts = runs(nameApostrophes(text));
  return parts
    .map((run, place) => {
      const before = parts[place - 1]?.slice(-1) ?? "";
      const after = parts[place + 1]?.charAt(0) ?? "";
      const isLone = /^[a-tv-z]$/i.test(run) && !touches(before) && !touches(after);
      return isLone ? run : toCyrillic(run);
    })
    .join("");
}

const touches = (sign: string): boolean =>
  sign !== "" && (/[\p{N}_]/u.test(sign) || APOSTROPHES.includes(sign));

/** The languages of the project, and which text a reader gets. Mirrors courseware/text/languages.py. */

export const LANGUAGES = ["uz", "uz-Cyrl", "ru", "en"] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text for every language, or one for each. An empty one is a missing one. */
export type Texts = string | Readonly<Record<string, string>>;

export const FALLBACK: readonly Language[] = ["uz", "ru", "en"];

/**
 * Return the text for a reader of `language`, "" where there is none at all.
 * Uzbek Cyrillic is derived in Python: what comes here has it already.
 */
export function choose(
  texts: Texts,
  language: string,
  fallback: readonly string[] = FALLBACK,
): string {
  if (typeof texts === "string") return texts;
  for (const wanted of [language, ...fallback, ...Object.keys(texts)]) {
    const text = texts[wanted];
    if (text) return text;
  }
  return "";
}

/** Return the languages in which a text can be read without falling back. */
export function available(texts: Texts): Language[] {
  if (typeof texts === "string") return texts ? [...LANGUAGES] : [];
  return LANGUAGES.filter((language) => texts[language]);
}

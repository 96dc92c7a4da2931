/** The sentences of courseware. Mirrors courseware/text/catalogue.py. */

import { CATALOGUE } from "./catalogue.generated";
import { FALLBACK } from "./languages";
import { formatNumber } from "./number_format";
import { plural } from "./plurals";
import type { Rational } from "./rational";
import { toCyrillic } from "./transliteration";

export type Parameters = Readonly<Record<string, string | number | Rational>>;

/** A key of the catalogue. */
export type Key = keyof typeof CATALOGUE;

type Sentence = string | Readonly<Record<string, string>>;

/**
 * Return the sentence `key` in `language`, its `{parameters}` filled in; `count`
 * chooses the plural form. Plain text: put it into the page as text. Throws a
 * RangeError for an unknown key or a missing parameter.
 */
export function say(key: string, language: string, parameters: Parameters = {}): string {
  const texts: Readonly<Record<string, Sentence>> | undefined = CATALOGUE[key as Key];
  if (!texts) throw new RangeError(`the catalogue has no text ${key}`);
  const sentence = [language, ...FALLBACK].map((wanted) => texts[wanted]).find(Boolean) ?? "";
  const found = typeof sentence === "string" ? sentence : form(key, sentence, language, parameters);
  const text = language === "uz-Cyrl" && !texts[language] ? inCyrillic(found) : found;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new RangeError(`${key}: no value for the parameter ${name}`);
    return typeof value === "string" ? value : formatNumber(value, language);
  });
}

/** What the rules of spelling get wrong has its own text in the catalogue. */
const inCyrillic = (text: string): string =>
  text
    .split(/(\{\w+\})/)
    .map((part, place) => (place % 2 ? part : toCyrillic(part)))
    .join("");

function form(
  key: string,
  forms: Readonly<Record<string, string>>,
  language: string,
  parameters: Parameters,
): string {
  const count = parameters.count;
  if (count === undefined || typeof count === "string") {
    throw new RangeError(`${key}: the parameter count, a number, chooses the plural form`);
  }
  return forms[plural(language, count)] ?? forms.other ?? "";
}

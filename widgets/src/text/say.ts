/** The sentences of courseware. Mirrors courseware/text/catalogue.py. */

import { KEYS, SENTENCES } from "./catalogue.generated";
import { deriveCyrillic } from "./languages";
import { formatNumber } from "./number_format";
import { FORMS, plural } from "./plurals";
import type { Rational } from "./rational";

export type Parameters = Readonly<Record<string, string | number | Rational>>;

const places = new Map(KEYS.split("\n").map((key, place) => [key, place]));
const tables = new Map(
  Object.entries(SENTENCES).map(([language, lines]) => [language, lines.split("\n")]),
);

/**
 * Return the sentence `key` in `language`, its `{parameters}` filled in; `count`
 * chooses the plural form. Plain text: put it into the page as text. Throws a
 * RangeError for an unknown key or a missing parameter.
 */
export function say(key: string, language: string, parameters: Parameters = {}): string {
  const place = places.get(key);
  if (place === undefined) throw new RangeError(`the catalogue has no text ${key}`);
  const written = tables.get(language)?.[place];
  const latin = tables.get("uz")?.[place] ?? "";
  const forms = (written || latin).split("|");
  const form = forms.length > 1 ? formOf(key, language, parameters) : 0;
  const text = forms[form] ?? "";
  const isDerived = language === "uz-Cyrl" && !written;
  return (isDerived ? deriveCyrillic(text) : text).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new RangeError(`${key}: no value for the parameter ${name}`);
    return typeof value === "string" ? value : formatNumber(value, language);
  });
}

function formOf(key: string, language: string, parameters: Parameters): number {
  const count = parameters.count;
  if (count === undefined || typeof count === "string") {
    throw new RangeError(`${key}: the parameter count, a number, chooses the plural form`);
  }
  return FORMS[language === "ru" ? "ru" : "en"].indexOf(plural(language, count));
}

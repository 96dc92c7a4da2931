/** The sentences of courseware. Mirrors courseware/text/catalogue.py. */

import { KEYS } from "./catalogue.generated";
import { deriveCyrillic } from "./languages";
import { formatNumber } from "./number_format";
import { FORMS, plural } from "./plurals";
import type { Rational } from "./rational";

export type Parameters = Readonly<Record<string, string | number | Rational>>;

/** Sentences by language, a line for each key; without keys, those of the first load. */
export interface Sentences {
  readonly keys?: string;
  readonly tables: Readonly<Record<string, string>>;
}

/** By language, then by key. */
const known = new Map<string, Map<string, string>>();

/** Take sentences that have been loaded. */
export function learn({ keys = KEYS, tables }: Sentences): void {
  const names = keys.split("\n");
  for (const [language, lines] of Object.entries(tables)) {
    const table = known.get(language) ?? new Map<string, string>();
    known.set(language, table);
    lines.split("\n").forEach((line, place) => {
      const name = names[place];
      if (name && line) table.set(name, line);
    });
  }
}

/**
 * Return the sentence `key` in `language`, its `{parameters}` filled in; `count`
 * chooses the plural form. Plain text: put it into the page as text. Throws a
 * RangeError for an unknown key or a missing parameter.
 */
export function say(key: string, language: string, parameters: Parameters = {}): string {
  const written = known.get(language)?.get(key);
  const spoken = written ?? known.get("uz")?.get(key) ?? inAny(key);
  if (spoken === undefined) throw new RangeError(`the catalogue has no text ${key}`);
  const forms = spoken.split("|");
  const form = forms.length > 1 ? formOf(key, language, parameters) : 0;
  const text = forms[form] ?? "";
  const isDerived = language === "uz-Cyrl" && !written;
  return (isDerived ? deriveCyrillic(text) : text).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new RangeError(`${key}: no value for the parameter ${name}`);
    return typeof value === "string" ? value : formatNumber(value, language);
  });
}

/** While a language is still on its way, another is better than none. */
function inAny(key: string): string | undefined {
  for (const table of known.values()) {
    const text = table.get(key);
    if (text) return text;
  }
  return undefined;
}

function formOf(key: string, language: string, parameters: Parameters): number {
  const count = parameters.count;
  if (count === undefined || typeof count === "string") {
    throw new RangeError(`${key}: the parameter count, a number, chooses the plural form`);
  }
  return FORMS[language === "ru" ? "ru" : "en"].indexOf(plural(language, count));
}

/** Which form of a noun goes with a number. Mirrors courseware/text/plurals.py (CLDR 46). */

import { type Rational, rational } from "./rational";

export type Plural = "one" | "few" | "many" | "other";

/** The forms that a language tells apart; Uzbek tells the same as English. */
export const FORMS: Readonly<Record<"ru" | "en", readonly Plural[]>> = {
  ru: ["one", "few", "many", "other"],
  en: ["one", "other"],
};

/** Return the form that `language` uses with `count`. */
export function plural(language: string, count: Rational | number): Plural {
  const exact = typeof count === "number" ? wholeNumber(count) : count;
  if (exact?.below !== 1n) return "other";
  const whole = exact.above < 0n ? -exact.above : exact.above;
  if (language !== "ru") return whole === 1n ? "one" : "other";
  const units = whole % 10n;
  if ((whole / 10n) % 10n === 1n || units === 0n || units > 4n) return "many";
  return units === 1n ? "one" : "few";
}

const wholeNumber = (count: number): Rational | null =>
  Number.isInteger(count) ? rational(count) : null;

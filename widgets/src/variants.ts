/**
 * What was drawn for one learner: the values in an author's texts, and how they travel. Mirrors
 * courseware/variants.py. Drawing itself is in drawing.ts: with a kernel, the kernel draws.
 */
import {
  type Values as Computable,
  ExpressionError,
  evaluate,
  exact,
  isRational,
} from "./expressions";
import { choose } from "./text/languages";
import { formatNumber } from "./text/number_format";
import type { Rational } from "./text/rational";
import type { Language, Texts, WireValue, WireVariant } from "./wire";

export type { Generator } from "./drawing";

/** A drawn value: an exact number, or a text. */
export type Value = Rational | Texts;
export type Values = ReadonlyMap<string, Value>;

export interface Variant {
  readonly number: number;
  readonly seed: string;
  readonly values: Values;
  readonly order: readonly string[];
}

const SLOT = /\{\{\s*([^{}|]+?)\s*(?:\|\s*(\d{1,2})\s*)?\}\}/g;

/** Return the drawn values that expressions may use: numbers and plain texts. */
export function computable(values: Values): Computable {
  const known = new Map<string, Rational | string>();
  for (const [name, value] of values) {
    known.set(name, isRational(value) ? value : choose(value, "en"));
  }
  return known;
}

/** Put the drawn values into `{{...}}`, written as the language writes numbers. */
export function fill(text: string, values: Values, language: Language): string {
  return text.replace(SLOT, (_, expression: string, decimals: string | undefined) =>
    slotText(expression, decimals, values, language),
  );
}

function slotText(
  expression: string,
  decimals: string | undefined,
  values: Values,
  language: Language,
): string {
  const drawn = values.get(expression);
  if (drawn !== undefined && !isRational(drawn)) return choose(drawn, language);
  const value = evaluate(expression, computable(values));
  if (isRational(value)) {
    return formatNumber(value, language, decimals === undefined ? null : Number(decimals));
  }
  if (typeof value === "string") return value;
  throw new ExpressionError("not_a_number");
}

/** Read a variant as the kernel sends it. */
export function fromWire(wire: WireVariant): Variant {
  const values = Object.entries(wire.values).map(
    ([name, value]) => [name, typeof value === "string" ? exact(value) : value.text] as const,
  );
  return { ...wire, values: new Map(values) };
}

/** Write a variant as the kernel does. */
export function toWire(variant: Variant): WireVariant {
  const values: Record<string, WireValue> = {};
  for (const [name, value] of variant.values) {
    values[name] = isRational(value) ? written(value) : { text: value };
  }
  return { ...variant, values };
}

const written = ({ above, below }: Rational): string =>
  below === 1n ? `${above}` : `${above}/${below}`;

/** A number with its unit, as people write it. Mirrors courseware/units/quantities.py. */
import { isCyrillic, oneApostrophe } from "../text/letters";
import { formatNumber } from "../text/number_format";
import { LONGEST, plain } from "../text/numbers";
import {
  absolute,
  add,
  compare,
  divide,
  equals,
  fromDecimal,
  multiply,
  negate,
  power,
  type Rational,
  subtract,
} from "../text/rational";
import type { Parameters } from "../text/say";
import { readUnit, type Unit } from "./reading";
import { isReal, type Real, readReal } from "./reals";
import type { Atom } from "./table";

/** As far as pint takes it. */
const PI = fromDecimal("3.14159265358979323846264338327950288419716939937511") as Rational;

const POWER = "(?:\\^|\\*\\*) ?[({]? ?[+-]? ?[0-9]+ ?[)}]?";
const EXPONENT = ` ?[eEеЕ] ?[+-]? ?[0-9]+| ?[*xXхХ] ?10 ?${POWER}`;
const NUMERAL = "[.,]?[0-9](?:[0-9., ]*[0-9])?";
const NUMBER = new RegExp(
  `^[+-]? ?(?:10 ?${POWER}|${NUMERAL}(?:${EXPONENT}| ?/ ?[0-9](?:[0-9 ]*[0-9])?)?)`,
);
const ROOT = `(?:π|(?:√|sqrt) ?(?:\\( ?${NUMERAL} ?\\)|${NUMERAL}))`;
const IRRATIONAL = new RegExp(
  `^[+-]? ?(?:${NUMERAL} ?(?:/ ?[0-9]+ ?)?\\*? ?)?${ROOT}(?: ?/ ?[0-9]+)?`,
);
const BOUNDARY = /([°'"]) ?([0-9])|([^0-9 ^*/+-]) ([0-9])/gu;
const MOST_PIECES = 4;

/** A number and what its unit can mean, the likeliest first; [] where none was written. */
export interface Quantity {
  readonly real: Real;
  readonly units: readonly Unit[];
  readonly written: string;
}

/** Why a text is no quantity: the catalogue says it as `key` with `params`. */
export interface Problem {
  readonly key: string;
  readonly params: Parameters;
}

export const isQuantity = (read: Quantity | Problem): read is Quantity => "real" in read;

/** Read a number with or without a unit. Never throws. */
export function readQuantity(raw: string): Quantity | Problem {
  if ([...raw.slice(0, 2 * LONGEST + 2)].length > LONGEST) {
    return { key: "number.too_long", params: { count: LONGEST } };
  }
  const text = oneApostrophe(plain(raw));
  const pieces = text.replace(BOUNDARY, "$1$3\n$2$4").split("\n");
  if (pieces.length > 1 && pieces.length <= MOST_PIECES) {
    const parts = pieces.map(one);
    const total = parts.every(isQuantity) ? sum(parts) : null;
    if (total) return total;
  }
  return one(text);
}

function one(text: string): Quantity | Problem {
  const [number, unit] = split(text);
  if (!number) return noNumber(text);
  const real = readReal(number);
  if (!isReal(real)) return { key: `number.${real.code}`, params: real.params };
  if (!unit) return { real, units: [], written: "" };
  const units = readUnit(unit);
  if ("code" in units)
    return { key: `quantities.unit_${units.code}`, params: { unit: units.text } };
  return { real, units, written: first(unit, 20) };
}

const first = (text: string, count: number): string => [...text].slice(0, count).join("");

/** Cut plain text into the number that it begins with, "" if none, and the rest. */
function split(text: string): readonly [string, string] {
  const number = (IRRATIONAL.exec(text) ?? NUMBER.exec(text))?.[0] ?? "";
  const rest = text.slice(number.length).trim();
  if (rest.startsWith("/") && number.endsWith(" 1")) return [number.slice(0, -2), `1${rest}`];
  return [number, rest === "." ? "" : rest];
}

function noNumber(text: string): Problem {
  if (text && !("code" in readUnit(text))) {
    return { key: "quantities.no_number", params: { unit: first(text, 30) } };
  }
  const read = readReal(text);
  if (isReal(read)) return { key: "number.not_a_number", params: { text: first(text, 40) } };
  return { key: `number.${read.code}`, params: read.params };
}

const isSimple = ({ parts }: Unit): boolean => parts.length === 1 && parts[0]?.[1] === 1;

/** Add "1 soat 30 daqiqa" up in its first unit; null where that makes no sense. */
function sum([head, ...others]: readonly Quantity[]): Quantity | null {
  const unit = head?.units.find((each) => isSimple(each) && !each.offset.above);
  if (!head || !unit) return null;
  let [total, before] = [absolute(head.real.number.value), unit];
  for (const part of others) {
    const wanted = before;
    const own = part.units.find(
      (each) => isSameDimension(each, wanted) && each.pi === wanted.pi && isSimple(each),
    );
    const { value } = part.real.number;
    if (!own || compare(own.factor, before.factor) >= 0 || value.above < 0n) return null;
    total = add(total, divide(multiply(value, own.factor), unit.factor));
    before = own;
  }
  const value = head.real.number.value.above < 0n ? negate(total) : total;
  const number = {
    value,
    form: "mixed",
    figures: [0, 0],
    reduced: false,
    ambiguous: false,
  } as const;
  return { real: { number, isApproximate: head.real.isApproximate }, units: [unit], written: "" };
}

export const isSameDimension = (one: Unit, other: Unit): boolean =>
  one.dimension.every((each, place) => each === other.dimension[place]);

/** Return a value in another unit of the same dimension; a difference has no scale's zero. */
export function convert(value: Rational, unit: Unit, into: Unit, isDifference = false): Rational {
  const size = multiply(divide(unit.factor, into.factor), power(PI, unit.pi - into.pi));
  const moved = multiply(value, size);
  if (isDifference || equals(unit.offset, into.offset)) return moved;
  return add(moved, divide(subtract(unit.offset, into.offset), into.factor));
}

/** Write a unit for a reader of `language`: km/soat, км/ч, J/(kg·K). */
export function unitText({ parts }: Unit, language: string): string {
  const above: string[] = [];
  const below: string[] = [];
  for (const [atom, written] of parts) {
    const raised = atom.inverse ? -written : written;
    (raised > 0 ? above : below).push(atomText(atom, Math.abs(raised), language));
  }
  const [top, bottom] = [above.join("·") || "1", below.join("·")];
  if (!bottom) return top;
  return below.length > 1 ? `${top}/(${bottom})` : `${top}/${bottom}`;
}

function atomText({ unit, prefix }: Atom, raised: number, language: string): string {
  const symbol = unit.shown[language] ?? unit.shown.en ?? "";
  const start = prefix?.symbols[[...symbol].some(isCyrillic) ? 1 : 0][0] ?? "";
  return start + symbol + (raised === 1 ? "" : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(raised));
}

/** Write a quantity for a reader of `language`; a degree sign stands close to its number. */
export function quantityText(value: Rational, unit: Unit | null, language: string): string {
  const number = formatNumber(value, language, null, 15);
  if (!unit) return number;
  const written = unitText(unit, language);
  return /^[°′″]$/.test(written) ? number + written : `${number} ${written}`;
}

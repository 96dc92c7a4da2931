/** Numbers written for the reader's language. Mirrors courseware/text/number_format.py. */

import {
  absolute,
  divide,
  fromDecimal,
  magnitude,
  power,
  type Rational,
  rational,
} from "./rational";

const RAISED: Readonly<Record<string, string>> = { "-": "⁻", "1": "¹", "2": "²", "3": "³" };

/**
 * Write a number, rounded half away from zero: to `decimals` places, all of them
 * written, or (null) to `figures` significant figures without trailing zeros.
 */
export function formatNumber(
  value: Rational | number,
  language: string,
  decimals: number | null = null,
  figures = 12,
): string {
  const exact = typeof value === "number" ? fromDecimal(value) : value;
  if (exact === null) return Number.isNaN(value) ? "—" : (value as number) > 0 ? "∞" : "−∞";
  const mark = language === "en" ? "." : ",";
  const sign = exact.above < 0n ? "−" : "";
  const exponent = magnitude(exact);
  if (exponent >= (decimals === null ? 15 : 21) || (decimals === null && exponent < -6)) {
    const [mantissa, power10] = mantissaOf(exact, exponent, figures);
    const times = language === "en" ? "×" : "·";
    return `${sign}${mantissa.replace(".", mark)}${times}10${raised(power10)}`;
  }
  const places = Math.max(0, decimals ?? figures - 1 - exponent);
  const [whole = "", digits = ""] = rounded(absolute(exact), places).split(".");
  const part = decimals === null ? digits.replace(/0+$/, "") : digits;
  const isZero = /^0*$/.test(whole + part);
  return (isZero ? "" : sign) + grouped(whole) + (part && mark + part);
}

const raised = (exponent: number): string =>
  [...String(exponent)].map((d) => RAISED[d] ?? String.fromCharCode(0x2070 + Number(d))).join("");

function mantissaOf(value: Rational, exponent: number, figures: number): [string, number] {
  const unit = power(rational(10n), exponent);
  const written = rounded(divide(absolute(value), unit), Math.max(0, figures - 1));
  if (written.startsWith("10")) return ["1", exponent + 1];
  return [written.includes(".") ? written.replace(/\.?0+$/, "") : written, exponent];
}

/** Write a value from 0 upwards with so many decimal places, half away from zero. */
function rounded(value: Rational, places: number): string {
  const scaled = value.above * 10n ** BigInt(places);
  const digits = String((2n * scaled + value.below) / (2n * value.below));
  if (!places) return digits;
  const padded = digits.padStart(places + 1, "0");
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

const grouped = (whole: string): string =>
  whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");

/**
 * What a simulation is: controls, instruments, and numbers that both sides compute alike. Mirrors
 * courseware/kinds/lab/model.py, where it is told why everything is a whole number.
 */

import { Generator } from "../../drawing";
import { type Rational, rational } from "../../text/rational";

/** By control: its value in units of its last place, or the place of a choice. */
export type Settings = Readonly<Record<string, number>>;

/** How a control or an instrument writes its whole numbers: places, unit, or words. */
export interface Scale {
  readonly name: string;
  readonly decimals?: number;
  readonly unit?: string;
  readonly choices?: readonly string[];
}

/** Something that can be set, from `low` to `high` in steps; `usual` where nobody sets it. */
export interface Control extends Scale {
  readonly low?: number;
  readonly high?: number;
  readonly step?: number;
  readonly usual?: number;
}

/** A measurement that was taken again and found true. */
export interface Row {
  readonly settings: Settings;
  readonly number: number;
  readonly readings: readonly number[];
}

/** From rows to the constant that they give, null where they give none. */
export type Fit = (rows: readonly Row[]) => Rational | null;

export interface Model {
  readonly name: string;
  readonly controls: readonly Control[];
  readonly instruments: readonly Scale[];
  measure(settings: Settings, noise: Generator): readonly number[];
  readonly constants: Readonly<Record<string, Fit>>;
  /** Settings of the free controls at which the first instrument says its middle word. */
  solve?(settings: Settings, free: readonly string[]): Settings[];
  /** Whether a second reading at the same settings may be another. */
  readonly noisy?: boolean;
}

/** π² in units of 10⁻¹³. */
export const PI_SQUARED = 98_696_044_010_894n;

const DECIMAL = /^-?[0-9]{1,9}(\.[0-9]{1,6})?$/;

/** Return a value as a row of measurements holds it: "0.50", "level". */
export function write({ decimals = 0, choices }: Scale, value: number): string {
  if (choices) return choices[value] ?? "";
  if (!decimals) return String(value);
  const digits = String(Math.abs(value)).padStart(decimals + 1, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Return the value that `write` writes so, null for anything else. */
export function read(scale: Scale, text: string): number | null {
  if (scale.choices) {
    const place = scale.choices.indexOf(text);
    return place < 0 ? null : place;
  }
  if (!DECIMAL.test(text)) return null;
  const value = Number(text.replace(".", ""));
  return write(scale, value) === text ? value : null;
}

/** Return a value in its unit. */
export const inUnit = ({ decimals = 0 }: Scale, value: number): Rational =>
  rational(value, 10 ** decimals);

/** Return all that can be set, from the lowest up. */
export function valuesOf({ choices, low = 0, high = 0, step = 1 }: Control): number[] {
  if (choices) return choices.map((_, place) => place);
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, at) => low + at * step);
}

/** Tell whether a value can be set. */
export const allows = (control: Control, value: number): boolean =>
  valuesOf(control).includes(value);

/** Return the chance that goes into one reading. */
export function noise(
  model: Model,
  seed: string,
  prediction: string,
  settings: Settings,
  number: number,
): Generator {
  const written = model.controls.map((each) => `${each.name}=${write(each, of(settings, each))}`);
  const parts = ["", "courseware lab 1", model.name, prediction, ...written, number, ""];
  const bytes = new TextEncoder().encode(parts.join("\x1f"));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return new Generator(seed + hex);
}

/** Return the reading of that number at some settings, the same whoever takes it. */
export const take = (
  model: Model,
  seed: string,
  prediction: string,
  settings: Settings,
  number: number,
): readonly number[] => model.measure(settings, noise(model, seed, prediction, settings, number));

/** Return how a control stands. */
export const of = (settings: Settings, { name }: Scale): number => settings[name] ?? 0;

/** Return the whole part of a square root (Newton, from above). */
export function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Return the square root to nine places, rounded down. */
export const root = ({ above, below }: Rational): Rational =>
  rational(wholeRoot((above * 10n ** 18n) / below), 10n ** 9n);

/** Answers that a number makes of itself, and the state that each must get. For tests alone. */

import { quantity } from "../../rules/numbers";
import { formatNumber } from "../../text/number_format";
import {
  absolute,
  add,
  compare,
  divide,
  magnitude,
  multiply,
  power,
  type Rational,
  rational,
  ZERO,
} from "../../text/rational";
import type { NumberExercise, NumberKey } from "../../types.generated";
import { unitText } from "../../units/quantities";
import type { Variant } from "../../variants";
import type { MarkState, Texts, Value } from "../../wire";
import type { Sample } from "../base";
import { type Measured, marginOf } from "../number";
import { rowsOf } from "./grids";
import { regionOf } from "./intervals";
import { authors, over } from "./lists";
import { type Goal, goalOf } from "./measured";
import type { Piece } from "./regions";
import { valuesOf } from "./sets";

/** Yield right, wrong and unreadable answers. */
export function samples(
  exercise: NumberExercise,
  key: NumberKey,
  variant: Variant,
): readonly Sample[] {
  const { parts = [], shape = "number", units = "none" } = exercise;
  if (parts.length) return ofParts(exercise, key, variant);
  if (shape === "set") return ofSet(key, variant);
  if (shape === "interval") return ofInterval(key, variant);
  if (shape !== "number") return ofGrid(key, variant);
  if (units !== "none") return ofQuantity(key, variant);
  const target = quantity(key.answer as Texts, variant);
  return three(written(key, target), over(beyond(key, target)), "?");
}

const three = (right: Value, wrong: Value, none: Value, state: MarkState = "wrong"): Sample[] => [
  { value: right, state: "right" },
  { value: wrong, state },
  { value: none, state: "unmarked" },
];

const textOf = ({ unit }: Goal): string => (unit ? ` ${unitText(unit, "en")}` : "");

function ofQuantity(key: NumberKey, variant: Variant): Sample[] {
  const goal = goalOf(key, variant);
  const [unit, { value }] = [textOf(goal), goal];
  const state = key.unit_only_credit ? "partly" : "wrong";
  return three(written(key, value) + unit, over(beyond(key, value)) + unit, `?${unit}`, state);
}

function ofSet(key: NumberKey, variant: Variant): Sample[] {
  const targets = valuesOf(key.answer, authors(variant));
  const texts = targets.map((target) => written(key, target)).reverse();
  const far = beyond(key, targets[targets.length - 1] ?? ZERO);
  return three(texts.length ? `{${texts.join("; ")}}` : "∅", `{${over(far)}}`, "{?}");
}

function ofInterval(key: NumberKey, variant: Variant): Sample[] {
  const region = regionOf(key.answer, authors(variant));
  const ends = region.flatMap(({ low, high }) => [low, high]).filter((end) => end !== null);
  const largest = ends.reduce<Rational | null>(
    (most, end) => (most && compare(most, end) > 0 ? most : end),
    null,
  );
  const far = beyond(key, largest ?? ZERO);
  const wrong = `(${over(far)}; ${over(add(far, rational(1)))})`;
  return three(region.map(exactly).join(" ∪ ") || "∅", wrong, "(?; 1)");
}

function exactly({ low, high, hasLow, hasHigh }: Piece): string {
  const [left, right] = [low ? over(low) : "-∞", high ? over(high) : "∞"];
  return `${hasLow ? "[" : "("}${left}; ${right}${hasHigh ? "]" : ")"}`;
}

function ofGrid(key: NumberKey, variant: Variant): Sample[] {
  const rows = rowsOf(key.answer, authors(variant));
  const filled = (write: (target: Rational) => string): Record<string, string> =>
    Object.fromEntries(
      rows.flatMap((row, at) =>
        row.map((target, place) => [`${at + 1},${place + 1}`, write(target)]),
      ),
    );
  const right = filled((target) => written(key, target));
  return three(
    right,
    filled((target) => over(beyond(key, target))),
    { "1,1": "?" },
  );
}

function ofParts({ parts = [] }: NumberExercise, key: NumberKey, variant: Variant): Sample[] {
  const right = new Map(variant.values);
  const good: Record<string, string> = {};
  const bad: Record<string, string> = {};
  parts.forEach(({ id, units = "none" }, place) => {
    const partKey = key.parts?.[id] ?? {};
    const goal = goalOf(partKey, { ...variant, values: right });
    right.set(id, goal.value);
    const unit = units === "none" ? "" : textOf(goal);
    const step = multiply(rational(place), add(absolute(goal.value), rational(7)));
    good[id] = written(partKey, goal.value) + unit;
    bad[id] = over(add(beyond(partKey, goal.value), step)) + unit;
  });
  const [first = ""] = Object.keys(good);
  const isSome = Object.values(key.parts ?? {}).some(({ unit_only_credit }) => unit_only_credit);
  const found = three(good, bad, { [first]: "?" }, isSome ? "partly" : "wrong");
  return parts.length > 1
    ? [...found, { value: { [first]: good[first] ?? "" }, state: "partly" }]
    : found;
}

/** Return a number that the tolerance does not reach. */
const beyond = (key: Measured, target: Rational): Rational =>
  add(add(target, multiply(rational(2), marginOf(key, target))), rational(1));

/** Write a right number in the form that is asked for. */
function written({ significant_figures: figures, form }: Measured, target: Rational): string {
  if (form === "scientific") {
    const exponent = magnitude(target);
    const mantissa = divide(target, power(rational(10), exponent));
    const digits = figures == null ? null : figures - 1;
    return `${formatNumber(mantissa, "en", digits, 15)}e${exponent}`;
  }
  if (figures != null) {
    const places = target.above ? Math.max(0, figures - 1 - magnitude(target)) : 0;
    return formatNumber(target, "en", places);
  }
  if (form === "integer" || form === "decimal" || target.below === 1n) {
    return formatNumber(target, "en", null, 15);
  }
  return over(target);
}

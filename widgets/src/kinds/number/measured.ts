/** A number with its unit. Mirrors courseware/kinds/number/measured.py. */
import { ExpressionError, exact } from "../../expressions";
import { typedField } from "../../field";
import { echo as echoNumber, nearMiss, quantity } from "../../rules/numbers";
import { plain as plainText } from "../../text/numbers";
import { divide, equals, multiply, type Rational, rational, ZERO } from "../../text/rational";
import type { Mistake, NumberExercise, NumberKey } from "../../types.generated";
import {
  convert,
  isQuantity,
  isSameDimension,
  type Quantity,
  quantityText,
  readQuantity,
} from "../../units/quantities";
import { readUnit, type Unit } from "../../units/reading";
import { hairOf } from "../../units/reals";
import { BASES } from "../../units/table";
import type { Variant } from "../../variants";
import { type Misread, misread, type Note, type Verdict } from "../../verdict";
import type { Language, Texts, Value } from "../../wire";
import type { Kind } from "../base";
import {
  foreseen,
  formVerdict,
  isNear,
  judge as judgeNumber,
  type Measured,
  marginOf,
  typed,
} from "../number";

/** Between km/h and m/s, between days, hours, minutes and seconds. */
const SLIPS = [rational(18, 5), rational(24), rational(60), rational(3600)].flatMap((size) => [
  size,
  divide(rational(1), size),
]);

/** Quantities that a sentence names. */
const KNOWN: Readonly<Record<string, string>> = {
  L1: "length",
  L2: "area",
  L3: "volume",
  M1: "mass",
  T1: "time",
  "L1T-1": "speed",
  "L1T-2": "acceleration",
  "L1M1T-2": "force",
  "L2M1T-2": "energy",
  "L2M1T-3": "power",
  "L-1M1T-2": "pressure",
  K1: "temperature",
  I1: "current",
  "L2M1T-3I-1": "voltage",
  "L2M1T-3I-2": "resistance",
  T1I1: "charge",
  N1: "amount",
  S1: "money",
};

/** What schools measure: a unit that can be read in two ways is echoed as one of these. */
const USUAL = new Set([
  ...Object.keys(KNOWN),
  ..." T-1 L-3M1 L2T-2 L2T-2K-1 L1M1T-1 L-3N1 L-1".split(" "),
]);

/** The right number, its unit if there is one, and the mistakes in the same terms. */
export interface Goal {
  readonly value: Rational;
  readonly unit: Unit | null;
  readonly wrongs: readonly Wrong[];
}

interface Wrong {
  readonly value: Rational;
  readonly unit: Unit | null;
  readonly mistake: Mistake;
}

export function parse(_: NumberExercise, value: Value): Quantity | Misread | null {
  const text = typed(value);
  return typeof text === "string" ? readTyped(text) : text;
}

/** Read a number and a unit, or say why that cannot be read. */
export function readTyped(text: string): Quantity | Misread {
  const found = readQuantity(text);
  return isQuantity(found) ? found : misread(found.key, found.params);
}

const mark = (
  exercise: NumberExercise,
  key: NumberKey,
  variant: Variant,
  answer: Quantity,
): Verdict | Misread => judge(key, goalOf(key, variant), answer, exercise.units === "optional");

/** Return the right quantity; throws an ExpressionError where the key gives none. */
export function goalOf(key: Measured, variant: Variant): Goal {
  const own = key.unit ? unitOf(key.unit) : null;
  const [value, unit] = quantityOf(key.answer as Texts, own, variant);
  const wrongs = (key.mistakes ?? []).map((mistake) => {
    const [wrong, unitOfWrong] = quantityOf(mistake.answer as Texts, unit, variant);
    return { value: wrong, unit: unitOfWrong, mistake };
  });
  return { value, unit, wrongs };
}

function unitOf(text: string): Unit {
  const units = readUnit(plainText(text));
  if ("code" in units) throw new ExpressionError("unexpected");
  return units[0] as Unit;
}

/** Read "5 km/h", or a number or an expression with the unit that stands beside it. */
function quantityOf(
  answer: Texts | number,
  unit: Unit | null,
  variant: Variant,
): readonly [Rational, Unit | null] {
  try {
    return [quantity(answer, variant), unit];
  } catch (error) {
    const found = typeof answer === "string" ? readQuantity(answer) : null;
    if (!(error instanceof ExpressionError) || !found || !isQuantity(found)) throw error;
    return [found.real.number.value, found.units[0] ?? unit];
  }
}

/** Judge a quantity against its goal. */
export function judge(
  key: Measured,
  goal: Goal,
  answer: Quantity,
  isOptional: boolean,
): Verdict | Misread {
  const { number, isApproximate } = { ...answer.real };
  let hair = isApproximate ? hairOf(goal.value) : ZERO;
  if (!goal.unit || (!answer.units.length && isOptional)) {
    const wrongs = goal.wrongs.map(({ value, mistake }) => [value, mistake] as const);
    return judgeNumber(key, goal.value, number, wrongs, hair);
  }
  const unit = fitting(answer, goal.unit);
  if (!unit) return ofNoFittingUnit(key, goal, answer, hair);
  if (unit.pi !== goal.unit.pi) hair = hairOf(goal.value);
  const value = convert(number.value, unit, goal.unit, key.difference);
  const margin = marginOf(key, goal.value, hair);
  const isSame = isSameSize(unit, goal.unit);
  if (isNear(value, goal.value, margin)) {
    const verdict = formVerdict(key, goal.value, number);
    return isSame || !key.same_unit
      ? verdict
      : less(verdict, key, { key: "quantities.unit_asked" });
  }
  if (!isSame && isNear(number.value, goal.value, margin)) {
    const notes = [{ key: "quantities.number_right" }, about("unit_size", answer)];
    return less(formVerdict(key, goal.value, number), key, ...notes);
  }
  const mistaken = mistakeIn(key, goal, answer, margin);
  if (mistaken) return mistaken;
  if (number.ambiguous && isNear(multiply(value, rational(1000)), goal.value, margin)) {
    return misread("number.ambiguous");
  }
  const isSlip = SLIPS.some((ratio) =>
    isNear(value, multiply(goal.value, ratio), multiply(margin, ratio)),
  );
  const seen = isSlip
    ? [{ key: "quantities.conversion" }]
    : nearMiss(goal.value, { ...number, value });
  const credit = exact(key.unit_only_credit ?? 0);
  return { credit, notes: [...seen, { key: "quantities.unit_fits" }] };
}

/** Return the reading of the unit that measures what is asked. */
export const fitting = ({ units }: Quantity, wanted: Unit): Unit | undefined =>
  units.find((unit) => isSameDimension(unit, wanted));

const isSameSize = (one: Unit, other: Unit): boolean =>
  equals(one.factor, other.factor) && one.pi === other.pi && equals(one.offset, other.offset);

const about = (name: string, { written }: Quantity): Note => ({
  key: `quantities.${name}`,
  parameters: { unit: written },
});

/** Return a verdict with the unit's share of the credit and what is said of the unit. */
const less = ({ credit, notes }: Verdict, key: Measured, ...others: readonly Note[]): Verdict => ({
  credit: multiply(credit, exact(key.unit_credit ?? 0.5)),
  notes: [...notes, ...others],
});

/** Judge a number without a unit, or with one that measures something else. */
function ofNoFittingUnit(key: Measured, goal: Goal, answer: Quantity, hair: Rational): Verdict {
  const margin = marginOf(key, goal.value, hair);
  const { number } = answer.real;
  const notes = wrongUnit(goal, answer);
  if (isNear(number.value, goal.value, margin)) {
    const verdict = formVerdict(key, goal.value, number);
    return less(verdict, key, { key: "quantities.number_right" }, ...notes);
  }
  const mistaken = mistakeIn(key, goal, answer, margin);
  if (mistaken) return mistaken;
  const seen = nearMiss(goal.value, number);
  const said = seen.length ? seen : [{ key: "quantities.number_wrong" }];
  return { credit: ZERO, notes: [...said, ...notes] };
}

/** Say what is wrong with a unit that does not measure what is asked. */
function wrongUnit(goal: Goal, answer: Quantity): Note[] {
  const own = answer.units[0]?.dimension;
  const wanted = goal.unit?.dimension;
  if (!own || !wanted) return [{ key: "quantities.unit_missing" }];
  const isPower =
    own.some(Boolean) &&
    wanted.some(Boolean) &&
    own.every((a, i) => own.every((c, j) => a * (wanted[j] ?? 0) === (wanted[i] ?? 0) * c));
  if (isPower) return [about("unit_power", answer)];
  const known = KNOWN[dimensionText(own)];
  return [about("unit_other", answer), ...(known ? [about(`is_${known}`, answer)] : [])];
}

const dimensionText = (powers: readonly number[]): string =>
  [...BASES].map((base, place) => (powers[place] ? base + powers[place] : "")).join("");

/** Return what the author says to a mistake, in whatever unit either was written. */
function mistakeIn(
  key: Measured,
  goal: Goal,
  answer: Quantity,
  margin: Rational,
): Verdict | undefined {
  for (const { value, unit, mistake } of goal.wrongs) {
    let [given, wrong] = [answer.real.number.value, value];
    if (unit && answer.units.length) {
      const own = fitting(answer, unit);
      if (!own) continue;
      const into = goal.unit && isSameDimension(goal.unit, unit) ? goal.unit : unit;
      given = convert(given, own, into, key.difference);
      wrong = convert(wrong, unit, into, key.difference);
    }
    if (isNear(given, wrong, margin)) return foreseen(mistake);
  }
  return undefined;
}

/** Write number and unit as the language does. */
export function echo({ real, units }: Quantity, typedAs: Value, language: Language): string {
  const { value, form, ambiguous } = real.number;
  const usual = units.find((each) => USUAL.has(dimensionText(each.dimension)));
  const unit = usual ?? units[0] ?? null;
  if (!unit && (form === "fraction" || form === "mixed")) {
    return echoNumber(real.number, typedAs, language);
  }
  const read = (real.isApproximate ? "≈ " : "") + quantityText(value, unit, language);
  return read === String(typedAs).trim() && !ambiguous ? "" : read;
}

export const measured: Kind<NumberExercise, NumberKey, Quantity> = {
  draw: () => [],
  parse,
  mark,
  echo,
  face: (exercise, host) =>
    typedField(host, { inputmode: "text", size: "short", suffix: exercise.suffix ?? "" }),
};

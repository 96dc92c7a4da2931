/** A careful experimenter, for tests. Mirrors courseware/kinds/lab/sampled.py. */
import { exact } from "../../expressions";
import { quantity, widestMargin } from "../../rules/numbers";
import { formatNumber } from "../../text/number_format";
import {
  add,
  compare,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../../text/rational";
import type { LabExercise, LabField, LabKey } from "../../types.generated";
import type { Variant } from "../../variants";
import type { Sample } from "../base";
import { series } from "./checks";
import { type Control, type Row, read, type Settings, valuesOf, write } from "./model";
import { readingTexts } from "./rows";
import { freeControls, modelOf, start } from "./spec";

const LEVELS = 5;
const VARIED = ["levels", "range", "one_at_a_time", "fit"];

/** Yield a careful experiment, invented measurements, no table at all. */
export function* samples(exercise: LabExercise, key: LabKey, variant: Variant): Iterable<Sample> {
  const wanted = key.checks.find(({ kind, answer }) => kind === "prediction" && answer)?.answer;
  const predict = String(wanted ?? exercise.predict?.options[0]?.id ?? "");
  const rows = rowsOf(exercise, key, variant, predict);
  const fields = (exercise.fields ?? []).map((field) => [
    field.id,
    fieldOf(exercise, key, variant, rows, field),
  ]);
  const written = rows.map(({ settings, number }) => [
    ...freeControls(exercise).map((each) => write(each, settings[each.name] ?? 0)),
    String(number),
    ...readingTexts(exercise, variant.seed, predict, settings, number),
  ]);
  yield { value: { rows: written, predict, fields }, state: "right" };
  yield { value: { rows: written.map((row) => [...row.slice(0, -1), "?"]) }, state: "wrong" };
  yield { value: { rows: "many" }, state: "unmarked" };
}

function rowsOf(exercise: LabExercise, key: LabKey, variant: Variant, predict: string): Row[] {
  const taken = new Map<string, { settings: Settings; count: number }>();
  for (const settings of settingsOf(exercise, key, start(exercise, variant))) {
    const name = JSON.stringify(settings);
    if (!taken.has(name)) taken.set(name, { settings, count: 1 });
  }
  const places = [...taken.values()];
  const total = () => places.reduce((sum, { count }) => sum + count, 0);
  for (const { kind, at_least: least = 1, times = 1 } of key.checks) {
    if (kind !== "repeats") continue;
    for (const place of places.slice(0, times)) place.count = Math.max(place.count, least);
  }
  for (const { kind, at_least: least = 1 } of key.checks) {
    while (kind === "readings" && total() < least) {
      places.reduce((fewest, each) => (each.count < fewest.count ? each : fewest)).count += 1;
    }
  }
  const { instruments } = modelOf(exercise);
  return places.flatMap(({ settings, count }) =>
    Array.from({ length: count }, (_, place) => {
      const texts = readingTexts(exercise, variant.seed, predict, settings, place + 1);
      const readings = instruments.map((each, at) => read(each, texts[at] ?? "") ?? 0);
      return { settings, number: place + 1, readings };
    }),
  );
}

function* settingsOf(exercise: LabExercise, key: LabKey, begun: Settings): Iterable<Settings> {
  const model = modelOf(exercise);
  for (const { kind, control: name, at_least: least = 1 } of key.checks) {
    const control = model.controls.find((each) => each.name === name);
    if (control && VARIED.includes(kind)) {
      for (const value of spread(control, Math.max(least, LEVELS))) {
        yield { ...begun, [control.name]: value };
      }
    } else if (model.solve && (kind === "found" || kind === "fit")) {
      yield* model.solve(begun, exercise.free).slice(0, least);
    }
  }
  yield begun;
}

function spread(control: Control, wanted: number): number[] {
  const values = valuesOf(control);
  const count = Math.min(wanted, values.length);
  if (count < 2) return values.slice(0, count);
  const at = (place: number) => Math.floor((place * (values.length - 1)) / (count - 1));
  return Array.from({ length: count }, (_, place) => values[at(place)] ?? 0);
}

function fieldOf(
  exercise: LabExercise,
  key: LabKey,
  variant: Variant,
  rows: readonly Row[],
  field: LabField,
): string {
  let own: Rational | null = null;
  let ends: readonly [Rational, Rational] | null = null;
  for (const check of key.checks.filter(({ field: id }) => id === field.id)) {
    if (field.options?.length) return String(check.answer);
    if (check.kind === "fit") {
      const used = check.control ? series(rows, check.control) : rows;
      own = modelOf(exercise).constants[check.constant ?? ""]?.(used) ?? null;
    } else if (check.answer != null) {
      const target = quantity(check.answer, variant);
      const widest = widestMargin(target, check.tolerance ?? 0, check.relative_tolerance ?? 0);
      const margin = multiply(widest, exact(0.999));
      ends = [subtract(target, margin), add(target, margin)];
    }
  }
  const middle = ends ? multiply(add(...ends), rational(1, 2)) : ZERO;
  let value = own ?? middle;
  if (ends && compare(value, ends[0]) < 0) value = ends[0];
  if (ends && compare(value, ends[1]) > 0) value = ends[1];
  return formatNumber(value, "en", null, 12).replace(/\u202f/g, "");
}

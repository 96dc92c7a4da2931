/** Answers that a choice of any form makes of itself; they stay out of the bundle. */
import type { ChoiceExercise, ChoiceKey } from "../../types.generated";
import type { Variant } from "../../variants";
import type { Sample } from "../base";
import { samples as ofOptions } from "../choice";
import { rightColumns } from "./matrix";
import { keyTo, met } from "./pool";

export function* samples(
  exercise: ChoiceExercise,
  key: ChoiceKey,
  variant: Variant,
): Iterable<Sample> {
  if (exercise.select === "matrix") yield* ofMatrix(exercise, key);
  else yield* ofOptions(met(exercise, variant), keyTo(exercise, key, variant));
}

function* ofMatrix(exercise: ChoiceExercise, key: ChoiceKey): Iterable<Sample> {
  const { rows = [], columns = [], several = false } = exercise;
  const cell = (ids: readonly string[]) => (several ? [...ids] : (ids[0] ?? null));
  const right = rows.map(({ id }) => [id, [...rightColumns(key, id)].sort()] as const);
  const grid = (wrong?: string, other: readonly string[] = []) =>
    Object.fromEntries(right.map(([row, ids]) => [row, cell(row === wrong ? other : ids)]));
  yield { value: grid(), state: "right" };
  for (const [row, ids] of right) {
    const others = columns.map(({ id }) => id).filter((id) => !ids.includes(id));
    if (others.length) yield { value: grid(row, others.slice(0, 1)), state: "wrong" };
  }
  yield { value: { "no-such-row": "x" }, state: "unmarked" };
}

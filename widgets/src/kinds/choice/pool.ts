/**
 * Some options of a pool, and the one that says that none is right. Mirrors
 * courseware/kinds/choice/drawing.py, which tells how they are drawn without the key.
 */
import type { ChoiceExercise, ChoiceKey, Option } from "../../types.generated";
import type { Generator, Variant } from "../../variants";
import type { Value } from "../../wire";
import { optionIds, rightIds } from "../choice";

/** Draw the options and shuffle those that are not fixed among their own places. */
export function draw(exercise: ChoiceExercise, generator: Generator): readonly string[] {
  const { select, rows = [], options = [] } = exercise;
  if (select === "true_false") return optionIds(exercise);
  if (select === "matrix") return shuffled(exercise, rows, generator);
  const there = drawn(exercise, generator).filter(({ none }) => !none);
  const last = options.filter(({ none }) => none).map(({ id }) => id);
  return [...shuffled(exercise, there, generator), ...last];
}

type Movable = Pick<Option, "id" | "fixed">;

function shuffled(
  { shuffle = true }: ChoiceExercise,
  items: readonly Movable[],
  generator: Generator,
): string[] {
  if (!shuffle) return items.map(({ id }) => id);
  const mixed = generator.shuffled(items.filter(({ fixed }) => !fixed));
  return items.map((item) => (item.fixed ? item : (mixed.shift() ?? item)).id);
}

/** Draw one option of each group; where there are more groups than wanted, some of them. */
function drawn(exercise: ChoiceExercise, generator: Generator): readonly Option[] {
  const { options = [], draw: wanted } = exercise;
  if (wanted == null) return options;
  const groups = new Map<string, Option[]>();
  for (const option of options) {
    if (option.none) continue;
    const name = option.group == null ? `id ${option.id}` : `group ${option.group}`;
    groups.set(name, [...(groups.get(name) ?? []), option]);
  }
  let pool = [...groups.values()];
  if (pool.length > wanted) {
    const places = generator.shuffled([...pool.keys()]).slice(0, wanted);
    pool = pool.filter((_, place) => places.includes(place));
  }
  const chosen = new Set(pool.map((group) => group[generator.below(group.length)]?.id));
  return options.filter(({ id }) => chosen.has(id));
}

export const noneIds = ({ options = [] }: ChoiceExercise): readonly string[] =>
  options.filter(({ none }) => none).map(({ id }) => id);

/** Return the exercise as this learner meets it. */
export function met(exercise: ChoiceExercise, { order }: Variant): ChoiceExercise {
  if (exercise.options === undefined || !order.length) return exercise;
  return { ...exercise, options: exercise.options.filter(({ id }) => order.includes(id)) };
}

/** Return the key to what this learner meets: if nothing in it is right, "none of these" is. */
export function keyTo(exercise: ChoiceExercise, key: ChoiceKey, variant: Variant): ChoiceKey {
  if (exercise.select === "true_false") return key;
  const shown = optionIds(met(exercise, variant));
  const right = shown.filter((id) => rightIds(key).has(id));
  const none = noneIds(exercise).filter((id) => shown.includes(id));
  return { ...key, answer: null, answers: right.length ? right : none };
}

/** Let "none of these" exclude the others, whichever was ticked last. */
export function excluding(exercise: ChoiceExercise, value: Value, before: Value): Value {
  const none = noneIds(exercise);
  if (!Array.isArray(value)) return value;
  const had = Array.isArray(before) ? before.map(String) : [];
  const ids = value.map(String);
  const added = ids.find((id) => none.includes(id) && !had.includes(id));
  if (added) return [added];
  return ids.length > 1 ? ids.filter((id) => !none.includes(id)) : ids;
}

/**
 * The kinds of exercise by name. Those that most lessons use are in the first load; a rarer one
 * would be imported on first use, before its exercise is shown.
 */
import type { Exercise, Key } from "../wire";
import type { Kind } from "./base";
import { choice } from "./choice";
import { number } from "./number";
import { text } from "./text";

const KINDS: Readonly<Record<Exercise["kind"], Kind<never, never, unknown>>> = {
  choice,
  number,
  text,
};

/** Return the functions of an exercise's kind, to be used with that exercise alone. */
export const kindOf = (exercise: Exercise): Kind<Exercise, Key, unknown> =>
  KINDS[exercise.kind] as Kind<Exercise, Key, unknown>;

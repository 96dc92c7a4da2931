/**
 * The kinds of exercise by name. Those that most lessons use are in the first load; a rarer one is
 * added when its chunk has come, before its exercise is shown.
 */
import type { Exercise, Key } from "../wire";
import type { Kind } from "./base";
import { choice } from "./choice";
import { number } from "./number";
import { text } from "./text";

const kinds = new Map<string, unknown>(Object.entries({ choice, number, text }));

export const addKind = (name: string, kind: unknown): unknown => kinds.set(name, kind);

/** Return the functions of an exercise's kind, to be used with that exercise alone. */
export function kindOf(exercise: Exercise): Kind<Exercise, Key, unknown> {
  const kind = kinds.get(exercise.kind);
  if (!kind) throw new Error(`courseware: the kind ${exercise.kind} has not been loaded`);
  return kind as Kind<Exercise, Key, unknown>;
}

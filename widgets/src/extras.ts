/**
 * Forms of common kinds that few exercises use, by the chunk that brings them. A kind looks here for
 * what it needs; the page has loaded it before the exercise is shown.
 */
import type { Kind } from "./kinds/base";
import type { Laboratory } from "./kinds/lab/laboratory";
import type { NumberExercise, NumberKey } from "./types.generated";

/** Each entry is the type of what a chunk brings, absent until it is loaded. */
export interface Extras {
  lab_lever?: Laboratory;
  lab_pendulum?: Laboratory;
  lab_sampling?: Laboratory;
  /** Numbers with units, in sets and grids, in parts. */
  quantities?: Kind<NumberExercise, NumberKey, object>;
}

export const extras: Extras = {};

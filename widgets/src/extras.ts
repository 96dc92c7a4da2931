/**
 * Forms of common kinds that few exercises use, by the chunk that brings them. A kind looks here for
 * what it needs; the page has loaded it before the exercise is shown.
 */
import type { Laboratory } from "./kinds/lab/laboratory";

/** Each entry is the type of what a chunk brings, absent until it is loaded. */
export interface Extras {
  lab_lever?: Laboratory;
  lab_pendulum?: Laboratory;
  lab_sampling?: Laboratory;
}

export const extras: Extras = {};

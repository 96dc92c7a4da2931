/**
 * Forms of common kinds that few exercises use, by the chunk that brings them. A kind looks here for
 * what it needs; the page has loaded it before the exercise is shown.
 */

/** Each entry is the type of what a chunk brings, absent until it is loaded. */
// biome-ignore lint/suspicious/noEmptyInterface: the first form to need it adds its entry
export interface Extras {}

export const extras: Extras = {};

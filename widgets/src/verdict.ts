/** The verdict of a kind, in no language. Mirrors the values of courseware/mark.py. */

import type { Rational } from "./text/rational";
import type { Parameters } from "./text/say";
import type { Texts } from "./wire";

/** One sentence of feedback: a key of the catalogue, or the author's own text (HTML). */
export type Note =
  | { readonly key: string; readonly parameters?: Parameters }
  | { readonly text: Texts };

/** What a kind thinks of an answer: a share of the points from 0 to 1, and why. */
export interface Verdict {
  readonly credit: Rational;
  readonly notes: readonly Note[];
}

/** An answer that cannot be understood: it is not marked and spends no attempt. */
export interface Misread {
  readonly misread: Note;
}

export const isMisread = (answer: unknown): answer is Misread =>
  typeof answer === "object" && answer !== null && "misread" in answer;

export const misread = (key: string, parameters: Parameters = {}): Misread => ({
  misread: { key, parameters },
});

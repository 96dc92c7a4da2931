/**
 * Essay: a long text, marked by a human with a rubric that its writer knows. Mirrors
 * courseware/kinds/essay.py.
 */
import { say } from "../text/say";
import type { EssayExercise, EssayKey } from "../types.generated";
import type { Variant } from "../variants";
import { type Misread, misread } from "../verdict";
import type { Language, Value } from "../wire";
import type { Kind, Sample } from "./base";
import { face } from "./essay/face";
import { countWords } from "./essay/words";

/** Characters of an essay. */
const LONGEST = 20_000;

/** Take a text as it was typed. */
function parse(_: EssayExercise, value: Value): string | Misread | null {
  if (value === null) return null;
  if (typeof value !== "string") return misread("marking.not_text");
  if ([...value].length > LONGEST) return misread("marking.too_long", { count: LONGEST });
  return /[^ \t\r\n\u00a0]/.test(value) ? value : null;
}

/** Leave the mark to a human; say where the length is not what was asked for. */
function mark(exercise: EssayExercise, _: EssayKey, __: Variant, answer: string): Misread {
  const { least_words: least, most_words: most } = exercise;
  const done = countWords(answer);
  if (least != null && done < least) return misread("essay.short", { done, least });
  if (most != null && done > most) return misread("essay.long", { done, most });
  return misread(exercise.graded ? "essay.by_hand" : "essay.compare");
}

/** Leave lines to write on. */
export function describe(exercise: EssayExercise, _: Variant, language: Language): string {
  const lines = Array(exercise.lines ?? 8).fill("_".repeat(30));
  return [say("essay.rubric", language), ...lines].join("\n");
}

/** Yield a text that a human must read, blank paper, what is too long to be read. */
export function* samples(): Iterable<Sample> {
  yield { value: "One two three.", state: "unmarked" };
  yield { value: " \n ", state: "wrong" };
  yield { value: "x".repeat(LONGEST + 1), state: "unmarked" };
}

export const essay: Kind<EssayExercise, EssayKey, string> = {
  draw: () => [],
  parse,
  mark,
  echo: () => "",
  grows: true,
  face,
};

/**
 * Text: a short answer, compared after folding what does not matter. Mirrors
 * courseware/kinds/text.py; all work is linear, so that no answer can make the page hang.
 */
import { exact } from "../expressions";
import { typedField } from "../field";
import { IGNORED, like, lookalikes, same } from "../text/folding";
import { choose } from "../text/languages";
import { rational, ZERO } from "../text/rational";
import type { TextExercise, TextKey } from "../types.generated";
import { fill, type Variant } from "../variants";
import { type Misread, misread, type Note, type Verdict } from "../verdict";
import type { Language, Texts, Value } from "../wire";
import type { Kind, Sample } from "./base";

/** Characters of an answer. */
const LONGEST = 2000;

/** Read a text; numbers are taken as typed. */
function parse(_: TextExercise, value: Value): string | Misread | null {
  if (value === null) return null;
  if (typeof value !== "string" && typeof value !== "number") return misread("marking.not_text");
  const text = String(value);
  if ([...text].length > LONGEST) return misread("marking.too_long", { count: LONGEST });
  return text.trim() || null;
}

/** Compare with the accepted forms, then the patterns, then the foreseen mistakes. */
function mark(_: TextExercise, key: TextKey, variant: Variant, answer: string): Verdict {
  const ignored = key.ignore ?? IGNORED;
  const filled = (forms: readonly string[]) =>
    forms.map((form) => fill(form, variant.values, "en"));
  const notes: Note[] = lookalikes(answer).length ? [{ key: "marking.lookalikes" }] : [];
  const isAccepted =
    filled(accepted(key)).some((form) => same(answer, form, ignored)) ||
    (key.patterns ?? []).some((pattern) => like(answer, pattern, ignored));
  if (isAccepted) return { credit: rational(1), notes };
  for (const { answer: wrong, credit = 0, feedback = "" } of key.mistakes ?? []) {
    if (filled(every(wrong)).some((form) => like(answer, form, ignored))) {
      return { credit: exact(credit), notes: [{ text: feedback }, ...notes] };
    }
  }
  return { credit: ZERO, notes };
}

/** Return the accepted forms of all languages. */
const accepted = ({ answer, answers = [] }: TextKey): string[] =>
  [...(answer == null ? [] : [answer]), ...answers].flatMap(every);

const every = (texts: number | Texts): string[] =>
  typeof texts === "object" ? Object.values(texts) : [String(texts)];

/** Leave lines to write on. */
export function describe(exercise: TextExercise, _: Variant, language: Language): string {
  const lines = Array(exercise.lines ?? 1)
    .fill("_".repeat(30))
    .join("\n");
  const hint = choose(exercise.placeholder ?? "", language);
  return hint ? `${lines} (${hint})` : lines;
}

/** Yield every accepted form, a text that fits nothing, a text too long to read. */
export function* samples(_: TextExercise, key: TextKey, variant: Variant): Iterable<Sample> {
  for (const form of accepted(key))
    yield { value: fill(form, variant.values, "en"), state: "right" };
  for (const pattern of key.patterns ?? [])
    yield { value: pattern.replace(/\*/g, ""), state: "right" };
  yield { value: "§ 404 §", state: "wrong" };
  yield { value: "x".repeat(LONGEST + 1), state: "unmarked" };
}

export const text: Kind<TextExercise, TextKey, string> = {
  draw: () => [],
  parse,
  mark,
  echo: () => "",
  face: ({ lines = 1, placeholder = "" }, host) =>
    typedField(host, { inputmode: "text", size: "long", lines, placeholder }),
};

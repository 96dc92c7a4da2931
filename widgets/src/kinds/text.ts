/**
 * Text: a short answer, compared after folding what does not matter. Mirrors
 * courseware/kinds/text.py; all work is linear, so that no answer can make the page hang.
 */
import { typedField } from "../field";
import { every, textVerdict, trimmed } from "../rules/texts";
import { choose } from "../text/languages";
import type { TextExercise, TextKey } from "../types.generated";
import { fill, type Variant } from "../variants";
import { type Misread, misread, type Verdict } from "../verdict";
import type { Language, Value } from "../wire";
import type { Kind, Sample } from "./base";

/** Characters of an answer. */
const LONGEST = 2000;

/** Read a text; numbers are taken as typed. */
function parse(_: TextExercise, value: Value): string | Misread | null {
  if (value === null) return null;
  if (typeof value !== "string" && typeof value !== "number") return misread("marking.not_text");
  const text = String(value);
  if ([...text].length > LONGEST) return misread("marking.too_long", { count: LONGEST });
  return trimmed(text) || null;
}

/** Compare with what the key accepts, then with the mistakes that it foresaw. */
const mark = (_: TextExercise, key: TextKey, variant: Variant, answer: string): Verdict =>
  textVerdict(answer, { ...key, forms: accepted(key) }, variant);

/** Return the forms of all languages that are right in full. */
const accepted = ({ answer, answers = [] }: TextKey): string[] =>
  [...(answer == null ? [] : [answer]), ...answers].flatMap(every);

/** Leave lines to write on. */
export function describe(exercise: TextExercise, _: Variant, language: Language): string {
  const lines = Array(exercise.lines ?? 1)
    .fill("_".repeat(30))
    .join("\n");
  const hint = choose(exercise.placeholder ?? "", language);
  return hint ? `${lines} (${hint})` : lines;
}

/** Yield what earns all the credit, a text that fits nothing, a text too long to read. */
export function* samples(_: TextExercise, key: TextKey, variant: Variant): Iterable<Sample> {
  const full = (key.accepted ?? []).filter(({ credit = 1 }) => credit === 1);
  const plain = (text: string) => fill(text, variant.values, "en").replace(/\*/g, "");
  for (const form of accepted(key))
    yield { value: fill(form, variant.values, "en"), state: "right" };
  for (const pattern of key.patterns ?? []) yield { value: plain(pattern), state: "right" };
  for (const { answer } of full)
    for (const form of every(answer)) yield { value: plain(form), state: "right" };
  for (const { all = [], any = [], credit = 1 } of key.keywords ?? []) {
    const wanted = [...all, ...any.slice(0, 1)].map((texts) => every(texts)[0] ?? "");
    if (credit === 1) yield { value: plain(wanted.join(" ")), state: "right" };
  }
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

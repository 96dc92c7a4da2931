/**
 * From an answer to the mark that a learner reads. Mirrors courseware/marking.py; feedback by
 * authors stays HTML with its slots, to be filled where it is shown.
 */
import { exact, toDouble } from "./expressions";
import { kindOf } from "./kinds";
import { choose } from "./text/languages";
import { add, divide, multiply, type Rational, rational, subtract, ZERO } from "./text/rational";
import { say } from "./text/say";
import type { Variant } from "./variants";
import { isMisread, type Misread, type Note, type Verdict } from "./verdict";
import type { Confidence, Exercise, Key, Language, MarkState, Texts, Value } from "./wire";

/** One sentence for the learner: ours is plain text, an author's is HTML. */
export interface Said {
  readonly text: string;
  readonly isHtml: boolean;
}

/** A marked answer; `score` is null where the state is `unmarked` or `failed`. */
export interface Result {
  readonly state: MarkState;
  readonly score: number | null;
  readonly outOf: number;
  readonly feedback: readonly Said[];
  readonly explanation: string;
}

const ONE = rational(1);
/** Thirds of the points for certainty 1, 2, 3 (Gardner-Medwin 1995). */
const CERTAINTY = { 1: [1, 0], 2: [2, -2], 3: [3, -6] } as const;

/** Mark one answer; no answer at all is wrong with 0, an unreadable one is `unmarked`. */
export function mark(
  exercise: Exercise,
  key: Key,
  variant: Variant,
  value: Value,
  language: Language,
  confidence: Confidence | null = null,
): Result {
  const outOf = exercise.points ?? 1;
  const unscored = (state: MarkState, said: Said): Result => ({
    state,
    score: null,
    outOf,
    feedback: [said],
    explanation: "",
  });
  try {
    const verdict = judge(exercise, key, variant, value);
    if (isMisread(verdict)) return unscored("unmarked", told(verdict.misread, language));
    const state = stateOf(verdict.credit);
    const share = exercise.confidence ? certain(verdict.credit, confidence) : verdict.credit;
    return {
      state,
      score: toDouble(multiply(share, exact(outOf))),
      outOf,
      feedback: feedback(key, state, verdict.notes, language),
      explanation: choose(key.explanation ?? "", language),
    };
  } catch (error) {
    console.warn("courseware: marking failed", error);
    return unscored("failed", told({ key: "marking.failed" }, language));
  }
}

function judge(exercise: Exercise, key: Key, variant: Variant, value: Value): Verdict | Misread {
  const kind = kindOf(exercise);
  const answer = kind.parse(exercise, value);
  if (answer === null) return { credit: ZERO, notes: [{ key: "marking.blank" }] };
  return isMisread(answer) ? answer : kind.mark(exercise, key, variant, answer);
}

function stateOf({ above, below }: Rational): MarkState {
  return above === below ? "right" : above === 0n ? "wrong" : "partly";
}

/** Return the share of the points with certainty counted, from -2 to 1. */
export function certain(credit: Rational, confidence: Confidence | null): Rational {
  const [right, wrong] = CERTAINTY[confidence ?? 1];
  const gained = multiply(credit, rational(right));
  const lost = multiply(subtract(ONE, credit), rational(wrong));
  return divide(add(gained, lost), rational(3));
}

/** The verdict's own notes, else what the author says to right or wrong, else ours. */
function feedback(key: Key, state: MarkState, notes: readonly Note[], language: Language): Said[] {
  const own = notes.map((note) => told(note, language)).filter((said) => said.text);
  const general = byAuthor((state === "right" ? key.right : key.wrong) ?? "", language);
  if (general.text && (state === "right" || !own.length)) return [general, ...own];
  return own.length ? own : [told({ key: `marking.${state}` }, language)];
}

/** Say a note in a language. */
export function told(note: Note, language: Language): Said {
  if ("text" in note) return byAuthor(note.text, language);
  return { text: say(note.key, language, note.parameters), isHtml: false };
}

const byAuthor = (texts: Texts, language: Language): Said => ({
  text: choose(texts, language),
  isHtml: true,
});

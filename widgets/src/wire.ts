/**
 * What travels between the kernel and the browser: the traits of an exercise widget and the
 * messages it sends. Exercise, key, mark and response are generated from the Python structs.
 *
 * Every text of an exercise or a key that is shown (not the answers of a key) is HTML made by our
 * own Markdown renderer, with the author's `{{slots}}` still in it; it is sanitised again here.
 */
import type * as generated from "./types.generated";

export type Exercise =
  | generated.ChoiceExercise
  | generated.ClozeExercise
  | generated.CodeExercise
  | generated.EssayExercise
  | generated.FormulaExercise
  | generated.LabExercise
  | generated.MatchExercise
  | generated.NumberExercise
  | generated.OrderExercise
  | generated.TextExercise;
export type Key =
  | generated.ChoiceKey
  | generated.ClozeKey
  | generated.CodeKey
  | generated.EssayKey
  | generated.FormulaKey
  | generated.LabKey
  | generated.MatchKey
  | generated.NumberKey
  | generated.OrderKey
  | generated.TextKey;
export type { Mark } from "./types.generated";
export type MarkState = generated.Mark["state"];
export type Confidence = 1 | 2 | 3;
/** What a learner can give: an option's id, a list of ids, or the text typed. */
export type Value = generated.Response["value"];
/** A committed answer; what the kernel leaves out has its default. */
export type Response = Pick<generated.Response, "value" | "confidence" | "variant" | "attempt"> & {
  readonly at: string;
};

/** "uz" (Latin letters), "uz-Cyrl", "ru" or "en". */
export type Language = string;
/** One text for every language, or one for each. */
export type Texts = string | Readonly<Record<string, string>>;

/** A drawn value: an exact number as "7/2", or a text. */
export type WireValue = string | { readonly text: Texts };

/** One draw; `order` is the kind's own: the ids of its options as they stand. */
export interface WireVariant {
  readonly number: number;
  readonly seed: string;
  readonly values: Readonly<Record<string, WireValue>>;
  readonly order: readonly string[];
}

/** What became of an answer that the kernel tried: an answer of its kind, with what was found. */
export type Report = Extract<Value, { [name: string]: unknown }>;

/** What the kernel says of the newest commit, which it names by its token. */
export interface Status {
  readonly state: "empty" | "saving" | "saved" | "unsaved";
  readonly sequence?: number | null;
  readonly reason?: string | null;
  readonly token?: string | null;
}

/** The traits of an exercise widget. */
export interface Wire {
  readonly exercise: Exercise;
  readonly key: Key | null;
  readonly variant: WireVariant;
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly response: Response | null;
  readonly mark: generated.Mark | null;
  readonly hints_shown: number;
  readonly status: Status;
  readonly read_only: boolean;
  readonly report?: Report | null;
  readonly figure: string | null;
  /** The bundle's widget, where there is a kernel. */
  readonly module?: string;
  /** The chunks that the exercise needs, beside its languages. */
  readonly chunks?: readonly string[];
}

/** An answer on its way to the kernel. */
export interface Commit {
  readonly value: Value;
  readonly confidence: Confidence | null;
  readonly attempt: number;
  readonly variant: number;
  readonly at: string;
  readonly front_end: string;
  readonly token: string;
}

/** What the browser says to the kernel. */
export type Message =
  | { readonly type: "commit"; readonly response: Commit }
  | { readonly type: "hint"; readonly shown: number }
  | { readonly type: "variant"; readonly number: number }
  | { readonly type: "language"; readonly language: Language };

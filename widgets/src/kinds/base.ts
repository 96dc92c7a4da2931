/**
 * What a kind of exercise is: the functions of `Kind` in courseware/kinds/base.py, and a face.
 * A kind is one module here and one in Python with the same stem.
 */
import type { Result, Said } from "../marking";
import type { Generator, Variant } from "../variants";
import type { Misread, Verdict } from "../verdict";
import type { Exercise, Key, Language, MarkState, Report, Texts, Value } from "../wire";

/** An answer that a kind makes of itself, and the state that it must get. */
export interface Sample {
  readonly value: Value;
  readonly state: MarkState;
}

/** What a face is given to work with. */
export interface Host {
  /** A prefix for ids that is used nowhere else on the page. */
  readonly id: string;
  /** The safe nodes of an author's text, for a place within a line. */
  line(texts: Texts): DocumentFragment;
  /** The words of an author's text alone. */
  words(texts: Texts): string;
  /** The learner changed the answer; `settled` when they are done with it for now. */
  edit(value: Value, settled: boolean): void;
}

/** What a face shows. `result` is null until there is something to show of it. */
export interface Look {
  readonly value: Value;
  readonly variant: Variant;
  readonly language: Language;
  readonly locked: boolean;
  readonly result: Result | null;
  /** Whether the right answer may be shown. */
  readonly revealed: boolean;
  readonly key: Key | null;
  /** What the kernel told of the newest answer, for kinds that it has to try; else null. */
  readonly report: Report | null;
  /** Why the answer cannot be read; null while nothing is wrong with it. */
  readonly complaint: Said | null;
}

/** The place for the answer: elements only, no state of its own but what the inputs hold. */
export interface Face {
  readonly element: HTMLElement;
  update(look: Look): void;
  focus(): void;
}

/**
 * What the page needs of a kind; its module exports `describe` and `samples` beside it, which stay
 * out of the bundle. `Answer` is what `parse` makes of a value.
 */
export interface Kind<E extends Exercise, K extends Key, Answer> {
  draw(exercise: E, generator: Generator): readonly string[];
  /** Whether two draws may look different, its variables apart; if absent, they do not. */
  mixes?(exercise: E): boolean;
  parse(exercise: E, value: Value): Answer | Misread | null;
  mark(exercise: E, key: K, variant: Variant, answer: Answer): Verdict | Misread;
  face(exercise: E, host: Host): Face;
  /** Whether an answer grows over time: it is saved at every step, and judged when that is asked. */
  readonly grows?: boolean;
  /** Whether a kernel has to try an answer before it can be judged: nothing here can run it. */
  readonly remote?: boolean;
  /** How an answer was understood, where that may differ from how it was typed; else "". */
  echo(answer: Answer, value: Value, language: Language): string;
}

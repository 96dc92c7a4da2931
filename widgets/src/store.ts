/**
 * What one exercise on the page knows, and how events change it. Pure: state and event in, new
 * state out. It never touches the model (`sync.ts` does) nor the page (`view.ts` does).
 */
import { kindOf } from "./kinds";
import { mark as markAnswer, type Result } from "./marking";
import { choose } from "./text/languages";
import type { Variant } from "./variants";
import { isMisread, type Note } from "./verdict";
import type {
  Commit,
  Confidence,
  Exercise,
  Key,
  Language,
  Mark,
  Report,
  Response,
  Status,
  Value,
} from "./wire";

/** What the learner is always told; `marked` is saved and marked. */
export type Phase = "empty" | "unsaved" | "saving" | "saved" | "marked" | "disconnected";

/** What the kernel says, by traits. */
export interface Heard {
  readonly exercise: Exercise;
  readonly key: Key | null;
  readonly variant: Variant;
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly response: Response | null;
  readonly mark: Mark | null;
  readonly hints: number;
  readonly readOnly: boolean;
  readonly report?: Report | null;
}

export interface State extends Heard {
  /** What stands in the inputs. */
  readonly value: Value;
  readonly confidence: Confidence | null;
  /** Why the answer cannot be handed in as it stands. */
  readonly complaint: Note | null;
  /** Given by the learner, not yet acknowledged by the kernel. */
  readonly pending: Commit | null;
  /** The number the kernel gave to `pending`, once it has said that it is saving it. */
  readonly sequence: number | null;
  /** How often `pending` was to be sent; a higher number asks to send it again. */
  readonly sends: number;
  /** Whether `pending` is safe on this device. */
  readonly kept: boolean;
  /** Whether the kernel said that its newest answer is saved. */
  readonly isSaved: boolean;
  /** Why the kernel could not save; null while it did not complain. */
  readonly refusal: string | null;
  readonly connected: boolean;
  /** The variant that was asked for and has not come yet. */
  readonly awaited: number | null;
  /** Whether the learner asked for a verdict on what stands there now. */
  readonly asked: boolean;
}

/** What a commit is stamped with, by the world outside. */
export type Stamp = Pick<Commit, "at" | "token" | "front_end">;

export type Event =
  | { readonly type: "heard"; readonly news: Partial<Heard> }
  | { readonly type: "status"; readonly status: Status }
  | { readonly type: "edited"; readonly value: Value }
  | { readonly type: "certain"; readonly confidence: Confidence }
  | { readonly type: "settled" }
  | { readonly type: "submitted"; readonly stamp: Stamp }
  | { readonly type: "recovered"; readonly commit: Commit }
  | { readonly type: "kept"; readonly token: string }
  | { readonly type: "silence"; readonly token: string | null }
  | { readonly type: "link"; readonly live: boolean }
  | { readonly type: "resend" }
  | { readonly type: "asked" }
  | { readonly type: "hint" }
  | { readonly type: "another" }
  | { readonly type: "language"; readonly language: Language };

/** Refusals that sending again cannot change. */
const FINAL: ReadonlySet<string> = new Set(["attempts", "changed", "closed", "unreadable"]);

export function initial(heard: Heard): State {
  const response = responseOf(heard);
  return {
    ...heard,
    value: response?.value ?? null,
    confidence: response?.confidence ?? null,
    complaint: null,
    pending: null,
    sequence: null,
    sends: 0,
    kept: false,
    isSaved: false,
    refusal: null,
    connected: true,
    awaited: null,
    asked: false,
  };
}

export function transition(state: State, event: Event): State {
  switch (event.type) {
    case "heard":
      return listen(state, event.news);
    case "status":
      return acknowledge(state, event.status);
    case "edited":
      return isLocked(state)
        ? state
        : { ...state, value: event.value, complaint: null, asked: false };
    case "certain":
      return isLocked(state) ? state : { ...state, confidence: event.confidence };
    case "settled":
      return { ...state, complaint: isBlank(state.value) ? null : complaintOf(state) };
    case "submitted":
      return submit(state, event.stamp);
    case "recovered":
      return { ...send(state, event.commit), value: event.commit.value, kept: true };
    case "kept":
      return state.pending?.token === event.token ? { ...state, kept: true } : state;
    case "silence":
      return isAwaiting(state, event.token) ? { ...state, connected: false } : state;
    case "link":
      return { ...state, connected: event.live };
    case "resend":
      return resend(state);
    case "asked":
      return { ...state, asked: true };
    case "hint":
      return { ...state, hints: Math.min(state.hints + 1, state.exercise.hints?.length ?? 0) };
    case "another":
      return { ...state, awaited: state.variant.number + 1 };
    case "language":
      return { ...state, language: event.language };
  }
}

/** The kernel's answer to this variant, if any. */
const responseOf = ({ response, variant }: Heard): Response | null =>
  response && (response.variant ?? 1) === variant.number ? response : null;

/** Take the kernel's word, but never over an answer that is not saved yet. */
function listen(state: State, news: Partial<Heard>): State {
  const next = { ...state, ...news };
  if (next.variant.number !== state.variant.number) return initial(next);
  if (news.response === undefined || state.pending || isDirty(state)) return next;
  const response = responseOf(next);
  return { ...next, value: response?.value ?? null, confidence: response?.confidence ?? null };
}

function acknowledge(state: State, status: Status): State {
  const { pending } = state;
  const now = { ...state, connected: true, isSaved: status.state === "saved" };
  const isOurs = pending !== null && status.token === pending.token;
  const sequence = status.sequence ?? 0;
  if (status.state === "unsaved" && (isOurs || !pending)) {
    const refusal = status.reason || "unknown";
    return { ...now, pending: FINAL.has(refusal) ? null : pending, refusal };
  }
  if (isOurs && status.state === "saving") return { ...now, sequence };
  if (status.state !== "saved" || (pending && !isOurs && !isPassed(state, sequence))) return now;
  if (!isOurs) return pending ? giveWay(now) : { ...now, refusal: null };
  return { ...now, response: pending, pending: null, kept: false, refusal: null };
}

/** Whether the kernel saved a later answer to this exercise, given in another tab. */
const isPassed = (state: State, sequence: number): boolean =>
  state.sequence !== null && sequence > state.sequence;

/** Show the newer answer that was given elsewhere instead of ours. */
function giveWay(state: State): State {
  const response = responseOf(state);
  return {
    ...state,
    pending: null,
    kept: false,
    refusal: null,
    value: response?.value ?? null,
    confidence: response?.confidence ?? null,
  };
}

/** Send the pending answer again, unless a newer one was given elsewhere meanwhile. */
function resend(state: State): State {
  const { pending, response } = state;
  if (!pending) return { ...state, connected: true };
  return isNewer(response, pending) ? giveWay({ ...state, connected: true }) : send(state, pending);
}

/** Whether there is an answer that was given after another one. */
export const isNewer = (answer: Response | null, than: Response | null): boolean =>
  answer !== null && (than === null || Date.parse(answer.at) > Date.parse(than.at));

function submit(state: State, stamp: Stamp): State {
  if (isLocked(state)) return state;
  const { exercise, value, confidence } = state;
  const isErased = isBlank(value) && savesByItself(state) && answered(state) !== null;
  const complaint = isErased ? null : complaintOf(state);
  if (complaint) return { ...state, complaint };
  if (!isDirty(state) && answered(state) && state.refusal === null) {
    return { ...state, complaint: null };
  }
  const spent = attemptsSpent(state);
  return send(state, {
    value,
    confidence: exercise.confidence ? confidence : null,
    attempt: savesByItself(state) ? Math.max(1, spent) : spent + 1,
    variant: state.variant.number,
    ...stamp,
  });
}

function send(state: State, pending: Commit): State {
  const isOther = pending.token !== state.pending?.token;
  return {
    ...state,
    pending,
    sequence: null,
    kept: !isOther && state.kept,
    sends: state.sends + 1,
    complaint: null,
    refusal: null,
    connected: true,
  };
}

function isAwaiting(state: State, token: string | null): boolean {
  return token === null
    ? state.awaited !== null && state.awaited !== state.variant.number
    : state.pending?.token === token && state.refusal === null;
}

/** The newest answer to this variant, whether acknowledged or not. */
export const answered = (state: State): Response | null => state.pending ?? responseOf(state);

const isBlank = (value: Value): boolean =>
  value === null ||
  (typeof value === "string" && !value.trim()) ||
  (typeof value === "object" && Object.values(value).every(isBlank));

const isSame = (left: Value, right: Value): boolean =>
  (isBlank(left) && isBlank(right)) || JSON.stringify(left) === JSON.stringify(right);

/** Whether the inputs hold something else than the newest answer. */
export function isDirty(state: State): boolean {
  const newest = answered(state);
  return (
    !isSame(state.value, newest?.value ?? null) ||
    (!!state.exercise.confidence &&
      state.confidence !== (newest?.confidence ?? null) &&
      !isBlank(state.value))
  );
}

function complaintOf(state: State): Note | null {
  if (isBlank(state.value)) return { key: "widget.answer_first" };
  if (kindOf(state.exercise).remote) return null;
  const answer = kindOf(state.exercise).parse(state.exercise, state.value);
  return isMisread(answer) ? answer.misread : null;
}

export function phaseOf(state: State): Phase {
  if (!state.connected) return "disconnected";
  if (state.refusal !== null) return "unsaved";
  if (isDirty(state)) return "unsaved";
  if (!answered(state)) return "empty";
  if (state.pending || !state.isSaved) return "saving";
  return resultOf(state)?.score == null ? "saved" : "marked";
}

/** Whether every change is saved without a button: nothing is spent by it. */
export const savesByItself = (state: State): boolean =>
  (!!state.exercise.graded && state.exercise.attempts == null) || grows(state);

/** Whether a practice answer is saved as it grows, and judged only when the learner asks. */
export const grows = ({ exercise }: State): boolean =>
  !exercise.graded && exercise.attempts == null && !!kindOf(exercise).grows;

export const attemptsSpent = (state: State): number => answered(state)?.attempt ?? 0;

/** Return the tries that are left on this variant, null where there is no limit. */
export function attemptsLeft(state: State): number | null {
  const limit = state.exercise.attempts;
  return limit == null ? null : Math.max(0, limit - attemptsSpent(state));
}

/** Whether the answer can be changed no more. */
export function isLocked(state: State): boolean {
  const left = attemptsLeft(state);
  if (state.readOnly || left === 0) return true;
  return left !== null && resultOf(state)?.state === "right";
}

/** Whether the right answer may be shown: it was found, or no attempt is left. */
export const isRevealed = (state: State): boolean =>
  resultOf(state)?.state === "right" || (attemptsLeft(state) === 0 && resultOf(state) !== null);

/** Whether the exercise has another draw to offer. */
export function hasVariants({ exercise }: State): boolean {
  const mixes = kindOf(exercise).mixes?.(exercise) ?? false;
  return !exercise.graded && (mixes || Object.keys(exercise.variables ?? {}).length > 0);
}

interface Known {
  readonly by: readonly unknown[];
  readonly result: Result | null;
}

/** By answer, so that typing on does not mark again what was marked. */
const known = new WeakMap<Response, Known>();

/** The mark of the newest answer: by the key that is here, or as the kernel sent it. */
export function resultOf(state: State): Result | null {
  const newest = answered(state);
  if (!newest) return null;
  const { key, variant, language, mark } = state;
  if (grows(state) && !state.asked) return null;
  const by = [key, variant, language, mark, state.report, state.pending];
  const before = known.get(newest);
  if (before?.by.every((part, place) => part === by[place])) return before.result;
  const result = computeResult(state, newest);
  known.set(newest, { by, result });
  return result;
}

function computeResult(state: State, newest: Response): Result | null {
  const { exercise, key, variant, language, report } = state;
  const isRemote = kindOf(exercise).remote;
  if (isRemote && report?.source !== newest.value) return null;
  const value = (isRemote && report) || newest.value;
  if (key) return markAnswer(exercise, key, variant, value, language, newest.confidence ?? null);
  const sent = state.pending ? null : state.mark;
  if (!sent) return null;
  const feedback = (sent.feedback ?? []).map((text) => ({ text, isHtml: true }));
  const explanation = choose(sent.explanation ?? "", language);
  return { state: sent.state, score: sent.score, outOf: sent.out_of, feedback, explanation };
}

export interface Store {
  readonly state: State;
  dispatch(event: Event): void;
  /** Call back after every change, with what was before; returns how to stop. */
  subscribe(listener: (state: State, before: State) => void): () => void;
}

export function createStore(heard: Heard): Store {
  let state = initial(heard);
  const listeners = new Set<(state: State, before: State) => void>();
  const untold: (readonly [State, State])[] = [];
  let isTelling = false;
  return {
    get state() {
      return state;
    },
    dispatch(event) {
      const before = state;
      state = transition(state, event);
      if (state !== before) untold.push([state, before]);
      if (isTelling) return;
      isTelling = true;
      // What a listener dispatches is told after what it was told of, to everyone in this order.
      for (let news = untold.shift(); news; news = untold.shift()) {
        for (const listener of [...listeners]) listener(...news);
      }
      isTelling = false;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A set of numbers, in any order. Mirrors courseware/kinds/number/sets.py. */
import { ExpressionError } from "../../expressions";
import { typedField } from "../../field";
import {
  add,
  compare,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../../text/rational";
import type { NumberExercise, NumberKey } from "../../types.generated";
import { type Real, readReal } from "../../units/reals";
import type { Variant } from "../../variants";
import { isMisread, type Misread, misread, type Note, type Verdict } from "../../verdict";
import type { Language, Value } from "../../wire";
import type { Kind } from "../base";
import { foreseen, formVerdict, typed } from "../number";
import * as lists from "./lists";

/** The numbers of a set, and those that a doubtful comma may have meant. */
export interface Numbers {
  readonly reals: readonly Real[];
  readonly others: readonly Real[] | null;
}

function parse(_: NumberExercise, value: Value): Numbers | Misread | null {
  const text = typed(value);
  return typeof text === "string" ? read(text, readReal) : text;
}

/** Read a set, with braces or without, whose numbers are read by `number`. */
function read(raw: string, number: lists.Read): Numbers | Misread {
  if (lists.isTooLong(raw)) return misread("number.too_long", { count: lists.LONGEST });
  const text = lists.tidy(raw);
  if (lists.isEmpty(text)) return { reals: [], others: null };
  const body = /^\{.*\}$/u.test(text) ? text.slice(1, -1).trim() : text;
  if (!body || /[{}[\]<>∪]/.test(body)) {
    return misread("quantities.set_syntax", { text: [...text].slice(0, 40).join("") });
  }
  const [pieces, others] = lists.split(body);
  const reals = lists.numbers(pieces, number);
  if (isMisread(reals)) return reals;
  const second = others && lists.numbers(others, number);
  return { reals, others: isMisread(second) ? null : second };
}

/** Count what was found and what does not belong; then look for a foreseen mistake. */
function mark(
  _: NumberExercise,
  key: NumberKey,
  variant: Variant,
  { reals, others }: Numbers,
): Verdict | Misread {
  const authors = lists.authors(variant);
  const targets = valuesOf(key.answer, authors);
  const isRight = (wanted: readonly Rational[], given: readonly Real[]) => {
    const { missed, extra } = compared(key, wanted, given);
    return !missed && !extra;
  };
  if (!isRight(targets, reals)) {
    if (others && isRight(targets, others)) return misread("quantities.separator");
    for (const mistake of key.mistakes ?? []) {
      if (isRight(valuesOf(mistake.answer, authors), reals)) return foreseen(mistake);
    }
  }
  return counted(key, targets, reals);
}

/** Return what an author's text or list gives, in ascending order. */
export function valuesOf(answer: unknown, authors: lists.Read): Rational[] {
  if (typeof answer === "string") {
    const found = read(answer, authors);
    if (isMisread(found)) throw new ExpressionError("unexpected");
    return ascending(found.reals).map(({ number }) => number.value);
  }
  const entries = [answer].flat() as (number | string)[];
  return ascending(entries.map((each) => lists.entry(each, authors))).map((r) => r.number.value);
}

function ascending(reals: readonly Real[]): Real[] {
  const values = new Map(reals.map((real) => [lists.over(real.number.value), real] as const));
  return [...values.values()].sort((a, b) => compare(a.number.value, b.number.value));
}

function counted(key: NumberKey, targets: readonly Rational[], reals: readonly Real[]): Verdict {
  const { missed, extra, formed } = compared(key, targets, reals);
  if (!missed && !extra) return formed;
  const found = targets.length - missed;
  const notes: Note[] = [];
  if (found && missed) notes.push({ key: "quantities.set_missed", parameters: { count: missed } });
  if (found && extra) notes.push({ key: "quantities.set_extra", parameters: { count: extra } });
  const isCounted = (key.credit ?? "per_entry") === "per_entry" && found > extra;
  const credit = isCounted
    ? multiply(rational(found - extra, targets.length), formed.credit)
    : ZERO;
  return { credit, notes: [...notes, ...formed.notes] };
}

/**
 * Return how many were missed, how many are too many, and the form of those that are right. Both
 * lists ascend, so that the smallest that fits is the one to take.
 */
function compared(
  key: NumberKey,
  targets: readonly Rational[],
  reals: readonly Real[],
): { readonly missed: number; readonly extra: number; readonly formed: Verdict } {
  const given = ascending(reals);
  let formed: Verdict = { credit: rational(1), notes: [] };
  let [found, at] = [0, 0];
  for (const target of targets) {
    for (let real = given[at]; real; real = given[at]) {
      const { value } = real.number;
      const margin = lists.marginFor(key, target, real.isApproximate);
      if (compare(value, add(target, margin)) > 0) break;
      at += 1;
      if (compare(value, subtract(target, margin)) < 0) continue;
      found += 1;
      const form = formVerdict(key, target, real.number);
      if (compare(form.credit, formed.credit) < 0) formed = form;
      break;
    }
  }
  return { missed: targets.length - found, extra: given.length - found, formed };
}

/** Write the set with its braces. */
function echo({ reals }: Numbers, typedAs: Value, language: Language): string {
  const texts = reals.map((real) => lists.textOf(real, language));
  const written = texts.length ? `{${texts.join("; ")}}` : "∅";
  return written === String(typedAs).trim() ? "" : written;
}

export const sets: Kind<NumberExercise, NumberKey, Numbers> = {
  draw: () => [],
  parse,
  mark,
  echo,
  face: (exercise, host) =>
    typedField(host, { inputmode: "text", size: "long", suffix: exercise.suffix ?? "" }),
};

/**
 * Each gap by the rules of its kind, the whole by their weights. Mirrors
 * courseware/kinds/cloze/answers.py and marking.py.
 */
import { exact } from "../../expressions";
import { nearMiss, quantity, widestMargin } from "../../rules/numbers";
import { every, textVerdict, trimmed } from "../../rules/texts";
import { LANGUAGES } from "../../text/languages";
import { isProblem, type ParsedNumber, parseNumber } from "../../text/numbers";
import {
  absolute,
  add,
  compare,
  divide,
  equals,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../../text/rational";
import { say } from "../../text/say";
import type {
  ClozeExercise,
  ClozeGap,
  ClozeGapKey,
  ClozeKey,
  ClozeOption,
} from "../../types.generated";
import type { Variant } from "../../variants";
import { isMisread, type Misread, misread, type Note, type Verdict } from "../../verdict";
import type { Texts, Value } from "../../wire";
import { wordIds } from "./body";

/** Characters of one gap. */
const LONGEST = 500;
const ONE = rational(1);

type Given = ReadonlyMap<string, string | ParsedNumber>;
/** By gap what stands in it, blank ones left out; or the words that were marked. */
export type Answer = Given | ReadonlySet<string>;

export const gapsOf = ({ gaps = {} }: ClozeExercise): [string, ClozeGap][] => Object.entries(gaps);

/** Return what a gap lets choose: its own options, the bank, or nothing. */
export function optionsOf({ bank = [] }: ClozeExercise, gap: ClozeGap): readonly ClozeOption[] {
  if (gap.kind === "bank") return bank;
  return gap.kind === "dropdown" ? (gap.options ?? []) : [];
}

/** Read a table of gaps, or a list of words; blank gaps are left out. */
export function parse(exercise: ClozeExercise, value: Value): Answer | Misread | null {
  if (value === null || value === "") return null;
  if (exercise.words != null) return parseWords(exercise, value);
  if (typeof value !== "object" || Array.isArray(value)) return misread("marking.unreadable");
  const table = new Map<string, unknown>(Object.entries(value));
  const gaps = gapsOf(exercise);
  const known = new Set(gaps.map(([name]) => name));
  if ([...table.keys()].some((name) => !known.has(name))) {
    return misread("marking.unknown_option", { option: "?" });
  }
  const answer = new Map<string, string | ParsedNumber>();
  for (const [place, [name, gap]] of gaps.entries()) {
    const read = parseGap(exercise, gap, place + 1, table.get(name) ?? null);
    if (isMisread(read)) return read;
    if (read !== null) answer.set(name, read);
  }
  return answer.size ? answer : null;
}

function parseWords(exercise: ClozeExercise, value: Value): Answer | Misread | null {
  if (!Array.isArray(value)) return misread("marking.unreadable");
  const known = wordIds(exercise.body, exercise.words === "all");
  for (const word of value as readonly unknown[]) {
    if (typeof word !== "string" || !known.has(word)) {
      return misread("marking.unknown_option", { option: short(word) });
    }
  }
  return value.length ? new Set(value.map(String)) : null;
}

function parseGap(
  exercise: ClozeExercise,
  gap: ClozeGap,
  number: number,
  given: unknown,
): string | ParsedNumber | Misread | null {
  const text = gap.kind === "number" && typeof given === "number" ? String(given) : given;
  if (text === null) return null;
  if (typeof text !== "string") return misread("cloze.gap_unreadable", { gap: number, text: "?" });
  if ([...text].length > LONGEST) {
    return misread("cloze.gap_too_long", { gap: number, count: LONGEST });
  }
  if (!trimmed(text)) return null;
  if (gap.kind === "number") {
    const read = parseNumber(text);
    if (!isProblem(read)) return read;
    return misread("cloze.gap_no_number", { gap: number, text: short(text) });
  }
  if ((gap.kind ?? "text") === "text") return trimmed(text);
  if (optionsOf(exercise, gap).some(({ id }) => id === text)) return text;
  return misread("cloze.gap_unreadable", { gap: number, text: short(text) });
}

/** Return what a message may repeat of what was given. */
function short(item: unknown): string {
  if (typeof item !== "string") return "?";
  const start = [...item].slice(0, 40).join("");
  return start.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, "");
}

/** Mark the gaps one by one, or the words together. */
export function mark(
  exercise: ClozeExercise,
  key: ClozeKey,
  variant: Variant,
  answer: Answer,
): Verdict | Misread {
  if (answer instanceof Set) return markWords(key, answer);
  const gaps = gapsOf(exercise);
  const notes: Note[] = [];
  let [earned, total, right] = [ZERO, ZERO, 0];
  for (const [place, [name]] of gaps.entries()) {
    const verdict = markGap(exercise, key, variant, name, answer as Given);
    if (isMisread(verdict)) return verdict;
    const weight = exact(ruleOf(key, name).weight ?? 1);
    earned = add(earned, multiply(weight, verdict.credit));
    total = add(total, weight);
    if (equals(verdict.credit, ONE)) right += 1;
    notes.push(...verdict.notes.map((note) => labelled(place + 1, note)));
  }
  if (right < gaps.length) {
    notes.push({ key: "cloze.right_gaps", parameters: { count: right, total: gaps.length } });
  }
  const credit = gaps.length ? divide(earned, total) : ZERO;
  const isAll = key.credit !== "all_or_nothing" || equals(credit, ONE);
  return { credit: isAll ? credit : ZERO, notes };
}

const ruleOf = ({ gaps = {} }: ClozeKey, name: string): ClozeGapKey =>
  new Map(Object.entries(gaps)).get(name) ?? {};

/** Mark one gap; a blank one gets 0 and nothing is said of it. */
export function markGap(
  exercise: ClozeExercise,
  key: ClozeKey,
  variant: Variant,
  name: string,
  answer: Given,
): Verdict | Misread {
  const rule = ruleOf(key, name);
  const wanted = accepted(key, name);
  const given = answer.get(name);
  const gaps = gapsOf(exercise);
  const place = gaps.findIndex(([id]) => id === name);
  if (given === undefined || !wanted.length) return { credit: ZERO, notes: [] };
  let verdict: Verdict | Misread;
  if (typeof given !== "string") verdict = markNumber(wanted, rule, variant, given, place + 1);
  else if ((gaps[place]?.[1].kind ?? "text") === "text") {
    const credit = rule.spelling_credit ?? key.spelling_credit;
    verdict = textVerdict(
      given,
      {
        patterns: rule.patterns,
        accepted: rule.accepted,
        mistakes: rule.mistakes,
        forms: wanted.flatMap(every),
        ignore: rule.ignore ?? key.ignore,
        spelling: rule.spelling ?? key.spelling,
        spelling_credit: credit,
      },
      variant,
    );
  } else {
    const text = new Map(Object.entries(rule.feedback ?? {})).get(given);
    const credit = rational(+wanted.flatMap(every).includes(given));
    verdict = { credit, notes: text ? [{ text }] : [] };
  }
  const isMute = !isMisread(verdict) && !verdict.notes.length && !verdict.credit.above;
  return isMute && rule.wrong ? { credit: ZERO, notes: [{ text: rule.wrong }] } : verdict;
}

/** Return the answers that are right in a gap. */
export function accepted({ answers }: ClozeKey, name: string): readonly (number | Texts)[] {
  if (Array.isArray(answers)) return [];
  const found = new Map(Object.entries(answers)).get(name) as
    | number
    | Texts
    | readonly (number | Texts)[]
    | undefined;
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found as number | Texts];
}

function markNumber(
  wanted: readonly (number | Texts)[],
  rule: ClozeGapKey,
  variant: Variant,
  { value, ambiguous, ...answer }: ParsedNumber,
  gap: number,
): Verdict | Misread {
  const targets = wanted.map((item) => {
    const target = quantity(item, variant);
    return { target, margin: widestMargin(target, rule.tolerance, rule.relative_tolerance) };
  });
  const [first] = targets;
  const isWithin = (number: Rational, target: Rational, margin: Rational) =>
    compare(absolute(subtract(number, target)), margin) <= 0;
  const isNear = (number: Rational) =>
    targets.some(({ target, margin }) => isWithin(number, target, margin));
  if (isNear(value)) return { credit: ONE, notes: [] };
  for (const { answer: wrong, credit = 0, feedback = "" } of rule.mistakes ?? []) {
    if (isWithin(value, quantity(wrong, variant), first?.margin ?? ZERO)) {
      return { credit: exact(credit), notes: feedback ? [{ text: feedback }] : [] };
    }
  }
  if (ambiguous && isNear(multiply(value, rational(1000)))) {
    return misread("cloze.gap_ambiguous", { gap });
  }
  const notes = nearMiss(first?.target ?? ZERO, { value, ambiguous, ...answer });
  return { credit: ZERO, notes };
}

export const rightWords = ({ answers }: ClozeKey): ReadonlySet<string> =>
  new Set(Array.isArray(answers) ? answers : []);

/** Give the marked right words less the marked wrong ones, over all right ones. */
function markWords(key: ClozeKey, answer: ReadonlySet<string>): Verdict {
  const right = rightWords(key);
  const found = [...answer].filter((word) => right.has(word)).length;
  const [extra, missed] = [answer.size - found, right.size - found];
  const isAll = key.credit !== "all_or_nothing" || !(extra || missed);
  const credit = right.size && isAll ? rational(Math.max(0, found - extra), right.size) : ZERO;
  const notes: Note[] = [];
  for (const [word, text] of Object.entries(key.feedback ?? {})) {
    if (answer.has(word) && text) notes.push({ text });
  }
  if (missed) notes.push({ key: "cloze.missed_words", parameters: { count: missed } });
  if (extra) notes.push({ key: "cloze.extra_words", parameters: { count: extra } });
  return { credit, notes };
}

/** Say of which gap a note is; our own sentences become texts, that is HTML, for that. */
function labelled(gap: number, note: Note): Note {
  const said: Record<string, string> = {};
  if ("key" in note) {
    for (const language of LANGUAGES) {
      said[language] = escaped(say(note.key, language, note.parameters));
    }
  } else if (typeof note.text === "string") {
    for (const language of LANGUAGES) said[language] = note.text;
  } else {
    for (const [language, text] of Object.entries(note.text)) if (text) said[language] = text;
  }
  for (const [language, text] of Object.entries(said)) {
    const label = say("cloze.gap_label", language, { gap });
    said[language] = text.startsWith("<p>") ? `<p>${label} ${text.slice(3)}` : `${label} ${text}`;
  }
  return { text: said };
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? "");

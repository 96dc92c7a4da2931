/**
 * A short text as it is asked for. Mirrors courseware/rules/texts.py, which tells what is tried in
 * which order; all work is bounded, so that no answer can make the page hang.
 */
import { exact } from "../expressions";
import {
  type Aspect,
  comparable,
  type Folded,
  fits,
  folded,
  IGNORED,
  like,
  lookalikes,
  same,
  words,
} from "../text/folding";
import { compare, multiply, type Rational, rational, ZERO } from "../text/rational";
import { slips } from "../text/spelling";
import type { Keywords, TextKey } from "../types.generated";
import { fill, type Variant } from "../variants";
import type { Note, Verdict } from "../verdict";
import type { Texts } from "../wire";

/** What a text is marked by; the forms are as the author wrote them, slots open. */
export type Wanted = { readonly forms: readonly string[] } & {
  readonly [Field in Marked]?: TextKey[Field] | undefined;
};
type Marked =
  | "patterns"
  | "accepted"
  | "keywords"
  | "mistakes"
  | "ignore"
  | "spelling"
  | "spelling_credit";

interface Found {
  readonly credit: Rational;
  readonly notes: readonly Note[];
}

type Fill = (texts: number | Texts) => string[];

const BLANK =
  "[\\t-\\r\\x1c- \\x85\\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+";
const EDGES = new RegExp(`^${BLANK}|${BLANK}$`, "g");

/** Return a text without the spaces around it; which those are, both halves agree on. */
export const trimmed = (text: string): string => text.replace(EDGES, "");

/** Return the forms of all languages: an answer in any of them is as good. */
export const every = (texts: number | Texts): string[] =>
  typeof texts === "object" ? Object.values(texts) : [String(texts)];

/** Mark a text; an answer that fits nothing gets 0. */
export function textVerdict(answer: string, wanted: Wanted, variant: Variant): Verdict {
  const ignore = wanted.ignore ?? IGNORED;
  const filled: Fill = (texts) => every(texts).map((form) => fill(form, variant.values, "en"));
  const found =
    fitting(answer, wanted, ignore, filled) ??
    byKeywords(answer, wanted, ignore, filled) ??
    (wanted.spelling === "lenient" ? nearest(answer, wanted, ignore, filled) : null);
  const { credit, notes } = found ?? { credit: ZERO, notes: [] };
  return {
    credit,
    notes: lookalikes(answer).length ? [...notes, { key: "marking.lookalikes" }] : notes,
  };
}

/** Return what an answer that is spelt as the author foresaw it is worth. */
function fitting(
  answer: string,
  wanted: Wanted,
  ignore: readonly Aspect[],
  filled: Fill,
): Found | null {
  const isRight =
    wanted.forms.flatMap(filled).some((form) => same(answer, form, ignore)) ||
    wanted.patterns?.some((pattern) => like(answer, pattern, ignore));
  if (isRight) return { credit: rational(1), notes: [] };
  const fitsOne = (form: string) => like(answer, form, ignore) || same(answer, form, ignore);
  const item = graded(wanted).find((each) => filled(each.answer).some(fitsOne));
  return item ? { credit: exact(item.credit), notes: said(item.feedback) } : null;
}

/** What has a credit of its own, right or wrong. */
const graded = ({ accepted = [], mistakes = [] }: Wanted) => [
  ...accepted.map(({ answer, credit = 1, feedback = "" }) => ({ answer, credit, feedback })),
  ...mistakes.map(({ answer, credit = 0, feedback = "" }) => ({ answer, credit, feedback })),
];

function byKeywords(
  answer: string,
  wanted: Wanted,
  ignore: readonly Aspect[],
  filled: Fill,
): Found | null {
  const { keywords = [], spelling } = wanted;
  const given = keywords.length ? words(answer, ignore) : [];
  for (const rule of keywords) {
    const find = (isLenient: boolean) => (texts: Texts) =>
      findWord(given, filled(texts), ignore, isLenient);
    const misspelt = holds(rule, find(spelling === "lenient"), find(false));
    if (misspelt) return asSpelt(exact(rule.credit ?? 1), rule.feedback ?? "", misspelt, wanted);
  }
  return null;
}

type Find = (texts: Texts) => readonly string[] | null;

/** Return null where the rule does not hold, else the keywords that were misspelt. */
function holds({ all = [], any = [], none = [] }: Keywords, find: Find, findExact: Find) {
  const found = all.map(find);
  if (any.length) {
    const there = any.map(find).filter((each) => each !== null);
    found.push(there.find((each) => !each.length) ?? there[0] ?? null);
  }
  const isThere = found.every((each) => each !== null);
  return isThere && !none.some((texts) => findExact(texts)) ? found.flat() : null;
}

/** Look for a keyword: [] where it stands, itself where it is misspelt, null where it lacks. */
function findWord(
  given: readonly Folded[],
  forms: readonly string[],
  ignore: readonly Aspect[],
  isLenient: boolean,
): readonly string[] | null {
  const stands = (isThere: (text: string, pattern: string) => boolean) => (form: string) => {
    const wanted = words(form, ignore);
    return (
      wanted.length > 0 &&
      given.some(
        (_, start) =>
          start + wanted.length <= given.length &&
          wanted.every((theirs, place) =>
            isThere(...comparable(given[start + place] as Folded, theirs, ignore)),
          ),
      )
    );
  };
  if (forms.some(stands(fits))) return [];
  const isNear = stands((text, pattern) => slips(text, pattern) !== null);
  const near = isLenient && forms.find((form) => !form.includes("*") && isNear(form));
  return near ? [near] : null;
}

/** Take a misspelt answer for what it is nearest to; between equals the better one. */
function nearest(
  answer: string,
  wanted: Wanted,
  ignore: readonly Aspect[],
  filled: Fill,
): Found | null {
  const ours = folded(answer, ignore);
  const right = wanted.forms.map((form) => ({ answer: form, credit: 1, feedback: "" as Texts }));
  let best = { distance: Number.POSITIVE_INFINITY, credit: ZERO, feedback: "" as Texts, form: "" };
  for (const item of [...right, ...graded(wanted)]) {
    const credit = exact(item.credit);
    for (const form of filled(item.answer)) {
      if (form.includes("*")) continue;
      const distance = slips(...comparable(ours, folded(form, ignore), ignore));
      if (distance === null || distance > best.distance) continue;
      if (distance === best.distance && compare(credit, best.credit) <= 0) continue;
      best = { distance, credit, feedback: item.feedback, form };
    }
  }
  const { credit, feedback, form } = best;
  return form ? asSpelt(credit, feedback, [form], wanted) : null;
}

function asSpelt(
  credit: Rational,
  feedback: Texts,
  misspelt: readonly string[],
  { spelling_credit: left = 1 }: Wanted,
): Found {
  if (!misspelt.length) return { credit, notes: said(feedback) };
  const parameters = { word: misspelt.join(", ") };
  const spelt = credit.above ? [{ key: "marking.spelling", parameters }] : [];
  return { credit: multiply(credit, exact(left)), notes: [...said(feedback), ...spelt] };
}

const said = (text: Texts): Note[] => (text ? [{ text }] : []);

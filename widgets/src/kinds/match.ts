/**
 * Match: items given their targets, in pairs or sorted into groups. Mirrors courseware/kinds/match,
 * where the rules of credit are told. Parts are named by stable ids, never by place.
 */
import { exact } from "../expressions";
import { own } from "../own";
import { matched } from "../rules/orders";
import { spoken } from "../spoken";
import { choose } from "../text/languages";
import { add, compare, divide, type Rational, rational, subtract, ZERO } from "../text/rational";
import type { Confusion, MatchExercise, MatchKey, MatchPart } from "../types.generated";
import { fill, type Generator, type Variant } from "../variants";
import { type Misread, misread, type Note, type Verdict } from "../verdict";
import type { Language, Value } from "../wire";
import type { Kind, Sample } from "./base";
import { type Answer, accepted } from "./match/answers";
import { face } from "./match/face";

/** So many of the author's sentences are said at once; more would not be read. */
const MOST_SAID = 3;
const ONE = rational(1);
const RULE = "_".repeat(12);

/** Shuffle the items, then the targets of pairs; groups keep the author's order. */
function draw(
  { items = [], targets = [], mode = "pairs" }: MatchExercise,
  generator: Generator,
): readonly string[] {
  const first = generator.shuffled(items.map(({ id }) => id));
  const second = targets.map(({ id }) => id);
  return [...first, ...(mode === "pairs" ? generator.shuffled(second) : second)];
}

/** Read a table from items to targets; null and "" leave an item aside. */
function parse(exercise: MatchExercise, value: Value): Answer | Misread | null {
  if (value === null || value === "" || (typeof value === "object" && !Object.keys(value).length))
    return null;
  if (typeof value !== "object" || Array.isArray(value)) return misread("marking.unreadable");
  const { items = [], targets = [], mode = "pairs", reuse } = exercise;
  const known = new Set(items.map(({ id }) => id));
  const [stranger] = Object.keys(value)
    .filter((item) => !known.has(item))
    .sort();
  if (stranger !== undefined) return misread("match.unknown_item", { item: short(stranger) });
  const answer = new Map<string, string>();
  for (const { id } of items) {
    const target: unknown = own(value, id) ?? "";
    if (target === "") continue;
    if (typeof target !== "string" || targets.every((other) => other.id !== target))
      return misread("match.unknown_target", { target: short(target) });
    if (mode === "pairs" && !reuse && [...answer.values()].includes(target))
      return misread("match.target_twice", { target });
    answer.set(id, target);
  }
  return answer.size ? answer : null;
}

/** Return what a message may repeat of an unknown part. */
const short = (part: unknown): string =>
  typeof part === "string" ? [...part].slice(0, 40).join("") : "?";

/** Give credit by the key's rule; say what is wrong with pairs, and how many there are. */
function mark(exercise: MatchExercise, key: MatchKey, _: Variant, answer: Answer): Verdict {
  const { credit = "per_item", confusions = [] } = key;
  let [earned, lost] = [ZERO, ZERO];
  let [belonging, misplaced, missing] = [0, 0, 0];
  const said: Note[] = [];
  for (const { id } of exercise.items ?? []) {
    const right = accepted(key, id);
    const target = answer.get(id);
    if (right.length) belonging += 1;
    if (target === undefined) {
      if (right.length) missing += 1;
    } else if (right.includes(target)) {
      earned = add(earned, ONE);
    } else {
      misplaced += 1;
      if (!right.length) belonging += 1;
      const known = lastOf(confusions, id, target);
      if (known?.credit) earned = add(earned, exact(known.credit));
      else lost = add(lost, luck(exercise, right.length));
      const text = isSaid(known?.feedback) ? known?.feedback : own(key.feedback, id);
      if (isSaid(text)) said.push({ text });
    }
  }
  if (!misplaced && !missing) return { credit: ONE, notes: [] };
  const notes = said.slice(0, MOST_SAID);
  if (misplaced) notes.push({ key: "match.misplaced", parameters: { count: misplaced } });
  if (missing) notes.push({ key: "match.missing", parameters: { count: missing } });
  if (credit === "all_or_nothing") return { credit: ZERO, notes };
  const gained = credit === "less_guessing" ? subtract(earned, lost) : earned;
  return { credit: compare(gained, ZERO) < 0 ? ZERO : over(gained, belonging), notes };
}

const over = (gained: Rational, belonging: number): Rational => divide(gained, rational(belonging));

const isSaid = <Said extends object>(text: string | Said | undefined): text is string | Said =>
  typeof text === "object" ? Object.keys(text).length > 0 : !!text;

function lastOf(confusions: readonly Confusion[], item: string, target: string) {
  return [...confusions].reverse().find((each) => each.item === item && each.target === target);
}

/** Return what a wrong guess loses, so that guessing earns nothing on average. */
function luck({ targets = [], spare }: MatchExercise, right: number): Rational {
  const ways = targets.length + (spare ? 1 : 0);
  const lucky = Math.max(1, right);
  return ways > lucky ? rational(lucky, ways - lucky) : ONE;
}

/** List items with room for a letter and lettered targets; groups with lines to write on. */
export function describe(exercise: MatchExercise, variant: Variant, language: Language): string {
  const { items = [], targets = [], mode = "pairs" } = exercise;
  const { order } = variant;
  const texts = (parts: readonly MatchPart[], ids: readonly string[]) =>
    (ids.length ? ids : parts.map(({ id }) => id)).map((id) => {
      const text = document.createElement("p");
      const part = parts.find((each) => each.id === id);
      text.textContent = fill(choose(part?.text ?? "", language), variant.values, language);
      return spoken(text);
    });
  const first = texts(items, order.slice(0, items.length));
  const second = texts(targets, order.slice(items.length));
  const lines =
    mode === "groups"
      ? [...first.map((text) => `• ${text}`), ...second.map((text) => `${text}: ${RULE.repeat(3)}`)]
      : [
          ...first.map((text, at) => `${RULE} ${at + 1}. ${text}`),
          ...second.map((text, at) => `${letter(at)}) ${text}`),
        ];
  return lines.join("\n");
}

/** Return a, b, c and so on; after z comes aa. */
const letter = (at: number): string =>
  (at < 26 ? "" : letter(Math.floor(at / 26) - 1)) + String.fromCharCode(97 + (at % 26));

/** Yield the right pairs, pairs with one fault each, and what is no pair of these parts. */
export function* samples(exercise: MatchExercise, key: MatchKey): Iterable<Sample> {
  const right = rightPairs(exercise, key);
  yield { value: Object.fromEntries(right), state: "right" };
  for (const [item] of right) {
    const others = right.filter(([other]) => other !== item);
    yield { value: Object.fromEntries(others), state: "wrong" };
  }
  const turned = right.map(([item], at): [string, string] => {
    return [item, right[(at + 1) % right.length]?.[1] ?? ""];
  });
  if (turned.some(([item, target]) => !accepted(key, item).includes(target)))
    yield { value: Object.fromEntries(turned), state: "wrong" };
  for (const { item, target, credit } of key.confusions ?? []) {
    if (credit === 1) continue;
    const others = right.filter(([, other]) => other !== target);
    yield { value: { ...Object.fromEntries(others), [item]: target }, state: "wrong" };
  }
  yield { value: { "no-such-item": "no-such-target" }, state: "unmarked" };
  yield { value: ["no-such-item"], state: "unmarked" };
}

/** Return a right answer; where each target serves once, one that shares them out. */
function rightPairs(exercise: MatchExercise, key: MatchKey): [string, string][] {
  const { items = [], targets = [], mode = "pairs", reuse } = exercise;
  const belonging = items.map(({ id }) => id).filter((id) => accepted(key, id).length);
  if (reuse || mode === "groups")
    return belonging.map((item) => [item, accepted(key, item)[0] ?? ""]);
  const edges = belonging.map((item) =>
    accepted(key, item).map((target) => targets.findIndex(({ id }) => id === target)),
  );
  const found = new Map<number, string>();
  for (const [at, left] of matched(edges)) found.set(left, targets[at]?.id ?? "");
  return belonging.flatMap((item, at): [string, string][] => {
    const target = found.get(at);
    return target === undefined ? [] : [[item, target]];
  });
}

export const match: Kind<MatchExercise, MatchKey, Answer> = {
  draw,
  parse,
  mark,
  face,
  echo: () => "",
};

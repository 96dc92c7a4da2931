/**
 * An answer beside the nearest right order: what is out of place, and the credit for the rest.
 * Mirrors courseware/kinds/order/judging.py.
 */
import { own } from "../../own";
import { begun, lasting, only, type Plan, respecting } from "../../rules/orders";
import { compare, divide, type Rational, rational, subtract, ZERO } from "../../text/rational";
import type { OrderExercise, OrderKey } from "../../types.generated";

/** The items as they stand, each with its depth. */
export type Answer = readonly Line[];
export type Line = readonly [id: string, depth: number];

/**
 * An answer beside a right order. `extra` items do not belong, `misplaced` ones would have to be
 * moved, `ill` ones only to be indented otherwise; `missing` are so many; so many have `begun` well.
 */
export interface Judged {
  readonly credit: Rational;
  readonly extra: ReadonlySet<string>;
  readonly misplaced: ReadonlySet<string>;
  readonly ill: ReadonlySet<string>;
  readonly missing: number;
  readonly begun: number;
}

const ONE = rational(1);

export const depthOf = ({ indent }: OrderKey, id: string): number => own(indent, id) ?? 0;

/** Return the right orders as they are written; with `after` there may be more. */
export const rightOrders = ({ answer = [], answers = [] }: OrderKey): readonly string[][] =>
  answers.length ? answers : answer.length ? [answer] : [];

/** Return the right orders: those that are written, or all that dependencies allow. */
function plans(exercise: OrderExercise, key: OrderKey): Plan[] {
  const { after = {}, answer = [] } = key;
  if (!Object.keys(after).length) return rightOrders(key).map(only);
  const needs = new Map(Object.entries(after).map(([item, needed]) => [item, new Set(needed)]));
  if (exercise.indent) {
    for (const [item, opener] of openers(key)) {
      needs.set(item, (needs.get(item) ?? new Set()).add(opener));
    }
  }
  return [respecting(answer, needs)];
}

/** Return, for each line within a block, the line that opens the block. */
function openers(key: OrderKey): Map<string, string> {
  const { answer = [] } = key;
  const found = new Map<string, string>();
  answer.forEach((item, at) => {
    const shallower = (above: string) => depthOf(key, above) < depthOf(key, item);
    const opener = answer.slice(0, at).reverse().find(shallower);
    if (opener !== undefined) found.set(item, opener);
  });
  return found;
}

/** Judge an answer by the right order that gives it the most credit, the first of equals. */
export function judge(exercise: OrderExercise, key: OrderKey, answer: Answer): Judged {
  const found = plans(exercise, key).map((plan) => judgeBy(exercise, key, answer, plan));
  return found.reduce((best, other) => (compare(other.credit, best.credit) > 0 ? other : best));
}

function judgeBy(exercise: OrderExercise, key: OrderKey, answer: Answer, plan: Plan): Judged {
  const ids = answer.map(([id]) => id);
  const isIll = ([id, depth]: Line) => !!exercise.indent && depth !== depthOf(key, id);
  const deep = new Set(answer.filter(isIll).map(([id]) => id));
  const given = ids.filter((id) => plan.before.has(id));
  const kept = lasting(given, plan, deep);
  const firstIll = answer.findIndex(isIll);
  const judged = {
    extra: new Set(ids.filter((id) => !plan.before.has(id))),
    misplaced: new Set(given.filter((id) => !kept.has(id))),
    ill: new Set([...kept].filter((id) => deep.has(id))),
    missing: plan.items.length - given.length,
    begun: Math.min(begun(ids, plan), firstIll < 0 ? ids.length : firstIll),
  };
  return { ...judged, credit: creditOf(exercise, key, ids, plan, judged, kept, deep) };
}

/** Return the share that is right; in a sequence one item is in order whatever is done. */
function creditOf(
  exercise: OrderExercise,
  { credit = "longest_common_subsequence" }: OrderKey,
  ids: readonly string[],
  { items }: Plan,
  { misplaced, extra, missing, ill }: Omit<Judged, "credit">,
  kept: ReadonlySet<string>,
  deep: ReadonlySet<string>,
): Rational {
  // All is counted in halves, so that it stays whole.
  const faults = 2 * (misplaced.size + extra.size + missing) + ill.size;
  if (!faults || credit === "all_or_nothing") return faults ? ZERO : ONE;
  const [wanted, longer] = [items.length, Math.max(items.length, ids.length)];
  if (credit === "position") {
    const hits = ids.filter((id, at) => id === items[at]);
    return rational(2 * hits.length - hits.filter((id) => deep.has(id)).length, 2 * longer);
  }
  const free = (exercise.mode ?? "sequence") === "sequence" && wanted > 1 ? 1 : 0;
  const share =
    credit === "edit_distance"
      ? subtract(ONE, divide(rational(faults), rational(2 * (wanted - free))))
      : rational(2 * (kept.size - free) - ill.size, 2 * (longer - free));
  return compare(share, ZERO) < 0 ? ZERO : share;
}

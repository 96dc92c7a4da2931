/** What an answer is, and what is right. Mirrors courseware/kinds/match/fields.py. */
import { own } from "../../own";
import type { MatchKey } from "../../types.generated";
import type { Value } from "../../wire";

/** The target that each item was given; an item left aside is not in it. */
export type Answer = ReadonlyMap<string, string>;

/** Return the targets that are right for an item, none where it belongs nowhere. */
export function accepted({ answers }: MatchKey, item: string): readonly string[] {
  const given = own(answers, item) ?? [];
  return typeof given === "string" ? [given] : given;
}

type Parts = readonly { readonly id: string }[];

/** Return the pairs of a value that have parts. */
export function read(value: Value, items: Parts, targets: Parts): Answer {
  const table = value && typeof value === "object" && !Array.isArray(value) ? value : {};
  const known = new Set(targets.map(({ id }) => id));
  return new Map(
    items.flatMap(({ id }): [string, string][] => {
      const target = own(table, id);
      return typeof target === "string" && known.has(target) ? [[id, target]] : [];
    }),
  );
}

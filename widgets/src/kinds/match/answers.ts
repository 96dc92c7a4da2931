/** What an answer is, and what is right. Mirrors courseware/kinds/match/fields.py. */
import { own } from "../../own";
import type { MatchKey } from "../../types.generated";

/** The target that each item was given; an item left aside is not in it. */
export type Answer = ReadonlyMap<string, string>;

/** Return the targets that are right for an item, none where it belongs nowhere. */
export function accepted({ answers }: MatchKey, item: string): readonly string[] {
  const given = own(answers, item) ?? [];
  return typeof given === "string" ? [given] : given;
}

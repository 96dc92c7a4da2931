/** Partial credit for a set of choices. Mirrors courseware/rules/credit.py. */
import { compare, type Rational, rational, ZERO } from "../text/rational";

export type CreditRule = "right_minus_wrong" | "per_option" | "all_or_nothing";

/** Return the share that a choice among so many options earns. */
export function partial(
  rule: CreditRule,
  right: ReadonlySet<string>,
  chosen: ReadonlySet<string>,
  options: number,
): Rational {
  const found = [...chosen].filter((id) => right.has(id)).length;
  const [missed, extra] = [right.size - found, chosen.size - found];
  if (!missed && !extra) return rational(1);
  if (rule === "all_or_nothing" || !right.size || !chosen.size) return ZERO;
  if (rule === "per_option") return rational(options - missed - extra, options);
  const share = rational(found - extra, right.size);
  return compare(share, ZERO) < 0 ? ZERO : share;
}

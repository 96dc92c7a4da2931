/** Answers that are right up to something. Mirrors courseware/algebra/families.py. */

import { own } from "../../own";
import type { FormulaKey } from "../../types.generated";
import { decide } from "./decide";
import { equal, type Opinion } from "./equal";
import { proportional } from "./logic";
import type { Domains } from "./points";
import { type Node, names, node, replaced } from "./tree";

const CONSTANTS = ["C", "c", "K", "k"];
/** Those that are as often a parameter. */
const RARE = ["K", "k"];

export interface Family {
  readonly opinion: Opinion;
  /** Whether the constant of integration is there where one is needed. */
  readonly complete: boolean;
}

export const family = (opinion: Opinion, complete = true): Family => ({ opinion, complete });

/** Compare the answer with the key up to what the exercise leaves open. */
export function decideUpTo(
  answer: Node,
  key: Node,
  upTo: FormulaKey["up_to"],
  variables: ReadonlySet<string>,
  domains: Domains,
): Family {
  if (upTo === "constant") {
    const isFree = (name: string) => CONSTANTS.includes(name) && !variables.has(name);
    const isRare = (name: string) => RARE.includes(name) && isFree(name);
    const found = upToConstant(answer, key, isFree, domains);
    if (found.opinion === "same" || ![...names(key)].some(isRare)) return found;
    return upToConstant(answer, key, (name) => isFree(name) && !isRare(name), domains);
  }
  if (upTo === "factor") return family(proportional(answer, key, domains));
  const found = decide(answer, key, domains);
  if (upTo !== "sign" || found !== "different") return family(found);
  return family(decide(answer, node("negate", "", key), domains));
}

function upToConstant(
  answer: Node,
  key: Node,
  isFree: (name: string) => boolean,
  domains: Domains,
): Family {
  const without = (formula: Node) => [...names(formula)].filter((name) => !isFree(name));
  const first = without(names(key).size ? key : answer);
  const moving = new Set(first.length ? first : without(answer));
  const base = renamed(key, new Set([...names(key)].filter(isFree)), "~");
  // From one place to another both change by the same amount, whatever is added to them.
  const change = (each: Node) => node("-", "", each, renamed(each, moving));
  const found = equal(change(answer), change(base), doubled(domains, moving));
  if (found !== "same") return family(found);
  const free = new Set([...names(answer)].filter((name) => !moving.has(name)));
  const isThere =
    free.size > 0 && equal(answer, renamed(answer, free), doubled(domains, free)) === "different";
  return family("same", isThere);
}

const renamed = (formula: Node, moved: ReadonlySet<string>, mark = "*"): Node =>
  replaced(formula, (each) =>
    each.head === "name" && moved.has(each.leaf) ? node("name", each.leaf + mark) : null,
  );

/** Give the renamed variables the domains of the ones they stand for. */
function doubled(domains: Domains, moved: ReadonlySet<string>): Domains {
  const more: [string, Domains[string]][] = [];
  for (const name of moved) {
    const domain = own(domains, name);
    if (domain !== undefined) more.push([`${name}*`, domain]);
  }
  return { ...domains, ...Object.fromEntries(more) };
}

/** Answers that are right up to something. Mirrors courseware/algebra/families.py. */

import { own } from "../../own";
import type { FormulaKey } from "../../types.generated";
import { type Close, decide } from "./decide";
import { derivative } from "./derivative";
import { equal, type Opinion } from "./equal";
import { proportional } from "./logic";
import { type At, type Domains, point, rested, TRIALS, value } from "./points";
import { call, type Node, names, node, replaced, some } from "./tree";
import { Unclear, Undefined } from "./values";

export const CONSTANTS = ["C", "c", "K", "k"];
/** Those that are as often a parameter. */
const RARE = ["K", "k"];

export interface Family {
  readonly opinion: Opinion;
  /** Whether the constant of integration is there where one is needed. */
  readonly complete: boolean;
  /** Whether |…| is there where the key has one under a logarithm. */
  readonly absolute: boolean;
}

export const family = (opinion: Opinion, complete = true, absolute = true): Family => ({
  opinion,
  complete,
  absolute,
});

/** Compare the answer with the key up to what the exercise leaves open. */
export function decideUpTo(
  answer: Node,
  key: Node,
  upTo: FormulaKey["up_to"],
  variables: ReadonlySet<string>,
  domains: Domains,
  close?: Close,
): Family {
  if (upTo === "constant") return antiderivative(answer, key, variables, domains);
  if (upTo === "factor") return family(proportional(answer, key, domains));
  const found = decide(answer, key, domains, close);
  if (upTo !== "sign" || found !== "different") return family(found);
  return family(decide(answer, node("negate", "", key), domains, close));
}

/** Letters such as k are constants, then parameters or variables. */
function antiderivative(
  answer: Node,
  key: Node,
  variables: ReadonlySet<string>,
  domains: Domains,
): Family {
  const isFree = (name: string) => CONSTANTS.includes(name) && !variables.has(name);
  const isRare = (name: string) => RARE.includes(name) && isFree(name);
  const rare = [...names(key)].filter(isRare);
  let found = upToConstant(answer, key, isFree, [], domains);
  for (const fixed of rare.length ? [[], rare] : []) {
    if (found.opinion === "same") break;
    found = upToConstant(answer, key, (name) => isFree(name) && !isRare(name), fixed, domains);
  }
  return found;
}

function upToConstant(
  answer: Node,
  key: Node,
  isFree: (name: string) => boolean,
  fixed: readonly string[],
  domains: Domains,
): Family {
  const without = (formula: Node) =>
    [...names(formula)].filter((name) => !isFree(name) && !fixed.includes(name));
  const first = without(names(key).size ? key : answer);
  const moving = new Set(first.length ? first : without(answer));
  const base = renamed(key, new Set([...names(key)].filter(isFree)), "~");
  // From one place to another both change by the same amount, whatever is added to them.
  const change = (each: Node) => node("-", "", each, renamed(each, moving));
  let found = equal(change(answer), change(base), doubled(domains, moving));
  const [alone] = moving;
  if (found !== "same" && alone !== undefined && moving.size === 1)
    found = sameSlope(answer, base, alone, domains) ?? found;
  if (found !== "same") return family(found);
  const isLoose = (name: string) => !moving.has(name) && !fixed.includes(name);
  const free = new Set([...names(answer)].filter(isLoose));
  const isThere =
    free.size > 0 && equal(answer, renamed(answer, free), doubled(domains, free)) === "different";
  return family("same", isThere, !lacksAbsolute(answer, key, free, domains));
}

/** Compare derivatives: another constant may be added beyond a jump, as in atan(-1/x). */
function sameSlope(answer: Node, key: Node, name: string, domains: Domains): Opinion | null {
  const [inner, over, ...ends] = key.branches;
  const isIntegral =
    key.head === "call:int" && over?.head === "name" && over.leaf === name && !ends.length;
  const slope = derivative(answer, name);
  const wanted = (isIntegral ? inner : null) ?? derivative(key, name);
  return slope && wanted && equal(slope, wanted, domains);
}

/** Whether the key has a value, for its ln |x|, where the answer's ln x has none. */
function lacksAbsolute(
  answer: Node,
  key: Node,
  free: ReadonlySet<string>,
  given: Domains,
): boolean {
  const isLogarithm = ({ head }: Node) => head === "call:ln";
  const hasAbsolute = (each: Node) => some(({ head }) => head === "call:abs", each);
  if (!some((each) => isLogarithm(each) && hasAbsolute(each), key)) return false;
  const positive = [...free].map((name) => [name, "positive" as const]);
  const domains = { ...given, ...Object.fromEntries(positive) };
  const wider = replaced(answer, (each) =>
    isLogarithm(each) ? call("ln", call("abs", ...each.branches)) : null,
  );
  const known = [...names(answer, key)].sort();
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const at = point(known, trial, domains);
    if (hasValue(key, at) && hasValue(wider, at) && !hasValue(answer, at)) return true;
  }
  return false;
}

function hasValue(formula: Node, at: At): boolean {
  rested();
  try {
    value(formula, at, true);
  } catch (error) {
    if (error instanceof Undefined) return false;
    if (!(error instanceof Unclear)) throw error;
  }
  return true;
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

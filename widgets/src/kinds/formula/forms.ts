/** The form of a formula, judged on what was written. Mirrors courseware/algebra/forms.py. */
import { divide, multiply, type Rational, rational } from "../../text/rational";
import type { FormulaKey } from "../../types.generated";
import { factorsFurther } from "./factoring";
import {
  cancelled,
  lowestTerms,
  partialFractions,
  rationalised,
  singleFraction,
} from "./fractions";
import { exact, Field, inverse, PRIME, powerOf, residue } from "./residues";
import {
  BRACKETS,
  branch,
  factors,
  isSum,
  MINUS_ONE,
  type Node,
  names,
  Pole,
  RELATIONS,
  terms,
  WORDS,
  walk,
} from "./tree";

type Form = NonNullable<FormulaKey["form"]>;

/** Return what is wrong with the form of an answer, "" for nothing. */
export function fault(form: Form, each: Node, key: Node): string {
  if (form === "any") return "";
  if (form === "as_key") return ordered(each) === ordered(key) ? "" : form;
  const check = CHECKS[form];
  for (const value of values(each)) {
    const found = check(value);
    if (found) return found;
  }
  return "";
}

/** Yield the values that an equation, a set or a list is made of. */
function* values(each: Node): Iterable<Node> {
  const isWhole = [BRACKETS, RELATIONS, WORDS].some((heads) => heads.has(each.head));
  if (!isWhole) yield each;
  else for (const below of each.branches) yield* values(below);
}

/** Return the number in front of a term, and a fingerprint of the rest; null for no value. */
function split(term: Node): readonly [Rational, bigint | null] {
  let found = rational(1);
  try {
    for (const [exponent, factor] of factors(term)) {
      const value = exact(factor);
      if (!value) continue;
      if (exponent < 0 && !value.above) throw new Pole();
      found = exponent < 0 ? divide(found, value) : multiply(found, value);
    }
    return [found, (new Field(0n).value(term) * inverseOrZero(residue(found))) % PRIME];
  } catch (error) {
    if (error instanceof Pole) return [rational(0), null];
    throw error;
  }
}

const inverseOrZero = (value: bigint): bigint => (value ? inverse(value) : 0n);

/** Whether a sum has two terms that differ by a number, or one that is nothing. */
function hasLikeTerms(each: Node): boolean {
  const seen = new Set<bigint | null>();
  const parts = [...terms(each)];
  if (parts.length < 2) return false;
  for (const [, term] of parts) {
    const [found, rest] = split(term);
    if (!found.above || seen.has(rest)) return true;
    seen.add(rest);
  }
  return false;
}

/** Check that no brackets are left to multiply out, and that like terms are collected. */
function expanded(each: Node): string {
  for (const [, term] of terms(each)) if (hasProduct(term)) return "expanded";
  return hasLikeTerms(each) ? "like_terms" : "";
}

/** Whether a term has a sum as a factor, or a power of more than one thing. */
function hasProduct(term: Node): boolean {
  for (const [exponent, factor] of factors(term)) {
    const [base, power] = powerOf(factor);
    const inner = power === 1n ? ["+", "-"] : ["+", "-", "*", "/", "negate"];
    const isUp = exponent > 0 === power > 0n && power !== 0n;
    if (isUp && inner.includes(base.head) && !exact(factor)) return true;
  }
  return false;
}

/** Check that a formula is a product whose factors cannot be factored further. */
function factored(each: Node): string {
  for (const [, factor] of factors(each)) {
    const [base] = powerOf(factor);
    if (exact(base)) continue;
    const isProduct = /^([*/]|negate)$/.test(base.head);
    const found = isProduct ? factored(base) : isSum(base) ? factorsFurther(base) : "";
    if (found) return found;
  }
  return "";
}

/** Check that nothing is left to collect, to multiply or to cancel. */
function simplified(formula: Node): string {
  for (const each of walk(formula)) {
    const { head } = each;
    if (isSum(each) && hasLikeTerms(each)) return "like_terms";
    const found = head === "*" || head === "/" ? unsimplified(each) : "";
    if (found) return found;
    if (head === "^" && isUnsimplifiedPower(each)) return "powers";
    if (head === "negate" && branch(each, 0).head === "negate") return "signs";
    if (head === "call:sqrt" && hasSquare(branch(each, 0))) return "root";
  }
  return lowestTerms(formula) || cancelled(formula);
}

const isOne = ({ above, below }: Rational): boolean => above === below;

function unsimplified(each: Node): string {
  const [above, below]: [Rational[], Rational[]] = [[], []];
  const bases = new Set<bigint>();
  for (const [exponent, factor] of factors(each)) {
    const value = exact(factor);
    if (value) {
      if (value.above !== -value.below) (exponent > 0 ? above : below).push(value);
      continue;
    }
    const base = attemptValue(powerOf(factor)[0]);
    if (base === null) continue;
    if (bases.has(base)) return "powers";
    bases.add(base);
  }
  const isIdle = above.some(isOne) && bases.size > 0 && !below.length;
  return above.length > 1 || below.length > 1 || below.some(isOne) || isIdle ? "numbers" : "";
}

function attemptValue(each: Node): bigint | null {
  try {
    return new Field(0n).value(each);
  } catch (error) {
    if (error instanceof Pole) return null;
    throw error;
  }
}

function isUnsimplifiedPower(each: Node): boolean {
  const [base, power] = [branch(each, 0), exact(branch(each, 1))];
  if (!power) return false;
  if (power.below === 1n && (power.above === 0n || power.above === 1n)) return true;
  return (power.below === 1n && exact(base) !== null) || base.head === "^";
}

function hasSquare(each: Node): boolean {
  const value = exact(each);
  if (!value || value.above < 0n) return false;
  return [value.above, value.below].some((part) => {
    const most = part < 100_000_000n ? part : 100_000_000n;
    for (let step = 2n; step * step <= most; step += 1n)
      if (part % (step * step) === 0n) return true;
    return false;
  });
}

/** Check that some variable stands in one term alone, a number times a square. */
function completedSquare(each: Node): string {
  const variables = [...names(each)];
  const isRight = !variables.length || variables.some((name) => isCompleted(each, name));
  return isRight ? "" : "completed_square";
}

function isCompleted(each: Node, name: string): boolean {
  const having = [...terms(each)].filter(([, term]) => names(term).has(name));
  const [first] = having;
  if (!first || having.length > 1) return false;
  for (const [exponent, factor] of factors(first[1])) {
    if (!names(factor).has(name)) continue;
    const [base, power] = powerOf(factor);
    const degree = [...terms(base)].filter(([, term]) => names(term).has(name)).length;
    if (exponent < 0 || (power !== 1n && power !== 2n) || degree !== 1) return false;
    if (power === 1n && /^[-+]$/.test(factor.head)) return false;
  }
  return true;
}

/** Return a formula as a text that is one for all orders of its terms, factors and sides. */
function ordered(each: Node): string {
  const { head, leaf, branches } = each;
  if (/^([-+]|negate)$/.test(head) && isSum(each)) {
    const parts = [...terms(each)].map(([sign, term]) => product(term, sign < 0 ? "-" : ""));
    return `sum(${parts.sort().join(",")})`;
  }
  if (/^([*/]|negate)$/.test(head)) return product(each, "");
  const inner = branches.map(ordered);
  if (["=", "≠", "and", "or", "set"].includes(head)) inner.sort();
  return `${head}:${leaf}(${inner.join(",")})`;
}

function product(each: Node, sign: string): string {
  if (!/^([*/]|negate)$/.test(each.head) || isSum(each)) {
    const inner = ordered(each);
    return sign ? `-product(1${inner})` : inner;
  }
  const parts: string[] = [];
  for (const [exponent, factor] of factors(each))
    if (factor !== MINUS_ONE || exponent < 0) parts.push(exponent + ordered(factor));
  const minuses = (inner: Node): string =>
    /^([*/]|negate)$/.test(inner.head)
      ? (inner.head === "negate" ? "-" : "") + inner.branches.map(minuses).join("")
      : "";
  return `${minuses(each)}${sign}product(${parts.sort().join(",")})`;
}

const CHECKS: Readonly<Record<Exclude<Form, "any" | "as_key">, (each: Node) => string>> = {
  expanded,
  factored,
  simplified,
  single_fraction: singleFraction,
  lowest_terms: lowestTerms,
  cancelled,
  rationalised,
  partial_fractions: partialFractions,
  completed_square: completedSquare,
};

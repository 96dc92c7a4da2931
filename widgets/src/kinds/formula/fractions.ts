/** The forms of fractions. Mirrors courseware/algebra/fraction_forms.py. */
import { divide, multiply, type Rational, rational } from "../../text/rational";
import { isReducible } from "./factoring";
import { attempt, common, contentOf, Line } from "./polynomials";
import { exact, Field, powerOf } from "./residues";
import { branch, factors, isSum, type Node, names, Pole, some, terms, walk } from "./tree";

/** Check that there is one fraction at most, with no fraction in its parts. */
export function singleFraction(each: Node): string {
  if (each.head === "negate") return singleFraction(branch(each, 0));
  const parts = each.head === "/" ? each.branches : [each];
  return parts.some(hasFraction) ? "single_fraction" : "";
}

function hasFraction(each: Node): boolean {
  if (each.head === "/") return true;
  if (each.head.startsWith("call:")) return false;
  if (each.head !== "^") return each.branches.some(hasFraction);
  const power = exact(branch(each, 1));
  return (power !== null && power.above < 0n) || hasFraction(branch(each, 0));
}

/** Check that fractions of numbers are in lowest terms, with no roots below the line. */
export const lowestTerms = (each: Node): string =>
  rationalised(each) || (hasCommonNumber(each, 0) ? "lowest_terms" : "");

/** Look for 2/4, 2x/4 and -1/-3; `signs` counts the minus signs that stand before. */
function hasCommonNumber(each: Node, signs: number): boolean {
  const below = each.head === "/" ? exact(branch(each, 1)) : null;
  if (below?.below === 1n && below.above) {
    const above = numberIn(branch(each, 0));
    if (above.below === 1n && contentOf([above.above, below.above]) > 1n) return true;
    const minuses = signs + +(above.above < 0n) + +(below.above < 0n);
    if (below.above === 1n || minuses > 1) return true;
  }
  return each.branches.some((inner, place) => {
    const before = each.head === "negate" || (each.head === "-" && place) ? 1 : 0;
    const kept = (each.head === "*" || each.head === "/") && !place ? signs : 0;
    return hasCommonNumber(inner, before + kept);
  });
}

/** Return the product of the numbers among a numerator's factors. */
function numberIn(each: Node): Rational {
  let found = rational(1);
  for (const [exponent, factor] of factors(each)) {
    const value = exact(factor);
    if (value?.above) found = exponent > 0 ? multiply(found, value) : divide(found, value);
  }
  return found;
}

/** Check that numerator and denominator of a fraction have no common factor. */
export function cancelled(formula: Node): string {
  for (const each of walk(formula)) {
    if (each.head !== "/") continue;
    const [top, bottom] = [branch(each, 0), branch(each, 1)];
    const isFound = attempt(() => {
      const line = new Line(0, 0n);
      const [above, over] = line.value(top);
      const [below, under] = line.value(bottom);
      if (common(above, below, 0n).length > 1) return true;
      const isWhole = [over, under].every((part) => part.length === 1 && part[0] === 1n);
      return isWhole && below.length > 1 && contentOn(top, bottom) > 1n;
    });
    if (isFound) return "cancelled";
  }
  return "";
}

/** Return the greatest number that divides every coefficient of some polynomials. */
const contentOn = (...parts: readonly Node[]): bigint =>
  contentOf(
    ...[0, 1, 2].flatMap((number) => parts.map((part) => new Line(number, 0n).value(part)[0])),
  );

/** Check that no root of a number and no i stand below a line. */
export function rationalised(formula: Node): string {
  for (const each of walk(formula)) {
    let below = each.head === "/" ? branch(each, 1) : null;
    const power = each.head === "^" ? exact(branch(each, 1)) : null;
    if (power && power.above < 0n) below = power.below === 1n ? branch(each, 0) : each;
    if (below && some(isIrrational, below)) return "rationalised";
  }
  return "";
}

function isIrrational(each: Node): boolean {
  const { head, leaf } = each;
  if (/^call:(sqrt|root|cbrt)$/.test(head)) return exact(branch(each, 0)) !== null;
  if (head !== "^") return head === "constant" && leaf === "i";
  const power = exact(branch(each, 1));
  return power !== null && power.below > 1n && exact(branch(each, 0)) !== null;
}

/** Check that a formula is a sum of a polynomial and fractions that cannot be split further. */
export function partialFractions(formula: Node): string {
  const seen = new Set<string>();
  for (const [, term] of terms(withoutNumber(formula))) {
    const parts = [...factors(term)];
    const below = parts.filter(([exponent, factor]) => exponent < 0 && names(factor).size);
    const [first] = below;
    if (!first) {
      if (parts.some(([, factor]) => !exact(factor) && hasFraction(factor)))
        return "partial_fractions";
      continue;
    }
    const [base, power] = powerOf(first[1]);
    const known = `${residueOf(base)}^${power}`;
    if (below.length > 1 || power < 1n || isReducible(base)) return "partial_fractions";
    if (!isProper(term, base) || seen.has(known)) return "partial_fractions";
    seen.add(known);
  }
  return "";
}

/** Return a sum without a number that stands before its brackets. */
function withoutNumber(each: Node): Node {
  const parts = [...factors(each)].filter(([, factor]) => !exact(factor));
  const [first] = parts;
  return first && parts.length === 1 && first[0] > 0 && isSum(first[1]) ? first[1] : each;
}

/** Return a fingerprint of a value, 0 where it has none. */
function residueOf(each: Node): bigint {
  try {
    return new Field(0n).value(each);
  } catch (error) {
    if (error instanceof Pole) return 0n;
    throw error;
  }
}

/** Whether the numerator's degree is below that of the factor in the denominator. */
function isProper(term: Node, base: Node): boolean {
  const degree = (each: Node) => new Line(0, 0n).value(each)[0].length - 1;
  const found = attempt(() => {
    let sum = 0;
    for (const [exponent, factor] of factors(term)) if (exponent > 0) sum += degree(factor);
    return sum < degree(base);
  });
  return found ?? false;
}

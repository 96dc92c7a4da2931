/** From a formula that was read to the verdict. Mirrors courseware/kinds/formula/judging.py. */
import { evaluate, exact, isRational } from "../../expressions";
import { choose } from "../../text/languages";
import { rational, ZERO } from "../../text/rational";
import type { FormulaExercise, FormulaKey } from "../../types.generated";
import { computable, type Variant } from "../../variants";
import { type Misread, misread, type Note, type Verdict } from "../../verdict";
import type { Texts } from "../../wire";
import { decimals, figuresOf, isNearRounded, near, numberOf, placesOf } from "./approximate";
import { type Close, shape } from "./decide";
import { isNowhere, type Opinion } from "./equal";
import { CONSTANTS, decideUpTo, type Family } from "./families";
import { fault } from "./forms";
import type { Domains } from "./points";
import { read } from "./reader";
import { spread } from "./spread";
import type { Lexicon } from "./tokens";
import { type Node, names, number, replaced, walk } from "./tree";

const SLOT = /\{\{\s*([^{}|]+?)\s*(?:\|\s*(\d{1,2})\s*)?\}\}/g;
const BRACKETED = /^(tuple|list)$/;
const SHAPES = ["value", "equation", "inequality", "realset", "set", "list", "matrix"];

/** Return the names that an answer may use. */
export function lexiconOf({
  names: known = [],
  functions = [],
  log = "e",
}: FormulaExercise): Lexicon {
  return { names: new Set(known), functions: new Set(functions), closed: known.length > 0, log };
}

/** Return the formula of a key, its drawn variables replaced by their values. */
export function targetOf(exercise: FormulaExercise, text: number | Texts, variant: Variant): Node {
  const lexicon = lexiconOf(exercise);
  const drawn = [...variant.values.keys()];
  const known = new Set([...(lexicon.closed ? lexicon.names : []), ...drawn]);
  const found = read(filled(text, variant), { ...lexicon, names: known });
  return replaced(found, ({ head, leaf }) => {
    const value = head === "name" ? variant.values.get(leaf) : undefined;
    if (value === undefined) return null;
    if (isRational(value)) return number(value.above, value.below);
    return read(choose(value, "en"), lexicon);
  });
}

function filled(text: number | Texts, variant: Variant): string {
  if (typeof text === "number") return fraction(text);
  return choose(text, "en").replace(SLOT, (_, expression: string) => {
    const value = evaluate(expression, computable(variant.values));
    return isRational(value) ? `(${written(value.above, value.below)})` : `(${value})`;
  });
}

/** Return a number as an exact fraction. */
export function fraction(value: number): string {
  const { above, below } = exact(value);
  return written(above, below);
}

const written = (above: bigint, below: bigint): string =>
  below === 1n ? String(above) : `${above}/${below}`;

/** Judge the value, then the form; then look for a mistake the author foresaw. */
export function judge(
  exercise: FormulaExercise,
  key: FormulaKey,
  variant: Variant,
  answer: Node,
): Verdict | Misread {
  if (shape(answer) === "value" && isNowhere(answer)) return misread("formula.division_by_zero");
  const target = targetOf(exercise, key.answer, variant);
  const { opinion, complete, absolute } = comparedValue(exercise, key, target, answer);
  if (opinion === "undecided") return misread("formula.undecided");
  if (opinion === "same") {
    const notes = complete ? [] : [{ key: "formula.constant_missing" }];
    if (!absolute) notes.push({ key: "formula.absolute_missing" });
    notes.push(...formNotes(key, target, answer));
    return { credit: notes.length ? exact(key.form_credit ?? 0.5) : rational(1), notes };
  }
  for (const { answer: wrong, credit = 0, feedback = "" } of key.mistakes ?? []) {
    const foreseen = targetOf(exercise, wrong, variant);
    if (comparedValue(exercise, key, foreseen, answer).opinion === "same")
      return { credit: exact(credit), notes: [{ text: feedback }] };
  }
  return { credit: ZERO, notes: nearMisses(key, target, answer, exercise.domain ?? {}) };
}

/** Compare the value of an answer with that of a key, as near as the key asks. */
function comparedValue(
  exercise: FormulaExercise,
  key: FormulaKey,
  target: Node,
  answer: Node,
): Family {
  const domains = exercise.domain ?? {};
  const { tolerance = 0, relative_tolerance: share = 0 } = key;
  const isRounded = key.significant_figures != null || key.decimals != null;
  const rounded: Close = (one, other) => roundedValue(key, other, one, domains);
  const nearly: Close = (one, other) => near(one, other, domains, tolerance, share);
  const close = isRounded ? rounded : tolerance || share ? nearly : undefined;
  return decideUpTo(answer, target, key.up_to, new Set(exercise.names), domains, close);
}

function roundedValue(key: FormulaKey, target: Node, answer: Node, domains: Domains): Opinion {
  const [wanted, given] = [numberOf(target), numberOf(answer)];
  const figures = key.significant_figures ?? null;
  const places = key.decimals ?? 0;
  if (wanted && given) return isNearRounded(given, wanted, figures, places) ? "same" : "different";
  if (figures !== null) return near(answer, target, domains, 0, 0.5 * 10 ** (1 - figures));
  return near(answer, target, domains, 0.5 * 10 ** -places, 0);
}

/** Return what is not as it was asked in the form of an answer. */
export function formNotes(key: FormulaKey, target: Node, answer: Node): { key: string }[] {
  const notes: { key: string; parameters?: Record<string, string | number> }[] = [];
  const wrong = fault(key.form ?? "any", answer, target);
  if (wrong) notes.push({ key: `formula.form_${wrong}` });
  const used = thingsUsed(answer);
  for (const text of key.forbidden ?? [])
    if (used.has(text)) notes.push({ key: "formula.forbidden", parameters: { text } });
  for (const text of key.required ?? [])
    if (!used.has(text)) notes.push({ key: "formula.required", parameters: { text } });
  const isMany = /^(list|set|tuple|seq)$/.test(answer.head);
  const digits = (isMany ? answer.branches : [answer]).map(decimals);
  const areAll = (isGood: (text: string) => boolean) =>
    digits.every((texts) => texts.length > 0 && texts.every(isGood));
  const { significant_figures: figures, decimals: places } = key;
  const hasFigures = (text: string, count: number) => {
    const [least, most] = figuresOf(text);
    return least <= count && count <= most;
  };
  if (figures != null && !areAll((text) => hasFigures(text, figures)))
    notes.push({ key: "marking.figures", parameters: { count: figures } });
  if (places != null && !areAll((text) => placesOf(text) === places))
    notes.push({ key: "formula.decimals", parameters: { count: places } });
  return notes;
}

/** Return the functions and signs that stand in an answer, as keys name them. */
function thingsUsed(answer: Node): Set<string> {
  const found = new Set<string>();
  for (const { head, leaf } of walk(answer)) {
    found.add(head.replace(/^call:/, ""));
    if (head === "°") found.add("*");
    else if (head === "call:factorial") found.add("!");
    else if (head === "call:abs") found.add("|");
    else if (head === "negate") found.add("-");
    else if (head === "number" && leaf.includes(".")) found.add(".");
  }
  return found;
}

/** Say what a teacher would see at a glance: the shape, the sign, a letter too many. */
function nearMisses(key: FormulaKey, wished: Node, typed: Node, domains: Domains): Note[] {
  const [target, answer] = [spread(wished), spread(typed)];
  const [wanted, given] = [shape(target), shape(answer)];
  if (wanted !== given) {
    const isInterval = wanted === "realset" && BRACKETED.test(given);
    // [2; 5] may be a list or an interval; an inequality tells which was meant.
    const isMeant = BRACKETED.test(wanted) && /^(inequality|logic)$/.test(given);
    const said = isMeant ? "realset" : wanted;
    return SHAPES.includes(said) && !isInterval ? [{ key: `formula.expected_${said}` }] : [];
  }
  if (given !== "value") return [];
  if (decideUpTo(answer, target, "sign", new Set(), domains).opinion === "same")
    return [{ key: "formula.opposite" }];
  const known = names(target);
  const isExpected = (each: string) =>
    each.startsWith("#") || (key.up_to === "constant" && CONSTANTS.includes(each));
  const [name] = [...names(answer)].filter((each) => !known.has(each) && !isExpected(each)).sort();
  if (name === undefined || !known.size) return [];
  return [{ key: "formula.other_name", parameters: { name: name.slice(0, 20) } }];
}

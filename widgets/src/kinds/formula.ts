/**
 * Formula: an answer that is equivalent to the key, in the form that was asked for. Mirrors
 * courseware/kinds/formula; where Python has a second opinion on what points cannot tell, this half
 * says that it could not be decided.
 */
import { h, put } from "../dom";
import { typedField } from "../field";
import { choose } from "../text/languages";
import { say } from "../text/say";
import type { FormulaExercise, FormulaKey } from "../types.generated";
import { fill, type Variant } from "../variants";
import { isMisread, type Misread, misread, type Verdict } from "../verdict";
import type { Language, Value } from "../wire";
import type { Face, Host, Kind, Look, Sample } from "./base";
import { shape } from "./formula/decide";
import { formNotes, fraction, judge, lexiconOf, targetOf } from "./formula/judging";
import { mathml } from "./formula/mathml";
import { read } from "./formula/reader";
import { fold, LONGEST } from "./formula/tokens";
import { AlgebraError, type Node, names, Pole } from "./formula/tree";
import { written } from "./formula/written";

/** Milliseconds without a key before the preview is written anew. */
const PAUSE = 250;

/** Read a formula as learners write it. */
function parse(exercise: FormulaExercise, value: Value): Node | Misread | null {
  if (value === null) return null;
  if (typeof value !== "string" && typeof value !== "number") return misread("marking.not_text");
  const text = typeof value === "string" ? value : fraction(value);
  if (!fold([...text].slice(0, LONGEST).join("")).replace(/ /g, "")) return null;
  return attempt(() => read(text, lexiconOf(exercise)));
}

/** Judge the value, then the form. */
const mark = (
  exercise: FormulaExercise,
  key: FormulaKey,
  variant: Variant,
  answer: Node,
): Verdict | Misread => attempt(() => judge(exercise, key, variant, answer));

function attempt<T>(next: () => T): T | Misread {
  try {
    return next();
  } catch (error) {
    if (error instanceof AlgebraError) return misread(`formula.${error.code}`, error.parameters);
    if (error instanceof Pole) return misread("formula.division_by_zero");
    throw error;
  }
}

/** Write the formula again, unless that is how it was typed. */
function echo(answer: Node, value: Value): string {
  const found = written(answer);
  const bare = (text: string) => text.replace(/\s/g, "");
  return bare(found) === bare(String(value)) ? "" : found;
}

/** Leave a line to write on, with what stands before and after it. */
export function describe(
  { before = "", suffix = "" }: FormulaExercise,
  variant: Variant,
  language: Language,
): string {
  const [first, last] = [before, suffix].map((text) =>
    fill(choose(text, language), variant.values, language),
  );
  return `${first} ${"_".repeat(20)} ${last}`.trim();
}

/** Yield the answer, another value, no formula. */
export function* samples(
  exercise: FormulaExercise,
  key: FormulaKey,
  variant: Variant,
): Iterable<Sample> {
  const target = targetOf(exercise, key.answer, variant);
  const right = written(target);
  const known = names(target);
  if (!formNotes(key, target, target).length) {
    const needsConstant = key.up_to === "constant" && !known.has("C");
    yield { value: needsConstant ? `${right} + C` : right, state: "right" };
  }
  const letter = [...known].sort()[0] ?? exercise.names?.[0] ?? "x";
  const twice = shape(target) === "value" ? `2·(${right}) + ` : "";
  yield { value: `${twice}7·${letter}^3 + 40`, state: "wrong" };
  yield { value: "§", state: "unmarked" };
}

/** A field, and below it the formula as it was understood, a moment after the last key. */
function face(exercise: FormulaExercise, host: Host): Face {
  const field = typedField(host, {
    inputmode: "text",
    size: "long",
    suffix: exercise.suffix ?? "",
  });
  const before = h("span", { class: "cw-formula-before" });
  const title = h("span", { class: "cw-formula-title" });
  const formula = h("span", { class: "cw-formula-shown cw-scroll" });
  const preview = h(
    "p",
    { class: "cw-formula-preview", "aria-live": "polite", hidden: true },
    title,
    " ",
    formula,
  );
  let shown = "";
  let waiting = 0;
  const show = ({ value, language }: Look): void => {
    const answer = parse(exercise, value);
    const isFound = answer !== null && !isMisread(answer);
    preview.hidden = !isFound;
    title.textContent = say("formula.preview", language);
    put(formula, isFound ? mathml(answer, language !== "en") : null);
  };
  return {
    element: h("div", { class: "cw-formula" }, before, field.element, preview),
    focus: field.focus,
    update(look) {
      field.update(look);
      put(before, host.line(exercise.before ?? ""));
      const showing = JSON.stringify([look.value, look.language]);
      if (showing === shown) return;
      clearTimeout(waiting);
      if (shown) waiting = Number(setTimeout(show, PAUSE, look));
      else show(look);
      shown = showing;
    },
  };
}

export const formula: Kind<FormulaExercise, FormulaKey, Node> = {
  draw: () => [],
  parse,
  mark,
  echo,
  face,
};

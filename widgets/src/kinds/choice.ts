/**
 * Choice: one of several, several of several, true or false. Mirrors courseware/kinds/choice.py,
 * where the rules of partial credit are told. Options are named by stable ids, never by place.
 * The rarer forms are in `choice/`, and come with the chunk `choices`.
 */
import { h, icon, put, show } from "../dom";
import { spoken } from "../spoken";
import { choose } from "../text/languages";
import { compare, type Rational, rational, ZERO } from "../text/rational";
import { say } from "../text/say";
import type { ChoiceExercise, ChoiceKey } from "../types.generated";
import { fill, type Generator, type Variant } from "../variants";
import { type Misread, misread, type Note, type Verdict } from "../verdict";
import type { Language, Texts, Value } from "../wire";
import type { Face, Host, Kind, Look, Sample } from "./base";

type Answer = ReadonlySet<string>;

/** Return the ids in the author's order. */
export function optionIds({ select, options = [] }: ChoiceExercise): readonly string[] {
  return select === "true_false" ? ["true", "false"] : options.map(({ id }) => id);
}

/** Return the ids of the right options. */
export function rightIds({ answer, answers }: ChoiceKey): Answer {
  if (Array.isArray(answers)) return new Set(answers);
  return new Set(answer == null ? [] : [String(answer)]);
}

/** Shuffle the options that are not fixed among their own places. */
function draw(exercise: ChoiceExercise, generator: Generator): readonly string[] {
  const { select, shuffle = true, options = [] } = exercise;
  if (!shuffle || select === "true_false") return optionIds(exercise);
  const mixed = generator.shuffled(options.filter(({ fixed }) => !fixed));
  return options.map((option) => (option.fixed ? option : (mixed.shift() ?? option)).id);
}

/** Read an id, for `many` a list of ids; true and false stand for their words. */
function parse(exercise: ChoiceExercise, value: Value): Answer | Misread | null {
  if (value === null || value === "") return null;
  if (Array.isArray(value) !== (exercise.select === "many")) return misread("marking.unreadable");
  const given = Array.isArray(value) ? value : [typeof value === "boolean" ? `${value}` : value];
  const known: readonly unknown[] = optionIds(exercise);
  for (const item of given) {
    if (known.includes(item)) continue;
    const option = typeof item === "string" ? [...item].slice(0, 40).join("") : "?";
    return misread("marking.unknown_option", { option });
  }
  return new Set(given.map(String));
}

/** Give credit by the key's rule and say the chosen options' feedback. */
function mark(exercise: ChoiceExercise, key: ChoiceKey, _: Variant, answer: Answer): Verdict {
  const right = rightIds(key);
  const ids = optionIds(exercise);
  const found = [...answer].filter((id) => right.has(id)).length;
  const [missed, extra] = [right.size - found, answer.size - found];
  const notes: Note[] = [];
  for (const id of ids) {
    const text = key.feedback?.[id];
    if (answer.has(id) && text !== undefined) notes.push({ text });
  }
  const isMany = exercise.select === "many";
  if (isMany && found && missed) notes.push(counted("marking.missed_options", missed));
  if (isMany && found && extra) notes.push(counted("marking.extra_options", extra));
  const isRight = !missed && !extra;
  const credit = isMany && !isRight ? partial(key, right.size, found, extra, ids.length) : +isRight;
  return { credit: typeof credit === "number" ? rational(credit) : credit, notes };
}

const counted = (key: string, count: number): Note => ({ key, parameters: { count } });

function partial(
  { credit = "right_minus_wrong" }: ChoiceKey,
  right: number,
  found: number,
  extra: number,
  options: number,
): Rational {
  if (credit === "all_or_nothing" || !right || !(found + extra)) return ZERO;
  if (credit === "per_option") return rational(options - (right - found) - extra, options);
  const share = rational(found - extra, right);
  return compare(share, ZERO) < 0 ? ZERO : share;
}

export const textOf = ({ options = [] }: ChoiceExercise, id: string, language: Language): Texts =>
  options.find((option) => option.id === id)?.text ?? say(`marking.${id}`, language);

/** List the options with an empty box each, as on paper. */
export function describe(exercise: ChoiceExercise, variant: Variant, language: Language): string {
  const box = exercise.select === "many" ? "☐" : "○";
  const order = variant.order.length ? variant.order : optionIds(exercise);
  const texts = order.map((id) => choose(textOf(exercise, id, language), language));
  return texts.map((text) => `${box} ${fill(text, variant.values, language)}`).join("\n");
}

/** Yield the right choice, each single wrong one, an unknown option. */
export function* samples(exercise: ChoiceExercise, key: ChoiceKey): Iterable<Sample> {
  const right = rightIds(key);
  const isMany = exercise.select === "many";
  const [first = null] = right;
  yield { value: isMany ? [...right].sort() : first, state: "right" };
  for (const id of optionIds(exercise)) {
    if (!right.has(id)) yield { value: isMany ? [id] : id, state: "wrong" };
  }
  yield { value: isMany ? ["no-such-option"] : "no-such-option", state: "unmarked" };
}

/** Radio buttons or tick boxes, one to a line; a whole line can be clicked or tapped. */
function face(exercise: ChoiceExercise, host: Host): Face {
  const isMany = exercise.select === "many";
  const legend = h("legend", { class: "cw-legend" });
  const list = h("div", { class: "cw-options" });
  const element = h(
    "fieldset",
    { class: "cw-fieldset", "aria-describedby": `${host.id}-question ${host.id}-help` },
    legend,
    list,
  );
  const rows = new Map<string, Row>();
  const chosen = (): Value => {
    const ids = optionIds(exercise).filter((id) => rows.get(id)?.input.checked);
    return isMany ? ids : (ids[0] ?? null);
  };
  for (const id of optionIds(exercise)) {
    const row = optionRow(host, isMany ? "checkbox" : "radio", id);
    row.input.addEventListener("change", () => host.edit(chosen(), true));
    rows.set(id, row);
  }
  let arranged = "";
  return {
    element,
    focus: () => element.querySelector("input")?.focus(),
    update(look) {
      legend.textContent = say(`widget.select_${exercise.select ?? "one"}`, look.language);
      const order = look.variant.order.length ? look.variant.order : optionIds(exercise);
      const arrangement = JSON.stringify([order, look.variant.seed, look.language]);
      if (arrangement !== arranged) {
        for (const id of order) {
          const row = rows.get(id);
          row?.text.replaceChildren(host.line(textOf(exercise, id, look.language)));
        }
        const wanted = order.map((id) => rows.get(id)?.element);
        if (wanted.some((row, place) => row !== list.children[place])) put(list, ...wanted);
        arranged = arrangement;
      }
      const given: readonly unknown[] = [look.value].flat().map((item) => String(item));
      for (const [id, row] of rows) {
        row.input.checked = given.includes(id);
        row.input.disabled = look.locked;
        row.judge(look, id, row.input.checked);
      }
    },
  };
}

interface Row {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly text: HTMLElement;
  judge(look: Look, id: string, isChosen: boolean): void;
}

function optionRow(host: Host, type: "radio" | "checkbox", id: string): Row {
  const input = h("input", { type, name: host.id, value: id, class: "cw-input-option" });
  const text = h("span", { class: "cw-option-text" });
  const judged = h("span", { class: "cw-option-verdict" });
  const element = h("label", { class: "cw-option" }, input, text, judged);
  let shown = "";
  return {
    element,
    input,
    text,
    judge(look, option, isChosen) {
      const verdict = verdictOn(look, option, isChosen);
      const words = verdict && say(`widget.${verdict}`, look.language);
      const name = [spoken(text), words].filter(Boolean).join(", ");
      if (name === shown) return;
      shown = name;
      input.setAttribute("aria-label", name);
      element.dataset.verdict = verdict;
      show(judged, !!verdict);
      put(judged, verdict && icon(verdict === "wrong" ? "cross" : "check"), words);
    },
  };
}

/** Judge what was chosen; what was missed only when the answer may be shown. */
function verdictOn({ result, key, revealed }: Look, id: string, isChosen: boolean): string {
  if (!result || !key) return "";
  const isRight = rightIds(key as ChoiceKey).has(id);
  if (isChosen) return isRight ? "right" : "wrong";
  return isRight && revealed ? "right" : "";
}

export const choice: Kind<ChoiceExercise, ChoiceKey, Answer> = {
  draw,
  mixes: ({ select, shuffle }) => select !== "true_false" && shuffle !== false,
  parse,
  mark,
  face,
  echo: () => "",
};

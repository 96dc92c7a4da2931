/** The questions at the end: numbers with their units, choices, the learner's own words. */
import { h, put, setAttribute, show, write } from "../../dom";
import { formatNumber } from "../../text/number_format";
import { isProblem, parseNumber } from "../../text/numbers";
import { say } from "../../text/say";
import type { LabExercise, LabField } from "../../types.generated";
import type { Language } from "../../wire";
import type { Host } from "../base";
import type { Given } from "./answer";
import { MOST_TEXT } from "./rows";
import { LONGEST } from "./spec";

type Change = (news: Partial<Given>, settled: boolean) => void;

export interface Conclusion {
  readonly element: HTMLElement;
  update(given: Given, language: Language, locked: boolean): void;
}

interface Question {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement | HTMLSelectElement;
  word(language: Language): void;
  hint(typed: string, language: Language): void;
}

export function conclusion(exercise: LabExercise, host: Host, change: Change): Conclusion {
  const { fields = [], explain = "" } = exercise;
  let last: ReadonlyMap<string, string> = new Map();
  const asked = fields.map((field) => {
    const made = field.options?.length ? choice(field, host) : number(field, host);
    const edit = (settled: boolean) =>
      change({ fields: new Map([...last, [field.id, made.input.value]]) }, settled);
    made.input.addEventListener("input", () => edit(false));
    made.input.addEventListener("change", () => edit(true));
    return { id: field.id, ...made };
  });
  const head = h("strong", { class: "cw-lab-head" });
  const label = h("label", { for: `${host.id}-explain`, class: "cw-legend" });
  const words = h("textarea", {
    id: `${host.id}-explain`,
    class: "cw-field",
    rows: 3,
    maxlength: LONGEST,
  });
  const own = h("div", {}, label, words);
  words.addEventListener("input", () => change({ explain: words.value }, false));
  words.addEventListener("change", () => change({ explain: words.value }, true));
  const asks = asked.map(({ element }) => element);
  const element = h("section", { class: "cw-lab-part" }, head, ...asks, own);
  show(own, explain !== "");
  show(element, fields.length > 0 || explain !== "");
  let worded = "";
  return {
    element,
    update(given, language, locked) {
      last = given.fields;
      if (worded !== language) {
        write(head, say("lab.conclusion", language));
        put(label, host.line(explain));
        for (const { word } of asked) word(language);
        worded = language;
      }
      for (const { id, input, hint } of asked) {
        const typed = given.fields.get(id) ?? "";
        if (input.value !== typed) input.value = typed;
        input.disabled = locked;
        hint(typed, language);
      }
      if (words.value !== given.explain) words.value = given.explain;
      words.readOnly = locked;
    },
  };
}

/** A number with its unit; below it, how it was understood. */
function number({ id, title, suffix = "" }: LabField, host: Host): Question {
  const name = `${host.id}-${id}`;
  const label = h("label", { for: name, class: "cw-legend" });
  const input = h("input", {
    type: "text",
    id: name,
    class: "cw-field",
    "data-size": "short",
    inputmode: "text",
    autocomplete: "off",
    maxlength: MOST_TEXT,
    "aria-describedby": `${name}-unit ${name}-help`,
  });
  const unit = h("span", { class: "cw-suffix", id: `${name}-unit` });
  const help = h("p", { class: "cw-note cw-lab-help", id: `${name}-help`, "aria-live": "polite" });
  const line = h("span", { class: "cw-line" }, input, unit);
  return {
    input,
    element: h("div", { class: "cw-lab-field" }, label, line, help),
    word() {
      put(label, host.line(title));
      put(unit, host.line(suffix));
    },
    hint(typed, language) {
      const read = typed.trim() ? parseNumber(typed) : null;
      const problem = read && isProblem(read) ? read : null;
      setAttribute(input, "aria-invalid", problem ? "true" : null);
      help.classList.toggle("cw-complaint", problem !== null);
      if (!read) write(help, "");
      else if (isProblem(read)) write(help, say(`number.${read.code}`, language, read.params));
      else {
        const text = formatNumber(read.value, language, null, 12);
        write(help, text === typed.trim() ? "" : say("lab.understood", language, { text }));
      }
    },
  };
}

function choice({ id, title, options = [] }: LabField, host: Host): Question {
  const name = `${host.id}-${id}`;
  const label = h("label", { for: name, class: "cw-legend" });
  const input = h("select", { id: name, class: "cw-field cw-lab-list" });
  return {
    input,
    element: h("div", { class: "cw-lab-field" }, label, input),
    word(language) {
      const { value } = input;
      put(label, host.line(title));
      const offered = options.map((each) => h("option", { value: each.id }, host.words(each.text)));
      put(input, h("option", { value: "" }, say("lab.pick", language)), ...offered);
      input.value = value;
    },
    hint() {},
  };
}

/** What stands in a gap: a field, a list, or a slot for a word of the bank. */
import { h, put, setAttribute, write } from "../../dom";
import type { ClozeOption } from "../../types.generated";

export interface Control {
  readonly element: HTMLElement;
  /** What takes the focus and bears the name. */
  readonly input: HTMLElement;
  /** Show a value; `word` is what a slot shows of it. */
  show(value: string, word: string, isLocked: boolean): void;
  /** Offer options by id and words. */
  offer?(options: readonly (readonly [string, string])[]): void;
  /** What the name says of the value, where a reader would not tell by itself. */
  said?(empty: string): string;
}

type Change = (value: string, settled: boolean) => void;

export function fieldControl(width: string, kind: string, change: Change): Control {
  const input = h("input", {
    type: "text",
    class: "cw-field cw-cloze-field",
    "data-width": width,
    inputmode: "text",
    autocomplete: "off",
    autocapitalize: "none",
    autocorrect: "off",
    spellcheck: "false",
    "data-kind": kind,
  });
  input.addEventListener("input", () => change(input.value, false));
  input.addEventListener("change", () => change(input.value, true));
  return {
    element: input,
    input,
    show(value, _, isLocked) {
      if (input.value !== value) input.value = value;
      input.readOnly = isLocked;
    },
  };
}

export function listControl(options: readonly ClozeOption[], change: Change): Control {
  const input = h("select", { class: "cw-field cw-cloze-list" });
  put(input, ...["", ...options.map(({ id }) => id)].map((id) => h("option", { value: id })));
  input.addEventListener("change", () => change(input.value, true));
  return {
    element: input,
    input,
    offer(offered) {
      const { value } = input;
      put(
        input,
        h("option", { value: "" }, "…"),
        ...offered.map(([id, words]) => h("option", { value: id }, words)),
      );
      input.value = value;
    },
    show(value, _, isLocked) {
      if (input.value !== value) input.value = value;
      input.disabled = isLocked;
    },
  };
}

export function slotControl(tap: () => void): Control {
  const input = h("button", { type: "button", class: "cw-cloze-slot" });
  let shown = "";
  input.addEventListener("click", tap);
  return {
    element: input,
    input,
    show(value, word, isLocked) {
      shown = value && word;
      write(input, shown || "\u00a0");
      input.dataset.filled = String(!!value);
      setAttribute(input, "aria-disabled", isLocked ? "true" : null);
    },
    said: (empty) => shown || empty,
  };
}

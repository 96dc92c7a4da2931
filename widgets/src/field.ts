/** A labelled field for an answer that is typed: one line, or several. */
import { h, put, setAttribute, write } from "./dom";
import type { Face, Host } from "./kinds/base";
import { say } from "./text/say";
import type { Texts } from "./wire";

interface Options {
  readonly inputmode: string;
  readonly size: "short" | "long";
  readonly lines?: number;
  readonly suffix?: Texts;
  readonly placeholder?: Texts;
}

export function typedField(host: Host, options: Options): Face {
  const { inputmode, size, lines = 1, suffix = "", placeholder = "" } = options;
  const id = `${host.id}-answer`;
  const attributes = {
    id,
    class: "cw-field",
    "data-size": size,
    inputmode,
    autocomplete: "off",
    autocapitalize: "none",
    autocorrect: "off",
    spellcheck: "false",
    enterkeyhint: lines > 1 ? null : "done",
    "aria-describedby": `${host.id}-question ${host.id}-suffix ${host.id}-help`,
  };
  const field =
    lines > 1
      ? h("textarea", { ...attributes, rows: lines })
      : h("input", { ...attributes, type: "text" });
  const label = h("label", { class: "cw-legend", for: id });
  const after = h("span", { class: "cw-suffix", id: `${host.id}-suffix` });
  field.addEventListener("input", () => host.edit(field.value, false));
  field.addEventListener("change", () => host.edit(field.value, true));
  return {
    element: h(
      "div",
      { class: size === "short" ? "cw-echoing" : "" },
      label,
      h("span", { class: "cw-line" }, field, after),
    ),
    focus: () => field.focus(),
    update(look) {
      const value = look.value === null ? "" : String(look.value);
      if (field.value !== value) field.value = value;
      field.readOnly = look.locked;
      field.dataset.verdict = look.result?.state ?? "";
      setAttribute(field, "aria-invalid", look.complaint ? "true" : null);
      write(label, say("widget.your_answer", look.language));
      put(after, host.line(suffix));
      setAttribute(field, "placeholder", host.words(placeholder) || null);
    },
  };
}

/** The face of a program: an editor, and a table of the examples with what came out of each. */
import { h, icon, put, setAttribute, write } from "../../dom";
import { say } from "../../text/say";
import type { CodeCase, CodeExercise } from "../../types.generated";
import type { Value } from "../../wire";
import type { Face, Host, Look } from "../base";

/** What the kernel tells of the program that it tried last. */
interface Report {
  readonly source: string;
  readonly ran: readonly (readonly string[])[];
}

const STEP = "    ";

export function face(exercise: CodeExercise, host: Host): Face {
  const id = `${host.id}-answer`;
  const starter = exercise.starter ?? "";
  const editor = h("textarea", {
    id,
    class: "cw-field cw-code-editor",
    autocomplete: "off",
    autocapitalize: "none",
    autocorrect: "off",
    spellcheck: "false",
    wrap: "off",
    dir: "ltr",
    "aria-describedby": `${host.id}-question ${host.id}-help`,
  });
  const label = h("label", { class: "cw-legend", for: id });
  const told = h("p", { class: "cw-code-cell" });
  const table = examples(exercise.examples ?? []);
  const edit = (settled: boolean) => host.edit(editor.value, settled);
  editor.addEventListener("input", () => edit(false));
  editor.addEventListener("change", () => edit(true));
  editor.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    insert(editor, `\n${indentAfter(editor.value.slice(0, editor.selectionStart))}`);
    edit(false);
  });
  return {
    element: h("div", { class: "cw-code" }, label, editor, told, table.element),
    focus: () => editor.focus(),
    update(look) {
      const value = textOf(look.value) ?? starter;
      if (editor.value !== value) editor.value = value;
      const rows = String(Math.min(24, Math.max(6, value.split("\n").length + 1)));
      setAttribute(editor, "rows", rows);
      editor.readOnly = look.locked;
      editor.dataset.verdict = look.result?.state ?? "";
      setAttribute(editor, "aria-invalid", look.complaint ? "true" : null);
      write(label, say("code.editor", look.language));
      write(told, exercise.define?.length ? say("code.cell", look.language) : "");
      table.update(look);
    },
  };
}

/** The program in an answer, whether it was tried or not. */
function textOf(value: Value): string | null {
  if (typeof value === "string") return value;
  const isTable = typeof value === "object" && value !== null && !Array.isArray(value);
  return isTable && "source" in value ? String(value.source) : null;
}

/** Write at the cursor, so that the browser can undo it where it knows how. */
function insert(editor: HTMLTextAreaElement, text: string): void {
  editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, "end");
}

/** A new line starts where the last one did, and one step further in after a colon. */
function indentAfter(before: string): string {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  return /:\s*(#.*)?$/.test(line) ? indent + STEP : indent;
}

function examples(cases: readonly CodeCase[]) {
  const heads = ["column_call", "column_expected", "column_seen"] as const;
  const cells = heads.map((name) => ({ name, element: h("th", { scope: "col" }) }));
  const rows = cases.map((each) => ({ each, seen: h("td", { class: "cw-code-seen" }) }));
  const caption = h("caption");
  const body = h("tbody");
  for (const { each, seen } of rows) {
    const wanted = each.returns ?? each.raises ?? each.prints ?? "";
    body.append(h("tr", {}, cell(each.call || each.input || "▶"), cell(wanted), seen));
  }
  const head = h("thead", {}, h("tr", {}, ...cells.map(({ element }) => element)));
  const table = h("table", { class: "cw-code-examples" }, caption, head, body);
  const element = h("div", { class: "cw-scroll", hidden: !cases.length }, table);
  return {
    element,
    update({ language, report, value }: Look) {
      write(caption, say("code.examples", language));
      for (const { name, element: th } of cells) write(th, say(`code.${name}`, language));
      const told = report as Report | null;
      const isOfThis = told !== null && told.source === textOf(value);
      for (const { each, seen } of rows) {
        const found = isOfThis ? told.ran.find(([id]) => id === each.id) : undefined;
        const [, outcome = "", came = ""] = found ?? [];
        seen.dataset.verdict = found ? (outcome === "right" ? "right" : "wrong") : "";
        if (!found) put(seen);
        else if (outcome === "right") put(seen, icon("check"), say("widget.right", language));
        else put(seen, icon("cross"), h("code", {}, shortly(outcome, came)));
      }
    },
  };
}

const cell = (text: string): HTMLElement => h("td", {}, h("code", {}, text));

/** Of an error its name and message; of a value the value. */
function shortly(outcome: string, came: string): string {
  if (outcome !== "raised") return came || outcome;
  const [error = "", , ...message] = came.split("|");
  return `${error}: ${message.join("|")}`;
}

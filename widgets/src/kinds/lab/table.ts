/** The table of readings: every row can be deleted, and the whole saved as a file. */
import { h, put, show, write } from "../../dom";
import { say } from "../../text/say";
import type { LabExercise } from "../../types.generated";
import type { Language } from "../../wire";
import type { Scale } from "./model";
import { freeControls, modelOf } from "./spec";
import { cellOf, headOf } from "./wording";

type Rows = readonly (readonly string[])[];

export interface Table {
  readonly element: HTMLElement;
  update(rows: Rows, language: Language, locked: boolean): void;
}

/** Return the columns; null stands for the number of the reading at its settings. */
function columns(exercise: LabExercise): readonly (Scale | null)[] {
  return [...freeControls(exercise), null, ...modelOf(exercise).instruments];
}

/** Leave out the number of the reading where a second one cannot be another. */
const told = <Item>(exercise: LabExercise, items: readonly Item[]): Item[] =>
  items.filter((_, place) => modelOf(exercise).noisy || columns(exercise)[place] !== null);

const heads = (exercise: LabExercise, language: Language): string[] =>
  told(
    exercise,
    columns(exercise).map((scale) =>
      scale ? headOf(exercise, scale, language) : say("lab.trial", language),
    ),
  );

const cells = (exercise: LabExercise, row: readonly string[], language: Language): string[] =>
  told(
    exercise,
    columns(exercise).map((scale, place) => {
      const text = row[place] ?? "";
      return scale ? cellOf(exercise, scale, text, language) : text;
    }),
  );

export function table(exercise: LabExercise, remove: (place: number) => void): Table {
  const caption = h("caption");
  const head = h("thead");
  const body = h("tbody");
  const grid = h("table", { class: "cw-lab-table" }, caption, head, body);
  const empty = h("p", { class: "cw-note" });
  const scroll = h("div", { class: "cw-scroll" }, grid);
  let shown = "";
  return {
    element: h("div", { class: "cw-lab-readings" }, scroll, empty),
    update(rows, language, locked) {
      show(scroll, rows.length > 0);
      show(empty, !rows.length);
      write(empty, say("lab.no_rows", language));
      const showing = JSON.stringify([rows, language, locked]);
      if (showing === shown) return;
      shown = showing;
      write(caption, say("lab.table", language));
      const titles = heads(exercise, language).map((text) => h("th", { scope: "col" }, text));
      const blank = locked ? null : h("td", { class: "cw-lab-tool" });
      put(head, h("tr", {}, h("th", { scope: "col" }, "№"), ...titles, blank));
      put(body, ...rows.map((row, place) => line(row, place, language, locked)));
    },
  };

  function line(row: readonly string[], place: number, language: Language, locked: boolean) {
    const texts = cells(exercise, row, language).map((text) => h("td", {}, text));
    const number = place + 1;
    const button = h(
      "button",
      {
        type: "button",
        class: "cw-button cw-small cw-lab-delete",
        "aria-label": say("lab.delete", language, { number }),
      },
      "×",
    );
    button.addEventListener("click", () => remove(place));
    const tool = locked ? null : h("td", { class: "cw-lab-tool" }, button);
    return h("tr", {}, h("th", { scope: "row" }, String(number)), ...texts, tool);
  }
}

/**
 * Return the table as a file that the reader's own spreadsheet opens: with the semicolon and the
 * decimal comma where the language has them, and a mark that it is UTF-8.
 */
export function csv(exercise: LabExercise, rows: Rows, language: Language): string {
  const separator = language === "en" ? "," : ";";
  const quoted = (text: string) => `"${text.replace(/"/g, '""')}"`;
  const lines = [heads(exercise, language), ...rows.map((row) => cells(exercise, row, language))];
  const written = lines.map((line) => line.map(quoted).join(separator));
  return `\ufeff${written.join("\r\n")}\r\n`;
}

/** Let the browser save a text as a file; nothing leaves the device. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

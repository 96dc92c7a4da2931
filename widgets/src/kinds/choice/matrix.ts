/**
 * The choice matrix: one column, or several, in each row. Mirrors courseware/kinds/choice/matrix.py.
 * It is a table where there is room, and a group of options for each row where there is not.
 */
import { h, icon, put, setAttribute, show, write } from "../../dom";
import { partial } from "../../rules/credit";
import { spoken } from "../../spoken";
import { add, divide, equals, rational, ZERO } from "../../text/rational";
import { say } from "../../text/say";
import type { ChoiceExercise, ChoiceKey } from "../../types.generated";
import { isMisread, type Misread, misread, type Note, type Verdict } from "../../verdict";
import type { Value } from "../../wire";
import type { Face, Host, Look } from "../base";

/** By row the columns that were chosen; rows without any are left out. */
export type Grid = ReadonlyMap<string, ReadonlySet<string>>;

/** Read a table of rows: a column's id each, or a list of them. */
export function parse(exercise: ChoiceExercise, value: Value): Grid | Misread | null {
  const { rows = [], columns = [], several = false } = exercise;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return misread("marking.unreadable");
  }
  const table = new Map<string, unknown>(Object.entries(value));
  if ([...table.keys()].some((name) => !rows.some(({ id }) => id === name))) {
    return misread("marking.unknown_option", { option: "?" });
  }
  const grid = new Map<string, ReadonlySet<string>>();
  for (const { id: row } of rows) {
    const given = table.get(row) ?? "";
    if (given === "") continue;
    if (Array.isArray(given) !== several) return misread("marking.unreadable");
    const items = [given].flat() as unknown[];
    for (const item of items) {
      if (columns.some(({ id }) => id === item)) continue;
      const option = typeof item === "string" ? [...item].slice(0, 40).join("") : "?";
      return misread("marking.unknown_option", { option });
    }
    if (items.length) grid.set(row, new Set(items.map(String)));
  }
  return grid.size ? grid : null;
}

/** Return the right columns of a row. */
export function rightColumns({ answers }: ChoiceKey, row: string): ReadonlySet<string> {
  if (!answers || Array.isArray(answers)) return new Set();
  const found = new Map(Object.entries(answers)).get(row) ?? [];
  return new Set([found].flat());
}

/** Give each row its share by the key's rule; say the chosen cells' feedback. */
export function mark(exercise: ChoiceExercise, key: ChoiceKey, grid: Grid): Verdict {
  const { rows = [], columns = [], several = false } = exercise;
  const { credit: rule = "right_minus_wrong", cells = {} } = key;
  const notes: Note[] = [];
  let sum = ZERO;
  let right = 0;
  for (const { id: row } of rows) {
    const chosen = grid.get(row) ?? new Set<string>();
    const wanted = rightColumns(key, row);
    const share = partial(several ? rule : "all_or_nothing", wanted, chosen, columns.length);
    if (equals(share, rational(1))) right += 1;
    sum = add(sum, share);
    const said = new Map(Object.entries(new Map(Object.entries(cells)).get(row) ?? {}));
    for (const { id } of columns) {
      const text = chosen.has(id) ? said.get(id) : undefined;
      if (text) notes.push({ text });
    }
  }
  const total = rows.length;
  if (right < total) notes.push({ key: "choices.right_rows", parameters: { count: right, total } });
  const isAll = rule !== "all_or_nothing" || right === total;
  return { credit: total && isAll ? divide(sum, rational(total)) : ZERO, notes };
}

interface Cell {
  readonly input: HTMLInputElement;
  readonly label: HTMLElement;
  readonly text: HTMLElement;
  readonly judged: HTMLElement;
}

interface Row {
  readonly id: string;
  readonly element: HTMLElement;
  readonly head: HTMLElement;
  readonly cells: ReadonlyMap<string, Cell>;
}

export function matrixFace(exercise: ChoiceExercise, host: Host): Face {
  const { rows = [], columns = [], several = false } = exercise;
  const legend = h("div", { class: "cw-legend", id: `${host.id}-legend` });
  const heads = new Map(
    columns.map(({ id }) => [id, h("span", { class: "cw-matrix-head" })] as const),
  );
  const header = h(
    "div",
    { class: "cw-matrix-row cw-matrix-heads", "aria-hidden": "true" },
    h("span", {}),
    ...heads.values(),
  );
  const body = h("div", { class: "cw-matrix-rows" });
  const wide = columns.length > 6 ? "never" : columns.length > 3 ? "late" : "soon";
  const table = h("div", { class: "cw-matrix-table", "data-wide": wide }, header, body);
  table.style.setProperty("--cw-columns", String(columns.length));
  const element = h(
    "div",
    {
      class: "cw-matrix",
      role: "group",
      "aria-labelledby": `${host.id}-legend`,
      "aria-describedby": `${host.id}-question ${host.id}-help`,
    },
    legend,
    table,
  );
  const made = new Map(rows.map(({ id }, place) => [id, rowOf(exercise, host, id, place)]));
  const chosen = (): Value => {
    const entries = [...made.values()].flatMap(({ id, cells }) => {
      const ids = [...cells].flatMap(([column, { input }]) => (input.checked ? column : []));
      const [first] = ids;
      return first === undefined ? [] : [[id, several ? ids : first] as const];
    });
    return entries.length ? Object.fromEntries(entries) : null;
  };
  body.addEventListener("change", () => host.edit(chosen(), true));
  let arranged = "";
  return {
    element,
    focus: () => element.querySelector<HTMLElement>("input")?.focus(),
    update(look) {
      write(legend, say(`widget.select_${several ? "many" : "one"}`, look.language));
      const order = look.variant.order.length ? look.variant.order : rows.map(({ id }) => id);
      const arrangement = JSON.stringify([order, look.variant.seed, look.language]);
      if (arrangement !== arranged) {
        for (const { id, text } of columns) {
          heads.get(id)?.replaceChildren(host.line(text));
          for (const { cells } of made.values()) {
            cells.get(id)?.text.replaceChildren(host.line(text));
          }
        }
        for (const { id, text } of rows) made.get(id)?.head.replaceChildren(host.line(text));
        const wanted = order.map((id) => made.get(id)?.element);
        if (wanted.some((row, place) => row !== body.children[place])) put(body, ...wanted);
        arranged = arrangement;
      }
      const given = parse(exercise, look.value);
      const grid: Grid = given === null || isMisread(given) ? new Map() : given;
      for (const row of made.values()) judge(row, grid.get(row.id), look);
    },
  };
}

function rowOf(exercise: ChoiceExercise, host: Host, id: string, place: number): Row {
  const { columns = [], several = false } = exercise;
  const name = `${host.id}-row-${place}`;
  const head = h("span", { class: "cw-matrix-name", id: name });
  const cells = new Map(
    columns.map(({ id: column }) => {
      const type = several ? "checkbox" : "radio";
      const input = h("input", { type, name, value: column, class: "cw-input-option" });
      const text = h("span", { class: "cw-option-text" });
      const judged = h("span", { class: "cw-option-verdict" });
      const label = h("label", { class: "cw-option cw-matrix-cell" }, input, text, judged);
      return [column, { input, label, text, judged }] as const;
    }),
  );
  const element = h(
    "div",
    { class: "cw-matrix-row", role: several ? "group" : "radiogroup", "aria-labelledby": name },
    head,
    ...[...cells.values()].map(({ label }) => label),
  );
  return { id, element, head, cells };
}

function judge(row: Row, chosen: ReadonlySet<string> | undefined, look: Look): void {
  const { result, key, revealed, language, locked } = look;
  const right = result && key ? rightColumns(key as ChoiceKey, row.id) : null;
  for (const [column, { input, label, text, judged }] of row.cells) {
    const isChosen = chosen?.has(column) ?? false;
    const isRight = right?.has(column) ?? false;
    const isTold = right && (isChosen || (isRight && revealed));
    const verdict = !isTold ? "" : isRight ? "right" : "wrong";
    const words = verdict && say(`widget.${verdict}`, language);
    input.checked = isChosen;
    input.disabled = locked;
    label.dataset.verdict = verdict;
    const name = [spoken(text), words].filter(Boolean).join(", ");
    setAttribute(input, "aria-label", name);
    show(judged, !!verdict);
    put(judged, verdict ? icon(verdict === "right" ? "check" : "cross") : null);
  }
}

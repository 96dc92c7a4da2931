/** The lists of the page, what stands in them by an answer, and how it stands by the key. */
import { h, put, setAttribute, show, write } from "../../dom";
import { say } from "../../text/say";
import type { OrderExercise, OrderKey } from "../../types.generated";
import type { Value } from "../../wire";
import type { Look } from "../base";
import { depthOf, judge, type Line, rightOrders } from "./judging";
import type { Row, Standing } from "./rows";

/** Return how wide one step of indentation is, in pixels. */
export const stepOf = (element: Element): number =>
  Number.parseFloat(getComputedStyle(element).getPropertyValue("column-gap")) || 24;

export interface List {
  readonly element: HTMLElement;
  fill(rows: readonly HTMLElement[]): void;
  /** What is said while there is nothing in it. */
  write(text: string): void;
}

export function list(name: string, labelledBy: string): List {
  const element = h("ol", { class: `cw-order-list ${name}`, "aria-labelledby": labelledBy });
  const empty = h("li", { class: "cw-order-empty" });
  return {
    element,
    fill(rows) {
      const wanted = rows.length ? rows : [empty];
      if (
        wanted.length === element.children.length &&
        wanted.every((row, at) => row === element.children[at])
      )
        return;
      put(element, ...wanted);
    },
    write: (text) => write(empty, text),
  };
}

/** Return the lines of a value that have items; in a sequence all others follow. */
export function read(
  value: Value,
  mode: string,
  rows: ReadonlyMap<string, Row>,
  rest: readonly string[],
): readonly Line[] {
  const found = new Map<string, number>();
  for (const item of Array.isArray(value) ? value : []) {
    const [, id = "", depth = "0"] = /^([^:]*)(?::(\d))?$/.exec(String(item)) ?? [];
    if (rows.has(id)) found.set(id, mode === "lines" ? Number(depth) : 0);
  }
  for (const id of rest) if (!found.has(id)) found.set(id, 0);
  return [...found];
}

/** Return how each item stands, where the key is here and the answer is marked. */
export function judged(
  exercise: OrderExercise,
  { result, key }: Look,
  lines: readonly Line[],
): ReadonlyMap<string, Standing> {
  if (!key || !result || result.score === null) return new Map();
  const { extra, misplaced, ill } = judge(exercise, key as OrderKey, lines);
  return new Map(
    lines.map(([id]): [string, Standing] => {
      if (extra.has(id) || misplaced.has(id)) return [id, "wrong"];
      return [id, ill.has(id) ? "partly" : "right"];
    }),
  );
}

/** Show a right order once there is nothing left to try. */
export function showSolution(
  place: HTMLElement,
  { items = [], mode }: OrderExercise,
  { key, revealed, result, language }: Look,
  rows: ReadonlyMap<string, Row>,
): void {
  const isNeeded = !!key && revealed && result?.state !== "right";
  show(place, isNeeded);
  if (!isNeeded) return;
  const lines = (rightOrders(key as OrderKey)[0] ?? []).map((id) => {
    const row = rows.get(id)?.card.lastElementChild?.cloneNode(true) as HTMLElement | undefined;
    const line = h("li", {}, row);
    line.style.setProperty("--cw-depth", `${mode === "lines" ? depthOf(key as OrderKey, id) : 0}`);
    return line;
  });
  const title = h("strong", {}, say("order.right_order", language));
  setAttribute(place, "data-code", items.every(({ code }) => code) ? "true" : null);
  put(place, title, h("ol", {}, ...lines));
}

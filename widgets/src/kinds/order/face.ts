/**
 * The list on the page. Everything can be done in three ways: by dragging; by tapping an item and
 * then a place or a button; from the keyboard, where Space picks up and the arrows move.
 */
import { h, show, write } from "../../dom";
import { dragging, type Point } from "../../drag";
import { isRightToLeft, isWithin } from "../../places";
import { say } from "../../text/say";
import type { OrderExercise } from "../../types.generated";
import type { Value } from "../../wire";
import type { Face, Host, Look } from "../base";
import type { Line } from "./judging";
import { judged, list, read, showSolution, stepOf } from "./lists";
import { makeRow, type Row, type Tool } from "./rows";

const DEEPEST = 9;
const TOOLS = {
  sequence: ["up", "down"],
  pick: ["up", "down", "remove"],
  lines: ["up", "down", "outdent", "indent", "remove"],
} as const;

/** Something picked up, and how everything stood before. */
interface Held {
  readonly id: string;
  readonly lines: readonly Line[];
  readonly value: Value;
  /** Whether it has moved since: then a tap on another one picks that up. */
  readonly hasMoved: boolean;
}

export function face(exercise: OrderExercise, host: Host): Face {
  const { items = [], mode = "sequence", layout = "list", indent = false } = exercise;
  const isPool = mode !== "sequence";
  const rows = new Map<string, Row>();
  for (const item of items)
    rows.set(
      item.id,
      makeRow(item, host, (tool) => use(tool, item.id)),
    );

  const legend = h("div", { class: "cw-legend", id: `${host.id}-legend` });
  const how = h("p", { class: "cw-note", id: `${host.id}-how` });
  const poolLegend = h("div", { class: "cw-legend", id: `${host.id}-pool` });
  const pool = list("cw-order-pool", `${host.id}-pool`);
  const chosen = list("cw-order-chosen", `${host.id}-legend`);
  const keep = h("button", { type: "button", class: "cw-button" });
  const solution = h("div", { class: "cw-order-solution" });
  const news = h("p", { class: "cw-unseen", role: "status" });
  const element = h(
    "div",
    {
      class: "cw-order",
      role: "group",
      "aria-labelledby": `${host.id}-question`,
      "aria-describedby": `${host.id}-how ${host.id}-help`,
      "data-mode": mode,
      "data-layout": layout,
    },
    isPool ? h("div", { class: "cw-order-side" }, poolLegend, pool.element) : null,
    h("div", { class: "cw-order-side" }, legend, chosen.element),
    keep,
    how,
    solution,
    news,
  );

  let look: Look | null = null;
  let value: Value = null;
  let lines: readonly Line[] = [];
  let held: Held | null = null;
  let labelled = "";
  let isMoving = false;

  const ids = () => lines.map(([id]) => id);
  const place = (id: string) => lines.findIndex(([other]) => other === id);
  const isChosen = (id: string) => place(id) >= 0;
  const shownOrder = () => (look?.variant.order.length ? look.variant.order : [...rows.keys()]);
  const wordsOf = (id: string) => rows.get(id)?.words ?? "";
  const tell = (key: string, id: string, more: Record<string, number> = {}) => {
    const parameters = { item: wordsOf(id), number: place(id) + 1, total: lines.length, ...more };
    write(news, say(`order.${key}`, look?.language ?? "", parameters));
  };

  /** Take other lines as the answer. */
  function give(next: readonly Line[], settled: boolean): void {
    lines = next;
    const written = next.map(([id, depth]) => (mode === "lines" ? `${id}:${depth}` : id));
    value = written.length ? written : null;
    host.edit(value, settled);
    render();
  }

  /** Put an item at a place among the others, at a depth. */
  function moveTo(id: string, at: number, depth: number, settled: boolean): void {
    if (held) held = { ...held, hasMoved: true };
    const others = lines.filter(([other]) => other !== id);
    const to = Math.max(0, Math.min(at, others.length));
    const line: Line = [id, indent ? Math.max(0, Math.min(depth, DEEPEST)) : 0];
    give([...others.slice(0, to), line, ...others.slice(to)], settled);
  }

  const depthAt = (id: string) => lines[place(id)]?.[1] ?? 0;

  function remove(id: string): void {
    held = null;
    give(
      lines.filter(([other]) => other !== id),
      true,
    );
    tell("said_removed", id);
  }

  /** Take an item from the pool, to the end or behind the one that is held. */
  function add(id: string): void {
    const after = held ? place(held.id) : lines.length - 1;
    const depth = lines[after]?.[1] ?? 0;
    const next = neighbourInPool(id);
    held = null;
    moveTo(id, after + 1, depth, true);
    tell("said_added", id);
    (rows.get(next ?? id) ?? rows.get(id))?.card.focus();
  }

  function neighbourInPool(id: string): string | undefined {
    const waiting = shownOrder().filter((other) => !isChosen(other));
    const at = waiting.indexOf(id);
    return waiting[at + 1] ?? waiting[at - 1];
  }

  function hold(id: string): void {
    held = { id, lines, value, hasMoved: false };
    render();
    tell("said_held", id);
  }

  function putDown(): void {
    if (!held) return;
    const { id, value: before } = held;
    held = null;
    const isChanged = JSON.stringify(before) !== JSON.stringify(value);
    if (isChanged) host.edit(value, true);
    render();
    if (isChosen(id)) tell("said_put", id);
  }

  function putBack(): void {
    if (!held) return;
    const { id, lines: before, value: given } = held;
    held = null;
    lines = before;
    value = given;
    host.edit(value, true);
    render();
    tell("said_back", id);
  }

  /** A tap or Enter on a card: pick it up, put it down, or put what is held in its place. */
  function press(id: string): void {
    if (isPool && !isChosen(id)) add(id);
    else if (held?.id === id) putDown();
    else if (held && !held.hasMoved) {
      const moved = held.id;
      held = null;
      moveTo(moved, place(id), depthAt(moved), true);
      tell("said_put", moved);
    } else {
      putDown();
      hold(id);
    }
  }

  function use(tool: Tool, id: string): void {
    const at = place(id);
    const depth = depthAt(id);
    if (tool === "remove") {
      remove(id);
      rows.get(id)?.card.focus();
    } else if (tool === "up" || tool === "down") step(id, tool === "up" ? -1 : 1, true);
    else {
      moveTo(id, at, depth + (tool === "indent" ? 1 : -1), true);
      tell("said_depth", id, { depth: depthAt(id) });
    }
  }

  function step(id: string, by: number, settled: boolean): void {
    moveTo(id, place(id) + by, depthAt(id), settled);
    tell("place", id);
  }

  element.addEventListener("click", ({ target }) => {
    const id = idOf((target as Element).closest(".cw-order-card"));
    if (id !== null && look && !look.locked) press(id);
  });
  keep.addEventListener("click", () => {
    rows.get(lines[0]?.[0] ?? "")?.card.focus();
    give(lines, true);
  });
  // Nothing may move while the pointer is on its way to another button, such as the one that
  // checks: what is held stays so, but its new place is taken for an answer.
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (held?.hasMoved && !isMoving && !element.contains(relatedTarget as Node | null))
      host.edit(value, true);
  });
  element.addEventListener("keydown", (event) => {
    const target = event.target as Element;
    const id = idOf(target.closest(".cw-order-item"));
    if (id === null || !look || look.locked || event.ctrlKey || event.metaKey) return;
    if (onKey(event.key, id, event.altKey || held?.id === id)) event.preventDefault();
  });

  /** Do what a key means on an item; tell whether it means anything. */
  function onKey(key: string, id: string, moves: boolean): boolean {
    const side = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    const inRow = layout === "row" ? side * (isRightToLeft(element) ? -1 : 1) : 0;
    const by = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : inRow;
    if (by && moves && isChosen(id)) step(id, by, held === null);
    else if (by) focusNext(id, by);
    else if (side && indent && isChosen(id)) use(side > 0 ? "indent" : "outdent", id);
    else if (key === "Escape" && held) putBack();
    else if ((key === "Delete" || key === "Backspace") && isPool && isChosen(id)) use("remove", id);
    else if (key === "Home" || key === "End") {
      const end = key === "Home" ? -rows.size : rows.size;
      if (moves && isChosen(id)) step(id, end, held === null);
      else focusNext(id, end);
    } else return false;
    return true;
  }

  function focusNext(id: string, by: number): void {
    const all = isChosen(id) ? ids() : shownOrder().filter((other) => !isChosen(other));
    const at = Math.max(0, Math.min(all.indexOf(id) + by, all.length - 1));
    rows.get(all[at] ?? id)?.card.focus();
  }

  dragging(element, {
    find: (target) => (look?.locked ? null : dragged(target)),
    over(moved, pointer, corner) {
      unmark();
      const goal = goalOf(moved.dataset.id ?? "", pointer, corner);
      if (!goal) return;
      goal.box.dataset.drop = "in";
      if (goal.box === pool.element) return;
      const others = ids().filter((id) => id !== moved.dataset.id);
      const [before, after] = [others[goal.at], others[goal.at - 1]];
      const beside = rows.get(before ?? after ?? "")?.element;
      if (!beside) return;
      beside.dataset.drop = before ? "before" : "after";
      beside.style.setProperty("--cw-drop-depth", `${goal.depth}`);
    },
    drop(moved, pointer, corner) {
      const id = moved.dataset.id ?? "";
      const goal = goalOf(id, pointer, corner);
      if (!goal) return;
      held = null;
      if (goal.box === chosen.element) {
        moveTo(id, goal.at, goal.depth, true);
        tell("said_put", id);
      } else if (isChosen(id)) remove(id);
    },
    done: unmark,
  });

  function unmark(): void {
    for (const marked of Array.from(element.querySelectorAll<HTMLElement>("[data-drop]")))
      delete marked.dataset.drop;
  }

  /** Return where something would come to stand if it were dropped here, null for nowhere. */
  function goalOf(id: string, pointer: Point, corner: Point) {
    if (isPool && !isWithin(chosen.element, pointer))
      return isWithin(pool.element, pointer) ? { box: pool.element, at: 0, depth: 0 } : null;
    const isTurned = layout === "row" && isRightToLeft(element);
    const others = ids().filter((other) => other !== id);
    const boxes = others.map((other) => rows.get(other)?.element.getBoundingClientRect());
    const first = boxes.findIndex((box) => {
      if (!box) return false;
      if (layout === "list") return pointer.y < (box.top + box.bottom) / 2;
      const isLeft = pointer.x < (box.left + box.right) / 2;
      return pointer.y < box.top || (pointer.y <= box.bottom && isLeft !== isTurned);
    });
    const at = first < 0 ? others.length : first;
    // Sideways counts in the program alone: from the pool a line comes as deep as the one above.
    const above = lines.find(([other]) => other === others[at - 1])?.[1] ?? 0;
    const start = rows.get(id)?.element.getBoundingClientRect().left ?? 0;
    const steps = Math.round((corner.x - start) / stepOf(chosen.element));
    const depth = isChosen(id) ? depthAt(id) + steps : above;
    return { box: chosen.element, at, depth: Math.max(0, Math.min(indent ? depth : 0, DEEPEST)) };
  }

  /** Bring the page up to date with `lines`, the focus where it was. */
  function render(): void {
    if (!look) return;
    const now = look;
    const focused = document.activeElement;
    const standings = judged(exercise, now, lines);
    const waiting = isPool ? shownOrder().filter((id) => !isChosen(id)) : [];
    isMoving = true;
    chosen.fill(ids().map((id) => (rows.get(id) as Row).element));
    pool.fill(waiting.map((id) => rows.get(id)?.element).filter((row) => row !== undefined));
    lines.forEach(([id, depth], at) => {
      const isHeld = held?.id === id;
      const tools = mode === "sequence" && layout === "list" ? true : isHeld;
      rows.get(id)?.show(
        {
          number: at + 1,
          total: lines.length,
          depth,
          isHeld,
          tools: tools ? TOOLS[mode].filter((tool) => indent || !/dent$/.test(tool)) : [],
          standing: standings.get(id) ?? "",
        },
        now,
      );
    });
    for (const id of waiting) {
      const place = { number: 0, total: 0, depth: 0, isHeld: false, tools: [], standing: "" };
      rows.get(id)?.show(place as never, now);
    }
    if (focused !== document.activeElement && focused && element.contains(focused))
      (focused as HTMLElement).focus();
    isMoving = false;
    const { language, locked } = now;
    pool.write(say("order.pool_empty", language));
    chosen.write(isPool ? say("order.chosen_empty", language) : "");
    show(keep, !isPool && now.value === null && value === null && !locked);
    element.dataset.holding = String(held !== null);
  }

  return {
    element,
    focus: () => element.querySelector<HTMLElement>(".cw-order-card")?.focus(),
    update(next) {
      const isOurs = look !== null && same(next.value, value);
      const isRedrawn = look?.variant.seed !== next.variant.seed;
      look = next;
      if (!isOurs || isRedrawn || next.locked || next.result) held = null;
      if (!isOurs || isRedrawn) {
        value = next.value;
        lines = read(value, mode, rows, isPool ? [] : shownOrder());
      }
      const labelling = JSON.stringify([next.variant.seed, next.language]);
      if (labelling !== labelled) {
        for (const row of rows.values()) row.label(next);
        write(
          legend,
          say(
            `order.legend_${isPool ? (mode === "lines" ? "program" : "chosen") : mode}`,
            next.language,
          ),
        );
        write(poolLegend, say("order.legend_pool", next.language));
        write(how, say(`order.how_${isPool ? "pick" : "sequence"}`, next.language));
        write(keep, say("order.keep", next.language));
      }
      labelled = labelling;
      show(how, !next.locked);
      render();
      showSolution(solution, exercise, next, rows);
    },
  };
}

const idOf = (element: Element | null): string | null =>
  element?.closest<HTMLElement>(".cw-order-item")?.dataset.id ?? null;

const dragged = (target: Element): HTMLElement | null =>
  target.closest(".cw-order-card") ? target.closest<HTMLElement>(".cw-order-item") : null;

const same = (one: Value, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other);

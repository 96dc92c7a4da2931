import { beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderExercise, OrderKey } from "../../src/types.generated";
import { drag, layOut, type Page, point, show } from "./page";

const text = (id: string) => ({ id, text: `the ${id}` });
const days: OrderExercise = {
  kind: "order",
  id: "l/d",
  items: ["wed", "mon", "tue", "thu"].map(text),
};
const daysKey: OrderKey = { answer: ["mon", "tue", "wed", "thu"] };
const program: OrderExercise = {
  kind: "order",
  id: "l/p",
  mode: "lines",
  indent: true,
  attempts: 2,
  items: [
    { id: "print", code: "print(n)" },
    { id: "loop", code: "while n < 9:" },
    { id: "grow", code: "n = n + 1" },
    { id: "start", code: "n = 0" },
    { id: "spare", code: "n < 9" },
  ],
};
const programKey: OrderKey = { answer: ["start", "loop", "grow", "print"], indent: { grow: 1 } };

const order = (page: Page, list = ".cw-order-chosen") =>
  page.all(`${list} .cw-order-item`).map(({ dataset }) => dataset.id);
const card = (page: Page, id: string) => page.one(`[data-id="${id}"] .cw-order-card`);
const tool = (page: Page, id: string, name: string) =>
  page.one(`[data-id="${id}"] [data-tool="${name}"]`);

describe("a sequence", () => {
  let page: Page;
  let shown: (string | undefined)[];
  beforeEach(() => {
    page = show(days, daysKey);
    shown = order(page);
  });

  it("stands in the drawn order, and nothing is answered yet", () => {
    expect(shown).toEqual(page.store.state.variant.order);
    expect(page.store.state.value).toBeNull();
    expect(card(page, shown[0] ?? "").getAttribute("aria-label")).toBe(`1 of 4: the ${shown[0]}`);
  });

  it("can be left as it stands", () => {
    page.press(page.one(".cw-order > .cw-button"));
    expect(page.store.state.value).toEqual(shown);
    expect(page.one(".cw-order > .cw-button").hidden).toBe(true);
  });

  it("is put right by the buttons, which keep the focus", () => {
    const last = shown[3] ?? "";
    page.press(tool(page, last, "up"));
    expect(order(page).indexOf(last)).toBe(2);
    expect(document.activeElement).toBe(tool(page, last, "up"));
    expect(page.said()).toBe(`3 of 4: the ${last}`);
    page.press(tool(page, last, "up"));
    page.press(tool(page, last, "up"));
    expect(tool(page, last, "up").getAttribute("aria-disabled")).toBe("true");
    page.press(tool(page, last, "up"));
    expect(order(page)[0]).toBe(last);
  });

  it("is put right by tapping an item and then its place", () => {
    const [first = "", , third = ""] = shown;
    page.press(card(page, first));
    expect(card(page, first).getAttribute("aria-pressed")).toBe("true");
    page.press(card(page, third));
    expect(order(page).indexOf(first)).toBe(2);
    expect(card(page, first).getAttribute("aria-pressed")).toBe("false");
  });

  it("is put right by keyboard, and put back by Escape", () => {
    const [first = "", second = ""] = shown;
    card(page, first).focus();
    page.key("ArrowDown");
    expect(document.activeElement).toBe(card(page, second));
    page.key(" ");
    page.key("ArrowDown");
    page.key("End");
    expect(order(page)[3]).toBe(second);
    expect(document.activeElement).toBe(card(page, second));
    page.key("Escape");
    expect(order(page)).toEqual(shown);
    expect(page.store.state.value).toBeNull();
    page.key(" ");
    page.key("ArrowUp");
    page.key("Enter");
    expect(order(page)[0]).toBe(second);
    expect(page.said()).toBe(`Put down. 1 of 4: the ${second}`);
    page.key("ArrowDown", { altKey: true });
    expect(order(page)[1]).toBe(second);
  });

  it("is marked item by item, in words", () => {
    page = show(days, daysKey, ["tue", "mon", "wed", "thu"]);
    const words = page.all(".cw-order-verdict").map(({ textContent }) => textContent);
    expect(words.filter((word) => word === "Not right")).toHaveLength(1);
    expect(words.filter((word) => word === "Right")).toHaveLength(3);
    expect(page.one(".cw-order-solution").hidden).toBe(true);
    page.press(tool(page, "mon", "up"));
    expect(page.all(".cw-order-verdict").every(({ hidden }) => hidden)).toBe(true);
    page.submit();
    expect(page.one(".cw-result").dataset.verdict).toBe("right");
  });

  it("shows items that an answer does not have at its end", () => {
    page = show(days, null, ["thu", "no-such", "mon"]);
    expect(order(page).slice(0, 2)).toEqual(["thu", "mon"]);
    expect(order(page)).toHaveLength(4);
  });
});

describe("a program", () => {
  let page: Page;
  beforeEach(() => {
    page = show(program, programKey);
  });
  const build = (...ids: string[]) => {
    for (const id of ids) page.press(card(page, id));
  };

  it("is built from the pool, indented and marked right, by tapping", () => {
    build("start", "loop", "grow", "print");
    expect(order(page, ".cw-order-pool")).toEqual(["spare"]);
    page.press(card(page, "grow"));
    page.press(tool(page, "grow", "indent"));
    expect(page.said()).toBe("Indented 1: n = n + 1");
    expect(page.store.state.value).toEqual(["start:0", "loop:0", "grow:1", "print:0"]);
    page.submit();
    expect(page.one(".cw-result").dataset.verdict).toBe("right");
  });

  it("is built by keyboard alone: in, up, deep, out", () => {
    page.all(".cw-order-pool .cw-order-card")[0]?.focus();
    const [first] = order(page, ".cw-order-pool");
    const second = order(page, ".cw-order-pool")[1] ?? "";
    page.key("Enter");
    expect(order(page)).toEqual([first]);
    expect(document.activeElement).toBe(card(page, second));
    page.key("Enter");
    card(page, second).focus();
    page.key("ArrowRight");
    page.key("ArrowRight");
    page.key("ArrowLeft");
    expect(page.store.state.value).toEqual([`${first}:0`, `${second}:1`]);
    page.key("ArrowUp", { altKey: true });
    expect(order(page)).toEqual([second, first]);
    page.key("Delete");
    expect(order(page)).toEqual([first]);
    expect(document.activeElement).toBe(card(page, second));
    expect(page.said()).toMatch(/^Taken out of your answer/);
  });

  it("puts a line behind the one that is held, as deep as that", () => {
    build("start", "print");
    page.press(card(page, "start"));
    page.press(tool(page, "start", "indent"));
    page.press(card(page, "loop"));
    expect(page.store.state.value).toEqual(["start:1", "loop:1", "print:0"]);
  });

  it("picks up the line that is tapped after another was moved by its buttons", () => {
    build("start", "loop", "grow");
    page.press(card(page, "loop"));
    page.press(tool(page, "loop", "indent"));
    page.press(card(page, "grow"));
    page.press(tool(page, "grow", "indent"));
    expect(page.store.state.value).toEqual(["start:0", "loop:1", "grow:1"]);
  });

  it("is empty again when everything was taken out", () => {
    build("start");
    page.press(card(page, "start"));
    page.press(tool(page, "start", "remove"));
    expect(page.store.state.value).toBeNull();
    expect(page.one(".cw-order-chosen").textContent).toMatch(/Nothing here yet/);
  });

  it("shows a right program once no attempt is left, and can be changed no more", () => {
    page = show({ ...program, attempts: 1 }, programKey, ["loop:0", "grow:0", "spare:0"]);
    expect(page.all(".cw-order-solution li").map((line) => line.textContent)).toEqual([
      "n = 0",
      "while n < 9:",
      "n = n + 1",
      "print(n)",
    ]);
    expect(page.one('[data-id="grow"]').dataset.standing).toBe("partly");
    expect(page.one('[data-id="spare"]').dataset.standing).toBe("wrong");
    expect(page.all(".cw-order-card").every((each) => each.matches(":disabled"))).toBe(true);
    expect(page.all(".cw-order-tool")).toEqual([]);
  });
});

describe("dragging", () => {
  /** Rows of 40 pixels below each other; of a program, the pool above and the lines below it. */
  function place(page: Page): void {
    const rows = page.all(".cw-order-chosen .cw-order-item");
    layOut(new Map(rows.map((row, at) => [row, [0, 400 + at * 40, 200, 40] as const])));
    layOut(new Map([[page.one(".cw-order-chosen"), [0, 400, 200, 300] as const]]));
    const pool = page.all(".cw-order-pool .cw-order-item");
    layOut(new Map(pool.map((row, at) => [row, [0, at * 40, 200, 40] as const])));
    for (const box of page.all(".cw-order-pool")) layOut(new Map([[box, [0, 0, 200, 300]]]));
  }
  it("moves an item to where it is dropped", () => {
    const page = show(days, daysKey);
    place(page);
    const [first = "", , , fourth = ""] = order(page);
    const moved = page.one(`[data-id="${first}"]`);
    layOut(new Map([[card(page, first), [0, 400, 200, 40] as const]]));
    drag(card(page, first), 100, 515);
    expect(page.one(`[data-id="${fourth}"]`).dataset.drop).toBe("before");
    expect(moved.dataset.dragged).toBe("true");
    point("pointerup", window, { x: 100, y: 515 });
    expect(order(page).indexOf(first)).toBe(2);
    expect(page.all("[data-drop], [data-dragged], .cw-dragged-copy")).toEqual([]);
  });

  it("is called off by Escape, and is no click", () => {
    const page = show(days, daysKey);
    place(page);
    const shown = order(page);
    drag(card(page, shown[0] ?? ""), 100, 600);
    page.key("Escape");
    point("pointerup", window, { x: 100, y: 600 });
    expect(order(page)).toEqual(shown);
    expect(page.store.state.value).toBeNull();
    expect(page.all(".cw-dragged-copy")).toEqual([]);
  });

  it("takes a line from the pool, as deep as it is dropped, and back", () => {
    const page = show(program, programKey);
    place(page);
    layOut(new Map([[card(page, "loop"), [0, 0, 200, 40] as const]]));
    drag(card(page, "loop"), 100, 450);
    point("pointerup", window, { x: 100, y: 450 });
    expect(page.store.state.value).toEqual(["loop:0"]);
    place(page);
    layOut(new Map([[card(page, "loop"), [0, 400, 200, 40] as const]]));
    drag(card(page, "loop"), 100 + 24 * 2, 420);
    point("pointerup", window, { x: 100 + 24 * 2, y: 420 });
    expect(page.store.state.value).toEqual(["loop:2"]);
    place(page);
    drag(card(page, "loop"), 100, 100);
    point("pointerup", window, { x: 100, y: 100 });
    expect(page.store.state.value).toBeNull();
  });

  it("lets a finger scroll over items, and pick one up after a rest", () => {
    vi.useFakeTimers();
    const page = show(days, daysKey);
    place(page);
    const [first = ""] = order(page);
    const finger = { pointerType: "touch" };
    drag(card(page, first), 100, 600, finger);
    point("pointerup", window, { x: 100, y: 600, ...finger });
    expect(page.store.state.value).toBeNull();
    layOut(new Map([[card(page, first), [0, 400, 200, 40] as const]]));
    point("pointerdown", card(page, first), { x: 100, y: 420, ...finger });
    vi.advanceTimersByTime(400);
    point("pointermove", window, { x: 100, y: 600, ...finger });
    point("pointerup", window, { x: 100, y: 600, ...finger });
    expect(order(page)[3]).toBe(first);
    vi.useRealTimers();
  });
});

it("takes the kernel's word, and drops what was held", () => {
  const page = show({ ...days, graded: true }, null);
  const [first = ""] = order(page);
  page.press(card(page, first));
  const response = { value: ["thu", "wed", "tue", "mon"], at: "2026-01-02T00:00:00Z" };
  page.store.dispatch({ type: "heard", news: { response } as never });
  expect(order(page)).toEqual(["thu", "wed", "tue", "mon"]);
  expect(page.all('[aria-pressed="true"]')).toEqual([]);
});

it("moves along a row the way the language reads", () => {
  const page = show({ ...days, layout: "row" }, daysKey);
  const [first = "", second = ""] = order(page);
  card(page, first).focus();
  page.key("ArrowRight");
  expect(document.activeElement).toBe(card(page, second));
  page.one(".cw-order").style.direction = "rtl";
  page.key("ArrowRight");
  expect(document.activeElement).toBe(card(page, first));
});

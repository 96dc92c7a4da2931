import { beforeEach, describe, expect, it } from "vitest";
import type { MatchExercise, MatchKey } from "../../src/types.generated";
import { drag, layOut, type Page, point, show } from "./page";

const part = (id: string) => ({ id, text: `the ${id}` });
const pairs: MatchExercise = {
  kind: "match",
  id: "l/p",
  items: ["cow", "hen", "horse"].map(part),
  targets: ["calf", "chick", "foal", "kid"].map(part),
};
const pairsKey: MatchKey = { answers: { cow: "calf", hen: "chick", horse: "foal" } };
const groups: MatchExercise = {
  kind: "match",
  id: "l/g",
  mode: "groups",
  spare: true,
  items: ["bat", "carp", "stone", "whale"].map(part),
  targets: ["fish", "mammal"].map(part),
};
const groupsKey: MatchKey = { answers: { bat: "mammal", carp: "fish", whale: "mammal" } };

const card = (page: Page, id: string) => page.one(`[data-card="${id}"]`);
const slot = (page: Page, id: string) => page.one(`[data-place="${id}"] button`);
const pool = (page: Page) =>
  page.all(".cw-match-pool .cw-match-item").map(({ dataset }) => dataset.id);

describe("pairs", () => {
  let page: Page;
  beforeEach(() => {
    page = show(pairs, pairsKey);
  });
  const pair = (target: string, item: string) => {
    page.press(card(page, target));
    page.press(slot(page, item));
  };

  it("are made by tapping a card and a place, in either order", () => {
    pair("calf", "cow");
    expect(page.store.state.value).toEqual({ cow: "calf" });
    expect(page.said()).toBe("Put there: the calf — the cow");
    page.press(slot(page, "hen"));
    page.press(card(page, "chick"));
    pair("foal", "horse");
    expect(pool(page)).toEqual(["kid"]);
    page.submit();
    expect(page.one(".cw-result").dataset.verdict).toBe("right");
    expect(slot(page, "cow").getAttribute("aria-label")).toBe("the cow: the calf, Right");
  });

  it("are changed: moved on, replaced, put back", () => {
    pair("calf", "cow");
    page.press(slot(page, "cow"));
    page.press(slot(page, "hen"));
    expect(page.store.state.value).toEqual({ hen: "calf" });
    pair("kid", "hen");
    expect(page.store.state.value).toEqual({ hen: "kid" });
    expect(pool(page)).toContain("calf");
    page.press(slot(page, "hen"));
    page.press(page.one(".cw-match-back"));
    expect(page.store.state.value).toBeNull();
    expect(page.said()).toBe("Put back: the kid");
  });

  it("are made by keyboard: a card leads to the places, a place to the cards", () => {
    const places = page.all(".cw-match-pair").map(({ dataset }) => dataset.place ?? "");
    const [first = "", second = ""] = places;
    const taken = pool(page)[0] ?? "";
    card(page, taken).focus();
    page.key(" ");
    expect(document.activeElement).toBe(slot(page, first));
    page.key("ArrowDown");
    expect(document.activeElement).toBe(slot(page, second));
    page.key("Enter");
    expect(page.store.state.value).toEqual({ [second]: taken });
    expect(document.activeElement).toBe(card(page, pool(page)[0] ?? ""));
    slot(page, first).focus();
    page.key("Enter");
    expect(document.activeElement).toBe(card(page, pool(page)[0] ?? ""));
    page.key("ArrowRight");
    page.key("ArrowLeft");
    const other = pool(page)[0] ?? "";
    page.key("Enter");
    expect(page.store.state.value).toEqual({ [first]: other, [second]: taken });
    slot(page, first).focus();
    page.key("Delete");
    expect(page.store.state.value).toEqual({ [second]: taken });
    expect(document.activeElement).toBe(card(page, other));
  });

  it("lets go by Escape, and leads back", () => {
    card(page, "kid").focus();
    page.key("Enter");
    page.key("Escape");
    expect(document.activeElement).toBe(card(page, "kid"));
    expect(page.all('[aria-pressed="true"]')).toEqual([]);
    expect(page.said()).toBe("Let go: the kid");
  });

  it("keep a target in the pool where it may be used again", () => {
    page = show({ ...pairs, reuse: true }, pairsKey);
    pair("calf", "cow");
    pair("calf", "hen");
    expect(page.store.state.value).toEqual({ cow: "calf", hen: "calf" });
    expect(pool(page)).toContain("calf");
  });

  it("say what would have been right once no attempt is left", () => {
    const given = { cow: "kid", hen: "chick" };
    page = show({ ...pairs, attempts: 1 }, pairsKey, given);
    const verdict = (id: string) => page.one(`[data-place="${id}"] .cw-match-verdict`).textContent;
    expect(verdict("cow")).toBe("Not rightRight: the calf");
    expect(verdict("hen")).toBe("Right");
    expect(verdict("horse")).toBe("Not rightRight: the foal");
    expect(
      page.all(".cw-match-card, .cw-match-slot").every((each) => each.matches(":disabled")),
    ).toBe(true);
  });
});

describe("groups", () => {
  let page: Page;
  beforeEach(() => {
    page = show(groups, groupsKey);
  });

  it("are filled by tapping a card and its group, anywhere on it", () => {
    page.press(card(page, "bat"));
    page.press(page.one('[data-place="mammal"] .cw-match-cards'));
    page.press(card(page, "carp"));
    page.press(slot(page, "fish"));
    page.press(slot(page, "mammal"));
    page.press(card(page, "whale"));
    expect(page.store.state.value).toEqual({ bat: "mammal", carp: "fish", whale: "mammal" });
    expect(pool(page)).toEqual(["stone"]);
    expect(slot(page, "mammal").getAttribute("aria-label")).toBe("the mammal: 2");
    page.submit();
    expect(page.one(".cw-result").dataset.verdict).toBe("right");
  });

  it("are filled by keyboard, and a card moves on to another group", () => {
    card(page, "bat").focus();
    page.key("Enter");
    page.key("Enter");
    expect(page.store.state.value).toEqual({ bat: "fish" });
    card(page, "bat").focus();
    page.key("Enter");
    expect(document.activeElement).toBe(slot(page, "fish"));
    page.key("ArrowRight");
    page.key("Enter");
    expect(page.store.state.value).toEqual({ bat: "mammal" });
    card(page, "bat").focus();
    page.key("Backspace");
    expect(page.store.state.value).toBeNull();
    expect(document.activeElement).toBe(card(page, "bat"));
  });

  it("put what is tapped in a group where the card in hand goes", () => {
    page.press(card(page, "bat"));
    page.press(slot(page, "mammal"));
    page.press(card(page, "whale"));
    page.press(card(page, "bat"));
    expect(page.store.state.value).toEqual({ bat: "mammal", whale: "mammal" });
  });

  it("judge every card in words", () => {
    page = show(groups, groupsKey, { bat: "mammal", stone: "fish" });
    expect(card(page, "bat").getAttribute("aria-label")).toBe("the bat, Right");
    expect(card(page, "stone").getAttribute("aria-label")).toBe("the stone, Not right");
    expect(card(page, "carp").getAttribute("aria-label")).toBe("the carp");
  });
});

describe("dragging", () => {
  function place(page: Page): void {
    const boards = page.all("[data-place]");
    layOut(new Map(boards.map((board, at) => [board, [0, 200 + at * 50, 300, 50] as const])));
    layOut(new Map(page.all(".cw-match-pool").map((box) => [box, [0, 600, 300, 100] as const])));
  }

  it("puts a card into a group, into another, and back", () => {
    const page = show(groups, null);
    place(page);
    drag(card(page, "bat"), 100, 225);
    expect(page.one('[data-place="fish"]').dataset.drop).toBe("in");
    point("pointerup", window, { x: 100, y: 225 });
    expect(page.store.state.value).toEqual({ bat: "fish" });
    drag(card(page, "bat"), 100, 275);
    point("pointerup", window, { x: 100, y: 275 });
    expect(page.store.state.value).toEqual({ bat: "mammal" });
    drag(card(page, "bat"), 100, 650);
    point("pointerup", window, { x: 100, y: 650 });
    expect(page.store.state.value).toBeNull();
    expect(page.all("[data-drop], [data-dragged], .cw-dragged-copy")).toEqual([]);
  });

  it("takes a target from slot to slot, and nothing from an empty one", () => {
    const page = show(pairs, null, { cow: "calf" });
    place(page);
    const places = page.all(".cw-match-pair").map(({ dataset }) => dataset.place ?? "");
    const [other = ""] = places.filter((id) => id !== "cow");
    const y = 225 + 50 * places.indexOf(other);
    drag(slot(page, other), 100, y);
    expect(page.all(".cw-dragged-copy")).toEqual([]);
    point("pointerup", window, { x: 100, y });
    drag(slot(page, "cow"), 100, y);
    point("pointerup", window, { x: 100, y });
    expect(page.store.state.value).toEqual({ [other]: "calf" });
  });

  it("that ends nowhere changes nothing", () => {
    const page = show(groups, null);
    place(page);
    drag(card(page, "bat"), 900, 900);
    point("pointerup", window, { x: 900, y: 900 });
    expect(page.store.state.value).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import type { ChoiceExercise, ChoiceKey } from "../../src/types.generated";
import { type Page, show } from "./page";

const named = (id: string) => ({ id, text: `the ${id}` });
const matrix: ChoiceExercise = {
  kind: "choice",
  id: "l/m",
  select: "matrix",
  attempts: 1,
  rows: ["bat", "hen"].map(named),
  columns: ["bird", "mammal"].map(named),
};
const matrixKey: ChoiceKey = { answers: { bat: "mammal", hen: "bird" } };
const some: ChoiceExercise = {
  kind: "choice",
  id: "l/n",
  select: "many",
  options: [named("two"), { ...named("none"), none: true }, named("four"), named("three")],
};

const cell = (page: Page, row: string, column: string) => {
  const group = page
    .all(".cw-matrix-row[role]")
    .find(({ firstChild }) => firstChild?.textContent === `the ${row}`);
  return group?.querySelector(`input[value="${column}"]`) as HTMLInputElement;
};
const option = (page: Page, id: string) =>
  page.one(`.cw-input-option[value="${id}"]`) as HTMLInputElement;

describe("a matrix", () => {
  it("has a group of its own for each row, named by the row", () => {
    const page = show(matrix, matrixKey);
    const groups = page.all('[role="radiogroup"]');
    const names = groups.map(
      (group) => page.one(`#${group.getAttribute("aria-labelledby")}`).textContent,
    );
    expect(names.sort()).toEqual(["the bat", "the hen"]);
    expect(cell(page, "bat", "bird").name).not.toBe(cell(page, "hen", "bird").name);
    expect(cell(page, "bat", "bird").getAttribute("aria-label")).toBe("the bird");
  });

  it("gives a table by row, and judges each cell that was chosen or should have been", () => {
    const page = show(matrix, matrixKey);
    page.press(cell(page, "bat", "bird"));
    expect(page.store.state.value).toEqual({ bat: "bird" });
    page.press(cell(page, "hen", "bird"));
    page.submit();
    expect(page.one(".cw-result").dataset.verdict).toBe("partly");
    const labels = page
      .all(".cw-matrix-cell input")
      .map((input) => input.getAttribute("aria-label"));
    expect(labels.sort()).toEqual([
      "the bird, Not right",
      "the bird, Right",
      "the mammal",
      "the mammal, Right",
    ]);
    expect(cell(page, "hen", "mammal").disabled).toBe(true);
  });

  it("takes several columns in a row where it may", () => {
    const page = show({ ...matrix, several: true }, { answers: { bat: ["mammal"], hen: [] } });
    page.press(cell(page, "bat", "mammal"));
    page.press(cell(page, "bat", "bird"));
    expect(page.store.state.value).toEqual({ bat: ["bird", "mammal"] });
    page.press(cell(page, "bat", "bird"));
    page.press(cell(page, "bat", "mammal"));
    expect(page.store.state.value).toBeNull();
  });
});

describe("none of these", () => {
  it("stands last, and it and the others exclude each other", () => {
    const page = show(some, { answers: ["two", "three"] });
    const ids = page.all(".cw-input-option").map((input) => input.getAttribute("value"));
    expect(ids[3]).toBe("none");
    page.press(option(page, "two"));
    page.press(option(page, "three"));
    page.press(option(page, "none"));
    expect(page.store.state.value).toEqual(["none"]);
    expect(option(page, "two").checked).toBe(false);
    page.press(option(page, "four"));
    expect(page.store.state.value).toEqual(["four"]);
    expect(option(page, "none").checked).toBe(false);
  });
});

describe("a pool", () => {
  const pool: ChoiceExercise = {
    kind: "choice",
    id: "l/p",
    draw: 2,
    attempts: 1,
    options: ["a", "b", "c", "d"].map((id) => ({ ...named(id), group: id < "c" ? "x" : "y" })),
  };

  it("shows what was drawn and judges it by what is right of that", () => {
    const page = show(pool, { answers: ["a", "b"] });
    const ids = page.all(".cw-input-option").map((input) => input.getAttribute("value") ?? "");
    expect(ids).toHaveLength(2);
    const wrong = ids.find((id) => id > "b") ?? "";
    page.press(option(page, wrong));
    page.submit();
    const verdicts = page.all(".cw-option").map(({ dataset }) => dataset.verdict);
    expect(verdicts.sort()).toEqual(["right", "wrong"]);
  });
});

describe("a list that drops down", () => {
  const list: ChoiceExercise = {
    kind: "choice",
    id: "l/d",
    display: "dropdown",
    attempts: 1,
    options: [named("km"), { id: "m", text: "<em>m</em>" }],
  };

  it("holds the words of the options, and says at the end which was right", () => {
    const page = show(list, { answer: "km" });
    const select = page.one("select.cw-choice-list") as HTMLSelectElement;
    const words = Array.from(select.options, ({ textContent }) => textContent);
    expect(words.sort()).toEqual(["m", "the km", "…"]);
    select.value = "m";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    expect(page.store.state.value).toBe("m");
    page.submit();
    expect(page.one(".cw-choice-verdict").textContent.trim()).toBe("Not right → the km");
    expect(select.disabled).toBe(true);
  });
});

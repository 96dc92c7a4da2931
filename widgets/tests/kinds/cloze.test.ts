import { beforeEach, describe, expect, it } from "vitest";
import type { ClozeExercise, ClozeKey } from "../../src/types.generated";
import { drag, layOut, type Page, point, show } from "./page";

const option = (id: string) => ({ id, text: `the ${id}` });
const typed: ClozeExercise = {
  kind: "cloze",
  id: "l/t",
  attempts: 1,
  body: "<p>Two and <em>two</em> make [[sum]]. Grass is [[colour]], <strong>snow [[snow]]</strong>.</p>",
  gaps: {
    sum: { kind: "number", width: "short" },
    colour: { kind: "text" },
    snow: { kind: "dropdown", options: ["black", "white"].map(option) },
  },
};
const typedKey: ClozeKey = {
  answers: { sum: 4, colour: "green", snow: "white" },
  gaps: { snow: { feedback: { black: "<p>Look <em>outside</em>.</p>" } } },
};
const banked: ClozeExercise = {
  kind: "cloze",
  id: "l/b",
  body: "<p>The [[a]] barks, the [[b]] mews.</p>",
  gaps: { a: { kind: "bank" }, b: { kind: "bank" } },
  bank: ["cat", "cow", "dog"].map(option),
};
const bankedKey: ClozeKey = { answers: { a: "dog", b: "cat" } };
const marked: ClozeExercise = {
  kind: "cloze",
  id: "l/w",
  words: "all",
  body: "<p>He <em>ran</em> and&nbsp;[[v:jumped]] and fell.</p>",
};
const markedKey: ClozeKey = { answers: ["ran", "v", "fell"], feedback: { and: "<p>Glue.</p>" } };

const field = (page: Page, place: number) => page.all(".cw-cloze-gap")[place] as HTMLElement;
const input = (page: Page, place: number) =>
  field(page, place).querySelector("input, select, button") as HTMLInputElement;
function type(target: HTMLInputElement, value: string): void {
  target.value = value;
  target.dispatchEvent(new Event("input", { bubbles: true }));
  target.dispatchEvent(new Event("change", { bubbles: true }));
}

describe("gaps that are typed and chosen", () => {
  let page: Page;
  beforeEach(() => {
    page = show(typed, typedKey);
  });

  it("stand in the text, each called by its number and the words around it", () => {
    expect(page.one(".cw-cloze-text").textContent.replace(/\u2060/g, "")).toContain(
      "Two and two make 1",
    );
    expect(page.all(".cw-cloze-gap")).toHaveLength(3);
    expect(input(page, 0).getAttribute("aria-label")).toBe(
      "Gap 1: Two and two make ___. Grass is …,",
    );
    expect(page.one("strong").contains(input(page, 2))).toBe(true);
  });

  it("give a table of what is in them; an emptied one is left out", () => {
    type(input(page, 0), "4");
    type(input(page, 1), "green");
    type(input(page, 2), "white");
    expect(page.store.state.value).toEqual({ sum: "4", colour: "green", snow: "white" });
    type(input(page, 1), "");
    expect(page.store.state.value).toEqual({ sum: "4", snow: "white" });
    type(input(page, 0), "");
    type(input(page, 2), "");
    expect(page.store.state.value).toBeNull();
  });

  it("say which of them is right, and at the end what would have been", () => {
    type(input(page, 0), "4");
    type(input(page, 2), "black");
    page.submit();
    expect(page.all("[data-verdict]").map(({ dataset }) => dataset.verdict)).toEqual(
      expect.arrayContaining(["right", "wrong"]),
    );
    expect(input(page, 0).getAttribute("aria-label")).toMatch(/, Right$/);
    expect(input(page, 1).getAttribute("aria-label")).toMatch(/, Not right yet, green$|green$/);
    expect(field(page, 2).textContent).toContain("the white");
    expect(input(page, 2).disabled).toBe(true);
    expect(input(page, 0).readOnly).toBe(true);
    const feedback = page.all(".cw-feedback").map((element) => element.innerHTML);
    expect(feedback).toEqual([
      "<p>Gap 3: Look <em>outside</em>.</p>",
      "<p>1 gap of 3 is right.</p>",
    ]);
  });

  it("complain of what is no number, and spend no attempt", () => {
    type(input(page, 0), "four");
    expect(page.one(".cw-complaint").textContent).toContain("Gap 1 needs a number");
    page.submit();
    expect(page.store.state.pending).toBeNull();
  });

  it("keep what is in them when the language changes", () => {
    type(input(page, 1), "green");
    page.store.dispatch({ type: "language", language: "ru" });
    expect(input(page, 1).value).toBe("green");
    expect(input(page, 1).getAttribute("aria-label")).toMatch(/^Пропуск 2: /);
  });

  it("show what a learner typed as text, never as markup", () => {
    type(input(page, 1), "<img src=x onerror=alert(1)>");
    page.submit();
    expect(page.element.querySelector("img")).toBeNull();
  });
});

describe("a bank of words", () => {
  let page: Page;
  const chip = (id: string) => page.one(`.cw-cloze-chip[value="${id}"]`) as HTMLButtonElement;
  beforeEach(() => {
    page = show(banked, bankedKey);
  });

  it("is used by tapping a word and a gap, in either order", () => {
    page.press(chip("dog"));
    expect(chip("dog").getAttribute("aria-pressed")).toBe("true");
    expect(page.said()).toBe("“the dog” is chosen. Now choose a gap.");
    page.press(input(page, 0));
    expect(page.store.state.value).toEqual({ a: "dog" });
    expect(page.said()).toBe("“the dog” is in gap 1.");
    expect(chip("dog").disabled).toBe(true);
    page.press(input(page, 1));
    expect(page.said()).toBe("Gap 2 is chosen. Now choose a word.");
    page.press(chip("cat"));
    expect(page.store.state.value).toEqual({ a: "dog", b: "cat" });
    page.submit();
    expect(page.one(".cw-result").dataset.verdict).toBe("right");
    expect(input(page, 0).getAttribute("aria-label")).toBe(
      "Gap 1: The ___ barks, the … mews., the dog, Right",
    );
  });

  it("takes a word back from a gap that is tapped, and replaces one by another", () => {
    page.press(chip("cow"));
    page.press(input(page, 0));
    page.press(chip("dog"));
    page.press(input(page, 0));
    expect(page.store.state.value).toEqual({ a: "dog" });
    expect(chip("cow").disabled).toBe(false);
    page.press(input(page, 0));
    expect(page.store.state.value).toBeNull();
    expect(page.said()).toBe("“the dog” was taken out of gap 1.");
  });

  it("is used from the keyboard: a word leads to the first empty gap, Escape calls it off", () => {
    chip("cat").focus();
    page.key("Enter");
    expect(document.activeElement).toBe(input(page, 0));
    page.key("Escape");
    expect(document.activeElement).toBe(chip("cat"));
    expect(chip("cat").getAttribute("aria-pressed")).toBe("false");
    page.key(" ");
    page.key("Enter");
    expect(page.store.state.value).toEqual({ a: "cat" });
    chip("cow").focus();
    page.key("Enter");
    expect(document.activeElement).toBe(input(page, 1));
  });

  it("lets words be dragged to gaps, from gap to gap, and out again", () => {
    layOut(
      new Map<Element, readonly [number, number, number, number]>([
        [chip("dog"), [0, 0, 60, 40]],
        [chip("cat"), [80, 0, 60, 40]],
        [input(page, 0), [0, 100, 80, 40]],
        [input(page, 1), [200, 100, 80, 40]],
      ]),
    );
    drag(chip("dog"), 220, 120);
    expect(input(page, 1).dataset.over).toBe("true");
    point("pointerup", window, { x: 220, y: 120 });
    expect(page.store.state.value).toEqual({ b: "dog" });
    drag(chip("cat"), 20, 120);
    point("pointerup", window, { x: 20, y: 120 });
    drag(input(page, 1), 20, 120);
    point("pointerup", window, { x: 20, y: 120 });
    expect(page.store.state.value).toEqual({ a: "dog", b: "cat" });
    drag(input(page, 0), 600, 600);
    point("pointerup", window, { x: 600, y: 600 });
    expect(page.store.state.value).toEqual({ b: "cat" });
    document.body.click(); // the click that ends a drag is none
  });

  it("can be used again and again where the author says so", () => {
    page = show({ ...banked, reuse: true }, bankedKey);
    for (const place of [0, 1]) {
      page.press(chip("cow"));
      page.press(input(page, place));
    }
    expect(page.store.state.value).toEqual({ a: "cow", b: "cow" });
  });
});

describe("words to mark", () => {
  let page: Page;
  const word = (place: number) => page.all(".cw-cloze-word")[place] as HTMLButtonElement;
  beforeEach(() => {
    page = show(marked, markedKey);
  });

  it("are buttons that stay pressed, one stop of the Tab key", () => {
    expect(page.all(".cw-cloze-word").map(({ textContent }) => textContent)).toEqual([
      ...["He", "ran", "and", "jumped", "and", "fell"],
    ]);
    expect(page.all(".cw-cloze-word[tabindex='0']")).toHaveLength(1);
    page.press(word(3));
    page.press(word(1));
    expect(page.store.state.value).toEqual(["ran", "v"]);
    page.press(word(3));
    expect(page.store.state.value).toEqual(["ran"]);
    expect(word(1).getAttribute("aria-pressed")).toBe("true");
  });

  it("are walked through by arrow keys, to either end", () => {
    word(0).focus();
    page.key("ArrowRight");
    expect(document.activeElement).toBe(word(1));
    page.key("End");
    expect(document.activeElement).toBe(word(5));
    page.key("ArrowRight");
    page.key(" ");
    expect(page.store.state.value).toEqual(["fell"]);
    page.key("Home");
    page.key("ArrowLeft");
    expect(document.activeElement).toBe(word(0));
  });

  it("are judged where they were marked, not where they were missed", () => {
    page.press(word(1));
    page.press(word(2));
    page.submit();
    const verdicts = page.all(".cw-cloze-word").map(({ dataset }) => dataset.verdict);
    expect(verdicts).toEqual(["", "right", "wrong", "", "", ""]);
    expect(word(2).getAttribute("aria-label")).toBe("and, Not right");
    expect(page.all(".cw-feedback")[0]?.textContent).toBe("Glue.");
  });
});

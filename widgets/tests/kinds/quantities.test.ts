import { describe, expect, it } from "vitest";
import { quantities } from "../../demo/quantities";
import { plain } from "../../src/text/numbers";
import type { NumberExercise, NumberKey } from "../../src/types.generated";
import { unitText } from "../../src/units/quantities";
import { readUnit } from "../../src/units/reading";
import { TABLE } from "../../src/units/table.generated";
import type { Value } from "../../src/wire";
import { type Page, show } from "./page";

const page = (name: string, value: Value = null): Page => {
  const { exercise, key } = quantities[name] ?? {};
  if (!exercise) throw new Error(`the demo has no ${name}`);
  return show(exercise, key ?? null, value);
};
const inputs = (shown: Page) => shown.all(".cw-quantities-grid input") as HTMLInputElement[];
function type(input: HTMLInputElement, text: string, isDone = true): void {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  if (isDone) input.dispatchEvent(new Event("change", { bubbles: true }));
}

describe("a number with its unit", () => {
  it("is typed into one field, understood and marked", () => {
    const shown = page("walk");
    type(shown.one(".cw-field") as HTMLInputElement, "1 км/ч");
    expect(shown.one(".cw-help").textContent).toContain("1 km/h");
    shown.submit();
    expect(shown.one(".cw-result").dataset.verdict).toBe("wrong");
  });

  it("says what cannot be read before an attempt is spent", () => {
    const shown = page("walk");
    type(shown.one(".cw-field") as HTMLInputElement, "5 xyz");
    shown.submit();
    expect(shown.one(".cw-complaint").textContent).toContain("“xyz” was not recognised");
    expect(shown.one(".cw-result").dataset.verdict).toBe("");
  });

  it("writes every unit of the table so that it is read again", () => {
    const names =
      TABLE.split("\n\n")[1]
        ?.trim()
        .split("\n")
        .map((line) => line.split("\t")[6]) ?? [];
    expect(names.length).toBeGreaterThan(80);
    for (const shown of names.flatMap((name) => name?.split("|") ?? [])) {
      const units = readUnit(plain(shown));
      expect(Array.isArray(units), shown).toBe(true);
      const [unit] = Array.isArray(units) ? units : [];
      expect(["uz", "uz-Cyrl", "ru", "en"].map((language) => unitText(unit, language))).toContain(
        shown,
      );
    }
  });
});

describe("a vector", () => {
  it("has a labelled field for each entry and keeps what stands in them", () => {
    const shown = page("vector");
    expect(inputs(shown).map((input) => input.getAttribute("aria-label"))).toEqual([
      "Row 1, column 1",
      "Row 2, column 1",
      "Row 3, column 1",
    ]);
    for (const [place, input] of inputs(shown).entries()) type(input, String(place), place < 2);
    expect(shown.store.state.value).toEqual({ "1,1": "0", "2,1": "1", "3,1": "2" });
    for (const input of inputs(shown)) type(input, " ");
    expect(shown.store.state.value).toBeNull();
  });

  it("shows the verdict on each entry in a word, not by colour alone", () => {
    const shown = page("vector", { "1,1": "5", "2,1": "1", "3,1": "3" });
    shown.submit();
    const words = shown.all(".cw-quantities-verdict").map(({ textContent }) => textContent);
    expect(words).toEqual(["Right", "Not right", "Right"]);
    expect(shown.one(".cw-result").textContent).toContain("Right numbers: 2 of 3.");
  });

  it("marks the field that cannot be read", () => {
    const shown = page("vector", { "1,1": "5", "2,1": "abc", "3,1": "" });
    shown.submit();
    expect(inputs(shown).map((input) => input.getAttribute("aria-invalid"))).toEqual([
      null,
      "true",
      null,
    ]);
  });
});

describe("a matrix of free size", () => {
  const press = (shown: Page, name: string) => {
    const button = shown.all("button").find(({ textContent }) => textContent === name);
    if (!button) throw new Error(`there is no ${name}`);
    shown.press(button);
  };

  it("grows and shrinks by buttons, and says its size", () => {
    const shown = page("matrix");
    type(inputs(shown)[0] as HTMLInputElement, "7");
    press(shown, "Add a row");
    press(shown, "Add a column");
    expect(inputs(shown)).toHaveLength(9);
    expect(inputs(shown)[0]?.value).toBe("7");
    expect(shown.one(".cw-note[role=status]").textContent).toBe("Size: 3 by 3");
    press(shown, "Remove a row");
    press(shown, "Remove a column");
    expect(Object.keys(shown.store.state.value as object)).toEqual(["1,1", "1,2", "2,1", "2,2"]);
  });

  it("never loses its last row, nor grows beyond ten", () => {
    const shown = page("matrix");
    for (let count = 0; count < 12; count += 1) press(shown, "Add a row");
    expect(inputs(shown)).toHaveLength(20);
    for (let count = 0; count < 12; count += 1) press(shown, "Remove a row");
    expect(inputs(shown)).toHaveLength(2);
  });

  it("takes the size of an answer that comes back", () => {
    const shown = page("matrix", { "1,1": "1", "1,2": "2", "1,3": "3" });
    expect(inputs(shown).map(({ value }) => value)).toEqual(["1", "2", "3"]);
  });
});

describe("several numbers", () => {
  const fields = (shown: Page) => shown.all(".cw-quantities-part input") as HTMLInputElement[];

  it("stand under their labels and are kept by their ids", () => {
    const shown = page("fall");
    const labels = shown.all(".cw-quantities-part label").map(({ textContent }) => textContent);
    expect(labels).toEqual(["1) Its speed at the end", "2) Its momentum"]);
    type(fields(shown)[1] as HTMLInputElement, "30");
    expect(shown.store.state.value).toEqual({ p: "30" });
  });

  it("carry an error forward and say so", () => {
    const shown = page("fall", { v: "1 m/s", p: "2" });
    const { m } = Object.fromEntries(shown.store.state.variant.values) as { m?: { above: bigint } };
    if (m?.above !== 2n) type(fields(shown)[1] as HTMLInputElement, "4");
    shown.submit();
    expect(shown.one(".cw-result").dataset.verdict).toBe("partly");
    expect(shown.one(".cw-result").textContent).toContain("2) You worked this out rightly");
    const words = shown.all(".cw-quantities-verdict").map(({ textContent }) => textContent);
    expect(words).toEqual(["Not right", "Right"]);
  });

  it("show no verdict of their own where the key is not here", () => {
    const shown = page("gradedFall", { v: "1 m/s", p: "2" });
    expect(shown.all(".cw-quantities-verdict").every(({ hidden }) => hidden)).toBe(true);
  });
});

describe("hostile answers", () => {
  const exercise = (more: Partial<NumberExercise>): NumberExercise => ({ kind: "number", ...more });
  const hostile = [
    "9**9**9",
    "10^10^10 m",
    "(".repeat(300),
    "{".repeat(390),
    "[(".repeat(190),
    "√".repeat(190),
    "1,".repeat(199),
    "m/".repeat(99),
    `5 ${"k".repeat(190)}m`,
    "x".repeat(100_000),
    "\u202e(∞ ;5",
    "__proto__",
    "constructor",
    "5 constructor",
    "5 toString/valueOf",
  ];
  const forms: readonly (readonly [Partial<NumberExercise>, NumberKey])[] = [
    [{ units: "required" }, { answer: "5 km/h" }],
    [{ shape: "interval" }, { answer: "(-∞; 3]" }],
    [{ shape: "set" }, { answer: [1, 2] }],
  ];
  it.each(forms)("are refused kindly: %o", (more, key) => {
    for (const text of hostile) {
      const shown = show(exercise(more), key, text);
      shown.submit();
      expect(shown.all(".cw-complaint").length, text).toBe(1);
    }
  });
});

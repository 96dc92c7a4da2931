import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { formulas } from "../../demo/formulas";
import { decide } from "../../src/kinds/formula/decide";
import { mathml } from "../../src/kinds/formula/mathml";
import { read } from "../../src/kinds/formula/reader";
import type { Lexicon } from "../../src/kinds/formula/tokens";
import type { Value } from "../../src/wire";
import { type Page, show } from "./page";

const any: Lexicon = { names: new Set(), functions: new Set(), closed: false, log: "e" };
const drawn = (text: string, comma = false) => mathml(read(text, any), comma).innerHTML;

const page = (name: string, value: Value = null): Page => {
  const { exercise, key } = formulas[name] ?? {};
  if (!exercise) throw new Error(`the demo has no ${name}`);
  return show(exercise, key ?? null, value);
};
const field = (shown: Page) => shown.one(".cw-field") as HTMLInputElement;
const preview = (shown: Page) => shown.one(".cw-formula-preview");
function type(shown: Page, text: string): void {
  field(shown).value = text;
  field(shown).dispatchEvent(new Event("input", { bubbles: true }));
}

describe("the preview", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("shows what was understood a moment after the last key, politely", () => {
    const shown = page("formula");
    expect(preview(shown).hidden).toBe(true);
    expect(preview(shown).getAttribute("aria-live")).toBe("polite");
    type(shown, "1/2");
    type(shown, "1/2x");
    expect(preview(shown).hidden).toBe(true);
    vi.runAllTimers();
    expect(preview(shown).hidden).toBe(false);
    expect(shown.one(".cw-formula-shown").innerHTML).toBe(
      "<math><mrow><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>\u2062</mo><mi>x</mi></mrow></math>",
    );
    type(shown, "1/2x+");
    vi.runAllTimers();
    expect(preview(shown).hidden).toBe(true);
  });

  it("is there at once for an answer that was given before", () => {
    expect(page("formula", "2(x-1)(x+3)").one(".cw-formula-shown").textContent).toContain("x");
  });

  it("spends no attempt on what cannot be read, and says where it failed", () => {
    const shown = page("gradedFormula");
    type(shown, "y=2x+");
    shown.submit();
    expect(shown.one(".cw-complaint").textContent).toContain("after “");
    expect(shown.store.state.pending).toBeNull();
  });

  it("never lets what was typed become markup", () => {
    const shown = page("formulaEquation", "<img src=x onerror=alert(1)>");
    type(shown, "x<y");
    vi.runAllTimers();
    expect(shown.all("img, script")).toEqual([]);
    expect(shown.one(".cw-formula-shown math").textContent).toBe("x<y");
  });
});

describe("a formula on the page", () => {
  it("is marked at once: right, in another form, a foreseen mistake", () => {
    for (const [typed, verdict] of [
      ["2(x+3)(x-1)", "right"],
      ["2x^2+4x-6", "partly"],
      ["(x-1)(x+3)", "wrong"],
    ] as const) {
      const shown = page("formula");
      type(shown, typed);
      shown.submit();
      expect([typed, shown.one(".cw-result").dataset.verdict]).toEqual([typed, verdict]);
    }
  });

  it("has something before the field, and keeps the field's label", () => {
    const shown = page("formulaConstant");
    expect(shown.one(".cw-formula-before").textContent).toContain("F");
    expect(shown.all(`label[for="${field(shown).id}"]`)).toHaveLength(1);
  });
});

describe("mathematics as MathML", () => {
  it.each([
    ["sqrt(x)", "<msqrt><mi>x</mi></msqrt>"],
    ["root(x;3)", "<mroot><mi>x</mi><mn>3</mn></mroot>"],
    ["x_12^2", "<msup><msub><mi>x</mi><mi>12</mi></msub><mn>2</mn></msup>"],
    ["2*3", "<mrow><mn>2</mn><mo>·</mo><mn>3</mn></mrow>"],
    ["-x", "<mrow><mo>−</mo><mi>x</mi></mrow>"],
    ["n!", "<mrow><mi>n</mi><mo>!</mo></mrow>"],
    ["x>=1", "<mrow><mi>x</mi><mo>≥</mo><mn>1</mn></mrow>"],
    ["1.5e-3", "<mrow><mn>1.5</mn><mo>·</mo><msup><mn>10</mn><mn>−3</mn></msup></mrow>"],
  ])("%s", (text, expected) => {
    expect(drawn(text)).toBe(expected);
  });

  it("writes decimals as the language does, and brackets where they are needed", () => {
    expect(drawn("0.5", true)).toBe("<mn>0,5</mn>");
    expect(drawn("(x+1)*2")).toContain("<mo>(</mo>");
    expect(drawn("(x+1)/2")).not.toContain("<mo>(</mo>");
    expect(drawn("matrix([1,2],[3,4])")).toContain("<mtable><mtr><mtd>");
  });
});

it("decides on hard ones without help", () => {
  const opinion = (first: string, second: string) =>
    decide(read(first, any), read(second, any), {});
  expect(opinion("(x-a)^6000", "(a-x)^6000")).toBe("same");
  expect(opinion("cos(2*pi/5)", "(sqrt(5)-1)/4")).toBe("same");
  expect(opinion("x^2-2x-3>0", "x<-1 or x>3")).toBe("same");
  expect(opinion("x^2-2x-3>0", "(-∞;-1)∪(3;∞)")).toBe("different");
  expect(opinion("diff(x^2,x)", "2x")).toBe("same");
  expect(opinion("limit(x,x,2)", "2")).toBe("undecided");
});

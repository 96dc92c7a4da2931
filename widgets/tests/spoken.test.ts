import { expect, it } from "vitest";
import { spoken } from "../src/spoken";

it.each([
  ["<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"],
  ["<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac>", "(a + 1)/2"],
  ["<mrow><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mn>4</mn></mrow>", "x^2 = 4"],
  ["<msub><mi>v</mi><mn>0</mn></msub>", "v_0"],
  ["<msqrt><mn>2</mn></msqrt>", "√(2)"],
  ["<mroot><mn>8</mn><mn>3</mn></mroot>", "√[3](8)"],
])("%s", (mathml, words) => {
  const box = document.createElement("div");
  box.innerHTML = `<p>Son <math>${mathml}</math> ga teng</p><p>Ha?</p>`;
  expect(spoken(box)).toBe(`Son ${words} ga teng Ha?`);
});

it("reads pictures by their alternative", () => {
  const box = document.createElement("div");
  box.innerHTML = '<img src="data:," alt="qizil doira">';
  expect(spoken(box)).toBe("qizil doira");
});

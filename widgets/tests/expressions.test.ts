// @vitest-environment node

import fc from "fast-check";
import { expect, it } from "vitest";
import {
  ExpressionError,
  evaluate,
  exact,
  isRational,
  toDouble,
  type Value,
} from "../src/expressions";
import { rational } from "../src/text/rational";
import { load } from "./golden";

const { values = {}, expressions = [] } = load("expressions");
const known = new Map<string, Value>(
  Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? exact(value) : value.text,
  ]),
);

function told(value: Value): string {
  if (!isRational(value)) return String(value);
  return value.below === 1n ? `${value.above}` : `${value.above}/${value.below}`;
}

function outcome(text: string): { value: string } | { error: string } {
  try {
    return { value: told(evaluate(text, known)) };
  } catch (error) {
    if (error instanceof ExpressionError) return { error: error.code };
    throw error;
  }
}

it.each(expressions)("computes or refuses $text", ({ text, value, error }) => {
  expect(outcome(text)).toEqual(error === undefined ? { value } : { error });
});

it("computes or refuses any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
      expect(outcome(text)).toBeDefined();
    }),
    { seed: 1 },
  );
});

it("finds the nearest double of a fraction", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }),
      (number) => {
        fc.pre(number === 0 || Math.abs(number) > 1e-300);
        expect(toDouble(exact(number))).toBe(number === 0 ? 0 : number);
      },
    ),
    { seed: 1 },
  );
  expect(toDouble(rational(1, 3))).toBe(1 / 3);
  expect(toDouble(rational(10n ** 400n + 1n, 10n ** 400n))).toBe(1);
  expect(toDouble(rational(2n ** 53n + 1n))).toBe(2 ** 53);
});

it("is not misled by names that every object has", () => {
  expect(outcome("constructor")).toEqual({ error: "unknown_name" });
  expect(outcome("toString(1)")).toEqual({ error: "unknown_function" });
});

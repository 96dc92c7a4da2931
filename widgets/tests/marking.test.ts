// @vitest-environment node

import { describe, expect, it } from "vitest";
import { redraw } from "../src/drawing";
import { kindOf } from "../src/kinds";
import * as choice from "../src/kinds/choice/samples";
import * as cloze from "../src/kinds/cloze";
import * as code from "../src/kinds/code";
import * as essay from "../src/kinds/essay";
import * as formula from "../src/kinds/formula";
import * as lab from "../src/kinds/lab";
import * as match from "../src/kinds/match";
import * as number from "../src/kinds/number/samples";
import * as order from "../src/kinds/order";
import * as text from "../src/kinds/text";
import { certain, mark } from "../src/marking";
import { rational } from "../src/text/rational";
import { toCyrillic } from "../src/text/transliteration";
import type { ChoiceExercise } from "../src/types.generated";
import { fill, fromWire, toWire } from "../src/variants";
import { cases } from "./golden";

describe("answers get their marks", () => {
  for (const { name, exercise, key, seed = "00", answers = [] } of cases("answers")) {
    it.each(answers.map((answer, index) => [index, answer] as const))(`${name} %i`, (_, answer) => {
      const variant = redraw(exercise, seed);
      const { value, lang, confidence = null } = answer;
      const marked = mark(exercise, key, variant, value, lang, confidence);
      expect([marked.state, marked.score]).toEqual([answer.state, answer.score]);
      const told = marked.feedback.map((said) =>
        said.isHtml ? derived(fill(said.text, variant.values, lang), lang) : said.text,
      );
      expect(told.join("")).not.toBe("");
      if (answer.feedback) expect(told).toEqual(answer.feedback);
      if (answer.understood !== undefined) {
        const kind = kindOf(exercise);
        const read = kind.parse(exercise, value);
        expect(kind.echo(read as never, value, lang)).toBe(answer.understood);
      }
    });
  }
});

/** Python derives Uzbek Cyrillic before a text comes to the browser. */
const derived = (text: string, language: string): string =>
  language === "uz-Cyrl" ? toCyrillic(text) : text;

describe("seeds draw their variants", () => {
  for (const { name, exercise, draws = [] } of cases("draws")) {
    it.each(draws.map((draw, index) => [index, draw] as const))(`${name} %i`, (_, draw) => {
      const wire = toWire(redraw(exercise, draw.seed));
      expect(wire.values).toEqual(draw.values);
      expect(wire.order).toEqual(draw.order);
      expect(toWire(fromWire(wire))).toEqual(wire);
    });
  }
});

describe("a kind's own samples get the state they say", () => {
  for (const { name, exercise, key, seed = "00" } of cases("answers")) {
    it(name, () => {
      const variant = redraw(exercise, seed);
      const modules = { choice, cloze, code, essay, formula, lab, match, number, order, text };
      const samples = modules[exercise.kind].samples(exercise as never, key as never, variant);
      for (const sample of samples) {
        const marked = mark(exercise, key, variant, sample.value, "en");
        expect([sample.value, marked.state]).toEqual([
          sample.value,
          expectedState(sample.state, marked.state),
        ]);
      }
    });
  }
});

/** A single ticked option of several earns a part; everything else is as the sample says. */
function expectedState(said: string, got: string): string {
  return said === "wrong" && got === "partly" ? "partly" : said;
}

it("interpolates certainty for partial credit", () => {
  expect(certain(rational(1, 2), 3)).toEqual(rational(-1, 2));
  expect(certain(rational(1), null)).toEqual(rational(1, 3));
});

it("says that marking failed instead of giving zero", () => {
  const exercise: ChoiceExercise = { kind: "choice", options: [] };
  const broken = { ...exercise, kind: "number" } as never;
  const marked = mark(broken, { answer: "nonsense(" } as never, redraw(exercise, "00"), "1", "ru");
  expect(marked.state).toBe("failed");
  expect(marked.score).toBeNull();
  expect(kindOf(exercise).parse(exercise, null)).toBeNull();
});

// @vitest-environment node

// The cases that Python and the browser share: tests/unit/text/test_golden.py runs them too.

import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { type Aspect, fold, IGNORED, like, lookalikes, same } from "../../src/text/folding";
import { choose, type Texts } from "../../src/text/languages";
import { formatNumber } from "../../src/text/number_format";
import { isProblem, parseNumber } from "../../src/text/numbers";
import { type Rational, rational } from "../../src/text/rational";
import { say } from "../../src/text/say";
import { toCyrillic, toLatin } from "../../src/text/transliteration";

const GOLDEN = new URL("../../../tests/golden/_text/", import.meta.url);

function cases<T>(name: string): T[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, GOLDEN), "utf8")).cases;
}

const written = ({ above, below }: Rational): string =>
  below === 1n ? String(above) : `${above}/${below}`;

function exact(text: string): Rational {
  const [above = "0", below = "1"] = text.split("/");
  return rational(BigInt(above), BigInt(below));
}

describe("a word in one script is the word in the other", () => {
  test.each(cases<[string, string]>("pairs"))("%s %s", (latin, cyrillic) => {
    expect(toLatin(cyrillic)).toBe(latin);
    expect(toCyrillic(latin)).toBe(cyrillic);
    for (const sign of "ʻ‘ʼ'`´’ʹ′ˈ") {
      const typed = latin.replace(/[ʻʼ]/g, sign);
      expect(same(typed, cyrillic)).toBe(true);
      expect(same(cyrillic, typed)).toBe(true);
      expect(same(typed.toUpperCase(), cyrillic)).toBe(true);
    }
  });
});

test.each(cases<[string, string]>("latin_only"))("%s in Latin", (cyrillic, latin) => {
  expect(toLatin(cyrillic)).toBe(latin);
});

test.each(cases<[string, string]>("cyrillic_only"))("%s in Cyrillic", (latin, cyrillic) => {
  expect(toCyrillic(latin)).toBe(cyrillic);
});

interface Folded {
  text: string;
  folded: string;
  ignore?: Aspect[];
}

test.each(cases<Folded>("fold"))("fold $text", ({ text, folded, ignore = IGNORED }) => {
  expect(fold(text, ignore)).toBe(folded);
});

interface Same {
  given: string;
  accepted: string;
  same: boolean;
  ignore?: Aspect[];
}

test.each(cases<Same>("same"))("$given is $accepted: $same", (given) => {
  const ignore = given.ignore ?? IGNORED;
  expect(same(given.given, given.accepted, ignore)).toBe(given.same);
  expect(same(given.accepted, given.given, ignore)).toBe(given.same);
});

interface Like {
  given: string;
  pattern: string;
  like: boolean;
  ignore?: Aspect[];
}

test.each(cases<Like>("like"))("$given fits $pattern: $like", (given) => {
  expect(like(given.given, given.pattern, given.ignore ?? IGNORED)).toBe(given.like);
});

interface Hidden {
  text: string;
  found: [number, string, string][];
}

test.each(cases<Hidden>("lookalikes"))("letters hidden in $text", ({ text, found }) => {
  expect(lookalikes(text).map((letter) => Object.values(letter))).toEqual(found);
});

test.each([
  ["Agar <b>x</b> = {{a}} boʻlsa", "Агар <b>x</b> = {{a}} бўлса"],
  ["<code>print(salom)</code> deb yozing", "<code>print(salom)</code> деб ёзинг"],
  [
    '<p>Bu <math display="block"><mi>yo</mi></math> kasr</p>',
    '<p>Бу <math display="block"><mi>yo</mi></math> каср</p>',
  ],
  ['<a href="https://kitob.uz">kitob</a>', '<a href="https://kitob.uz">китоб</a>'],
  ["a &lt; b va bir&nbsp;ikki", "a &lt; b ва бир&nbsp;икки"],
  ["U A nuqtadan B nuqtaga bordi", "У A нуқтадан B нуқтага борди"],
  ["oʻ harfi, x-oʻqi, 5 km", "ў ҳарфи, x-ўқи, 5 км"],
])("%s in Cyrillic", (latin, cyrillic) => {
  expect(choose({ uz: latin }, "uz-Cyrl")).toBe(cyrillic);
});

test.each(cases<{ raw: string }>("parse_number"))("read $raw", (expected) => {
  const read = parseNumber(expected.raw);
  const found = isProblem(read) ? read : { ...read, value: written(read.value) };
  expect({ raw: expected.raw, ...found }).toEqual(expected);
});

interface Formatted {
  value: string | number;
  language: string;
  text: string;
  decimals?: number;
  figures?: number;
}

test.each(cases<Formatted>("format_number"))("write $value in $language", (given) => {
  const value = typeof given.value === "string" ? exact(given.value) : given.value;
  const found = formatNumber(value, given.language, given.decimals ?? null, given.figures);
  expect(found).toBe(given.text);
});

interface Said {
  key: string;
  language: string;
  parameters: Record<string, string | number>;
  text: string;
}

test.each(cases<Said>("say"))("say $key in $language: $text", (given) => {
  expect(say(given.key, given.language, given.parameters)).toBe(given.text);
});

interface Chosen {
  texts: Texts;
  language: string;
  text: string;
}

test.each(cases<Chosen>("choose"))("choose $language", ({ texts, language, text }) => {
  expect(choose(texts, language)).toBe(text);
});

describe("say", () => {
  it("refuses a key that nobody wrote", () => {
    expect(() => say("widget.nothing", "uz")).toThrow("widget.nothing");
  });
  it("refuses to leave a parameter open", () => {
    expect(() => say("widget.score_of", "en", { score: 1 })).toThrow("total");
    expect(() => say("widget.points", "ru")).toThrow("count");
  });
});

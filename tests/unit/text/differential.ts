// Runs cases from standard input through the browser's text layer; see test_differential.py.

import "../../../widgets/demo/chunks";
import { readFileSync } from "node:fs";
import { type Aspect, fold, like, lookalikes, same, words } from "../../../widgets/src/text/folding";
import { deriveCyrillic } from "../../../widgets/src/text/languages";
import { formatNumber } from "../../../widgets/src/text/number_format";
import { isProblem, parseNumber } from "../../../widgets/src/text/numbers";
import { rational } from "../../../widgets/src/text/rational";
import { say } from "../../../widgets/src/text/say";
import { slips } from "../../../widgets/src/text/spelling";
import { toCyrillic, toLatin } from "../../../widgets/src/text/transliteration";

function exact(value: number | string) {
  if (typeof value === "number") return value;
  const [above = "0", below = "1"] = value.split("/");
  return rational(BigInt(above), BigInt(below));
}

const texts = ["text", "first", "second", "unit", "number", "numerator", "word"].map((name) => [name, "ab"]);
const numbers = ["option", "score", "total"].map((name) => [name, "12"]);
const parameters = Object.fromEntries([...texts, ...numbers]);

const functions = {
  fold,
  same,
  like,
  toLatin,
  toCyrillic,
  deriveCyrillic,
  slips,
  words: (text: string, ignore: readonly Aspect[]) =>
    words(text, ignore).map(({ form, latin, isCyrillic }) => [form, latin, isCyrillic]),
  lookalikes: (text: string) => lookalikes(text).map((letter) => Object.values(letter)),
  parseNumber(raw: string) {
    const read = parseNumber(raw);
    if (isProblem(read)) return [read.code, read.params];
    const value = `${read.value.above}/${read.value.below}`;
    return [value, read.form, read.figures, read.reduced, read.ambiguous];
  },
  formatNumber: (value: number | string, language: string, decimals: number, figures: number) =>
    formatNumber(exact(value), language, decimals, figures),
  say: (key: string, language: string, count: number) =>
    say(key, language, { ...parameters, count }),
};

const run = functions[process.argv[2] as keyof typeof functions] as (...given: unknown[]) => unknown;
const cases: unknown[][] = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map((given) => run(...given))));

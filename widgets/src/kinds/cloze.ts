/**
 * Cloze: gaps in running text, and words to be marked in it. Mirrors courseware/kinds/cloze; its
 * parts stand beside, in `cloze/`.
 */
import { echo as echoNumber, quantity, widestMargin } from "../rules/numbers";
import { every } from "../rules/texts";
import { choose } from "../text/languages";
import { formatNumber } from "../text/number_format";
import { add, compare, multiply, type Rational, rational, ZERO } from "../text/rational";
import type { ClozeExercise, ClozeGap, ClozeKey } from "../types.generated";
import { fill, type Generator, type Variant } from "../variants";
import type { Language, Value } from "../wire";
import type { Face, Host, Kind, Sample } from "./base";
import { MARK, wordIds } from "./cloze/body";
import { gapFace } from "./cloze/gaps";
import { type Answer, accepted, gapsOf, mark, optionsOf, parse } from "./cloze/marking";
import { wordFace } from "./cloze/words";

/** Mix the bank, `:id`, and the options of each dropdown, `gap:id`. */
function draw(exercise: ClozeExercise, generator: Generator): readonly string[] {
  const own = gapsOf(exercise).filter(([, { kind }]) => kind === "dropdown");
  const lists = [["", exercise.bank ?? []] as const].concat(
    own.map(([name, { options = [] }]) => [name, options] as never),
  );
  return lists.flatMap(([name, options]) => {
    const ids = options.map(({ id }) => `${name}:${id}`);
    return exercise.shuffle === false ? ids : generator.shuffled(ids);
  });
}

/** Say how the numbers in the gaps were read, where that is not how they were typed. */
function echo(answer: Answer, value: Value, language: Language): string {
  if (answer instanceof Set || typeof value !== "object" || value === null) return "";
  const typed = new Map<string, unknown>(Object.entries(value));
  const read = [...(answer as ReadonlyMap<string, Parameters<typeof echoNumber>[0] | string>)];
  const said = read.map(([name, given]) =>
    typeof given === "string" ? "" : echoNumber(given, typed.get(name) as Value, language),
  );
  return said.filter(Boolean).join("; ");
}

/** Leave numbered lines in the text. */
export function describe(exercise: ClozeExercise, variant: Variant, language: Language): string {
  const names = gapsOf(exercise).map(([name]) => name);
  const text = fill(choose(exercise.body, language), variant.values, language);
  return text.replace(MARK, (_, name: string, word?: string) => {
    return word ?? `______ (${names.indexOf(name) + 1})`;
  });
}

/** Yield everything right, everything wrong, one gap wrong, a gap or word that is not there. */
export function* samples(
  exercise: ClozeExercise,
  key: ClozeKey,
  variant: Variant,
): Iterable<Sample> {
  if (exercise.words != null) {
    yield* samplesOfWords(exercise, key);
    return;
  }
  const gaps = gapsOf(exercise);
  const all = (answer: typeof rightOf) =>
    Object.fromEntries(
      gaps.map(([name, gap]) => [name, answer(exercise, key, variant, name, gap)]),
    );
  const [right, wrong] = [all(rightOf), all(wrongOf)];
  yield { value: right, state: "right" };
  yield { value: wrong, state: "wrong" };
  for (const [name] of gaps) {
    yield { value: { ...right, [name]: wrong[name] ?? null }, state: "wrong" };
    const state = gaps.length === 1 ? "right" : "wrong";
    yield { value: { [name]: right[name] ?? null }, state };
  }
  yield { value: { "no-such-gap": "1" }, state: "unmarked" };
}

function* samplesOfWords(exercise: ClozeExercise, { answers }: ClozeKey): Iterable<Sample> {
  const right = Array.isArray(answers) ? (answers as string[]) : [];
  yield { value: [...right].sort(), state: "right" };
  for (const word of wordIds(exercise.body, exercise.words === "all")) {
    if (!right.includes(word)) yield { value: [...right, word], state: "wrong" };
  }
  yield { value: ["no-such-word"], state: "unmarked" };
}

function rightOf(
  _: ClozeExercise,
  key: ClozeKey,
  variant: Variant,
  name: string,
  gap: ClozeGap,
): string | null {
  const [wanted = ""] = accepted(key, name);
  if (gap.kind === "number") return written(quantity(wanted, variant));
  const [form = ""] = every(wanted);
  return gap.kind === "dropdown" || gap.kind === "bank" ? form : fill(form, variant.values, "en");
}

function wrongOf(
  exercise: ClozeExercise,
  key: ClozeKey,
  variant: Variant,
  name: string,
  gap: ClozeGap,
): string | null {
  const wanted = accepted(key, name);
  if (gap.kind === "number") {
    const rule = key.gaps?.[name] ?? {};
    const beyond = wanted.map((item) => {
      const target = quantity(item, variant);
      const margin = widestMargin(target, rule.tolerance, rule.relative_tolerance);
      return add(add(target, multiply(rational(2), margin)), rational(1));
    });
    return written(beyond.reduce((most, each) => (compare(each, most) > 0 ? each : most), ZERO));
  }
  const options = optionsOf(exercise, gap);
  if (!options.length) return "§ 404 §";
  const right = wanted.flatMap(every);
  return options.find(({ id }) => !right.includes(id))?.id ?? null;
}

const written = (value: Rational): string =>
  value.below === 1n ? formatNumber(value, "en", null, 15) : `${value.above}/${value.below}`;

export const cloze: Kind<ClozeExercise, ClozeKey, Answer> = {
  draw,
  parse,
  mark,
  echo,
  mixes: ({ shuffle = true, bank = [], gaps = {} }) =>
    shuffle && (bank.length > 1 || Object.values(gaps).some(({ kind }) => kind === "dropdown")),
  face: (exercise: ClozeExercise, host: Host): Face =>
    exercise.words == null ? gapFace(exercise, host) : wordFace(exercise, host),
};

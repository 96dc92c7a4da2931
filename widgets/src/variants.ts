/**
 * Which numbers, and in which order, one learner meets an exercise. Mirrors
 * courseware/variants.py: the same seed draws the same variant on both sides.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import {
  type Values as Computable,
  ExpressionError,
  evaluate,
  exact,
  isRational,
  numberOf,
  parse,
} from "./expressions";
import { choose } from "./text/languages";
import { formatNumber } from "./text/number_format";
import { add, divide, multiply, type Rational, rational, subtract } from "./text/rational";
import type { Variable } from "./types.generated";
import type { Exercise, Language, Texts, WireValue, WireVariant } from "./wire";

/** A drawn value: an exact number, or a text. */
export type Value = Rational | Texts;
export type Values = ReadonlyMap<string, Value>;

export interface Variant {
  readonly number: number;
  readonly seed: string;
  readonly values: Values;
  readonly order: readonly string[];
}

/** No draw satisfied the author's conditions. */
export class DrawError extends Error {}

const MOST_DRAWS = 1000;
const WORDS = 2 ** 32;
const SLOT = /\{\{\s*([^{}|]+?)\s*(?:\|\s*(\d{1,2})\s*)?\}\}/g;

/** Uniform integers from a seed: SHA-256(seed || counter) as a stream of 32-bit words. */
export class Generator {
  private readonly seed: Uint8Array;
  private counter = 0;
  private words: number[] = [];

  constructor(seed: string) {
    this.seed = Uint8Array.from(seed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }

  /** Return an integer from 0 to limit - 1, every one as likely (rejection sampling). */
  below(limit: number): number {
    const fair = WORDS - (WORDS % limit);
    let word = this.next();
    while (word >= fair) word = this.next();
    return word % limit;
  }

  /** Return the items in a random order (Fisher and Yates, from the end). */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const mixed = [...items];
    for (let last = mixed.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      [mixed[last], mixed[other]] = [mixed[other] as Item, mixed[last] as Item];
    }
    return mixed;
  }

  private next(): number {
    const word = this.words.shift();
    if (word !== undefined) return word;
    const block = new Uint8Array(this.seed.length + 4);
    block.set(this.seed);
    new DataView(block.buffer).setUint32(this.seed.length, this.counter);
    this.counter += 1;
    const digest = sha256(block);
    const view = new DataView(digest.buffer, digest.byteOffset);
    this.words = [0, 4, 8, 12, 16, 20, 24, 28].map((at) => view.getUint32(at));
    return this.next();
  }
}

/** Return the seed of a draw, 64 hexadecimal digits. */
export function seedOf(
  courseSeed: string,
  exercise: Exercise,
  learner: string,
  number: number,
): string {
  const parts = [
    "courseware variant 1",
    courseSeed,
    exercise.id ?? "",
    exercise.version ?? 1,
    learner,
    number,
  ];
  const digest = sha256(new TextEncoder().encode(parts.join("\x1f")));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Draw the variables until no condition of `reject` holds. Throws what Python raises. */
export function drawValues(exercise: Exercise, generator: Generator): Values {
  const variables = Object.entries(exercise.variables ?? {});
  if (!variables.length) return new Map();
  const conditions = (exercise.reject ?? []).map(parse);
  for (let vain = 0; vain < MOST_DRAWS; vain += 1) {
    const values = new Map<string, Value>();
    for (const [name, variable] of variables) values.set(name, draw(variable, values, generator));
    const known = computable(values);
    if (!conditions.some((condition) => evaluate(condition, known) === true)) return values;
  }
  throw new DrawError(exercise.id);
}

/** Return the drawn values that expressions may use: numbers and plain texts. */
export function computable(values: Values): Computable {
  const known = new Map<string, Rational | string>();
  for (const [name, value] of values) {
    known.set(name, isRational(value) ? value : choose(value, "en"));
  }
  return known;
}

/** Put the drawn values into `{{...}}`, written as the language writes numbers. */
export function fill(text: string, values: Values, language: Language): string {
  return text.replace(SLOT, (_, expression: string, decimals: string | undefined) =>
    slotText(expression, decimals, values, language),
  );
}

function slotText(
  expression: string,
  decimals: string | undefined,
  values: Values,
  language: Language,
): string {
  const drawn = values.get(expression);
  if (drawn !== undefined && !isRational(drawn)) return choose(drawn, language);
  const value = evaluate(expression, computable(values));
  if (isRational(value)) {
    return formatNumber(value, language, decimals === undefined ? null : Number(decimals));
  }
  if (typeof value === "string") return value;
  throw new ExpressionError("not_a_number");
}

function draw(variable: Variable, values: Values, generator: Generator): Value {
  if (variable.expression != null) return numberOf(variable.expression, computable(values));
  if (variable.choices != null) {
    const choice = variable.choices[generator.below(variable.choices.length)] ?? "";
    return typeof choice === "number" ? exact(choice) : choice;
  }
  const ends = variable.integer ?? variable.decimal;
  if (!ends) throw new DrawError();
  const [low, high] = ends.map(exact) as [Rational, Rational];
  const step = exact(variable.step ?? (variable.integer ? 1 : 0.1));
  const steps = divide(subtract(high, low), step);
  const taken = generator.below(Number(steps.above / steps.below) + 1);
  return add(low, multiply(step, rational(taken)));
}

/** Read a variant as the kernel sends it. */
export function fromWire(wire: WireVariant): Variant {
  const values = Object.entries(wire.values).map(
    ([name, value]) => [name, typeof value === "string" ? exact(value) : value.text] as const,
  );
  return { ...wire, values: new Map(values) };
}

/** Write a variant as the kernel does. */
export function toWire(variant: Variant): WireVariant {
  const values: Record<string, WireValue> = {};
  for (const [name, value] of variant.values) {
    values[name] = isRational(value) ? written(value) : { text: value };
  }
  return { ...variant, values };
}

const written = ({ above, below }: Rational): string =>
  below === 1n ? `${above}` : `${above}/${below}`;

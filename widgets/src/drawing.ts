/**
 * Which numbers, and in which order, one learner meets an exercise. Mirrors the drawing of
 * courseware/variants.py: the same seed draws the same variant on both sides. Not in the first
 * load: only pages without a kernel draw, and laboratories, whose readings are drawn.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { evaluate, exact, numberOf, parse } from "./expressions";
import { kindOf } from "./kinds";
import { add, divide, multiply, type Rational, rational, subtract } from "./text/rational";
import type { Variable } from "./types.generated";
import { computable, type Value, type Values, type Variant } from "./variants";
import type { Exercise } from "./wire";

/** No draw satisfied the author's conditions. */
export class DrawError extends Error {}

const MOST_DRAWS = 1000;
const WORDS = 2 ** 32;

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

/** Draw the variant of a seed. */
export function redraw(exercise: Exercise, seed: string, number = 1): Variant {
  const generator = new Generator(seed);
  const values = drawValues(exercise, generator);
  return { number, seed, values, order: kindOf(exercise).draw(exercise, generator) };
}

/** Draw the variables until no condition of `reject` holds. Throws what Python raises. */
function drawValues(exercise: Exercise, generator: Generator): Values {
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

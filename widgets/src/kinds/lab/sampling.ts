/** Sampling distributions. Mirrors courseware/kinds/lab/sampling.py. */
import { add, divide, multiply, type Rational, rational, ZERO } from "../../text/rational";
import type { Generator } from "../../variants";
import {
  type Control,
  inUnit,
  type Model,
  of,
  type Row,
  root,
  type Settings,
  wholeRoot,
} from "./model";

const POPULATION: Control = {
  name: "population",
  choices: ["even", "bell", "skewed", "two_humps"],
};
const SIZE: Control = { name: "size", low: 1, high: 100, usual: 4 };
const SAMPLES: Control = { name: "samples", low: 10, high: 100, step: 10, usual: 50 };
const MEAN = { name: "mean", decimals: 2, unit: "min" };
const SPREAD = { name: "spread", decimals: 2, unit: "min" };

const bits = (value: number): number => value.toString(2).replace(/0/g, "").length;

const places = Array.from({ length: 256 }, (_, place) => place);

/** Minutes on the way to work, by the place of the name. */
const POPULATIONS: readonly (readonly number[])[] = [
  places.map((place) => Math.floor((place * 61) / 256)),
  places.map((place) => 14 + 4 * bits(place)),
  places.map((place) => 5 + Math.floor((55 * place ** 3) / 255 ** 3)),
  places.map((place) => (place < 128 ? 8 : 38) + 2 * bits(place % 128)),
];

/** Return the 256 values of the population that is set. */
export const populationOf = (settings: Settings): readonly number[] =>
  POPULATIONS[of(settings, POPULATION)] ?? [];

/** Return the sum of the draws of each sample. */
export function sums(settings: Settings, noise: Generator): number[] {
  const population = populationOf(settings);
  const [count, size] = [of(settings, SAMPLES), of(settings, SIZE)];
  let word = 0;
  let left = 0;
  const draw = (): number => {
    if (!left) {
      word = noise.below(2 ** 32);
      left = 4;
    }
    left -= 1;
    return population[(word >>> (8 * left)) & 255] ?? 0;
  };
  return Array.from({ length: count }, () => {
    let sum = 0;
    for (let each = 0; each < size; each += 1) sum += draw();
    return sum;
  });
}

/** Return mean and standard deviation of the samples' means, in hundredths. */
function measure(settings: Settings, noise: Generator): readonly number[] {
  const found = sums(settings, noise);
  const [count, size] = [of(settings, SAMPLES), of(settings, SIZE)];
  const total = found.reduce((sum, each) => sum + each, 0);
  const squares = found.reduce((sum, each) => sum + each * each, 0);
  const mean = Math.floor((200 * total + count * size) / (2 * count * size));
  const scatter = BigInt(count) * BigInt(squares) - BigInt(total) ** 2n;
  const spread = wholeRoot((40_000n * scatter) / BigInt(count * (count - 1) * size * size));
  return [mean, Number((spread + 1n) / 2n)];
}

/** Return σ from the line through the origin that fits s² = σ² · (1/n) best. */
function deviation(rows: readonly Row[]): Rational | null {
  let [above, below] = [ZERO, ZERO];
  for (const { settings, readings } of rows) {
    const size = rational(1, of(settings, SIZE));
    const spread = inUnit(SPREAD, readings[1] ?? 0);
    above = add(above, multiply(multiply(spread, spread), size));
    below = add(below, multiply(size, size));
  }
  return below.above ? root(divide(above, below)) : null;
}

/** Return the mean of all draws: each row's mean counts by its draws. */
function middle(rows: readonly Row[]): Rational | null {
  let [sum, draws] = [ZERO, ZERO];
  for (const { settings, readings } of rows) {
    const weight = rational(of(settings, SIZE) * of(settings, SAMPLES));
    sum = add(sum, multiply(inUnit(MEAN, readings[0] ?? 0), weight));
    draws = add(draws, weight);
  }
  return draws.above ? divide(sum, draws) : null;
}

export const sampling: Model = {
  name: "sampling",
  controls: [POPULATION, SIZE, SAMPLES],
  instruments: [MEAN, SPREAD],
  measure,
  constants: { deviation, mean: middle },
  noisy: true,
};

/** A pendulum timed by hand. Mirrors courseware/kinds/lab/pendulum.py, where its source is told. */
import { add, divide, multiply, type Rational, rational, ZERO } from "../../text/rational";
import type { Generator } from "../../variants";
import {
  type Control,
  inUnit,
  type Model,
  of,
  PI_SQUARED,
  type Row,
  type Settings,
  wholeRoot,
} from "./model";

const LENGTH: Control = {
  name: "length",
  decimals: 2,
  unit: "m",
  low: 10,
  high: 200,
  step: 5,
  usual: 50,
};
const AMPLITUDE: Control = {
  name: "amplitude",
  unit: "degrees",
  low: 5,
  high: 60,
  step: 5,
  usual: 10,
};
const MASS: Control = { name: "mass", unit: "g", low: 50, high: 500, step: 50, usual: 100 };
const SWINGS: Control = { name: "swings", low: 1, high: 20, usual: 10 };
const GRAVITY: Control = {
  name: "gravity",
  decimals: 2,
  unit: "m_s2",
  low: 100,
  high: 2500,
  usual: 981,
};
const TIME = { name: "time", decimals: 2, unit: "s" };

const ONE = 10n ** 13n;
const SLIPS = 4;
const WIDEST_SLIP = 101;

/** Return the time of one full swing in microseconds, rounded down. */
export function period(settings: Settings): bigint {
  const [length, amplitude, gravity] = [LENGTH, AMPLITUDE, GRAVITY].map((each) =>
    BigInt(of(settings, each)),
  ) as [bigint, bigint, bigint];
  const small = wholeRoot((4n * PI_SQUARED * length) / (10n * gravity));
  const angle = (amplitude ** 2n * PI_SQUARED) / 180n ** 2n;
  let factor = ONE + angle / 16n;
  factor += (11n * angle ** 2n) / (3072n * ONE);
  factor += (173n * angle ** 3n) / (737_280n * ONE ** 2n);
  return (small * factor) / ONE;
}

/** Time some swings by hand, in hundredths of a second. */
function measure(settings: Settings, noise: Generator): readonly number[] {
  let slip = -SLIPS * ((WIDEST_SLIP - 1) / 2);
  for (let each = 0; each < SLIPS; each += 1) slip += noise.below(WIDEST_SLIP);
  const swings = BigInt(of(settings, SWINGS));
  const milliseconds = Number((swings * period(settings)) / 1000n) + slip;
  return [Math.floor((milliseconds + 5) / 10)];
}

/** Return g from the line through the origin that fits T² = (4π²/g) · l best. */
function gravity(rows: readonly Row[]): Rational | null {
  let [above, below] = [ZERO, ZERO];
  for (const { settings, readings } of rows) {
    const length = inUnit(LENGTH, of(settings, LENGTH));
    const time = divide(inUnit(TIME, readings[0] ?? 0), rational(of(settings, SWINGS)));
    above = add(above, multiply(length, multiply(time, time)));
    below = add(below, multiply(length, length));
  }
  if (!above.above) return null;
  return divide(multiply(rational(4n * PI_SQUARED, ONE), below), above);
}

/** One step of the swing (leapfrog): from angle and angular velocity to the next, in radians. */
export function swing(
  settings: Settings,
  [angle, speed]: readonly [number, number],
  step: number,
): readonly [number, number] {
  const pull = of(settings, GRAVITY) / of(settings, LENGTH);
  const half = speed - (pull * Math.sin(angle) * step) / 2;
  const next = angle + half * step;
  return [next, half - (pull * Math.sin(next) * step) / 2];
}

/** Return the energy in joules above the lowest point: the invariant of the swing. */
export function energy(settings: Settings, angle: number, speed: number): number {
  const [mass, length] = [of(settings, MASS) / 1000, of(settings, LENGTH) / 100];
  const height = length * (1 - Math.cos(angle));
  return mass * ((of(settings, GRAVITY) / 100) * height + (length * speed) ** 2 / 2);
}

export const pendulum: Model = {
  name: "pendulum",
  controls: [LENGTH, AMPLITUDE, MASS, SWINGS, GRAVITY],
  instruments: [TIME],
  measure,
  constants: { gravity },
  noisy: true,
};

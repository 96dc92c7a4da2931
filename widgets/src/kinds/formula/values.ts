/** Complex doubles that keep account of their rounding. Mirrors courseware/algebra/values.py. */

/** Real part, imaginary part, bound of the error. */
export type Value = readonly [re: number, im: number, error: number];

export const UNIT = 2 ** -52;
const LARGEST = 1e290;

/** There is no value here. */
export class Undefined extends Error {}
/** Doubles cannot tell: a step or a branch cut is too near, a value too large or too small. */
export class Unclear extends Error {}

const none = (): never => {
  throw new Undefined();
};
const doubt = (): never => {
  throw new Unclear();
};

export const ZERO: Value = [0, 0, 0];
export const ONE: Value = [1, 0, 0];
export const IMAGINARY: Value = [0, 1, 0];
export const HALF_PI: Value = [Math.PI / 2, 0, UNIT];

export const size = ([re, im]: Value): number => Math.hypot(re, im);

/** Return a value with one more rounding; short binary fractions have none. */
export function rounded(re: number, im: number, error: number): Value {
  if (!error && !im && Math.abs(re) < 2 ** 20 && Number.isInteger(re * 2 ** 20))
    return [re + 0, 0, 0];
  const magnitude = Math.hypot(re, im);
  if (!(magnitude < LARGEST) || !(error < LARGEST)) doubt();
  return [re + 0, im + 0, error + UNIT * magnitude];
}

export const real = (value: number, error = 0): Value =>
  error ? rounded(value, 0, error) : [value, 0, 0];

export const add = (a: Value, b: Value): Value => rounded(a[0] + b[0], a[1] + b[1], a[2] + b[2]);
export const negate = (a: Value): Value => [0 - a[0], 0 - a[1], a[2]];
export const subtract = (a: Value, b: Value): Value => add(a, negate(b));

export function multiply(a: Value, b: Value): Value {
  const error = size(a) * b[2] + size(b) * a[2] + a[2] * b[2];
  if (!a[1] && !b[1]) {
    const found = a[0] * b[0];
    if (!found && a[0] && b[0]) doubt();
    return rounded(found, 0, error);
  }
  const product = UNIT * size(a) * size(b);
  return rounded(a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0], error + product);
}

export function divide(a: Value, b: Value): Value {
  const below = size(b);
  if (!below) (b[2] ? doubt : none)();
  if (below <= 8 * b[2]) doubt();
  if (!a[1] && !b[1]) {
    const found = a[0] / b[0];
    if (!found && a[0]) doubt();
    return rounded(found, 0, (a[2] + Math.abs(found) * b[2]) / below);
  }
  const [re, im] = [b[0] / below, -b[1] / below];
  const [above, beside] = [(a[0] * re - a[1] * im) / below, (a[0] * im + a[1] * re) / below];
  const found = Math.hypot(above, beside);
  return rounded(above, beside, (a[2] + found * b[2]) / below + 4 * UNIT * found);
}

export function toWhole(a: Value, exponent: number): Value {
  if (exponent < 0) return divide(ONE, toWhole(a, -exponent));
  let [found, square, left] = [ONE, a, exponent];
  while (left) {
    if (left % 2) found = multiply(found, square);
    left = Math.floor(left / 2);
    if (left) square = multiply(square, square);
  }
  return found;
}

export function exp(a: Value): Value {
  if (Math.abs(a[0]) > 650) doubt();
  const grown = Math.exp(a[0]);
  const error = grown * (a[2] + UNIT * (1 + Math.abs(a[0]) + Math.abs(a[1])));
  if (!a[1]) return rounded(grown, 0, error);
  return rounded(grown * Math.cos(a[1]), grown * Math.sin(a[1]), error);
}

/** The principal logarithm; `Unclear` near 0 and near the negative axis. */
export function log(a: Value): Value {
  const magnitude = size(a);
  if (!magnitude) (a[2] ? doubt : none)();
  if (magnitude <= 8 * a[2] || (a[0] < 0 && a[1] && Math.abs(a[1]) <= 8 * a[2])) doubt();
  return rounded(Math.log(magnitude), Math.atan2(a[1], a[0]), a[2] / magnitude + UNIT);
}

/** The principal value of a to the power b. */
export function power(a: Value, b: Value): Value {
  if (!a[0] && !a[1]) {
    if (a[2]) doubt();
    return b[0] > 0 ? ZERO : none();
  }
  if (!b[1] && !b[2] && Number.isInteger(b[0]) && Math.abs(b[0]) <= 1000) return toWhole(a, b[0]);
  return exp(multiply(b, log(a)));
}

/** A real number to a broken power; a negative one where the root is an odd one. */
export function realPower(a: Value, b: Value, isOdd: boolean, hasRoot: boolean): Value {
  if (a[0] >= 0) return power(a, b);
  if (!hasRoot) none();
  if (-a[0] <= 8 * a[2]) doubt();
  const found = power(negate(a), b);
  return isOdd ? negate(found) : found;
}

export function sqrt(a: Value): Value {
  if (!a[1] && a[0] >= 0 && a[0] > 8 * a[2]) {
    const root = Math.sqrt(a[0]);
    return rounded(root, 0, a[2] / root);
  }
  if (!a[0] && !a[1] && !a[2]) return ZERO;
  if (size(a) <= 8 * a[2]) return [0, 0, Math.sqrt(9 * a[2])];
  return exp(multiply([0.5, 0, 0], log(a)));
}

const wave = (a: Value, re: number, im: number): Value => {
  const steep = Math.cosh(Math.min(Math.abs(a[1]), 700));
  return rounded(re, im, steep * (a[2] + UNIT * (1 + Math.abs(a[0]) + Math.abs(a[1]))));
};

export function sin(a: Value): Value {
  if (Math.abs(a[1]) > 600) doubt();
  if (!a[1]) return wave(a, Math.sin(a[0]), 0);
  return wave(a, Math.sin(a[0]) * Math.cosh(a[1]), Math.cos(a[0]) * Math.sinh(a[1]));
}

export function cos(a: Value): Value {
  if (Math.abs(a[1]) > 600) doubt();
  if (!a[1]) return wave(a, Math.cos(a[0]), 0);
  return wave(a, Math.cos(a[0]) * Math.cosh(a[1]), -Math.sin(a[0]) * Math.sinh(a[1]));
}

export function sinh(a: Value): Value {
  const turned = sin([0 - a[1], a[0], a[2]]);
  return [turned[1], 0 - turned[0], turned[2]];
}

export const cosh = (a: Value): Value => cos([0 - a[1], a[0], a[2]]);

export function asin(a: Value): Value {
  if (!a[1] && Math.abs(a[0]) <= 1) {
    const steep = Math.sqrt(Math.max(0, (1 - a[0]) * (1 + a[0])));
    const error = steep > Math.sqrt(a[2]) ? a[2] / steep : 2 * Math.sqrt(a[2]);
    return rounded(Math.asin(a[0]), 0, error);
  }
  const root = sqrt(subtract(ONE, multiply(a, a)));
  return negate(multiply(IMAGINARY, log(add(multiply(IMAGINARY, a), root))));
}

export const acos = (a: Value): Value => subtract(HALF_PI, asin(a));

export function atan(a: Value): Value {
  if (!a[1]) return rounded(Math.atan(a[0]), 0, a[2]);
  const turned = multiply(IMAGINARY, a);
  return multiply([0, -0.5, 0], subtract(log(add(ONE, turned)), log(subtract(ONE, turned))));
}

export function asinh(a: Value): Value {
  if (!a[1]) return rounded(Math.asinh(a[0]), 0, a[2] + UNIT);
  return log(add(a, sqrt(add(multiply(a, a), ONE))));
}

export const acosh = (a: Value): Value =>
  log(add(a, multiply(sqrt(add(a, ONE)), sqrt(subtract(a, ONE)))));

export const atanh = (a: Value): Value =>
  multiply([0.5, 0, 0], subtract(log(add(ONE, a)), log(subtract(ONE, a))));

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/** a! by Lanczos' approximation of the gamma function (g = 7, n = 9). */
export function factorial(a: Value): Value {
  const [x, im, error] = a;
  if (im) doubt();
  if (Number.isInteger(x) && !error) {
    if (x < 0) none();
    if (x > 170) doubt();
    let whole = 1;
    for (let each = 2; each <= x; each += 1) whole *= each;
    return real(whole, whole < 2 ** 53 ? 0 : UNIT * whole * x);
  }
  if (x < -0.5) {
    const crest = Math.sin(Math.PI * x);
    if (Math.abs(crest) < 1e-3) doubt();
    return divide([-Math.PI / crest, 0, 1e-12 / crest ** 2], factorial([-x - 1, 0, error]));
  }
  if (x > 140) doubt();
  const series = LANCZOS.reduce(
    (sum, weight, place) => sum + (place ? weight / (x + place) : weight),
    0,
  );
  const base = x + 7.5;
  const found = Math.sqrt(2 * Math.PI) * base ** (x + 0.5) * Math.exp(-base) * series;
  return real(found, found * (1e-12 + error * (1 + Math.log(base))));
}

/** A function with steps on the real line, `Unclear` near one. */
export const stepped =
  (compute: (x: number) => number) =>
  (a: Value): Value => {
    if (a[1]) doubt();
    if (a[2] && compute(a[0] - 8 * a[2]) !== compute(a[0] + 8 * a[2])) doubt();
    return [compute(a[0]), 0, 0];
  };

/** The roots of polynomials. Mirrors what courseware/algebra/realline.py has of them. */
import {
  common,
  derivative,
  divided,
  HIGHEST,
  type Polynomial,
  primitive,
  TooHigh,
} from "./polynomials";

export type Complex = readonly [re: number, im: number];

const times = (a: Complex, b: Complex): Complex => [
  a[0] * b[0] - a[1] * b[1],
  a[0] * b[1] + a[1] * b[0],
];
const minus = (a: Complex, b: Complex): Complex => [a[0] - b[0], a[1] - b[1]];
const over = (a: Complex, b: Complex): Complex => {
  const below = b[0] * b[0] + b[1] * b[1];
  return [(a[0] * b[0] + a[1] * b[1]) / below, (a[1] * b[0] - a[0] * b[1]) / below];
};
const size = ([re, im]: Complex): number => Math.hypot(re, im);

/** Return the real roots of a polynomial with whole coefficients, each once. */
export function realRoots(a: Polynomial): number[] {
  if (a.length < 2) return [];
  if (a.length > HIGHEST) throw new TooHigh();
  const shared = common(a, derivative(a), 0n);
  const simple = shared.length > 1 ? divided(a, shared, 0n) : primitive(a, 0n);
  return roots(simple ?? a)
    .filter((root) => Math.abs(root[1]) <= 1e-8 * (1 + size(root)))
    .map(([re]) => re);
}

/** Divide two whole numbers of any length into a double. */
export function ratio(above: bigint, below: bigint): number {
  const [a, b] = [above < 0n ? -above : above, below < 0n ? -below : below];
  const drop = Math.max(0, Math.min(a.toString(2).length, b.toString(2).length) - 900);
  const found = Number(a >> BigInt(drop)) / Number(b >> BigInt(drop));
  return above < 0n !== below < 0n ? -found : found;
}

/** Return all roots of a polynomial with simple ones (Durand and Kerner). */
export function roots(a: Polynomial): Complex[] {
  const degree = a.length - 1;
  if (degree < 1) return [];
  const scaled = a.map((each) => ratio(each, a[degree] ?? 1n));
  if (!scaled.every(Number.isFinite)) throw new TooHigh();
  const bound = 1 + Math.max(...scaled.slice(0, -1).map(Math.abs));
  const mean = Math.abs(scaled[0] ?? 0) ** (1 / degree) || 1;
  const radius = Math.max(Math.min(bound, mean), 0.1);
  const found: Complex[] = [];
  for (let [place, turn] = [0, [1, 0] as Complex]; place < degree; place += 1) {
    found.push([radius * turn[0], radius * turn[1]]);
    turn = times(turn, [0.4, 0.9]);
  }
  for (let round = 0; round < 400; round += 1) {
    let step = 0;
    for (const [place, root] of found.entries()) {
      let below: Complex = [1, 0];
      for (const [other, each] of found.entries())
        if (other !== place) below = times(below, minus(root, each));
      if (!below[0] && !below[1]) below = [1e-12, 0];
      const change = over(valueAt(scaled, root), below);
      const next = minus(root, change);
      found[place] = next;
      step = Math.max(step, size(change) / (1 + size(next)));
    }
    if (step < 1e-15) break;
  }
  return found;
}

function valueAt(coefficients: readonly number[], place: Complex): Complex {
  let found: Complex = [0, 0];
  for (const each of [...coefficients].reverse()) {
    const [re, im] = times(found, place);
    found = [re + each, im];
  }
  return found;
}

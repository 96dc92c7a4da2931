/** A lever with weights on hooks. Mirrors courseware/kinds/lab/lever.py. */
import { add, divide, type Rational, rational, ZERO } from "../../text/rational";
import { type Control, type Model, type Row, type Settings, valuesOf } from "./model";

const CONTROLS: readonly Control[] = [
  { name: "left_mass", low: 1, high: 10, usual: 4 },
  { name: "left_place", low: 1, high: 10, usual: 3 },
  { name: "right_mass", low: 1, high: 10, usual: 2 },
  { name: "right_place", low: 1, high: 10, usual: 3 },
  { name: "second_mass", low: 0, high: 10, usual: 0 },
  { name: "second_place", low: 1, high: 10, usual: 1 },
];
const LEVEL = 1;

/** Return what turns the lever to the left and to the right: pieces times hooks. */
export function moments(settings: Settings): readonly [number, number] {
  const turn = (side: string) => (settings[`${side}_mass`] ?? 0) * (settings[`${side}_place`] ?? 0);
  return [turn("left"), turn("right") + turn("second")];
}

/** Tell which side goes down; no chance is in it. */
function measure(settings: Settings): readonly number[] {
  const [left, right] = moments(settings);
  return [LEVEL + Math.sign(right - left)];
}

/** Return the weight on the left, from the mean over the rows in which the lever is level. */
function unknown(rows: readonly Row[]): Rational | null {
  const level = rows.filter(({ readings }) => readings[0] === LEVEL);
  if (!level.length) return null;
  const found = level.map(({ settings }) =>
    rational(moments(settings)[1], settings.left_place ?? 1),
  );
  return divide(found.reduce(add, ZERO), rational(level.length));
}

/** Return the settings of the free controls at which the lever is level. */
function solve(settings: Settings, free: readonly string[]): Settings[] {
  let tried: Settings[] = [settings];
  for (const control of CONTROLS.filter(({ name }) => free.includes(name))) {
    tried = tried.flatMap((each) =>
      valuesOf(control).map((value) => ({ ...each, [control.name]: value })),
    );
    tried = tried.slice(0, 20_000);
  }
  return tried.filter((each) => moments(each)[0] === moments(each)[1]).slice(0, 40);
}

export const lever: Model = {
  name: "lever",
  controls: CONTROLS,
  instruments: [{ name: "balance", choices: ["left", "level", "right"] }],
  measure,
  constants: { left_mass: unknown },
  solve,
};

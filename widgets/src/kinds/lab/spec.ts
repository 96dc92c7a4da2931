/** What an exercise of this kind is made of. Mirrors courseware/kinds/lab/spec.py. */
import { ExpressionError } from "../../expressions";
import { extras } from "../../extras";
import { quantity } from "../../rules/numbers";
import { multiply, rational } from "../../text/rational";
import type { LabExercise } from "../../types.generated";
import type { Variant } from "../../variants";
import type { Laboratory } from "./laboratory";
import { allows, type Control, type Model, read, type Settings } from "./model";

/** Characters of the learner's own explanation. */
export const LONGEST = 5000;
export const MOST_ROWS = 30;

/** Return the simulation and its picture, which came with a chunk of their own. */
export function laboratoryOf({ lab }: LabExercise): Laboratory {
  const found = extras[`lab_${lab}`];
  if (!found) throw new Error(`courseware: the laboratory ${lab} has not been loaded`);
  return found;
}

export const modelOf = (exercise: LabExercise): Model => laboratoryOf(exercise).model;

/** Return the controls that the learner can turn, in the simulation's order. */
export const freeControls = (exercise: LabExercise): Control[] =>
  modelOf(exercise).controls.filter(({ name }) => exercise.free.includes(name));

/** Return how everything is set before the learner touches it; throws where it cannot be. */
export function start(exercise: LabExercise, variant: Variant): Settings {
  const found: Record<string, number> = {};
  for (const control of modelOf(exercise).controls) {
    const written = exercise.settings?.[control.name];
    found[control.name] =
      written === undefined ? (control.usual ?? 0) : set(control, written, variant);
  }
  return found;
}

function set(control: Control, written: number | string, variant: Variant): number {
  const found = control.choices ? read(control, String(written)) : whole(control, written, variant);
  if (found === null || !allows(control, found)) throw new ExpressionError("outside_domain");
  return found;
}

function whole({ decimals = 0 }: Control, written: number | string, variant: Variant) {
  const { above, below } = multiply(quantity(written, variant), rational(10 ** decimals));
  return below === 1n ? Number(above) : null;
}

/**
 * Lab: a virtual laboratory, graded on the procedure and the data. Mirrors courseware/kinds/lab/,
 * where it is told why every recorded row is taken again.
 */
import { choose } from "../text/languages";
import { say } from "../text/say";
import type { LabExercise, LabKey } from "../types.generated";
import { fill, type Variant } from "../variants";
import type { Language, Texts } from "../wire";
import type { Kind } from "./base";
import { mark } from "./lab/checks";
import { face } from "./lab/face";
import { type Answer, parse } from "./lab/rows";
import { freeControls, modelOf } from "./lab/spec";

export { samples } from "./lab/sampled";

/** Say what can be set, measured and concluded. */
export function describe(exercise: LabExercise, variant: Variant, language: Language): string {
  const said = (texts: Texts) => fill(choose(texts, language), variant.values, language);
  const scales = [...freeControls(exercise), ...modelOf(exercise).instruments];
  const names = scales.map(({ name }) => say(`lab_${exercise.lab}.${name}`, language));
  const asked = (exercise.fields ?? []).map(({ title }) => `${said(title)}: ________`);
  return [...names, ...asked].join("\n");
}

export const lab: Kind<LabExercise, LabKey, Answer> = {
  draw: () => [],
  parse,
  mark,
  echo: () => "",
  grows: true,
  face,
};

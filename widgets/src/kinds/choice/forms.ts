/**
 * The choice with its rarer forms: it takes the place of the one in the first load when its chunk
 * has come, and does what that does for plain lists of options.
 */
import type { ChoiceExercise, ChoiceKey } from "../../types.generated";
import type { Variant } from "../../variants";
import { isMisread, type Misread, misread, type Verdict } from "../../verdict";
import type { Value } from "../../wire";
import type { Face, Host, Kind } from "../base";
import { choice } from "../choice";
import { dropdownFace } from "./dropdown";
import * as matrix from "./matrix";
import { draw, excluding, keyTo, met, noneIds } from "./pool";

type Answer = ReadonlySet<string> | matrix.Grid;

function parse(exercise: ChoiceExercise, value: Value): Answer | Misread | null {
  if (value === null || value === "") return null;
  if (exercise.select === "matrix") return matrix.parse(exercise, value);
  const answer = choice.parse(exercise, value);
  if (answer === null || isMisread(answer) || answer.size < 2) return answer;
  const isBoth = noneIds(exercise).some((id) => answer.has(id));
  return isBoth ? misread("choices.none_and_others") : answer;
}

function mark(
  exercise: ChoiceExercise,
  key: ChoiceKey,
  variant: Variant,
  answer: Answer,
): Verdict | Misread {
  if (!(answer instanceof Set)) return matrix.mark(exercise, key, answer as matrix.Grid);
  const shown = met(exercise, variant);
  const absent = [...answer].filter((id) => variant.order.length && !variant.order.includes(id));
  if (absent.length) return misread("marking.unknown_option", { option: absent.sort()[0] ?? "" });
  const right = keyTo(exercise, key, variant);
  // Where one is chosen of several right ones, it is as right as any.
  const [only] = answer;
  const isEnough =
    exercise.select === "one" && Array.isArray(right.answers) && right.answers.includes(only);
  return choice.mark(shown, isEnough ? { ...right, answers: [only] } : right, variant, answer);
}

/** The list of the first load, told of what was drawn and of what excludes what. */
function listFace(exercise: ChoiceExercise, host: Host): Face {
  let before: Value = null;
  const edit = (value: Value, settled: boolean) =>
    host.edit(excluding(exercise, value, before), settled);
  const list = choice.face(exercise, { ...host, edit });
  return {
    ...list,
    update(look) {
      before = look.value;
      const key = look.key && keyTo(exercise, look.key as ChoiceKey, look.variant);
      list.update({ ...look, key });
    },
  };
}

export const forms: Kind<ChoiceExercise, ChoiceKey, Answer> = {
  ...choice,
  draw,
  parse,
  mark,
  mixes: (exercise) => exercise.draw != null || (choice.mixes?.(exercise) ?? false),
  face(exercise, host) {
    if (exercise.select === "matrix") return matrix.matrixFace(exercise, host);
    return exercise.display === "dropdown"
      ? dropdownFace(exercise, host)
      : listFace(exercise, host);
  },
};

/** The forms of a number that come with the chunk, as one kind. */
import type { NumberExercise, NumberKey } from "../../types.generated";
import type { Kind } from "../base";
import { grids } from "./grids";
import { intervals } from "./intervals";
import { measured } from "./measured";
import { parts } from "./parts";
import { sets } from "./sets";

type Form = Kind<NumberExercise, NumberKey, object>;

const SHAPES: Readonly<Record<string, unknown>> = {
  interval: intervals,
  set: sets,
  vector: grids,
  matrix: grids,
};

function formOf({ parts: several = [], shape = "number" }: NumberExercise): Form {
  return (several.length ? parts : (SHAPES[shape] ?? measured)) as Form;
}

/** An answer tells by its shape how it was read. */
function formOfAnswer(answer: object): Form {
  if ("byPart" in answer) return parts as Form;
  if ("entries" in answer) return grids as Form;
  if ("reals" in answer) return sets as Form;
  return ("region" in answer ? intervals : measured) as Form;
}

export const forms: Form = {
  draw: () => [],
  parse: (exercise, value) => formOf(exercise).parse(exercise, value),
  mark: (exercise, ...given) => formOf(exercise).mark(exercise, ...given),
  echo: (answer, ...given) => formOfAnswer(answer).echo(answer, ...given),
  face: (exercise, host) => formOf(exercise).face(exercise, host),
};

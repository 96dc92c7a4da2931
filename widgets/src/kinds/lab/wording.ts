/** Names, units and values of a laboratory, as the reader's language writes them. */
import { say } from "../../text/say";
import type { LabExercise } from "../../types.generated";
import type { Language } from "../../wire";
import { type Scale, write } from "./model";

/** Return what a control or an instrument is called. */
export const nameOf = ({ lab }: LabExercise, { name }: Scale, language: Language): string =>
  say(`lab_${lab}.${name}`, language);

export const unitOf = ({ unit }: Scale, language: Language): string =>
  unit ? say(`lab.unit_${unit}`, language) : "";

/** Return the head of a column: name and unit. */
export const headOf = (exercise: LabExercise, scale: Scale, language: Language): string =>
  [nameOf(exercise, scale, language), unitOf(scale, language)].filter(Boolean).join(", ");

/** Return a cell of the table: a word, or a number with the language's decimal mark. */
export const cellOf = (
  { lab }: LabExercise,
  scale: Scale,
  text: string,
  language: Language,
): string => {
  if (scale.choices?.includes(text)) return say(`lab_${lab}.${text}`, language);
  return language === "en" ? text : text.replace(".", ",");
};

/** Return a value with its unit: "0,50 m", "10°". */
export function measured(
  exercise: LabExercise,
  scale: Scale,
  value: number,
  language: Language,
): string {
  const text = cellOf(exercise, scale, write(scale, value), language);
  const unit = unitOf(scale, language);
  return unit && unit !== "°" ? `${text}\u00a0${unit}` : text + unit;
}

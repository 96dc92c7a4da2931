/** The value that a laboratory's face shows and changes. */
import type { LabExercise } from "../../types.generated";
import type { Value } from "../../wire";

/** A laboratory's value, whatever was given before. */
export interface Given {
  readonly rows: readonly (readonly string[])[];
  readonly predict: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly explain: string;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Read a value as far as it can be shown. */
export function givenOf(value: Value): Given {
  const table: Readonly<Record<string, unknown>> =
    typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  const pairs = list(table.fields).map((pair) => list(pair).map(text));
  return {
    rows: list(table.rows).map((row) => list(row).map(text)),
    predict: text(table.predict),
    fields: new Map(pairs.map(([name = "", typed = ""]) => [name, typed])),
    explain: text(table.explain),
  };
}

/** Write a value; what holds nothing at all is null. */
export function packed({ fields = [] }: LabExercise, given: Given): Value {
  const typed = fields
    .map(({ id }) => [id, given.fields.get(id) ?? ""])
    .filter(([, each]) => each !== "");
  const { predict, explain } = given;
  const rows = given.rows.map((row) => [...row]);
  if (!rows.length && !predict && !typed.length && !explain) return null;
  return { rows, predict, fields: typed, explain };
}

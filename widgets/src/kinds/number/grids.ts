/** Vectors and matrices. Mirrors courseware/kinds/number/grids.py; a value is {"row,column": text}. */
import { ExpressionError } from "../../expressions";
import { add, equals, multiply, negate, type Rational, rational, ZERO } from "../../text/rational";
import type { NumberExercise, NumberKey } from "../../types.generated";
import { isReal, type Real, readReal } from "../../units/reals";
import type { Variant } from "../../variants";
import { isMisread, type Misread, misread, type Note, type Verdict } from "../../verdict";
import type { Language, Value } from "../../wire";
import type { Kind } from "../base";
import { foreseen, formVerdict, isNear, typed } from "../number";
import { gridFace } from "./grid_face";
import * as lists from "./lists";

/** Rows, and columns. */
export const MOST = 10;
const PLACE = /^([1-9]|10),([1-9]|10)$/;

export type Size = readonly [rows: number, columns: number];
export type Rows = readonly (readonly Rational[])[];

/** The entries by row and column; null where a field was left empty. */
export interface Grid {
  readonly entries: readonly (readonly (Real | null)[])[];
}

/** Return rows and columns, null where the learner chooses them. */
export function sizeOf({ shape, rows, columns }: NumberExercise): Size | null {
  if (shape === "vector" && (rows || columns)) return [rows ?? 1, columns ?? 1];
  return rows && columns ? [rows, columns] : null;
}

const isTable = (value: Value): value is Exclude<Value, null | string | number | boolean> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Return what stands in the fields, by row and column; null where the value is no grid. */
export function textsOf(value: Value): Map<string, Value> | null {
  if (!isTable(value)) return null;
  const found = new Map<string, Value>(Object.entries(value) as [string, Value][]);
  return [...found.keys()].every((place) => PLACE.test(place)) ? found : null;
}

/** Return the size that fields have by their places. */
export function extentOf(places: Iterable<string>): Size {
  const pairs = Array.from(places, (place) => place.split(",").map(Number));
  return [Math.max(...pairs.map(([row = 0]) => row)), Math.max(...pairs.map(([, at = 0]) => at))];
}

/** Read each field as a number. */
function parse(exercise: NumberExercise, value: Value): Grid | Misread | null {
  if (value === null) return null;
  if (!isTable(value)) return misread("marking.unreadable");
  const texts = new Map<string, string>();
  for (const [place, entry] of Object.entries(value)) {
    const text = typed(entry as Value);
    if (!PLACE.test(place)) return misread("marking.unreadable");
    if (isMisread(text)) return text;
    texts.set(place, text ?? "");
  }
  if (![...texts.values()].some(Boolean)) return null;
  const extent = extentOf(texts.keys());
  const [rows, columns] = sizeOf(exercise) ?? extent;
  if (extent[0] > rows || extent[1] > columns) return misread("marking.unreadable");
  const entries: (Real | null)[][] = [];
  for (let row = 1; row <= rows; row += 1) {
    const line: (Real | null)[] = [];
    for (let column = 1; column <= columns; column += 1) {
      const text = texts.get(`${row},${column}`);
      const real = text ? readReal(text) : null;
      if (real && !isReal(real)) return lists.problem(real);
      line.push(real);
    }
    entries.push(line);
  }
  return { entries };
}

/** Judge each entry; say what all the wrong ones have in common. */
function mark(_: NumberExercise, key: NumberKey, variant: Variant, { entries }: Grid): Verdict {
  const authors = lists.authors(variant);
  const target = rowsOf(key.answer, authors);
  if (!isSameSize(entries, target)) return ofOtherSize(target, entries);
  const verdicts = entries.flatMap((row, at) =>
    row.map((given, place) => entryVerdict(key, target[at]?.[place] ?? ZERO, given)),
  );
  const right = verdicts.filter(({ credit }) => credit.above).length;
  const isAll = right === verdicts.length;
  if (!isAll) {
    for (const mistake of key.mistakes ?? []) {
      if (isSame(entries, rowsOf(mistake.answer, authors))) return foreseen(mistake);
    }
  }
  const isCounted = (key.credit ?? "per_entry") === "per_entry" || isAll;
  const total = verdicts.reduce((sum, { credit }) => add(sum, credit), ZERO);
  const formed = verdicts.find(({ credit, notes }) => credit.above && notes.length);
  return {
    credit: isCounted ? multiply(total, rational(1, verdicts.length)) : ZERO,
    notes: [...(isAll ? [] : notesOn(target, entries, right)), ...(formed?.notes ?? [])],
  };
}

/** Judge one entry. */
export function entryVerdict(key: NumberKey, target: Rational, given: Real | null): Verdict {
  const margin = lists.marginFor(key, target, !!given?.isApproximate);
  if (!given || !isNear(given.number.value, target, margin)) return { credit: ZERO, notes: [] };
  return formVerdict(key, target, given.number);
}

function notesOn(target: Rows, entries: Grid["entries"], right: number): Note[] {
  const cells = entries.flat();
  const count = cells.filter((entry) => !entry).length;
  const notes: Note[] = [];
  if (
    isSame(
      entries,
      target.map((row) => row.map(negate)),
    )
  )
    notes.push({ key: "marking.sign" });
  else if (isSame(entries, transposed(target))) notes.push({ key: "quantities.grid_transposed" });
  else if (right) {
    const parameters = { count: right, total: cells.length };
    notes.push({ key: "quantities.grid_right", parameters });
  }
  if (count) notes.push({ key: "quantities.grid_empty", parameters: { count } });
  return notes;
}

function ofOtherSize(target: Rows, entries: Grid["entries"]): Verdict {
  const parameters = { rows: entries.length, columns: entries[0]?.length ?? 0 };
  const note = isSame(entries, transposed(target))
    ? { key: "quantities.grid_transposed" }
    : { key: "quantities.grid_size", parameters };
  return { credit: ZERO, notes: [note] };
}

const transposed = (rows: Rows): Rows =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ZERO));

const isSameSize = (one: readonly (readonly unknown[])[], other: typeof one): boolean =>
  one.length === other.length && one[0]?.length === other[0]?.length;

const isSame = (entries: Grid["entries"], rows: Rows): boolean =>
  isSameSize(entries, rows) &&
  entries.every((line, row) =>
    line.every((entry, at) => entry && equals(entry.number.value, rows[row]?.[at] ?? ZERO)),
  );

/** Return an author's vector or matrix by rows: [[1, 2], [3, 4]], or "1; 2 | 3; 4". */
export function rowsOf(answer: unknown, authors: lists.Read): Rows {
  const written =
    typeof answer === "string" ? split(answer) : [answer].flat().map((row) => [row].flat());
  const rows = written.map((row) =>
    row.map((entry) => lists.entry(entry as number | string, authors).number.value),
  );
  if (!rows[0]?.length || rows.some((row) => row.length !== rows[0]?.length)) {
    throw new ExpressionError("unexpected");
  }
  return rows;
}

function split(text: string): string[][] {
  const lines = text
    .replace(/^[()[\] ]+|[()[\] ]+$/g, "")
    .split("|")
    .map((line) => line.split(";").map((piece) => piece.trim()));
  return lines.length === 1 ? (lines[0] ?? []).map((piece) => [piece]) : lines;
}

/** Write the numbers, rows parted by bars, where one of them was not typed as it is read. */
function echo({ entries }: Grid, typedAs: Value, language: Language): string {
  const texts = entries.map((row) => row.map((entry) => entry && lists.textOf(entry, language)));
  const fields = [...(textsOf(typedAs)?.values() ?? [])].map((text) => String(text).trim());
  if (texts.flat().every((text) => text === null || fields.includes(text))) return "";
  return `(${texts.map((row) => row.map((text) => text ?? "—").join("; ")).join(" | ")})`;
}

export const grids: Kind<NumberExercise, NumberKey, Grid> = {
  draw: () => [],
  parse,
  mark,
  echo,
  face: gridFace,
};

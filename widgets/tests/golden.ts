/** The golden cases: folders under tests/golden, run here and by pytest alike. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Confidence, Exercise, Key, MarkState, Value, WireVariant } from "../src/wire";

export interface Answer {
  readonly value: Value;
  readonly lang: string;
  readonly state: MarkState;
  readonly score: number | null;
  readonly confidence?: Confidence | null;
  readonly feedback?: readonly string[];
  readonly understood?: string;
}

export interface Row {
  readonly text: string;
  readonly value?: string;
  readonly error?: string;
}

export interface Case {
  readonly name: string;
  readonly exercise: Exercise;
  readonly key: Key;
  readonly seed?: string;
  readonly answers?: readonly Answer[];
  readonly draws?: readonly Pick<WireVariant, "seed" | "values" | "order">[];
  readonly values?: Readonly<Record<string, string | { readonly text: string }>>;
  readonly expressions?: readonly Row[];
}

const FOLDER = new URL("../../tests/golden/", import.meta.url);

/** Load the cases that have a field. */
export function cases(field: keyof Case): Case[] {
  return readdirSync(FOLDER)
    .sort()
    .filter((name) => existsSync(new URL(`${name}/case.json`, FOLDER)))
    .map((name) => load(name))
    .filter((found) => found[field] !== undefined);
}

export function load(name: string): Case {
  const text = readFileSync(new URL(`${name}/case.json`, FOLDER), "utf8");
  return { name, ...(JSON.parse(text) as Omit<Case, "name">) };
}

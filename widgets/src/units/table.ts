/** The units that can be written, found by what people call them. Mirrors courseware/units/table.py. */
import { CYRILLIC_LOOKS, isCyrillic, LATIN_LOOKS, mapped } from "../text/letters";
import { type Rational, rational } from "../text/rational";
import { TABLE } from "./table.generated";

export const BASES = "LMTIKNJYS";

/** A power of ten, the symbols shown for it, and all that are read, Latin and Cyrillic. */
export interface Prefix {
  readonly power: number;
  readonly symbols: readonly [readonly string[], readonly string[]];
}

/** A unit of the table; the Python class says what the fields mean. */
export interface NamedUnit {
  readonly factor: Rational;
  readonly pi: number;
  readonly dimension: readonly number[];
  readonly offset: Rational;
  readonly shown: Readonly<Record<string, string>>;
  readonly instead: readonly string[];
}

/** One unit with its prefix; `inverse` where the word said "per" as well. */
export interface Atom {
  readonly unit: NamedUnit;
  readonly prefix: Prefix | null;
  readonly inverse: boolean;
}

const MIXED_CYRILLIC: Readonly<Record<string, string>> = { ...CYRILLIC_LOOKS, к: "k", м: "m" };
const MIXED_LATIN: Readonly<Record<string, string>> = { ...LATIN_LOOKS, k: "к", m: "м" };

const units = new Map<string, NamedUnit>();
const symbols = new Map<string, Atom>();
const folded = new Map<string, Atom[]>();
const words = new Map<string, Atom>();
const prefixed = new Map<string, NamedUnit>();
const prefixWords = new Map<string, Prefix>();

/** Return what a symbol or word can mean, the likeliest first; [] where nothing. */
export function atoms(word: string): readonly Atom[] {
  if (!units.size) fillTables();
  for (const looks of [word, turned(word, MIXED_CYRILLIC), turned(word, MIXED_LATIN)]) {
    const exact = symbols.get(looks) ?? byWord(looks.toLowerCase());
    const alike = folded.get(looks.toLowerCase()) ?? [];
    const [first, ...others] = exact
      ? [exact, ...alike.filter((atom) => !same(atom, exact))]
      : alike;
    if (first) return [first, ...others, ...instead(looks, first)];
  }
  return [];
}

/** Tell whether a word's capitals leave open which prefix is meant: MPA is mPa or MPa. */
export function isDoubtful(word: string): boolean {
  const ways = [word, turned(word, MIXED_CYRILLIC), turned(word, MIXED_LATIN)];
  if (ways.some((way) => symbols.has(way)) || byWord(word.toLowerCase())) return false;
  const [first, ...others] = atoms(word);
  return others.some(({ unit }) => unit === first?.unit);
}

const same = (one: Atom, other: Atom): boolean =>
  one.unit === other.unit && one.prefix === other.prefix && one.inverse === other.inverse;

function instead(word: string, { unit, prefix }: Atom): Atom[] {
  const [name, ...signs] = unit.instead;
  if (name === undefined || prefix || (signs.length && !signs.includes(word))) return [];
  return [atom(units.get(name) as NamedUnit)];
}

const atom = (unit: NamedUnit, prefix: Prefix | null = null, inverse = false): Atom => ({
  unit,
  prefix,
  inverse,
});

function byWord(word: string): Atom | undefined {
  const known = words.get(word);
  if (known) return known;
  for (const [start, prefix] of prefixWords) {
    const unit = word.startsWith(start) ? prefixed.get(word.slice(start.length)) : undefined;
    if (unit) return atom(unit, prefix);
  }
  return undefined;
}

const turned = (word: string, looks: Readonly<Record<string, string>>): string =>
  mapped(word, (letter) => looks[letter] ?? letter);

const list = (cell = ""): string[] => cell.split(" ").filter(Boolean);

const give = <T>(map: Map<string, T>, name: string, value: T): unknown =>
  map.has(name) || map.set(name, value);

function fillTables(): void {
  const [upper = "", lower = ""] = TABLE.trimEnd().split("\n\n");
  const prefixes = upper.split("\n").map((line) => {
    const [power, latin, cyrillic, called] = line.split("\t");
    const prefix: Prefix = { power: Number(power), symbols: [list(latin), list(cyrillic)] };
    for (const word of list(called)) prefixWords.set(word, prefix);
    return prefix;
  });
  const rows = lower.split("\n").map((line) => line.split("\t"));
  for (const row of rows) units.set(row[0] ?? "", unitOf(row));
  for (const row of rows) name(row);
  for (const row of rows) if (row[5]) addPrefixes(row, prefixes);
  for (const [symbol, found] of symbols) {
    const alike = folded.get(symbol.toLowerCase()) ?? [];
    folded.set(symbol.toLowerCase(), alike);
    if (!alike.some((other) => same(other, found))) alike.push(found);
  }
}

function unitOf(row: readonly string[]): NamedUnit {
  const [, factor, pi, dimension = "", offset, , shown = "", , , , other] = row;
  const [uz = "", cyrillic = "", ru = "", en = ""] = shown.split("|");
  const powers = new Map(
    Array.from(dimension.matchAll(/([A-Z])(-?[0-9]+)/g), ([, base, power]) => [
      base,
      Number(power),
    ]),
  );
  return {
    factor: fraction(factor),
    pi: Number(pi),
    dimension: [...BASES].map((base) => powers.get(base) ?? 0),
    offset: fraction(offset),
    shown: { uz, "uz-Cyrl": cyrillic, ru, en },
    instead: list(other),
  };
}

function fraction(text = ""): Rational {
  const [above = "", below = "1"] = text.split("/");
  return rational(BigInt(above), BigInt(below));
}

/** Enter what a unit is called, without prefixes. */
function name(row: readonly string[]): void {
  const unit = units.get(row[0] ?? "") as NamedUnit;
  for (const symbol of symbolsOf(row)) give(symbols, symbol, atom(unit));
  for (const shown of (row[6] ?? "").split("|")) {
    if (/[ .]/.test(shown)) give(words, joined(shown), atom(unit));
  }
  for (const form of forms(row[8])) {
    give(words, form, atom(unit));
    if (row[5]) give(prefixed, form, unit);
  }
  for (const form of list(row[9])) give(words, form, atom(unit, null, true));
}

/** Return a unit's symbols that are one word. */
const symbolsOf = (row: readonly string[]): string[] =>
  [...(row[6] ?? "").replace(/ʻ/g, "'").split("|"), ...list(row[7])].filter(
    (symbol) => !/[ ./·]/.test(symbol),
  );

function addPrefixes(row: readonly string[], prefixes: readonly Prefix[]): void {
  const unit = units.get(row[0] ?? "") as NamedUnit;
  for (const symbol of symbolsOf(row)) {
    for (const prefix of prefixes) {
      for (const start of prefix.symbols[[...symbol].some(isCyrillic) ? 1 : 0]) {
        give(symbols, start + symbol, atom(unit, prefix));
      }
    }
  }
}

const joined = (shown: string): string =>
  shown.replace(/ʻ/g, "'").replace(/[ .]+/g, "_").replace(/^_|_$/g, "").toLowerCase();

/** Write out the endings: "метр/а/ов" is метр, метра, метров; with ~ never the bare stem. */
const forms = (called = ""): string[] =>
  list(called).flatMap((word) => {
    const [stem = "", ...endings] = word.split(/[/~]/);
    const all = endings.map((ending) => stem + ending);
    return word.includes("~") ? all : [stem, ...all];
  });

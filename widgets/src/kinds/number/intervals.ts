/** Intervals and their unions. Mirrors courseware/kinds/number/intervals.py. */
import { ExpressionError, exact } from "../../expressions";
import { typedField } from "../../field";
import { formatNumber } from "../../text/number_format";
import type { NumberProblem } from "../../text/numbers";
import {
  absolute,
  compare,
  equals,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../../text/rational";
import type { NumberExercise, NumberKey } from "../../types.generated";
import { isReal, type Real, readReal } from "../../units/reals";
import type { Variant } from "../../variants";
import { isMisread, type Misread, misread, type Verdict } from "../../verdict";
import type { Language, Value } from "../../wire";
import type { Kind } from "../base";
import { foreseen, typed } from "../number";
import * as lists from "./lists";
import { complement, intersection, LINE, type Piece, piece, type Region, union } from "./regions";

const MOST = 20;
const BODY = "((?:[^()\\[\\]{}]|\\([^()\\[\\]{}]*\\))*)";
const ITEM = new RegExp(` ?(?:([(\\[\\]])${BODY}([)\\]\\[])|\\{([^{}]*)\\}|(R|∅))`, "uy");
const JOIN = / ?(∪|⋃|[Uu]|yoki|или|or|ёки|;|,|\\|∖|$)/uy;
const INFINITE = /^([+-]?) ?(?:∞|inf|infinity|oo|cheksiz|cheksizlik|бесконечность)$/u;
const LEADING = /^[A-Za-zА-Яа-я] ?(?:∈|=(?= ?[([{∅]))/u;
const OR = / (?:yoki|или|or|ёки) |∨|;|, /u;
const AND = / (?:va|и|and|ва) |∧|&/u;
const RELATION = /([<>≤≥≠=])/u;
const VARIABLE = /^[A-Za-zА-Яа-я]$/u;
const FLIPPED: Readonly<Record<string, string>> = { "<": ">", ">": "<", "≤": "≥", "≥": "≤" };

/** A part of the line; whether an infinite end was closed, and how exact its ends are. */
export interface Intervals {
  readonly region: Region;
  readonly hasClosedInfinity: boolean;
  readonly isApproximate: boolean;
}

type End = Real | NumberProblem | null;

class Refused {
  constructor(readonly misread: Misread) {}
}

const refuse = (key: string, parameters = {}): Refused => new Refused(misread(key, parameters));

function parse(_: NumberExercise, value: Value): Intervals | Misread | null {
  const text = typed(value);
  return typeof text === "string" ? read(text, readReal) : text;
}

/** Read a part of the line whose ends are read by `number`. */
function read(raw: string, number: lists.Read): Intervals | Misread {
  if (lists.isTooLong(raw)) return misread("number.too_long", { count: lists.LONGEST });
  const text = lists.tidy(raw).replace(LEADING, "").trim();
  if (lists.isEmpty(text)) return { region: [], hasClosedInfinity: false, isApproximate: false };
  const reader = new Reader(text, number);
  try {
    const region = /[<>≤≥≠⩽⩾≦≧]|!=/.test(text) ? reader.relations() : reader.items();
    return {
      region,
      hasClosedInfinity: reader.hasClosedInfinity,
      isApproximate: reader.isApproximate,
    };
  } catch (error) {
    if (error instanceof Refused) return error.misread;
    throw error;
  }
}

/** Reads one text; remembers what is odd about it. */
class Reader {
  hasClosedInfinity = false;
  isApproximate = false;

  constructor(
    private readonly text: string,
    private readonly number: lists.Read,
  ) {}

  private refused(key = "interval_syntax"): Refused {
    return refuse(`quantities.${key}`, { text: [...this.text].slice(0, 40).join("") });
  }

  /** Read brackets, braces and R, joined by ∪ or parted by \. */
  items(): Region {
    if (!/[([\]{R∅]/.test(this.text)) return this.points(this.text);
    let region: Region = [];
    let [at, isMinus] = [0, false];
    for (let count = 0; count < MOST; count += 1) {
      const found = matchAt(ITEM, this.text, at);
      if (!found) throw this.refused();
      const item = this.item(found);
      region = isMinus ? intersection(region, complement(item)) : union([...region, ...item]);
      at += found[0].length;
      const join = matchAt(JOIN, this.text, at);
      if (!join) throw this.refused();
      if (!join[1]) return region;
      at += join[0].length;
      isMinus = "\\∖".includes(join[1]);
    }
    throw this.refused();
  }

  private item([, opening, body = "", closing, points, name]: RegExpExecArray): Region {
    if (name) return name === "R" ? LINE : [];
    if (points !== undefined) return points.trim() ? this.points(points) : [];
    const [low, high] = this.ends(body);
    const [hasLow, hasHigh] = [opening === "[", closing === "]"];
    this.hasClosedInfinity ||= (!low && hasLow) || (!high && hasHigh);
    if (low && high && compare(low, high) > 0) throw this.refused("interval_order");
    return union([piece(low, high, hasLow && !!low, hasHigh && !!high)]);
  }

  private points(body: string): Region {
    const [pieces, others] = lists.split(body);
    const found = lists.numbers(pieces, this.number);
    if (isMisread(found)) throw new Refused(found);
    if (others && pieces.length > 1) throw refuse("quantities.separator");
    this.isApproximate ||= found.some((real) => real.isApproximate);
    return union(found.map(({ number: { value } }) => piece(value, value, true, true)));
  }

  /** Read two ends, parted by a semicolon or by the one comma that can part them. */
  private ends(body: string): readonly [Rational | null, Rational | null] {
    const sign = body.includes(";") ? ";" : ",";
    const cuts = placesOf(body, sign).slice(0, MOST);
    const pairs = cuts.map(
      (at) => [this.end(body.slice(0, at), true), this.end(body.slice(at + 1), false)] as const,
    );
    const found = pairs.filter((pair) => pair.every((end) => !end || isReal(end)));
    if (found.length > 1) throw refuse("quantities.separator");
    if (!found[0]) throw this.why(pairs.flat(), pairs.length);
    const [low, high] = found[0] as readonly (Real | null)[];
    this.isApproximate ||= !!low?.isApproximate || !!high?.isApproximate;
    return [low?.number.value ?? null, high?.number.value ?? null];
  }

  private why(ends: readonly End[], pairs: number): Refused {
    const found = ends.find((end): end is NumberProblem => !!end && !isReal(end));
    if (pairs !== 1 || !found || found.code === "empty" || found.code === "not_a_number") {
      return this.refused();
    }
    return new Refused(lists.problem(found));
  }

  /** Read one end, null for infinity; "+∞" on the left is no end. */
  private end(written: string, isLeft: boolean): End {
    const text = written.trim();
    const infinite = INFINITE.exec(text.toLowerCase());
    if (!infinite) return this.number(text);
    return (infinite[1] === "-") === isLeft ? null : { code: "not_a_number", params: { text } };
  }

  /** Read x > 3, 2 < x ≤ 5, x ≠ 1, joined by "or" and "and". */
  relations(): Region {
    const text = this.text
      .replace(/<=/g, "≤")
      .replace(/=<|⩽|≦/g, "≤")
      .replace(/>=/g, "≥")
      .replace(/=>|⩾|≧/g, "≥")
      .replace(/!=/g, "≠")
      .replace(/<>/g, "≠");
    const found = text
      .split(OR)
      .slice(0, MOST)
      .map((some) => {
        const parts = some.split(AND).slice(0, MOST);
        return parts.reduce<Region>((all, one) => intersection(all, this.relation(one)), LINE);
      });
    return union(found.flat());
  }

  private relation(text: string): Region {
    const parts = text.split(RELATION).map((part) => part.trim());
    const [left = "", sign = "", middle = "", second = "", right = ""] = parts;
    if (parts.length === 3 && VARIABLE.test(left)) return this.half(sign, middle);
    if (parts.length === 3 && VARIABLE.test(middle)) return this.half(FLIPPED[sign] ?? sign, left);
    const isChain = /^[<≤]{2}$|^[>≥]{2}$/.test(sign + second);
    if (parts.length === 5 && VARIABLE.test(middle) && isChain) {
      return intersection(this.half(FLIPPED[sign] ?? sign, left), this.half(second, right));
    }
    throw this.refused();
  }

  private half(sign: string, text: string): Region {
    const real = this.number(text);
    if (!isReal(real)) throw new Refused(lists.problem(real));
    this.isApproximate ||= real.isApproximate;
    const { value } = real.number;
    if (sign === "<" || sign === "≤") return [piece(null, value, false, sign === "≤")];
    if (sign === ">" || sign === "≥") return [piece(value, null, sign === "≥")];
    const point = [piece(value, value, true, true)];
    return sign === "=" ? point : complement(point);
  }
}

/** Match a sticky expression at a place. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const placesOf = (text: string, sign: string): number[] =>
  text.split("").flatMap((character, at) => (character === sign ? [at] : []));

/** Compare the pieces; then tell wrong brackets, the other side, a foreseen mistake. */
function mark(_: NumberExercise, key: NumberKey, variant: Variant, answer: Intervals): Verdict {
  const authors = lists.authors(variant);
  const target = regionOf(key.answer, authors);
  if (agree(key, target, answer, false)) {
    const isExact = agree(key, target, answer, true);
    if (isExact && !answer.hasClosedInfinity) return { credit: rational(1), notes: [] };
    const name = answer.hasClosedInfinity ? "infinity" : "brackets";
    return {
      credit: exact(key.form_credit ?? 0.5),
      notes: [{ key: `quantities.interval_${name}` }],
    };
  }
  for (const mistake of key.mistakes ?? []) {
    if (agree(key, regionOf(mistake.answer, authors), answer, true)) return foreseen(mistake);
  }
  return missed(key, target, answer);
}

/** Return the part of the line that an author's text gives. */
export function regionOf(answer: unknown, authors: lists.Read): Region {
  const found = typeof answer === "string" ? read(answer, authors) : null;
  if (!found || isMisread(found)) throw new ExpressionError("unexpected");
  return found.region;
}

/** Tell whether as many pieces have the same ends. */
const agree = (key: NumberKey, target: Region, answer: Intervals, withBrackets: boolean): boolean =>
  target.length === answer.region.length &&
  target.every((wanted, place) =>
    isSame(key, wanted, answer.region[place] as Piece, answer, withBrackets),
  );

function isSame(
  key: NumberKey,
  wanted: Piece,
  given: Piece,
  { isApproximate }: Intervals,
  withBrackets: boolean,
): boolean {
  const isNear = (target: Rational | null, value: Rational | null) =>
    target && value
      ? compare(absolute(subtract(value, target)), lists.marginFor(key, target, isApproximate)) <= 0
      : target === value;
  if (!isNear(wanted.low, given.low) || !isNear(wanted.high, given.high)) return false;
  return !withBrackets || (wanted.hasLow === given.hasLow && wanted.hasHigh === given.hasHigh);
}

/** Say of wrong intervals what can be seen, and count the pieces that are right. */
function missed(key: NumberKey, target: Region, answer: Intervals): Verdict {
  if (target.length && agree(key, complement(target), answer, false)) {
    return { credit: ZERO, notes: [{ key: "quantities.interval_other_side" }] };
  }
  const found = target.filter((wanted) =>
    answer.region.some((given) => isSame(key, wanted, given, answer, true)),
  ).length;
  if (!found) return { credit: ZERO, notes: [] };
  const extra = answer.region.length - found;
  const isCounted = (key.credit ?? "per_entry") === "per_entry" && found > extra;
  const parameters = { count: found, total: target.length };
  return {
    credit: isCounted ? rational(found - extra, target.length) : ZERO,
    notes: [{ key: "quantities.interval_pieces", parameters }],
  };
}

/** Write the pieces with their brackets. */
function echo({ region, isApproximate }: Intervals, typedAs: Value, language: Language): string {
  const pieces = region.map((each) => textOf(each, language)).join(" ∪ ") || "∅";
  const written = (isApproximate ? "≈ " : "") + pieces;
  return written === String(typedAs).trim() ? "" : written;
}

function textOf({ low, high, hasLow, hasHigh }: Piece, language: Language): string {
  const text = (value: Rational) => formatNumber(value, language, null, 12);
  if (low && high && equals(low, high)) return `{${text(low)}}`;
  const [left, right] = [low ? text(low) : "−∞", high ? text(high) : "+∞"];
  return `${hasLow ? "[" : "("}${left}; ${right}${hasHigh ? "]" : ")"}`;
}

export const intervals: Kind<NumberExercise, NumberKey, Intervals> = {
  draw: () => [],
  parse,
  mark,
  echo,
  face: (exercise, host) =>
    typedField(host, { inputmode: "text", size: "long", suffix: exercise.suffix ?? "" }),
};

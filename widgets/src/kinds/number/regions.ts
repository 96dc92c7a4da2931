/** Parts of the number line. Mirrors courseware/kinds/number/regions.py. */
import { compare, type Rational } from "../../text/rational";

/** From `low` to `high`; null is infinite. A point is a piece with equal ends. */
export interface Piece {
  readonly low: Rational | null;
  readonly high: Rational | null;
  readonly hasLow: boolean;
  readonly hasHigh: boolean;
}

/** Pieces in ascending order that do not touch. */
export type Region = readonly Piece[];

export const piece = (
  low: Rational | null,
  high: Rational | null,
  hasLow = false,
  hasHigh = false,
): Piece => ({ low, high, hasLow, hasHigh });

export const LINE: Region = [piece(null, null)];

/** Put pieces in order and join those that touch; empty ones go. */
export function union(pieces: Region): Region {
  const joined: Piece[] = [];
  for (const next of pieces.filter(isAny).sort(byStart)) {
    const before = joined[joined.length - 1];
    if (before && touches(before, next)) joined[joined.length - 1] = merged(before, next);
    else joined.push(next);
  }
  return joined;
}

/** Return the rest of the line. */
export function complement(region: Region): Region {
  const rest: Piece[] = [];
  let [low, hasLow]: [Rational | null, boolean] = [null, false];
  for (const each of region) {
    if (each.low) rest.push(piece(low, each.low, hasLow, !each.hasLow));
    if (!each.high) return union(rest);
    [low, hasLow] = [each.high, !each.hasHigh];
  }
  return union([...rest, piece(low, null, hasLow)]);
}

/** Return what both have. */
export const intersection = (one: Region, other: Region): Region =>
  complement(union([...complement(one), ...complement(other)]));

function isAny({ low, high, hasLow, hasHigh }: Piece): boolean {
  if (!low || !high) return true;
  const order = compare(low, high);
  return order < 0 || (order === 0 && hasLow && hasHigh);
}

function byStart(one: Piece, other: Piece): number {
  if (!one.low || !other.low) return Number(!!one.low) - Number(!!other.low);
  return compare(one.low, other.low) || Number(other.hasLow) - Number(one.hasLow);
}

/** Tell whether nothing lies between two pieces, the first of which starts first. */
function touches(before: Piece, next: Piece): boolean {
  if (!before.high || !next.low) return true;
  const order = compare(before.high, next.low);
  return order > 0 || (order === 0 && (before.hasHigh || next.hasLow));
}

function merged(before: Piece, next: Piece): Piece {
  if (!before.high) return before;
  const order = next.high ? compare(next.high, before.high) : 1;
  if (order > 0) return { ...before, high: next.high, hasHigh: next.hasHigh };
  return order ? before : { ...before, hasHigh: before.hasHigh || next.hasHigh };
}

/** Several numbers in one exercise. Mirrors courseware/kinds/number/parts.py. */
import { ExpressionError, exact, type Node, parse as parseExpression } from "../../expressions";
import { isProblem, parseNumber } from "../../text/numbers";
import {
  add,
  compare,
  divide,
  equals,
  multiply,
  type Rational,
  rational,
  ZERO,
} from "../../text/rational";
import type { NumberExercise, NumberKey, NumberPart, NumberPartKey } from "../../types.generated";
import { convert, type Quantity } from "../../units/quantities";
import type { Variant } from "../../variants";
import { isMisread, type Misread, misread, type Note, type Verdict } from "../../verdict";
import type { Language, Value } from "../../wire";
import type { Kind } from "../base";
import { typed } from "../number";
import { echo as echoQuantity, fitting, type Goal, goalOf, judge, readTyped } from "./measured";
import { partsFace } from "./parts_face";

/** What was given to the parts, by id; a part left empty is not among them. */
export interface Answers {
  readonly byPart: ReadonlyMap<string, Quantity>;
}

/** How a part stands. */
export interface Standing {
  readonly state: "right" | "partly" | "wrong" | "blank" | "carried";
  readonly verdict: Verdict;
}

/** Read each part as its number. */
function parse({ parts = [] }: NumberExercise, value: Value): Answers | Misread | null {
  if (value === null) return null;
  if (typeof value !== "object" || Array.isArray(value)) return misread("marking.unreadable");
  const given = new Map(Object.entries(value));
  const ids = new Set(parts.map(({ id }) => id));
  if ([...given.keys()].some((id) => !ids.has(id))) return misread("marking.unreadable");
  const found = new Map<string, Quantity>();
  for (const part of parts) {
    const read = readPart(part, given.get(part.id) as Value);
    if (isMisread(read)) return read;
    if (read) found.set(part.id, read);
  }
  return found.size ? { byPart: found } : null;
}

/** Read one part. */
export function readPart(
  { units = "none" }: NumberPart,
  value: Value | undefined,
): Quantity | Misread | null {
  const text = typed(value);
  if (typeof text !== "string") return text;
  if (units !== "none") return readTyped(text);
  const number = parseNumber(text);
  if (isProblem(number)) return misread(`number.${number.code}`, number.params);
  return { real: { number, isApproximate: false }, units: [], written: "" };
}

/** Judge the parts in turn, each by its share. */
function mark(
  exercise: NumberExercise,
  key: NumberKey,
  variant: Variant,
  answer: Answers,
): Verdict | Misread {
  const standings = standingsOf(exercise, key, variant, answer);
  if (isMisread(standings)) return standings;
  let [credit, shares] = [ZERO, ZERO];
  const notes: Note[] = [];
  standings.forEach(({ state, verdict }, place) => {
    const { share = 1, right = "", wrong = "" } = keyOf(key, exercise.parts?.[place]);
    credit = add(credit, multiply(verdict.credit, exact(share)));
    shares = add(shares, exact(share));
    const text = state === "right" ? right : state === "wrong" ? wrong : "";
    notes.push({ key: `quantities.part_${state}`, parameters: { part: place + 1 } });
    notes.push(...verdict.notes);
    if (!verdict.notes.length && isSaid(text)) notes.push({ text });
  });
  return { credit: divide(credit, shares), notes: equals(credit, shares) ? [] : notes };
}

const isSaid = (text: NonNullable<NumberPartKey["right"]>): boolean =>
  typeof text === "string" ? text !== "" : Object.keys(text).length > 0;

const keyOf = (key: NumberKey, part: NumberPart | undefined): NumberPartKey =>
  (part && key.parts?.[part.id]) ?? {};

/** Return how each part stands: with the right values, then with what follows from the learner's. */
export function standingsOf(
  { parts = [] }: NumberExercise,
  key: NumberKey,
  variant: Variant,
  { byPart }: Answers,
): readonly Standing[] | Misread {
  const right = new Map(variant.values);
  const own = new Map(variant.values);
  const missed = new Set<string>();
  const standings: Standing[] = [];
  for (const part of parts) {
    const partKey = keyOf(key, part);
    const goal = goalOf(partKey, { ...variant, values: right });
    const given = byPart.get(part.id);
    const standing = standingOf(part, partKey, goal, given, { ...variant, values: own }, missed);
    if (isMisread(standing)) return standing;
    standings.push(standing);
    right.set(part.id, goal.value);
    own.set(part.id, ownValue(partKey, goal, given));
    if (standing.verdict.credit.above !== standing.verdict.credit.below) missed.add(part.id);
  }
  return standings;
}

function standingOf(
  { units = "none" }: NumberPart,
  key: NumberPartKey,
  goal: Goal,
  given: Quantity | undefined,
  own: Variant,
  missed: ReadonlySet<string>,
): Standing | Misread {
  if (!given) return { state: "blank", verdict: { credit: ZERO, notes: [] } };
  const isOptional = units !== "required";
  const verdict = judge(key, goal, given, isOptional);
  const credit = isMisread(verdict) ? null : verdict.credit;
  if (!isMisread(verdict) && isFull(verdict.credit)) return { state: "right", verdict };
  const carried = carriedGoal(key, own);
  if (carried && !equals(carried.value, goal.value)) {
    const second = judge(key, carried, given, isOptional);
    if (!isMisread(second) && second.credit.above) {
      const standing = carriedStanding(key, second, missed);
      if (!credit || compare(standing.verdict.credit, credit) > 0) return standing;
    }
  }
  if (isMisread(verdict)) return verdict;
  return { state: verdict.credit.above ? "partly" : "wrong", verdict };
}

const isFull = (credit: Rational): boolean => equals(credit, rational(1));

/** Return what follows from the learner's own values; null where nothing does. */
function carriedGoal(key: NumberPartKey, own: Variant): Goal | null {
  try {
    return { ...goalOf(key, own), wrongs: [] };
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

/** Only what follows from a wrong part is carried. */
function carriedStanding(
  key: NumberPartKey,
  verdict: Verdict,
  missed: ReadonlySet<string>,
): Standing {
  if (![...missed].some((name) => namesIn(key).has(name))) {
    return { state: isFull(verdict.credit) ? "right" : "partly", verdict };
  }
  const credit = multiply(verdict.credit, exact(key.carried_credit ?? 1));
  return { state: "carried", verdict: { credit, notes: verdict.notes } };
}

function namesIn({ answer }: NumberPartKey): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = ({ head, leaf, branches }: Node) => {
    if (head === "name") found.add(leaf);
    for (const branch of branches) walk(branch);
  };
  try {
    walk(parseExpression(String(answer)));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
  }
  return found;
}

/** Return the learner's number in the key's unit; the right one where none was given. */
function ownValue(key: NumberPartKey, goal: Goal, given: Quantity | undefined): Rational {
  if (!given) return goal.value;
  const { value } = given.real.number;
  const unit = goal.unit ? fitting(given, goal.unit) : undefined;
  return unit && goal.unit ? convert(value, unit, goal.unit, key.difference) : value;
}

/** Write the parts whose writing differs, by the names that the key uses for them. */
function echo({ byPart }: Answers, typedAs: Value, language: Language): string {
  const texts = new Map(Object.entries(typedAs ?? {}));
  return [...byPart]
    .map(([id, given]) => [id, echoQuantity(given, (texts.get(id) ?? "") as Value, language)])
    .flatMap(([id, text]) => (text ? [`${id} = ${text}`] : []))
    .join("; ");
}

export const parts: Kind<NumberExercise, NumberKey, Answers> = {
  draw: () => [],
  parse,
  mark,
  echo,
  face: partsFace,
};

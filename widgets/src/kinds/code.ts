/**
 * Code: a function or a program in Python, tried on cases by a kernel. Mirrors
 * courseware/kinds/code, where it is told what an answer that was tried holds.
 */
import { own } from "../own";
import { type Rational, rational, ZERO } from "../text/rational";
import type { CodeCase, CodeExercise, CodeKey, CodeRule } from "../types.generated";
import type { Variant } from "../variants";
import { type Misread, misread, type Note, type Verdict } from "../verdict";
import type { Value } from "../wire";
import type { Kind, Sample } from "./base";
import { face } from "./code/face";

/** Characters of a program. */
const LONGEST = 20_000;
const OUTCOMES = new Set(
  "right value printed raised not_raised figure slow ended untried".split(" "),
);
const SYNTAX = new Set([
  "code.syntax",
  "code.too_deep",
  ...["colon", "indent", "closed", "string", "assign", "letter"].map(
    (name) => `code.syntax_${name}`,
  ),
]);
/** Errors that are explained to beginners. */
const EXPLAINED = new Set(
  (
    "NameError TypeError IndexError KeyError ValueError ZeroDivisionError AttributeError " +
    "RecursionError EOFError ModuleNotFoundError UnboundLocalError FileNotFoundError " +
    "MemoryError KeyboardInterrupt AssertionError"
  ).split(" "),
);

/** A program, what is in it, and what became of each case: its outcome and what was seen. */
export interface Answer {
  readonly facts: ReadonlySet<string>;
  readonly ran: ReadonlyMap<string, readonly [string, string]>;
}

const isTable = (value: unknown): value is Readonly<Record<string, Value>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Read a program that was tried; one that was not, or cannot be read, is misread. */
function parse(exercise: CodeExercise, value: Value): Answer | Misread | null {
  if (value === null || value === "") return null;
  if (isTable(value) && !Object.keys(value).length) return null;
  const source = isTable(value) ? own(value, "source") : value;
  if (typeof source !== "string") return misread("marking.not_text");
  if (!source.trim()) return null;
  if ([...source].length > LONGEST) return misread("marking.too_long", { count: LONGEST });
  const tried = isTable(value) ? own(value, "ran") : undefined;
  if (!isTable(value) || tried === undefined) return misread("code.not_tried");
  const facts = new Set(items(own(value, "facts")).filter((item) => typeof item === "string"));
  const fault = faultOf(exercise, facts);
  if (fault) return fault;
  const ran = new Map<string, readonly [string, string]>();
  for (const item of items(tried)) {
    const [id, outcome, seen] = items(item);
    if (items(item).length === 3 && OUTCOMES.has(String(outcome))) {
      ran.set(String(id), [String(outcome), String(seen)]);
    }
  }
  return { facts, ran };
}

/** Say why it is no program, or not the one that was asked for. */
function faultOf({ define = [] }: CodeExercise, facts: ReadonlySet<string>): Misread | null {
  for (const fact of [...facts].sort()) {
    if (!fact.startsWith("syntax:")) continue;
    const [, line = "", ...rest] = fact.split(":");
    const key = rest.join(":");
    return misread(SYNTAX.has(key) ? key : "code.syntax", { line });
  }
  const missing = define.find((name) => !facts.has(`def:${name}`));
  return missing === undefined ? null : misread("code.not_defined", { name: missing });
}

/** Add up the weights of the cases that went right and of the rules that were kept. */
function mark(exercise: CodeExercise, key: CodeKey, _: Variant, answer: Answer): Verdict {
  const notes: Note[] = [];
  const told = new Set<string>();
  let [gained, whole] = [0, 0];
  const shown = exercise.examples ?? [];
  [...shown, ...(key.cases ?? [])].forEach((tried, place) => {
    const [outcome, seen] = answer.ran.get(tried.id) ?? ["untried", ""];
    const { weight = 1, feedback = "" } = tried;
    whole += weight;
    if (outcome === "right") gained += weight;
    else if (outcome !== "raised" || !told.has(seen)) {
      notes.push(...caseNotes(tried, place + 1, outcome, seen, place < shown.length));
    } else if (feedback !== "") notes.push({ text: feedback });
    told.add(seen);
  });
  for (const rule of key.rules ?? []) {
    const { uses = "", avoids = "", weight = 1 } = rule;
    const isKept = (!uses || answer.facts.has(uses)) && !(avoids && answer.facts.has(avoids));
    whole += weight;
    if (isKept) gained += weight;
    else notes.push(ruleNote(rule));
  }
  return { credit: credit(key, gained, whole), notes };
}

function credit(key: CodeKey, gained: number, whole: number): Rational {
  if (!whole) return rational(1);
  if (key.credit === "all_or_nothing" && gained !== whole) return ZERO;
  return rational(gained, whole);
}

function ruleNote({ uses = "", avoids = "", feedback = "" }: CodeRule): Note {
  if (feedback !== "") return { text: feedback };
  if (uses) return { key: "code.rule_uses", parameters: { name: uses } };
  return { key: "code.rule_avoids", parameters: { name: avoids } };
}

/** Say what became of a case: of an example everything, of another what the author says. */
function* caseNotes(
  tried: CodeCase,
  number: number,
  outcome: string,
  seen: string,
  isShown: boolean,
): Iterable<Note> {
  const { call = "", feedback = "" } = tried;
  const name = isShown && call ? call : `№ ${number}`;
  const isWrong = outcome === "value" || outcome === "printed";
  if (outcome === "raised") yield* errorNotes(name, seen);
  else if (outcome === "figure") yield { key: figureKey(seen) };
  else if (isShown && isWrong) {
    const wanted = (outcome === "value" ? tried.returns : tried.prints) ?? "";
    yield { key: `code.case_${outcome}`, parameters: { name, wanted, seen } };
  } else if (!isWrong) yield { key: `code.case_${outcome}`, parameters: { name } };
  else if (feedback === "") yield { key: "code.case_hidden", parameters: { name } };
  if (feedback !== "") yield { text: feedback };
}

const FIGURE = new Set(["missing", "title", "xlabel", "ylabel", "legend", "kind", "data"]);
const figureKey = (seen: string): string => `code.figure_${FIGURE.has(seen) ? seen : "missing"}`;

/** Tell of an error: its name and the learner's own line, then what it usually means. */
function* errorNotes(name: string, seen: string): Iterable<Note> {
  const [error = "", line = "", ...rest] = seen.split("|");
  const told = { name, error, message: rest.join("|") };
  if (line === "" || line === "0") yield { key: "code.case_raised_somewhere", parameters: told };
  else yield { key: "code.case_raised", parameters: { ...told, line } };
  if (EXPLAINED.has(error)) yield { key: `code.error_${error}` };
}

/** Show what is written already. */
export const describe = ({ starter = "" }: CodeExercise): string => starter;

/** Yield the solution as if all went right, and one that was not tried. */
export function* samples(exercise: CodeExercise, key: CodeKey): Iterable<Sample> {
  const source = key.solution || "pass\n";
  const cases = [...(exercise.examples ?? []), ...(key.cases ?? [])];
  const facts = (exercise.define ?? []).map((name) => `def:${name}`);
  if (!key.rules?.length) {
    const ran = cases.map(({ id }) => [id, "right", ""]);
    yield { value: { source, facts, ran }, state: "right" };
  }
  yield { value: source, state: "unmarked" };
}

export const code: Kind<CodeExercise, CodeKey, Answer> = {
  draw: () => [],
  parse,
  mark,
  face,
  remote: true,
  echo: () => "",
};

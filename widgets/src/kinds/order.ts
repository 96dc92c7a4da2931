/**
 * Order: a sequence to put right, or lines of code to pick and indent (Parsons problems). Mirrors
 * courseware/kinds/order, where the rules of credit are told.
 */
import { own } from "../own";
import { spoken } from "../spoken";
import { choose } from "../text/languages";
import { rational } from "../text/rational";
import type { OrderExercise, OrderItem, OrderKey } from "../types.generated";
import { fill, type Generator, type Variant } from "../variants";
import { type Misread, misread, type Note, type Verdict } from "../verdict";
import type { Language, Value } from "../wire";
import type { Kind, Sample } from "./base";
import { face } from "./order/face";
import { type Answer, depthOf, judge, type Line, rightOrders } from "./order/judging";

/** So many of the author's sentences are said at once; more would not be read. */
const MOST_SAID = 3;

/** Shuffle the items; never into the author's order, which may be the right one. */
function draw({ items = [] }: OrderExercise, generator: Generator): readonly string[] {
  const ids = items.map(({ id }) => id);
  const mixed = generator.shuffled(ids);
  const isSame = mixed.every((id, at) => id === ids[at]);
  return isSame ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}

/** Read a list of ids, for `lines` of `id:depth`; each item stands once at most. */
function parse({ mode, items = [] }: OrderExercise, value: Value): Answer | Misread | null {
  if (value === null || value === "") return null;
  if (!Array.isArray(value)) return misread("marking.unreadable");
  if (!value.length) return null;
  const known = new Set(items.map(({ id }) => id));
  const read = new Map<string, number>();
  for (const item of value) {
    const [id, depth] = mode === "lines" ? line(item) : [item, 0];
    if (typeof id !== "string" || !known.has(id)) {
      const short = typeof item === "string" ? [...item].slice(0, 40).join("") : "?";
      return misread("order.unknown", { item: short });
    }
    if (read.has(id)) return misread("order.twice", { item: id });
    read.set(id, depth);
  }
  return [...read];
}

/** Split `id:depth`; a lone id stands at the margin. */
function line(item: unknown): [unknown, number] {
  if (typeof item !== "string" || !item.includes(":")) return [item, 0];
  const end = item.lastIndexOf(":");
  const depth = item.slice(end + 1);
  return /^[0-9]$/.test(depth) ? [item.slice(0, end), Number(depth)] : [null, 0];
}

/** Give credit by the key's rule; say what is out of place, and how much of it there is. */
function mark(exercise: OrderExercise, key: OrderKey, _: Variant, answer: Answer): Verdict {
  const judged = judge(exercise, key, answer);
  const { credit, extra, misplaced, ill, missing, begun } = judged;
  if (credit.above === credit.below) return { credit: rational(1), notes: [] };
  const faulty = answer.filter(([id]) => extra.has(id) || misplaced.has(id) || ill.has(id));
  const said = faulty.flatMap(([id]) => {
    const text = own(key.feedback, id);
    return text === undefined ? [] : [{ text }];
  });
  const notes: Note[] = said.slice(0, MOST_SAID);
  for (const [name, count] of [
    ["begun", begun],
    ["misplaced", misplaced.size],
    ["extra", extra.size],
    ["missing", missing],
    ["indentation", ill.size],
  ] as const) {
    if (count) notes.push({ key: `order.${name}`, parameters: { count } });
  }
  return { credit, notes };
}

/** List the items with an empty box each for its number; below code, lines to write on. */
export function describe(exercise: OrderExercise, variant: Variant, language: Language): string {
  const { items = [], mode } = exercise;
  const order = variant.order.length ? variant.order : items.map(({ id }) => id);
  const texts = order.map((id) =>
    words(
      items.find((item) => item.id === id),
      variant,
      language,
    ),
  );
  if (mode !== "lines") return texts.map((text) => `☐ ${text}`).join("\n");
  return [...texts.map((text) => `• ${text}`), ...texts.map(() => "_".repeat(30))].join("\n");
}

function words(item: OrderItem | undefined, variant: Variant, language: Language): string {
  if (!item || item.code) return item?.code ?? "";
  const text = document.createElement("p");
  text.textContent = fill(choose(item.text ?? "", language), variant.values, language);
  return spoken(text);
}

/** Yield the right orders, orders with one fault each, and what is no order of these items. */
export function* samples(exercise: OrderExercise, key: OrderKey): Iterable<Sample> {
  for (const order of rightOrders(key)) {
    const right = order.map((id): Line => [id, exercise.indent ? depthOf(key, id) : 0]);
    for (const lines of [right, ...faulty(exercise, right)]) yield sample(exercise, key, lines);
    yield { value: [order[0] ?? "", order[0] ?? ""], state: "unmarked" };
  }
  yield { value: ["no-such-item"], state: "unmarked" };
}

function* faulty({ mode, indent, items = [] }: OrderExercise, right: Line[]): Iterable<Line[]> {
  yield [...right].reverse();
  yield [...right.slice(1), ...right.slice(0, 1)];
  if (mode === "pick" || mode === "lines") {
    const used = new Set(right.map(([id]) => id));
    for (const { id } of items) if (!used.has(id)) yield [...right, [id, 0]];
  }
  if (right.length > 1) yield right.slice(0, -1);
  if (indent) yield right.map(([id, depth]): Line => [id, depth < 9 ? depth + 1 : 0]);
}

/** Return a sample in the state that it deserves: another order may be right as well. */
function sample(exercise: OrderExercise, key: OrderKey, lines: Line[]): Sample {
  const { credit } = judge(exercise, key, lines);
  const write = ([id, depth]: Line) => (exercise.mode === "lines" ? `${id}:${depth}` : id);
  return { value: lines.map(write), state: credit.above === credit.below ? "right" : "wrong" };
}

export const order: Kind<OrderExercise, OrderKey, Answer> = {
  draw,
  parse,
  mark,
  face,
  echo: () => "",
};

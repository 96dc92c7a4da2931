/**
 * The board on the page. Everything can be done in three ways: by dragging; by tapping a card and
 * a place, in either order; from the keyboard, where picking a card up leads to the places.
 *
 * In pairs the cards are targets and the places are items; in groups it is the other way round.
 */
import { h, put, setAttribute, show, write } from "../../dom";
import { dragging, type Point } from "../../drag";
import { isRightToLeft, isWithin } from "../../places";
import { say } from "../../text/say";
import type { MatchExercise, MatchKey } from "../../types.generated";
import type { Value } from "../../wire";
import type { Face, Host, Look } from "../base";
import { accepted, read } from "./answers";
import {
  type Card,
  makeCard,
  makeGroup,
  makeSlot,
  type Place,
  type Standing,
  UNJUDGED,
  type Words,
  wordsOf,
} from "./parts";

/** A card on its way, with the place it came from, or a place that waits for one. */
interface Held {
  readonly card: string | null;
  readonly place: string | null;
}

const NOTHING: Held = { card: null, place: null };

export function face(exercise: MatchExercise, host: Host): Face {
  const { items = [], targets = [], mode = "pairs", reuse = false, spare = false } = exercise;
  const isPairs = mode === "pairs";
  const cards = new Map<string, Card>();
  const places = new Map<string, Place>();
  for (const { id } of isPairs ? targets : items) cards.set(id, makeCard(id));
  for (const { id } of isPairs ? items : targets)
    places.set(id, isPairs ? makeSlot(id) : makeGroup(id));
  const words = new Map<"card" | "place", ReadonlyMap<string, Words>>();

  const legend = h("div", { class: "cw-legend", id: `${host.id}-legend` });
  const board = h("ul", {
    class: "cw-match-board",
    role: "list",
    "aria-labelledby": `${host.id}-legend`,
  });
  const poolLegend = h("div", { class: "cw-legend", id: `${host.id}-pool` });
  const poolCards = h("ul", {
    class: "cw-match-cards",
    role: "list",
    "aria-labelledby": `${host.id}-pool`,
  });
  const poolNote = h("p", { class: "cw-note" });
  const back = h("button", { type: "button", class: "cw-button cw-match-back" });
  const pool = h("div", { class: "cw-match-pool" }, poolLegend, poolNote, poolCards, back);
  const how = h("p", { class: "cw-note", id: `${host.id}-how` });
  const news = h("p", { class: "cw-unseen", role: "status" });
  const element = h(
    "div",
    {
      class: "cw-match",
      role: "group",
      "aria-labelledby": `${host.id}-question`,
      "aria-describedby": `${host.id}-how ${host.id}-help`,
      "data-mode": mode,
    },
    legend,
    ...(isPairs ? [board, pool] : [pool, board]),
    how,
    news,
  );

  let look: Look | null = null;
  let value: Value = null;
  /** From item to target. */
  let pairs: ReadonlyMap<string, string> = new Map();
  let held: Held = NOTHING;
  let labelled = "";

  const order = () => look?.variant.order ?? [];
  const shuffled = (ids: Iterable<string>, from: number, to?: number) => {
    const drawn = order().slice(from, to);
    return drawn.length ? drawn : [...ids];
  };
  const itemOrder = () =>
    shuffled(
      items.map(({ id }) => id),
      0,
      items.length,
    );
  const targetOrder = () =>
    shuffled(
      targets.map(({ id }) => id),
      items.length,
    );
  const cardOrder = () => (isPairs ? targetOrder() : itemOrder());
  const placeOrder = () => (isPairs ? itemOrder() : targetOrder());
  /** Where a card of a group lies. */
  const groupOf = (card: string) => (isPairs ? undefined : pairs.get(card));
  const isUsed = (card: string) =>
    isPairs ? !reuse && [...pairs.values()].includes(card) : pairs.has(card);
  const waiting = () => cardOrder().filter((card) => !isUsed(card));
  const isEmpty = (place: string) => !isPairs || !pairs.has(place);
  const tell = (key: string, card: string | null, place = "") => {
    const parameters = { card: words.get("card")?.get(card ?? "")?.text ?? "", place: "" };
    parameters.place = words.get("place")?.get(place)?.text ?? "";
    write(news, say(`match.${key}`, look?.language ?? "", parameters));
  };

  function give(next: Map<string, string>): void {
    pairs = next;
    const sorted = items.flatMap(({ id }): [string, string][] => {
      const target = next.get(id);
      return target === undefined ? [] : [[id, target]];
    });
    value = sorted.length ? Object.fromEntries(sorted) : null;
    held = NOTHING;
    host.edit(value, true);
    render();
  }

  /** Put a card into a place; what a slot held before goes back. */
  function putInto(card: string, place: string, from: string | null): void {
    const next = new Map(pairs);
    if (isPairs) {
      if (from !== null) next.delete(from);
      if (!reuse) for (const [item, target] of pairs) if (target === card) next.delete(item);
      next.set(place, card);
    } else next.set(card, place);
    give(next);
    tell("said_put", card, place);
  }

  function putBack(card: string, from: string): void {
    const next = new Map(pairs);
    next.delete(isPairs ? from : card);
    give(next);
    tell("said_back", card);
  }

  function hold(next: Held): void {
    held = next;
    render();
    if (next.card !== null) tell("said_held", next.card);
  }

  function letGo(): void {
    const { card } = held;
    held = NOTHING;
    render();
    if (card !== null) tell("said_let_go", card);
  }

  /** A tap or Enter on a card of the pool or of a group. */
  function pressCard(card: string): void {
    const group = groupOf(card) ?? null;
    if (held.card === card) letGo();
    else if (held.card !== null && group !== null) putInto(held.card, group, held.place);
    else if (held.card === null && held.place !== null) putInto(card, held.place, group);
    else hold({ card, place: group });
  }

  /** A tap or Enter on a slot, or on the head of a group. */
  function pressPlace(place: string): void {
    const inside = isPairs ? (pairs.get(place) ?? null) : null;
    if (held.place === place && (held.card === null || isPairs)) letGo();
    else if (held.card !== null) putInto(held.card, place, held.place);
    else if (held.place !== null && inside !== null) putInto(inside, held.place, place);
    else hold({ card: inside, place });
  }

  element.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (!look || look.locked) return;
    const before = held;
    const card = idOf(target, "card");
    const place = idOf(target, "place");
    if (target.closest(".cw-match-back")) {
      if (held.card !== null && held.place !== null) putBack(held.card, held.place);
    } else if (card !== null) pressCard(card);
    else if (place !== null && (target.closest("button") || held.card !== null)) pressPlace(place);
    else return;
    if (event.detail === 0) lead(before);
  });

  /** Lead the keyboard to what comes next: the places, the cards, or the next one to place. */
  function lead(before: Held): void {
    if (held.card !== null) focusPlace(held.place ?? placeOrder().find(isEmpty));
    else if (held.place !== null) cards.get(waiting()[0] ?? "")?.button.focus();
    else if (before.card === null && before.place !== null && isPairs)
      focusPlace(placeOrder().find(isEmpty) ?? before.place);
    else if (before.card !== null) focusCard(waiting()[0] ?? before.card);
  }

  const focusPlace = (place: string | undefined) =>
    places.get(place ?? placeOrder()[0] ?? "")?.button.focus();

  /** Focus a card where it lies: in the pool, in a group, or in the slot that has it. */
  function focusCard(card: string): void {
    const slot = isPairs ? [...pairs].find(([, target]) => target === card)?.[0] : undefined;
    if (slot !== undefined && isUsed(card)) focusPlace(slot);
    else cards.get(card)?.button.focus();
  }

  element.addEventListener("keydown", (event) => {
    if (!look || look.locked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (onKey(event.key, event.target as Element)) event.preventDefault();
  });

  /** Do what a key means; tell whether it means anything. */
  function onKey(key: string, target: Element): boolean {
    if (key === "Escape" && held !== NOTHING) {
      const { card, place } = held;
      letGo();
      if (card !== null) focusCard(card);
      else focusPlace(place ?? undefined);
      return true;
    }
    if (key === "Delete" || key === "Backspace") return takeOut(target);
    const isBack = isRightToLeft(element) ? "ArrowRight" : "ArrowLeft";
    if (!key.startsWith("Arrow")) return false;
    const stops = stopsFor(target);
    const at = stops.indexOf(target.closest("button") as HTMLButtonElement);
    const by = key === "ArrowUp" || key === isBack ? -1 : 1;
    stops[(at + by + stops.length) % stops.length]?.focus();
    return stops.length > 0;
  }

  /** Where arrows lead: to places with a card in hand, else among what is like the target. */
  function stopsFor(target: Element): HTMLButtonElement[] {
    const isPlace = !!target.closest(".cw-match-slot, .cw-match-head, .cw-match-back");
    if (held.card !== null || (isPlace && held.place === null)) {
      const all = placeOrder().flatMap((id) => places.get(id)?.button ?? []);
      return back.hidden ? all : [...all, back];
    }
    const list = target.closest(".cw-match-cards") ?? poolCards;
    return Array.from(list.querySelectorAll<HTMLButtonElement>(".cw-match-card"));
  }

  function takeOut(target: Element): boolean {
    const place = idOf(target, "place");
    const card = isPairs ? pairs.get(place ?? "") : idOf(target, "card");
    if (place === null || !card) return false;
    putBack(card, place);
    if (!isPairs || !reuse) focusCard(card);
    return true;
  }

  dragging(element, {
    find(target) {
      if (!look || look.locked) return null;
      const slot = target.closest<HTMLElement>(".cw-match-slot");
      if (slot) return pairs.has(idOf(slot, "place") ?? "") ? slot : null;
      return target.closest<HTMLElement>(".cw-match-card");
    },
    over(_, pointer) {
      unmark();
      const goal = goalAt(pointer);
      if (goal) goal.dataset.drop = "in";
    },
    drop(moved, pointer) {
      const from = idOf(moved, "place");
      const card = idOf(moved, "card") ?? pairs.get(from ?? "");
      const goal = goalAt(pointer);
      if (card === undefined || !goal) return;
      if (goal === pool && from !== null) putBack(card, from);
      else if (goal !== pool && goal.dataset.place !== from)
        putInto(card, goal.dataset.place ?? "", from);
    },
    done: unmark,
  });

  function unmark(): void {
    for (const marked of Array.from(element.querySelectorAll<HTMLElement>("[data-drop]")))
      delete marked.dataset.drop;
  }

  const goalAt = (pointer: Point): HTMLElement | null =>
    [...places.values()].map((place) => place.element).find((box) => isWithin(box, pointer)) ??
    (isWithin(pool, pointer) ? pool : null);

  /** Bring the page up to date, the focus where it was. */
  function render(): void {
    if (!look) return;
    const { language, locked } = look;
    const focused = document.activeElement;
    fill(poolCards, waiting());
    for (const place of places.values()) {
      if (place.cards)
        fill(
          place.cards,
          cardOrder().filter((card) => groupOf(card) === place.id),
        );
      place.show({
        isHeld: held.place === place.id && (isPairs || held.card === null),
        locked,
        language,
        standing: isPairs ? standingOf(place.id) : UNJUDGED,
        filled: isPairs ? (words.get("card")?.get(pairs.get(place.id) ?? "") ?? null) : null,
        count: [...pairs.values()].filter((target) => target === place.id).length,
      });
    }
    for (const [id, card] of cards) {
      const standing = isPairs ? UNJUDGED : standingOf(id);
      const isHeld = held.card === id && (!isPairs || held.place === null);
      card.show({ isHeld, locked, language, standing });
    }
    const isGone = focused && focused !== document.activeElement && element.contains(focused);
    if (isGone) (focused as HTMLElement).focus();
    element.dataset.holding = held.card !== null ? "card" : held.place !== null ? "place" : "";
    show(back, held.card !== null && held.place !== null);
    const note = spare ? "pool_spare" : reuse && isPairs ? "pool_reuse" : "";
    const isDone = !waiting().length && !spare;
    write(
      poolNote,
      isDone ? say("match.pool_empty", language) : note && say(`match.${note}`, language),
    );
    show(poolNote, poolNote.textContent !== "");
    show(pool, !locked || waiting().length > 0);
  }

  function fill(list: HTMLElement, ids: readonly string[]): void {
    const wanted = ids.flatMap((id) => cards.get(id)?.element ?? []);
    const isSame = wanted.length === list.children.length;
    if (isSame && wanted.every((card, at) => card === list.children[at])) return;
    put(list, ...wanted);
  }

  /** Judge an item's target, where the key is here and the answer is marked. */
  function standingOf(item: string): Standing {
    const { key, result, revealed, language } = look as Look;
    if (!key || !result || result.score === null) return UNJUDGED;
    const right = accepted(key as MatchKey, item);
    const target = pairs.get(item);
    if (target === undefined ? !right.length : right.includes(target))
      return target === undefined ? UNJUDGED : { verdict: "right", cure: "" };
    if (target === undefined && !revealed) return UNJUDGED;
    if (!revealed) return { verdict: "wrong", cure: "" };
    const texts = right.map((id) => words.get(isPairs ? "card" : "place")?.get(id)?.text ?? "");
    const cure = texts.length
      ? say("match.right_target", language, { target: texts.join(" / ") })
      : say("match.belongs_nowhere", language);
    return { verdict: "wrong", cure };
  }

  function relabel(next: Look): void {
    const table = (parts: typeof items) =>
      new Map(parts.map((part) => [part.id, wordsOf(part, host)] as const));
    words.set("card", table(isPairs ? targets : items));
    words.set("place", table(isPairs ? items : targets));
    for (const [id, card] of cards) card.label(words.get("card")?.get(id) as Words);
    for (const [id, place] of places) place.label(words.get("place")?.get(id) as Words);
    put(board, ...placeOrder().map((id) => places.get(id)?.element));
    write(legend, say(`match.legend_${mode}`, next.language));
    write(poolLegend, say(`match.pool_${mode}`, next.language));
    write(how, say(`match.how_${mode}`, next.language));
    write(back, say("match.put_back", next.language));
  }

  return {
    element,
    focus: () => element.querySelector<HTMLElement>(".cw-match-card, .cw-match-slot")?.focus(),
    update(next) {
      const isOurs = look !== null && JSON.stringify(next.value) === JSON.stringify(value);
      const isRedrawn = look?.variant.seed !== next.variant.seed;
      look = next;
      if (!isOurs || isRedrawn || next.locked) held = NOTHING;
      if (!isOurs || isRedrawn) {
        value = next.value;
        pairs = read(value, items, targets);
      }
      const labelling = JSON.stringify([next.variant.seed, next.language]);
      if (labelling !== labelled) relabel(next);
      labelled = labelling;
      show(how, !next.locked);
      setAttribute(element, "aria-disabled", next.locked ? "true" : null);
      render();
    },
  };
}

/** Return the card or the place that an element belongs to. */
function idOf(element: Element, what: "card" | "place"): string | null {
  return element.closest<HTMLElement>(`[data-${what}]`)?.dataset[what] ?? null;
}

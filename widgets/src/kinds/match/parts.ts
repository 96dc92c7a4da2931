/** What stands on the page of a matching: cards that are carried, and places that take them. */
import { h, icon, put, setAttribute, show } from "../../dom";
import { spoken } from "../../spoken";
import { say } from "../../text/say";
import type { MatchPart } from "../../types.generated";
import type { Host } from "../base";

/** How a pair stands, by the key: in words, with a sign, and what would have been right. */
export interface Standing {
  readonly verdict: "" | "right" | "wrong";
  readonly cure: string;
}

export const UNJUDGED: Standing = { verdict: "", cure: "" };

/** A part as it is shown anywhere: its words are read out, its nodes are copied. */
export interface Words {
  readonly id: string;
  readonly text: string;
  nodes(): DocumentFragment;
}

export function wordsOf(part: MatchPart, host: Host): Words {
  const text = h("span", {}, host.line(part.text));
  return { id: part.id, text: spoken(text), nodes: () => host.line(part.text) };
}

/** Something that can be picked up, in the pool or in a group. */
export interface Card {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  label(words: Words): void;
  show(state: CardState): void;
}

interface CardState {
  readonly isHeld: boolean;
  readonly locked: boolean;
  readonly standing: Standing;
  readonly language: string;
}

export function makeCard(id: string): Card {
  const text = h("span", { class: "cw-match-text" });
  const grip = h("span", { class: "cw-grip", "aria-hidden": "true" });
  const button = h(
    "button",
    { type: "button", class: "cw-match-card", "data-card": id },
    grip,
    text,
  );
  const verdict = h("span", { class: "cw-match-verdict" });
  const element = h("li", { class: "cw-match-item", "data-id": id }, button, verdict);
  let words = "";
  return {
    element,
    button,
    label(given) {
      words = given.text;
      put(text, given.nodes());
    },
    show({ isHeld, locked, standing, language }) {
      setAttribute(button, "aria-pressed", String(isHeld));
      button.disabled = locked;
      element.dataset.verdict = standing.verdict;
      const said = judge(verdict, standing, language);
      setAttribute(button, "aria-label", [words, said].filter(Boolean).join(", "));
    },
  };
}

/** Write a verdict in words and with a sign; return the words. */
export function judge(place: HTMLElement, { verdict, cure }: Standing, language: string): string {
  show(place, !!verdict);
  const word = verdict && say(`widget.${verdict}`, language);
  const sign = verdict && icon(verdict === "right" ? "check" : "cross");
  put(place, sign || null, word, cure ? h("span", { class: "cw-match-cure" }, cure) : null);
  return [word, cure].filter(Boolean).join(". ");
}

/** A place with a button of its own: the slot beside an item, or the head of a group. */
export interface Place {
  readonly id: string;
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  /** Where a group keeps its cards; null for a slot. */
  readonly cards: HTMLElement | null;
  label(words: Words): void;
  show(state: PlaceState): void;
}

interface PlaceState {
  readonly isHeld: boolean;
  readonly locked: boolean;
  readonly standing: Standing;
  readonly language: string;
  /** What stands in a slot; how many stand in a group. */
  readonly filled: Words | null;
  readonly count: number;
}

/** An item with the slot for its target. */
export function makeSlot(id: string): Place {
  const text = h("span", { class: "cw-match-text" });
  const inside = h("span", { class: "cw-match-text" });
  const grip = h("span", { class: "cw-grip", "aria-hidden": "true" });
  const button = h("button", { type: "button", class: "cw-match-slot" }, grip, inside);
  const verdict = h("span", { class: "cw-match-verdict" });
  const element = h("li", { class: "cw-match-pair", "data-place": id }, text, button, verdict);
  let words = "";
  let shown: string | null = null;
  return {
    id,
    element,
    button,
    cards: null,
    label(given) {
      words = given.text;
      shown = null;
      put(text, given.nodes());
    },
    show({ isHeld, locked, standing, language, filled }) {
      const standsNow = filled?.id ?? "";
      if (standsNow !== shown) put(inside, filled?.nodes());
      shown = standsNow;
      element.dataset.filled = String(filled !== null);
      element.dataset.verdict = standing.verdict;
      show(grip, filled !== null && !locked);
      setAttribute(button, "aria-pressed", String(isHeld));
      button.disabled = locked;
      const said = judge(verdict, standing, language);
      const name = filled
        ? say("match.slot_filled", language, { item: words, target: filled.text })
        : say("match.slot_empty", language, { item: words });
      setAttribute(button, "aria-label", [name, said].filter(Boolean).join(", "));
    },
  };
}

/** A group with its cards. */
export function makeGroup(id: string): Place {
  const text = h("span", { class: "cw-match-text" });
  const count = h("span", { class: "cw-match-count" });
  const button = h("button", { type: "button", class: "cw-match-head" }, text, count);
  const cards = h("ul", { class: "cw-match-cards", role: "list" });
  const element = h("li", { class: "cw-match-group", "data-place": id }, button, cards);
  let words = "";
  return {
    id,
    element,
    button,
    cards,
    label(given) {
      words = given.text;
      put(text, given.nodes());
    },
    show({ isHeld, locked, count: number }) {
      count.dataset.count = `${number}`;
      setAttribute(button, "aria-pressed", String(isHeld));
      setAttribute(button, "aria-label", `${words}: ${number}`);
      setAttribute(cards, "aria-label", words);
      button.disabled = locked;
    },
  };
}

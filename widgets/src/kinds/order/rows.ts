/** One item as a row: its number, the card that is picked up, and the buttons that move it. */
import { h, icon, put, setAttribute, show, write } from "../../dom";
import { spoken } from "../../spoken";
import { say } from "../../text/say";
import type { OrderItem } from "../../types.generated";
import type { Host, Look } from "../base";

export type Tool = "up" | "down" | "outdent" | "indent" | "remove";

const SHAPES: Readonly<Record<Tool, string>> = {
  up: "M12 19V6M6 11.500l6-6 6 6",
  down: "M12 5v13M6 12.500l6 6 6-6",
  outdent: "M20 12H8M12 6.500L6.500 12l5.500 5.500M3.500 5v14",
  indent: "M4 12h12M12 6.500l5.500 5.500-5.500 5.500M20.500 5v14",
  remove: "M6 6l12 12M18 6L6 18",
};

/** How an item stands, by the key: in words and with a sign. */
export type Standing = "" | "right" | "wrong" | "partly";

/** What a row shows of its item at this moment. */
export interface Place {
  /** From 1, of `total`; 0 in the pool. */
  readonly number: number;
  readonly total: number;
  readonly depth: number;
  readonly isHeld: boolean;
  readonly tools: readonly Tool[];
  readonly standing: Standing;
}

export interface Row {
  readonly id: string;
  readonly element: HTMLElement;
  readonly card: HTMLButtonElement;
  /** The item as it is read out. */
  readonly words: string;
  /** Write the item's text, after the language or the draw changed. */
  label(look: Look): void;
  show(place: Place, look: Look): void;
}

export function makeRow(item: OrderItem, host: Host, use: (tool: Tool) => void): Row {
  const number = h("span", { class: "cw-order-number", "aria-hidden": "true" });
  const text = item.code
    ? h("code", { class: "cw-order-code", dir: "ltr", translate: "no" }, item.code)
    : h("span", { class: "cw-order-text" });
  const grip = h("span", { class: "cw-grip", "aria-hidden": "true" });
  const card = h("button", { type: "button", class: "cw-order-card" }, grip, text);
  const verdict = h("span", { class: "cw-order-verdict" });
  const tools = h("span", { class: "cw-order-tools" });
  const element = h("li", { class: "cw-order-item", "data-id": item.id }, number, card);
  element.append(verdict, tools);
  const buttons = new Map<Tool, HTMLButtonElement>();
  let words = "";

  function button(tool: Tool): HTMLButtonElement {
    const known = buttons.get(tool);
    if (known) return known;
    const made = h("button", { type: "button", class: "cw-order-tool", "data-tool": tool });
    const sign = icon("cross");
    sign.querySelector("path")?.setAttribute("d", SHAPES[tool]);
    made.append(sign);
    made.addEventListener("click", () => use(tool));
    buttons.set(tool, made);
    return made;
  }

  return {
    id: item.id,
    element,
    card,
    get words() {
      return words;
    },
    label() {
      if (!item.code) put(text, host.line(item.text ?? ""));
      words = spoken(text);
    },
    show(place, { language, locked, value }) {
      const { depth, isHeld, standing, total } = place;
      write(number, place.number ? `${place.number}` : "");
      element.dataset.standing = standing;
      element.dataset.held = String(isHeld);
      element.dataset.open = String(value === null);
      element.style.setProperty("--cw-depth", `${depth}`);
      setAttribute(card, "aria-pressed", isHeld ? "true" : "false");
      card.disabled = locked;
      const said = standingWords(standing, language);
      put(verdict, standing && icon(standing === "right" ? "check" : SIGNS[standing]), said);
      show(verdict, !!standing);
      const where = depth ? "order.place_deep" : "order.place";
      const parameters = { number: place.number, total, depth, item: words };
      const name = place.number ? say(where, language, parameters) : words;
      setAttribute(card, "aria-label", [name, said].filter(Boolean).join(", "));
      const wanted = locked ? [] : place.tools.map(button);
      if (
        wanted.some((each, at) => tools.children[at] !== each) ||
        tools.children.length > wanted.length
      )
        put(tools, ...wanted);
      show(tools, wanted.length > 0);
      for (const tool of locked ? [] : place.tools) {
        const each = button(tool);
        setAttribute(each, "aria-label", `${say(`order.${tool}`, language)}: ${words}`);
        setAttribute(each, "aria-disabled", isVain(tool, place) ? "true" : null);
        each.tabIndex = isHeld ? 0 : -1;
      }
    },
  };
}

const SIGNS = { wrong: "cross", partly: "partly" } as const;

function standingWords(standing: Standing, language: string): string {
  if (standing === "partly") return say("order.wrong_indent", language);
  return standing && say(`widget.${standing}`, language);
}

function isVain(tool: Tool, { number, total, depth }: Place): boolean {
  return (
    (tool === "up" && number === 1) ||
    (tool === "down" && number === total) ||
    (tool === "outdent" && depth === 0) ||
    (tool === "indent" && depth === 9)
  );
}

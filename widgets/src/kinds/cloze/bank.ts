/**
 * Words for the gaps: dragged, or tapped with the gap tapped before or after, or chosen from the
 * keyboard, which leads on to the first gap that is empty. Tapping a full gap empties it.
 */
import { h, put, setAttribute, show, write } from "../../dom";
import { dragging, type Point } from "../../drag";
import { say } from "../../text/say";
import type { ClozeExercise } from "../../types.generated";
import type { Face, Host, Look } from "../base";

interface Slot {
  readonly number: number;
  readonly control: { readonly input: HTMLElement };
}

/** What the bank is told of the gaps, and how it fills them. */
interface Gaps {
  given(): Readonly<Record<string, string>>;
  edit(change: Readonly<Record<string, string>>): void;
  isLocked(): boolean;
  gaps(): ReadonlyMap<string, Slot>;
}

export interface Bank extends Pick<Face, "update"> {
  readonly element: HTMLElement | null;
  tapGap(gap: string): void;
  wordOf(id: string): string;
  /** Let words be dragged anywhere inside an element. */
  watch(root: HTMLElement): void;
}

const NONE: Bank = {
  element: null,
  tapGap() {},
  wordOf: () => "",
  watch() {},
  update() {},
};

export function bankOf(exercise: ClozeExercise, host: Host, board: Gaps): Bank {
  const { bank = [], reuse = false } = exercise;
  if (!bank.length) return NONE;
  const legend = h("div", { class: "cw-legend", id: `${host.id}-bank` });
  const list = h("div", {
    class: "cw-cloze-words",
    role: "group",
    "aria-labelledby": `${host.id}-bank`,
    "aria-describedby": `${host.id}-bank-help`,
  });
  const help = h("p", { class: "cw-note", id: `${host.id}-bank-help` });
  const news = h("p", { class: "cw-unseen", role: "status" });
  const element = h("div", { class: "cw-cloze-bank" }, legend, list, help, news);
  const chips = new Map<string, HTMLButtonElement>();
  const words = new Map<string, string>();
  let language = "";
  let seed = "";
  /** The word in hand, or the gap that waits for one. */
  let word: string | null = null;
  let gap: string | null = null;

  for (const { id } of bank) {
    const chip = h("button", { type: "button", class: "cw-cloze-chip", value: id });
    chip.addEventListener("click", ({ detail }) => {
      tapWord(id);
      // From the keyboard: lead on to a gap, so that one need not go through all the words.
      if (!detail && word === id) firstEmpty()?.control.input.focus();
    });
    chips.set(id, chip);
  }

  const wordOf = (id: string): string => words.get(id) ?? "";
  const firstEmpty = (): Slot | undefined => {
    const filled = board.given();
    for (const [name, slot] of board.gaps()) if (!filled[name]) return slot;
    return undefined;
  };
  const slotOf = (name: string) => board.gaps().get(name);
  const tell = (key: string, parameters: Record<string, string | number>) =>
    write(news, say(`cloze.${key}`, language, parameters));

  function tapWord(id: string): void {
    if (board.isLocked() || isUsed(id)) return;
    if (gap !== null) {
      place(id, gap);
      return;
    }
    word = word === id ? null : id;
    paint();
    if (word === null) return;
    tell("chosen", { word: wordOf(id) });
  }

  function tapGap(name: string): void {
    if (board.isLocked()) return;
    const inside = board.given()[name];
    if (word !== null) place(word, name);
    else if (inside) clear(name, inside);
    else {
      gap = gap === name ? null : name;
      paint();
      const slot = slotOf(name);
      if (gap !== null && slot) tell("gap_chosen", { gap: slot.number });
    }
  }

  /** Put a word into a gap; out of the gap where it was, unless it may be used again. */
  function place(id: string, name: string, from: string | null = null): void {
    const slot = slotOf(name);
    word = null;
    gap = null;
    const before = board.given()[name] ?? "";
    // Between two gaps the words change places; what comes from the bank sends the other back.
    board.edit(from === null || from === name ? { [name]: id } : { [from]: before, [name]: id });
    paint();
    if (!slot) return;
    tell("gap_filled", { word: wordOf(id), gap: slot.number });
    slot.control.input.focus();
  }

  function clear(name: string, id: string): void {
    const slot = slotOf(name);
    board.edit({ [name]: "" });
    paint();
    if (slot) tell("gap_emptied", { word: wordOf(id), gap: slot.number });
  }

  const isUsed = (id: string): boolean =>
    !reuse && [...board.gaps().keys()].some((name) => board.given()[name] === id);

  /** Show what is in hand and what is used; a used word leaves its room, so that nothing jumps. */
  function paint(): void {
    for (const [id, chip] of chips) {
      setAttribute(chip, "aria-pressed", String(word === id));
      chip.disabled = board.isLocked() || isUsed(id);
      chip.dataset.used = String(isUsed(id));
    }
    for (const [name, { control }] of board.gaps()) {
      control.input.dataset.waiting = String(gap === name);
    }
    element.dataset.holding = String(word !== null);
  }

  function watch(root: HTMLElement): void {
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || (word === null && gap === null)) return;
      const chip = word === null ? undefined : chips.get(word);
      word = null;
      gap = null;
      paint();
      chip?.focus();
    });
    const at = ({ x, y }: Point): string | null => {
      for (const [name, { control }] of board.gaps()) {
        const box = control.input.getBoundingClientRect();
        const isIn = x >= box.left - 8 && x <= box.right + 8 && y >= box.top - 8;
        if (isIn && y <= box.bottom + 8) return name;
      }
      return null;
    };
    const homeOf = (dragged: HTMLElement): string | null => {
      for (const [name, { control }] of board.gaps()) if (control.input === dragged) return name;
      return null;
    };
    const mark = (name: string | null) => {
      for (const [each, { control }] of board.gaps()) {
        control.input.dataset.over = String(each === name);
      }
    };
    dragging(root, {
      find(target) {
        const found = target.closest<HTMLElement>(".cw-cloze-chip, .cw-cloze-slot");
        if (!found || board.isLocked()) return null;
        const home = homeOf(found);
        if (home !== null) return board.given()[home] ? found : null;
        return (found as HTMLButtonElement).disabled ? null : found;
      },
      over: (_, pointer) => mark(at(pointer)),
      drop(dragged, pointer) {
        const home = homeOf(dragged);
        const id = home === null ? (dragged as HTMLButtonElement).value : board.given()[home];
        const name = at(pointer);
        if (!id) return;
        if (name !== null && name !== home) place(id, name, home);
        else if (name === null && home !== null) clear(home, id);
      },
      done: () => mark(null),
    });
  }

  return {
    element,
    tapGap,
    wordOf,
    watch,
    update(look: Look) {
      language = look.language;
      write(legend, say("cloze.bank", language));
      write(help, say("cloze.bank_help", language));
      for (const { id, text } of bank) {
        words.set(id, host.words(text));
        const chip = chips.get(id);
        if (chip) write(chip, wordOf(id));
      }
      if (look.variant.seed !== seed || !list.childElementCount) {
        const order = look.variant.order.filter((id) => id.startsWith(":"));
        const ids = order.length ? order.map((id) => id.slice(1)) : [...chips.keys()];
        put(list, ...ids.map((id) => chips.get(id)));
        seed = look.variant.seed;
        word = null;
        gap = null;
      }
      show(help, !look.locked);
      paint();
    },
  };
}

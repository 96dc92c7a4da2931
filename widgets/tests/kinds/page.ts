/** An exercise on a page, used as learners use it: pressed, dragged, and by keyboard. */
import { redraw } from "../../src/drawing";
import { createStore, type Store } from "../../src/store";
import { createView } from "../../src/view";
import type { Exercise, Key, Value } from "../../src/wire";

export interface Page {
  readonly store: Store;
  readonly element: HTMLElement;
  /** The elements that a selector finds, in their order. */
  all(selector: string): HTMLElement[];
  one(selector: string): HTMLElement;
  /** A click; `detail` 0 is how Enter and Space click. */
  press(target: HTMLElement, detail?: number): void;
  key(key: string, more?: KeyboardEventInit): void;
  said(): string;
  submit(): void;
}

export function show(exercise: Exercise, key: Key | null, value: Value = null, seed = "00"): Page {
  document.body.replaceChildren();
  const at = "2026-01-01T00:00:00Z";
  const response = value === null ? null : { value, at, variant: 1, attempt: 1, confidence: null };
  const store = createStore({
    exercise,
    key,
    variant: redraw(exercise, seed),
    language: "en",
    languages: ["uz", "ru", "en"],
    response,
    mark: null,
    hints: 0,
    readOnly: false,
  });
  let tokens = 0;
  const stamp = () => ({ at, token: `t${++tokens}`, front_end: "test" });
  const { element } = createView(store, { stamp, chooseLanguage: () => {} });
  document.body.append(element);
  const all = (selector: string) => Array.from(element.querySelectorAll<HTMLElement>(selector));
  const one = (selector: string) => {
    const [first] = all(selector);
    if (!first) throw new Error(`nothing is ${selector}`);
    return first;
  };
  return {
    store,
    element,
    all,
    one,
    press(target, detail = 1) {
      target.focus();
      target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail }));
    },
    key(key, more = {}) {
      const target = document.activeElement as HTMLElement;
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
      const goesOn = target.dispatchEvent(event);
      if (goesOn && target.tagName === "BUTTON" && (key === "Enter" || key === " "))
        this.press(target, 0);
    },
    said: () => one('.cw-unseen[role="status"]').textContent,
    submit: () => store.dispatch({ type: "submitted", stamp: stamp() }),
  };
}

/** Give elements the boxes that a browser would have laid out. */
export function layOut(boxes: ReadonlyMap<Element, readonly [number, number, number, number]>) {
  for (const [element, [left, top, width, height]] of boxes)
    element.getBoundingClientRect = () => new DOMRect(left, top, width, height);
}

type Pointed = Partial<PointerEventInit> & { readonly x: number; readonly y: number };

/** Send a pointer event as a mouse, or as a finger. */
export function point(type: string, target: EventTarget, { x, y, ...more }: Pointed): void {
  const init = { clientX: x, clientY: y, pointerId: 1, isPrimary: true, button: 0, bubbles: true };
  target.dispatchEvent(new PointerEvent(type, { ...init, cancelable: true, ...more }));
}

/** Drag from the middle of one element to a point. */
export function drag(target: Element, x: number, y: number, more: Partial<PointerEventInit> = {}) {
  const box = target.getBoundingClientRect();
  const [fromX, fromY] = [box.left + box.width / 2, box.top + box.height / 2];
  point("pointerdown", target, { x: fromX, y: fromY, ...more });
  point("pointermove", window, { x: (fromX + x) / 2, y: (fromY + y) / 2 + 8, ...more });
  point("pointermove", window, { x, y, ...more });
}

/**
 * Dragging by mouse, pen or finger, by pointer events: a copy follows the pointer, and the page
 * scrolls along where the pointer comes to its edges. Nothing is moved until it is dropped, so that
 * a drag can be called off, and everything else can be done without one.
 *
 * A mouse drags from anywhere. A finger drags at once from a `.cw-grip`, and from
 * elsewhere after a moment's rest, so that a page can still be scrolled over what can be dragged.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rules {
  /** Return what a press on an element would drag, null for nothing. */
  find(target: Element): HTMLElement | null;
  /** The pointer is here; `corner` is the copy's top left. */
  over(dragged: HTMLElement, pointer: Point, corner: Point): void;
  /** It was let go here. */
  drop(dragged: HTMLElement, pointer: Point, corner: Point): void;
  /** It is over, dropped or not. */
  done(): void;
}

/** Pixels that a pointer moves before a press is a drag. */
const SLACK = 6;
/** Milliseconds that a finger rests before it picks something up. */
const REST = 350;
/** Pixels from the edge of what scrolls within which it scrolls. */
const EDGE = 56;

/** Let things inside `root` be dragged. */
export function dragging(root: HTMLElement, rules: Rules): void {
  let isBusy = false;
  root.addEventListener("pointerdown", (press) => {
    const target = press.target as Element;
    const element = isBusy || press.button || !press.isPrimary ? null : rules.find(target);
    if (!element) return;
    isBusy = true;
    follow(root, press, element, rules, () => {
      isBusy = false;
    });
  });
  root.addEventListener("dragstart", (event) => event.preventDefault());
}

function follow(
  root: HTMLElement,
  press: PointerEvent,
  element: HTMLElement,
  rules: Rules,
  finish: () => void,
): void {
  const listening = new AbortController();
  const box = element.getBoundingClientRect();
  const grip = { x: press.clientX - box.left, y: press.clientY - box.top };
  const mustRest = press.pointerType === "touch" && !(press.target as Element).closest(".cw-grip");
  const resting = mustRest ? setTimeout(() => lift(), REST) : undefined;
  let copy: Copy | null = null;
  let pointer: Point = { x: press.clientX, y: press.clientY };
  let frame = 0;

  const corner = () => ({ x: pointer.x - grip.x, y: pointer.y - grip.y });
  const show = () => {
    copy?.moveTo(corner());
    rules.over(element, pointer, corner());
  };
  const scroll = () => {
    if (scrollAlong(root, pointer.y)) show();
    frame = requestAnimationFrame(scroll);
  };
  function lift(): void {
    copy = copyOf(element, box, root);
    element.dataset.dragged = "true";
    show();
    frame = requestAnimationFrame(scroll);
  }
  function stop(): void {
    clearTimeout(resting);
    cancelAnimationFrame(frame);
    listening.abort();
    delete element.dataset.dragged;
    if (copy) rules.done();
    copy?.remove();
    finish();
  }
  const listen = (type: string, listener: (event: Event) => void) =>
    addEventListener(type, listener, { signal: listening.signal, capture: true, passive: false });

  listen("pointermove", (event) => {
    const { pointerId, clientX, clientY } = event as PointerEvent;
    if (pointerId !== press.pointerId) return;
    const moved = Math.hypot(clientX - press.clientX, clientY - press.clientY) > SLACK;
    pointer = { x: clientX, y: clientY };
    if (copy) show();
    else if (moved && mustRest) stop();
    else if (moved) lift();
  });
  listen("pointerup", (event) => {
    if ((event as PointerEvent).pointerId !== press.pointerId) return;
    if (copy) {
      swallowClick();
      rules.drop(element, pointer, corner());
    }
    stop();
  });
  listen("pointercancel", stop);
  listen("blur", (event) => event.target === window && stop());
  listen("keydown", (event) => {
    if (!copy || (event as KeyboardEvent).key !== "Escape") return;
    event.stopPropagation();
    stop();
  });
  // What is picked up moves, and the page under it does not; nor does a long press open a menu.
  for (const type of ["touchmove", "contextmenu", "selectstart"])
    listen(type, (event) => copy && event.preventDefault());
}

/** The click that ends a drag is none. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, true));
}

interface Copy {
  moveTo(corner: Point): void;
  remove(): void;
}

/** Put a copy above everything; `fixed` is measured, as an ancestor may be transformed. */
function copyOf(element: HTMLElement, box: DOMRect, root: HTMLElement): Copy {
  const copy = element.cloneNode(true) as HTMLElement;
  copy.classList.add("cw-dragged-copy");
  copy.setAttribute("aria-hidden", "true");
  copy.inert = true;
  copy.style.width = `${box.width}px`;
  root.append(copy);
  let at: Point = { x: 0, y: 0 };
  return {
    moveTo({ x, y }) {
      const now = copy.getBoundingClientRect();
      at = { x: at.x + x - now.left, y: at.y + y - now.top };
      copy.style.transform = `translate(${at.x}px, ${at.y}px)`;
    },
    remove: () => copy.remove(),
  };
}

/** Scroll what the element scrolls in where the pointer is near its edge; tell whether it did. */
function scrollAlong(element: HTMLElement, y: number): boolean {
  const scroller = scrollerOf(element);
  const isPage = scroller === document.scrollingElement;
  const box = scroller.getBoundingClientRect();
  const [top, bottom] = isPage ? [0, innerHeight] : [box.top, box.bottom];
  const above = Math.max(0, top + EDGE - y);
  const below = Math.max(0, y - bottom + EDGE);
  const before = scroller.scrollTop;
  scroller.scrollTop += Math.round((Math.min(below, EDGE) - Math.min(above, EDGE)) / 4);
  return scroller.scrollTop !== before;
}

function scrollerOf(element: HTMLElement): Element {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(at).overflowY);
    if (scrolls && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}

/** Motion that the learner starts, stops, or takes step by step: nothing moves by itself. */
import { h, show, write } from "../../dom";
import { say } from "../../text/say";
import type { Language } from "../../wire";
import type { Picture } from "./laboratory";

/** Seconds that one press of the button moves on. */
const STEP = 0.1;
/** Seconds between two pictures at most: a page in the background stands still. */
const LONGEST = 0.1;

export interface Motion {
  readonly element: HTMLElement;
  update(language: Language): void;
  stop(): void;
}

export function motion(picture: Picture): Motion {
  const run = h("button", { type: "button", class: "cw-button cw-small" });
  const nudge = h("button", { type: "button", class: "cw-button cw-small" });
  const element = h("div", { class: "cw-lab-motion" }, run, nudge);
  let frame = 0;
  let before = 0;
  let said: Language = "en";
  const calm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");
  const turn = (now: number) => {
    if (!picture.element.isConnected) return stop();
    picture.advance?.(Math.min(LONGEST, (now - before) / 1000));
    before = now;
    frame = requestAnimationFrame(turn);
  };
  function stop(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    update(said);
  }
  function update(language: Language): void {
    said = language;
    show(element, !!picture.advance);
    // Who wants little motion gets it in steps.
    show(run, !calm?.matches);
    write(run, say(frame ? "lab.stop" : "lab.run", language));
    write(nudge, say("lab.nudge", language));
  }
  run.addEventListener("click", () => {
    if (frame) return stop();
    before = performance.now();
    frame = requestAnimationFrame(turn);
    update(said);
  });
  nudge.addEventListener("click", () => {
    stop();
    picture.advance?.(STEP);
  });
  return { element, update, stop };
}

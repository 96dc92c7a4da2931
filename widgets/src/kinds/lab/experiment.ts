/** The apparatus: a live picture, its words, what can be set, and the button that records. */
import { h, setAttribute, show, write } from "../../dom";
import { say } from "../../text/say";
import type { LabExercise } from "../../types.generated";
import type { Host, Look } from "../base";
import type { Given } from "./answer";
import { knob } from "./controls";
import type { Scene } from "./laboratory";
import { type Control, noise, type Row, read, type Settings, write as written } from "./model";
import { motion } from "./motion";
import { readingTexts, readNumber } from "./rows";
import { freeControls, laboratoryOf, MOST_ROWS, start } from "./spec";
import { measured, nameOf } from "./wording";

/** What the experiment shows. */
interface Stage {
  readonly look: Look;
  readonly given: Given;
  /** Whether a prediction must be fixed first. */
  readonly isWaiting: boolean;
  readonly isFull: boolean;
}

export interface Experiment {
  readonly element: HTMLElement;
  update(stage: Stage): void;
  reset(): void;
  focus(): void;
  focusRecord(): void;
}

type Recorded = (row: readonly string[], reading: string) => void;

export function experiment(exercise: LabExercise, host: Host, recorded: Recorded): Experiment {
  const { model, picture: draw } = laboratoryOf(exercise);
  const controls = freeControls(exercise);
  const picture = draw();
  const moving = motion(picture);
  let settings: Settings = {};
  let begun = "";
  let stage: Stage | null = null;
  const turn = (control: Control) => (value: number) => {
    settings = { ...settings, [control.name]: value };
    refresh();
  };
  const knobs = controls.map((control) => ({
    control,
    ...knob(exercise, control, `${host.id}-${control.name}`, turn(control)),
  }));
  const head = h("strong", { class: "cw-lab-head" });
  const caption = h("figcaption", { class: "cw-note" });
  setAttribute(picture.element, "aria-hidden", "true");
  const figure = h("figure", { class: "cw-lab-figure" }, picture.element, caption);
  const record = h("button", { type: "button", class: "cw-button cw-primary" });
  const full = h("p", { class: "cw-note" });
  record.addEventListener("click", take);

  /** Take the next reading at these settings. A deleted one comes back as it was. */
  function take(): void {
    if (!stage || stage.isFull) return;
    const { look, given } = stage;
    const numbers = here(given).map(({ number }) => number);
    let number = 1;
    while (numbers.includes(number)) number += 1;
    const texts = readingTexts(exercise, look.variant.seed, given.predict, settings, number);
    const set = controls.map((each) => written(each, settings[each.name] ?? 0));
    const said = model.instruments.map((each, place) => {
      const value = read(each, texts[place] ?? "") ?? 0;
      const text = measured(exercise, each, value, look.language);
      return `${nameOf(exercise, each, look.language)} – ${text}`;
    });
    recorded([...set, String(number), ...texts], said.join("; "));
  }

  /** Return the recorded readings at the present settings, in their order. */
  function here({ rows }: Given): Row[] {
    const set = controls.map((each) => written(each, settings[each.name] ?? 0));
    return rows
      .filter((row) => set.every((text, place) => row[place] === text))
      .map((row) => ({
        settings,
        number: readNumber(row[set.length] ?? ""),
        readings: model.instruments.map(
          (each, place) => read(each, row[set.length + 1 + place] ?? "") ?? 0,
        ),
      }));
  }

  function scene({ look, given }: Stage): Scene {
    const taken = here(given).slice(-1)[0] ?? null;
    const { seed } = look.variant;
    return {
      settings,
      hidden: exercise.hidden ?? [],
      language: look.language,
      taken,
      noise: () => noise(model, seed, given.predict, settings, taken?.number ?? 0),
    };
  }

  function refresh(): void {
    if (!stage) return;
    const { look, isWaiting, isFull } = stage;
    const { language, locked } = look;
    const now = scene(stage);
    picture.update(now);
    write(caption, picture.describe(now));
    moving.update(language);
    for (const { control, update } of knobs) {
      update(settings[control.name] ?? 0, language, locked || isWaiting);
    }
    write(head, say("lab.experiment", language));
    write(record, nameOf(exercise, { name: "record" }, language));
    show(record, !locked);
    record.disabled = isWaiting;
    setAttribute(record, "aria-disabled", isFull ? "true" : null);
    write(full, say("lab.full", language, { count: exercise.most_rows ?? MOST_ROWS }));
    show(full, isFull && !locked);
  }

  function reset(): void {
    if (stage) settings = start(exercise, stage.look.variant);
    moving.stop();
    refresh();
  }

  return {
    element: h(
      "section",
      { class: "cw-lab-part cw-lab-bench" },
      head,
      figure,
      h(
        "div",
        { class: "cw-lab-board" },
        moving.element,
        ...knobs.map(({ element }) => element),
        record,
        full,
      ),
    ),
    reset,
    focus: () => knobs[0]?.element.querySelector<HTMLElement>("input, select")?.focus(),
    focusRecord: () => record.focus(),
    update(next) {
      stage = next;
      const { seed } = next.look.variant;
      if (seed !== begun) {
        begun = seed;
        reset();
      } else refresh();
    },
  };
}

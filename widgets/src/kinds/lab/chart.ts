/** The readings as points over one of the controls; the table says the same in numbers. */
import { h, put, setAttribute, show, write } from "../../dom";
import { formatNumber } from "../../text/number_format";
import { say } from "../../text/say";
import type { LabExercise } from "../../types.generated";
import type { Language } from "../../wire";
import type { Host } from "../base";
import { read, type Scale } from "./model";
import { freeControls, modelOf } from "./spec";
import { canvas, give, round, shape } from "./svg";
import { headOf, nameOf } from "./wording";

const [WIDTH, HEIGHT] = [400, 230];
const [LEFT, RIGHT, TOP, BOTTOM] = [48, 388, 26, 184];
/** Where marks stand on an axis: at most so many, at round numbers. */
const MARKS = 5;

type Rows = readonly (readonly string[])[];

export interface Chart {
  readonly element: HTMLElement;
  update(rows: Rows, language: Language): void;
}

export function chart(exercise: LabExercise, host: Host): Chart {
  const free = freeControls(exercise);
  const controls = free.filter(({ choices }) => !choices);
  const { instruments } = modelOf(exercise);
  const instrument = instruments[instruments.length - 1];
  const id = `${host.id}-over`;
  const label = h("label", { for: id, class: "cw-legend" });
  const select = h("select", { id, class: "cw-field cw-lab-list" });
  const over = h("div", { class: "cw-lab-over" }, label, select);
  const points = shape("g", { class: "cw-lab-point" });
  const marks = shape("g", { class: "cw-lab-tick" });
  const frame = shape("path", {
    class: "cw-lab-thin",
    d: `M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}`,
  });
  const up = shape("text", { class: "cw-lab-label", x: 8, y: 14 });
  const along = shape("text", {
    class: "cw-lab-label",
    ...{ x: RIGHT, y: HEIGHT - 10, "text-anchor": "end" },
  });
  const picture = canvas(WIDTH, HEIGHT, frame, marks, points, up, along);
  setAttribute(picture, "aria-hidden", "true");
  const element = h("div", { class: "cw-lab-chart" }, over, picture);
  let [last, said]: [Rows, Language] = [[], "en"];
  let worded = "";
  select.addEventListener("change", () => draw());

  function draw(): void {
    const control = controls[Number(select.value)] ?? controls[0];
    if (!control || !instrument) return;
    const column = (scale: Scale, place: number) =>
      last.map((row) => (read(scale, row[place] ?? "") ?? 0) / 10 ** (scale.decimals ?? 0));
    const xs = column(control, free.indexOf(control));
    const ys = column(instrument, free.length + instruments.length);
    const [wide, high] = [axis(xs), axis(ys)];
    const x = (value: number) => round(LEFT + ((RIGHT - LEFT) * value) / wide.end);
    const y = (value: number) => round(BOTTOM - ((BOTTOM - TOP) * value) / high.end);
    const dots = xs.map((value, place) =>
      shape("circle", { cx: x(value), cy: y(ys[place] ?? 0), r: 4.5 }),
    );
    points.replaceChildren(...dots);
    const text = (value: number) => formatNumber(value, said);
    marks.replaceChildren(
      ...wide.marks.map((at) =>
        shape("text", { x: x(at), y: BOTTOM + 16, "text-anchor": "middle" }, text(at)),
      ),
      ...high.marks.map((at) =>
        shape("text", { x: LEFT - 6, y: y(at) + 4, "text-anchor": "end" }, text(at)),
      ),
    );
    up.textContent = headOf(exercise, instrument, said);
    along.textContent = headOf(exercise, control, said);
  }

  return {
    element,
    update(rows, language) {
      [last, said] = [rows, language];
      show(element, rows.length > 1 && controls.length > 0 && !instrument?.choices);
      show(over, controls.length > 1);
      if (worded !== language) {
        const chosen = select.value || "0";
        write(label, say("lab.chart_over", language));
        const names = controls.map((each) => nameOf(exercise, each, language));
        put(select, ...names.map((name, place) => h("option", { value: place }, name)));
        select.value = chosen;
        worded = language;
      }
      give(picture, { "data-rows": rows.length });
      if (!element.hidden) draw();
    },
  };
}

/** Return an axis from zero to beyond the greatest value, with marks at round numbers. */
export function axis(values: readonly number[]): { end: number; marks: number[] } {
  const most = Math.max(...values, 0) || 1;
  const rough = most / MARKS;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5, 10].find((each) => each * unit >= rough) ?? 10);
  const count = Math.ceil((most * 1.02) / step);
  const marks = Array.from({ length: count + 1 }, (_, place) =>
    Number((place * step).toPrecision(6)),
  );
  return { end: count * step, marks };
}

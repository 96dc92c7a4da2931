/** The population above, the means of the samples below, on one axis. */

import { formatNumber } from "../../../text/number_format";
import { say } from "../../../text/say";
import type { Picture, Scene } from "../laboratory";
import { populationOf, sums } from "../sampling";
import { canvas, give, round, shape } from "../svg";

const [WIDTH, HEIGHT] = [400, 262];
const [LEFT, RIGHT, MOST] = [20, 384, 60];
const [TOP, MIDDLE, BOTTOM] = [24, 104, 232];
/** Minutes of one bar above, and of one below. */
const [WIDE, NARROW] = [4, 2];

const x = (minutes: number): number => LEFT + ((RIGHT - LEFT) * minutes) / MOST;

export function picture(): Picture {
  const above = shape("path", { class: "cw-lab-soft" });
  const below = shape("path", { class: "cw-lab-body" });
  const centre = shape("line", { class: "cw-lab-mark", y1: MIDDLE + 26, y2: BOTTOM });
  const spread = shape("path", { class: "cw-lab-mark" });
  const names = [TOP - 8, MIDDLE + 20].map((y) =>
    shape("text", { class: "cw-lab-label", x: LEFT, y }),
  );
  const axes = [MIDDLE, BOTTOM].map((y) =>
    shape("line", { class: "cw-lab-thin", x1: LEFT, x2: RIGHT, y1: y, y2: y }),
  );
  const ticks = [0, 10, 20, 30, 40, 50, 60].map((at) =>
    shape(
      "text",
      { class: "cw-lab-tick", x: x(at), y: BOTTOM + 16, "text-anchor": "middle" },
      `${at}`,
    ),
  );
  const unit = shape("text", {
    class: "cw-lab-tick",
    x: RIGHT,
    y: BOTTOM + 28,
    "text-anchor": "end",
  });
  const element = canvas(
    WIDTH,
    HEIGHT,
    above,
    below,
    ...axes,
    centre,
    spread,
    ...names,
    ...ticks,
    unit,
  );
  return {
    element,
    update(scene) {
      const { settings, language, taken } = scene;
      give(above, { d: bars(populationOf(settings), WIDE, MIDDLE, MIDDLE - TOP) });
      const means = meansOf(scene);
      give(below, { d: bars(means, NARROW, BOTTOM, BOTTOM - MIDDLE - 32) });
      const [mean = 0, deviation = 0] = (taken?.readings ?? []).map((each) => each / 100);
      const isShown = taken ? "inline" : "none";
      give(centre, { x1: x(mean), x2: x(mean), display: isShown });
      const [from, to] = [x(mean - deviation), x(mean + deviation)].map(round);
      give(spread, {
        d: `M${from} ${BOTTOM - 6}v6M${from} ${BOTTOM - 3}H${to}M${to} ${BOTTOM - 6}v6`,
        display: isShown,
      });
      for (const [place, name] of ["population_axis", "means_axis"].entries()) {
        const label = names[place];
        if (label) label.textContent = say(`lab_sampling.${name}`, language);
      }
      unit.textContent = say("lab.unit_min", language);
    },
    describe,
  };
}

/** Return the outline of a histogram that stands on `base`; the highest bar is `height`. */
function bars(values: readonly number[], width: number, base: number, height: number): string {
  const counts = new Array<number>(Math.ceil((MOST + 1) / width)).fill(0);
  for (const value of values) {
    const place = Math.min(counts.length - 1, Math.floor(value / width));
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  const size = x(width) - x(0) - 1;
  return counts
    .map((count, place) => {
      const high = round((height * count) / most);
      return count ? `M${round(x(place * width))} ${base}v${-high}h${round(size)}v${high}z` : "";
    })
    .join("");
}

function meansOf({ settings, taken, noise }: Scene): number[] {
  return taken ? sums(settings, noise()).map((sum) => sum / (settings.size ?? 1)) : [];
}

function describe(scene: Scene): string {
  const { settings, language, taken } = scene;
  const names = ["even", "bell", "skewed", "two_humps"];
  const population = say(`lab_sampling.${names[settings.population ?? 0]}`, language);
  if (!taken) return say("lab_sampling.state", language, { population });
  const means = meansOf(scene);
  const number = (value: number) => formatNumber(round(value), language);
  const [mean = 0, spread = 0] = taken.readings.map((each) => each / 100);
  return say("lab_sampling.state_drawn", language, {
    population,
    size: settings.size ?? 0,
    samples: settings.samples ?? 0,
    low: number(Math.min(...means)),
    high: number(Math.max(...means)),
    mean: number(mean),
    spread: number(spread),
  });
}

/** A lever on its axis, with weights that hang from numbered hooks. */
import { say } from "../../../text/say";
import type { Picture, Scene } from "../laboratory";
import { lever, moments } from "../lever";
import { canvas, give, round, shape } from "../svg";

const [WIDTH, HEIGHT] = [400, 250];
const [X, Y] = [WIDTH / 2, 92];
/** The picture's units between two hooks, and for the height of one piece of weight. */
const [HOOK, PIECE] = [17.5, 9];
const HOOKS = 10;
const STEEPEST = 11;
const SIDES = ["left", "right", "second"] as const;

export function picture(): Picture {
  const marks = Array.from({ length: HOOKS }, (_, at) => [at + 1, -at - 1]).flat();
  const beam = shape(
    "g",
    { class: "cw-lab-moving" },
    shape("rect", { class: "cw-lab-wood", x: -190, y: -6, width: 380, height: 12, rx: 6 }),
    ...marks.map((at) => shape("circle", { class: "cw-lab-hook", cx: at * HOOK, cy: 0, r: 2.5 })),
    ...marks.map((at) =>
      shape(
        "text",
        { class: "cw-lab-tick", x: at * HOOK, y: -12, "text-anchor": "middle" },
        String(Math.abs(at)),
      ),
    ),
  );
  const loads = SIDES.map(() => shape("g", { class: "cw-lab-moving" }));
  const stand = shape("path", {
    class: "cw-lab-stand",
    d: `M${X - 7} ${Y}L${X - 26} ${HEIGHT - 14}H${X + 26}L${X + 7} ${Y}Z`,
  });
  const ground = shape("rect", {
    class: "cw-lab-metal",
    ...{ x: 110, y: HEIGHT - 16, width: 180, height: 8, rx: 4 },
  });
  const axis = shape("circle", { class: "cw-lab-metal", cx: X, cy: Y, r: 7 });
  const element = canvas(WIDTH, HEIGHT, ground, stand, ...loads, beam, axis);
  return {
    element,
    update({ settings, hidden }) {
      const [left, right] = moments(settings);
      const tilt = Math.max(-STEEPEST, Math.min(STEEPEST, (right - left) * 1.5));
      const turn = (tilt * Math.PI) / 180;
      give(beam, { style: `transform:translate(${X}px,${Y}px) rotate(${tilt}deg)` });
      for (const [place, side] of SIDES.entries()) {
        const load = loads[place];
        if (!load) continue;
        const mass = settings[`${side}_mass`] ?? 0;
        const far = (settings[`${side}_place`] ?? 0) * HOOK * (side === "left" ? -1 : 1);
        const isBelow = side === "second" && settings.second_place === settings.right_place;
        const lower = isBelow ? (settings.right_mass ?? 0) * PIECE + 22 : 0;
        const [x, y] = [X + far * Math.cos(turn), Y + far * Math.sin(turn) + lower];
        give(load, { style: `transform:translate(${round(x)}px,${round(y)}px)` });
        load.replaceChildren(...(mass ? weight(mass, hidden.includes(`${side}_mass`)) : []));
      }
    },
    describe,
  };
}

/** Pieces on a thread, with their number; an unknown weight is a bag. */
function weight(mass: number, isHidden: boolean): SVGElement[] {
  const thread = shape("line", { class: "cw-lab-line", x1: 0, y1: 0, x2: 0, y2: 14 });
  const number = (y: number, text: string) =>
    shape("text", { class: "cw-lab-label", x: 0, y, "text-anchor": "middle" }, text);
  if (isHidden) {
    const bag = "M-6 14C-24 30 -24 58 0 58C24 58 24 30 6 14Z";
    return [thread, shape("path", { class: "cw-lab-body", d: bag }), mark()];
  }
  const pieces = Array.from({ length: mass }, (_, at) =>
    shape("rect", {
      class: "cw-lab-body",
      ...{ x: -11, y: 14 + at * PIECE, width: 22, height: PIECE - 1.5, rx: 2.5 },
    }),
  );
  return [thread, ...pieces, number(14 + mass * PIECE + 14, String(mass))];
}

const mark = (): SVGElement =>
  shape("text", { class: "cw-lab-inside", x: 0, y: 46, "text-anchor": "middle" }, "?");

function describe({ settings, hidden, language }: Scene): string {
  const text = (name: string) =>
    hidden.includes(name) ? say("lab_lever.unknown", language) : String(settings[name] ?? 0);
  const [reading = 0] = lever.measure(settings, undefined as never);
  const balance = say(`lab_lever.${["left", "level", "right"][reading]}`, language);
  const names = ["left_mass", "left_place", "right_mass", "right_place"];
  const parameters = Object.fromEntries(names.map((name) => [name, text(name)]));
  const first = say("lab_lever.state", language, { ...parameters, balance });
  if (!settings.second_mass) return first;
  const [second_mass, second_place] = [text("second_mass"), text("second_place")];
  return `${first} ${say("lab_lever.state_second", language, { second_mass, second_place })}`;
}

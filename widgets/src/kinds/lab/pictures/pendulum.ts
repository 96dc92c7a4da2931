/** A pendulum on its hook, its swing, and the stopwatch. */
import { say } from "../../../text/say";
import type { Language } from "../../../wire";
import type { Picture, Scene } from "../laboratory";
import { type Settings, write } from "../model";
import { pendulum, swing } from "../pendulum";
import { canvas, give, round, shape } from "../svg";

const [WIDTH, HEIGHT] = [400, 268];
const [X, Y] = [WIDTH / 2, 30];
/** The picture's units for a metre, and for the hook above it. */
const [METRE, HOOK] = [96, 16];
const FINEST = 1 / 240;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export function picture(): Picture {
  const path = shape("path", { class: "cw-lab-trace" });
  const angle = shape("path", { class: "cw-lab-thin" });
  const plumb = shape("line", { class: "cw-lab-trace", x1: X, y1: Y, x2: X });
  const string = shape("line", { class: "cw-lab-line", x1: 0, y1: 0, x2: 0 });
  const bob = shape("circle", { class: "cw-lab-body", cx: 0 });
  const shine = shape("circle", { class: "cw-lab-shine" });
  const arm = shape("g", {}, string, bob, shine);
  const shadow = shape("ellipse", { class: "cw-lab-shadow", cy: HEIGHT - 6, ry: 4 });
  const long = shape("text", { class: "cw-lab-label" });
  const wide = shape("text", { class: "cw-lab-label", x: X, "text-anchor": "middle" });
  const clock = watch();
  const beam = shape("rect", { class: "cw-lab-wood", x: 90, y: 8, width: 220, height: 14, rx: 4 });
  const pin = shape("circle", { class: "cw-lab-metal", cx: X, cy: Y - 4, r: 5 });
  const element = canvas(
    WIDTH,
    HEIGHT,
    ...[shadow, beam, plumb, path, angle, arm, pin, long, wide, clock.element],
  );
  let settings: Settings = {};
  let state: readonly [number, number] = [0, 0];
  let shown = "";

  function place(): void {
    const length = HOOK + (METRE * (settings.length ?? 0)) / 100;
    give(arm, { transform: `translate(${X} ${Y}) rotate(${round((-state[0] * 180) / Math.PI)})` });
    give(shadow, { cx: X + length * Math.sin(state[0]) });
  }

  return {
    element,
    update(scene) {
      clock.update(scene);
      const showing = JSON.stringify([scene.settings, scene.language]);
      if (showing === shown) return;
      shown = showing;
      settings = scene.settings;
      const start = radians(settings.amplitude ?? 0);
      state = [start, 0];
      const length = HOOK + (METRE * (settings.length ?? 0)) / 100;
      const radius = 3 + 1.4 * Math.cbrt(settings.mass ?? 0);
      const at = (turn: number, far: number) =>
        `${round(X + far * Math.sin(turn))} ${round(Y + far * Math.cos(turn))}`;
      give(plumb, { y2: Y + length });
      give(string, { y2: length });
      give(bob, { cy: length, r: radius });
      give(shine, { cx: -radius / 3, cy: length - radius / 3, r: radius / 4 });
      give(shadow, { rx: radius });
      give(path, { d: `M${at(-start, length)}A${length} ${length} 0 0 0 ${at(start, length)}` });
      const near = Math.min(34, length * 0.6);
      give(angle, { d: `M${at(0, near)}A${near} ${near} 0 0 0 ${at(start, near)}` });
      const texts = words(scene);
      const out = Math.max(length / 2, 46);
      give(long, { x: X + out * Math.sin(start) + 14, y: Y + out * Math.cos(start) });
      long.textContent = texts.length;
      give(wide, { y: Y + length + radius + 16 });
      wide.textContent = texts.amplitude;
      place();
    },
    describe: ({ settings: now, hidden, language }) =>
      say("lab_pendulum.state", language, textsOf(now, hidden, language)),
    advance(seconds) {
      for (let left = seconds; left > 0; left -= FINEST) {
        state = swing(settings, state, Math.min(left, FINEST));
      }
      place();
    },
  };
}

function words({ settings, language, hidden }: Scene) {
  const texts = textsOf(settings, hidden, language);
  return {
    length: `${texts.length} ${say("lab.unit_m", language)}`,
    amplitude: `${texts.amplitude}°`,
  };
}

function textsOf(
  settings: Settings,
  hidden: readonly string[],
  language: Language,
): Record<"length" | "amplitude" | "mass" | "swings", string> {
  const text = (name: string) => {
    const control = pendulum.controls.find((each) => each.name === name) ?? { name };
    if (hidden.includes(name)) return "?";
    const plain = write(control, settings[name] ?? 0);
    return language === "en" ? plain : plain.replace(".", ",");
  };
  return {
    length: text("length"),
    amplitude: text("amplitude"),
    mass: text("mass"),
    swings: text("swings"),
  };
}

/** The stopwatch: what it showed at the newest reading at these settings. */
function watch() {
  const face = shape("text", { class: "cw-lab-digits", x: 336, y: 62, "text-anchor": "middle" });
  const times = shape("text", { class: "cw-lab-label", x: 336, y: 84, "text-anchor": "middle" });
  const element = shape(
    "g",
    {},
    shape("rect", { class: "cw-lab-metal", x: 328, y: 32, width: 16, height: 8, rx: 2 }),
    shape("rect", { class: "cw-lab-panel", x: 288, y: 38, width: 96, height: 54, rx: 10 }),
    face,
    times,
  );
  return {
    element,
    update({ taken, settings, language }: Scene) {
      const time = ((taken?.readings[0] ?? 0) / 100).toFixed(2);
      const shown = taken ? (language === "en" ? time : time.replace(".", ",")) : "–";
      face.textContent = `${shown} ${say("lab.unit_s", language)}`;
      times.textContent = `× ${settings.swings ?? 0}`;
    },
  };
}

/** A vector or matrix to fill in: an input for each entry, and buttons where its size is free. */
import { h, put, setAttribute, show, write } from "../../dom";
import { say } from "../../text/say";
import type { NumberExercise, NumberKey } from "../../types.generated";
import { isReal, readReal } from "../../units/reals";
import type { Language, Value } from "../../wire";
import type { Face, Host, Look } from "../base";
import { type Judged, numberInput, showVerdict, verdictPlace } from "./fields";
import { entryVerdict, extentOf, MOST, rowsOf, type Size, sizeOf, textsOf } from "./grids";
import { authors } from "./lists";

interface Cell {
  readonly input: HTMLInputElement;
  readonly verdict: HTMLElement;
}

export function gridFace(exercise: NumberExercise, host: Host): Face {
  const fixed = sizeOf(exercise);
  const legend = h("legend", { class: "cw-legend" });
  const frame = h("div", { class: "cw-quantities-grid" });
  const suffix = h("span", { class: "cw-suffix" });
  const status = h("p", { class: "cw-note", role: "status" });
  const cells = new Map<string, Cell>();
  let size: Size = fixed ?? (exercise.shape === "vector" ? [2, 1] : [2, 2]);

  const value = (): Value => {
    const texts = [...cells].map(([place, { input }]) => [place, input.value] as const);
    return texts.some(([, text]) => text.trim()) ? Object.fromEntries(texts) : null;
  };
  const build = () => {
    const before = new Map([...cells].map(([place, { input }]) => [place, input.value]));
    cells.clear();
    frame.style.setProperty("--cw-columns", String(size[1]));
    put(frame);
    for (let row = 1; row <= size[0]; row += 1) {
      for (let column = 1; column <= size[1]; column += 1) {
        const place = `${row},${column}`;
        const input = numberInput(host, `${host.id}-${row}-${column}`);
        input.value = before.get(place) ?? "";
        input.addEventListener("input", () => host.edit(value(), false));
        input.addEventListener("change", () => host.edit(value(), true));
        const verdict = verdictPlace(input.id);
        cells.set(place, { input, verdict });
        frame.append(h("span", { class: "cw-quantities-cell" }, input, verdict));
      }
    }
  };
  const resize = (rows: number, columns: number) => {
    size = [rows, columns];
    build();
    host.edit(value(), true);
  };
  const buttons = fixed ? [] : sizeButtons(exercise, () => size, resize);
  build();

  return {
    element: h(
      "fieldset",
      {
        class: "cw-fieldset cw-echoing",
        "aria-describedby": `${host.id}-question ${host.id}-help`,
      },
      legend,
      h("div", { class: "cw-line" }, frame, suffix),
      fixed
        ? null
        : h(
            "div",
            { class: "cw-actions cw-quantities-sizes" },
            ...buttons.map(({ button }) => button),
          ),
      fixed ? null : status,
    ),
    focus: () => frame.querySelector("input")?.focus(),
    update(look) {
      const { language } = look;
      const texts = textsOf(look.value);
      if (!fixed && texts?.size) {
        const extent = extentOf(texts.keys());
        if (extent[0] !== size[0] || extent[1] !== size[1]) {
          size = extent;
          build();
        }
      }
      write(legend, say("widget.your_answer", language));
      put(suffix, host.line(exercise.suffix ?? ""));
      const judged = verdicts(exercise, look);
      for (const [place, { input, verdict }] of cells) {
        const [row = "", column = ""] = place.split(",");
        const text = String(texts?.get(place) ?? "");
        if (input.value !== text && (texts || value() !== null)) input.value = text;
        input.readOnly = look.locked;
        setAttribute(input, "aria-label", say("quantities.entry", language, { row, column }));
        const isUnreadable = !!look.complaint && !!text.trim() && !isReal(readReal(text));
        setAttribute(input, "aria-invalid", isUnreadable ? "true" : null);
        showVerdict(input, verdict, judged(place, text), language, true);
      }
      for (const { button, name, isOff } of buttons) {
        write(button, say(name, language));
        button.disabled = look.locked || isOff();
      }
      write(status, sizeText(size, language));
      show(status, !fixed);
    },
  };
}

const sizeText = ([rows, columns]: Size, language: Language): string =>
  say("quantities.size_now", language, { rows, columns });

interface SizeButton {
  readonly button: HTMLButtonElement;
  readonly name: string;
  isOff(): boolean;
}

function sizeButtons(
  { shape }: NumberExercise,
  size: () => Size,
  resize: (rows: number, columns: number) => void,
): SizeButton[] {
  const made = (name: string, rows: number, columns: number): SizeButton => {
    const button = h("button", { type: "button", class: "cw-button cw-small" });
    const next = (): Size => [size()[0] + rows, size()[1] + columns];
    button.addEventListener("click", () => resize(...next()));
    return { button, name, isOff: () => next().some((side) => side < 1 || side > MOST) };
  };
  const ofRows = [made("quantities.add_row", 1, 0), made("quantities.remove_row", -1, 0)];
  if (shape === "vector") return ofRows;
  return [...ofRows, made("quantities.add_column", 0, 1), made("quantities.remove_column", 0, -1)];
}

/** Return the verdict on each entry, as far as the key is here and the answer has been marked. */
function verdicts(
  exercise: NumberExercise,
  { key, result, variant, value }: Look,
): (place: string, text: string) => Judged {
  if (!key || !result || exercise.graded || result.score === null || !textsOf(value)) {
    return () => "";
  }
  const rows = rowsOf((key as NumberKey).answer, authors(variant));
  return (place, text) => {
    const [row = 1, column = 1] = place.split(",").map(Number);
    const target = rows[row - 1]?.[column - 1];
    const real = text.trim() ? readReal(text) : null;
    if (!target || !real || !isReal(real)) return "wrong";
    const { credit } = entryVerdict(key as NumberKey, target, real);
    return credit.above === 0n ? "wrong" : credit.above === credit.below ? "right" : "partly";
  };
}

/** Several labelled inputs, one to a line, each with its verdict. */
import { h, put, setAttribute, write } from "../../dom";
import { say } from "../../text/say";
import type { NumberExercise, NumberKey, NumberPart } from "../../types.generated";
import { isMisread } from "../../verdict";
import type { Value } from "../../wire";
import type { Face, Host, Look } from "../base";
import { type Judged, numberInput, showVerdict, verdictPlace } from "./fields";
import { parts as kind, readPart, standingsOf } from "./parts";

export function partsFace(exercise: NumberExercise, host: Host): Face {
  const legend = h("legend", { class: "cw-legend" });
  const rows = (exercise.parts ?? []).map((part, place) => partRow(host, part, place + 1));
  const value = (): Value => {
    const texts = rows.map(({ part, input }) => [part.id, input.value] as const);
    const given = texts.filter(([, text]) => text.trim());
    return given.length ? Object.fromEntries(given) : null;
  };
  for (const { input } of rows) {
    input.addEventListener("input", () => host.edit(value(), false));
    input.addEventListener("change", () => host.edit(value(), true));
  }
  return {
    element: h(
      "fieldset",
      {
        class: "cw-fieldset cw-echoing",
        "aria-describedby": `${host.id}-question ${host.id}-help`,
      },
      legend,
      ...rows.map(({ element }) => element),
    ),
    focus: () => rows[0]?.input.focus(),
    update(look) {
      write(legend, say("widget.your_answer", look.language));
      const texts = new Map<string, unknown>(
        look.value !== null && typeof look.value === "object" ? Object.entries(look.value) : [],
      );
      const judged = verdicts(exercise, look);
      for (const row of rows) {
        const text = String(texts.get(row.part.id) ?? "");
        if (row.input.value !== text && (text || row.input.value.trim())) row.input.value = text;
        row.input.readOnly = look.locked;
        row.update(host);
        const isUnreadable = !!look.complaint && isMisread(readPart(row.part, text));
        setAttribute(row.input, "aria-invalid", isUnreadable ? "true" : null);
        showVerdict(row.input, row.verdict, judged(row.part.id), look.language);
      }
    },
  };
}

interface Row {
  readonly part: NumberPart;
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly verdict: HTMLElement;
  update(host: Host): void;
}

function partRow(host: Host, part: NumberPart, number: number): Row {
  const input = numberInput(host, `${host.id}-part-${number}`);
  input.dataset.size = "short";
  const label = h("label", { for: input.id });
  const suffix = h("span", { class: "cw-suffix" });
  const verdict = verdictPlace(input.id);
  return {
    part,
    input,
    verdict,
    element: h(
      "div",
      { class: "cw-quantities-part" },
      label,
      h("span", { class: "cw-line" }, input, suffix, verdict),
    ),
    update() {
      put(label, `${number}) `, host.line(part.text ?? ""));
      put(suffix, host.line(part.suffix ?? ""));
    },
  };
}

/** Return the verdict on each part, as far as the key is here and the answer has been marked. */
function verdicts(exercise: NumberExercise, look: Look): (id: string) => Judged {
  const { key, result, variant, value } = look;
  const answer = key && result && result.score !== null ? kind.parse(exercise, value) : null;
  if (!answer || isMisread(answer)) return () => "";
  const standings = standingsOf(exercise, key as NumberKey, variant, answer);
  if (isMisread(standings)) return () => "";
  const states = new Map(
    standings.map(({ verdict: { credit } }, place) => [
      exercise.parts?.[place]?.id,
      credit.above === 0n ? "wrong" : credit.above === credit.below ? "right" : "partly",
    ]),
  );
  return (id) => (states.get(id) ?? "") as Judged;
}

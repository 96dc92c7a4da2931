/** A text with gaps on the page: fields, lists and slots where its marks stand. */
import { h, icon, put, setAttribute, show, write } from "../../dom";
import { say } from "../../text/say";
import type { ClozeExercise, ClozeKey } from "../../types.generated";
import { isMisread } from "../../verdict";
import type { Texts, Value } from "../../wire";
import type { Face, Host, Look } from "../base";
import { bankOf } from "./bank";
import { MARK } from "./body";
import { type Control, fieldControl, listControl, slotControl } from "./controls";
import { accepted, gapsOf, markGap, optionsOf, parse } from "./marking";
import { focusIn, replaceMarks } from "./marks";

/** Words before and after a gap by which it is called. */
const AROUND = 4;

/** What never begins a line. */
const PUNCTUATION = /^[.,;:!?…)\]»”"]+/u;

interface Gap {
  readonly name: string;
  readonly number: number;
  readonly control: Control;
  readonly element: HTMLElement;
  /** What stands around it. */
  around: string;
  judge(look: Look, verdict: string, answer: string): void;
}

export function gapFace(exercise: ClozeExercise, host: Host): Face {
  const legend = h("div", { class: "cw-legend", id: `${host.id}-legend` });
  const text = h("div", { class: "cw-cloze-text" });
  const element = h("div", {
    class: "cw-cloze",
    role: "group",
    "aria-labelledby": `${host.id}-legend`,
    "aria-describedby": `${host.id}-question ${host.id}-help`,
  });
  let look: Look | null = null;
  let written = "";

  const given = (): Record<string, string> => table(look?.value ?? null);
  function edit(change: Readonly<Record<string, string>>, settled: boolean): void {
    const merged = { ...given(), ...change };
    const kept = gapsOf(exercise).flatMap(([name]) =>
      merged[name] ? [[name, merged[name] ?? ""] as const] : [],
    );
    host.edit(kept.length ? Object.fromEntries(kept) : null, settled);
  }
  const bank = bankOf(exercise, host, {
    given,
    edit: (change) => edit(change, true),
    isLocked: () => look?.locked ?? true,
    gaps: () => slots,
  });
  const gaps = gapsOf(exercise).map(([name, gap], place): Gap => {
    const change = (value: string, settled: boolean) => edit({ [name]: value }, settled);
    const kind = gap.kind ?? "text";
    const control =
      kind === "bank"
        ? slotControl(() => bank.tapGap(name))
        : kind === "dropdown"
          ? listControl(optionsOf(exercise, gap), change)
          : fieldControl(gap.width ?? "medium", kind, change);
    return gapOf(name, place + 1, control);
  });
  const slots = new Map(
    gaps.flatMap((gap) => (exercise.gaps?.[gap.name]?.kind === "bank" ? [[gap.name, gap]] : [])),
  );
  put(element, legend, bank.element, text);
  bank.watch(element);

  function rewrite(now: Look): void {
    const at = focusIn(text);
    put(text, host.line(exercise.body));
    const content = text.textContent;
    for (const mark of content.matchAll(MARK)) {
      const gap = gaps.find(({ name }) => name === mark[1]);
      if (gap) gap.around = around(content, mark.index ?? 0, mark[0].length);
    }
    const byName = new Map(gaps.map((gap) => [gap.name, gap.element]));
    replaceMarks(text, (id) => byName.get(id) ?? null);
    for (const gap of byName.values()) hold(gap);
    for (const { name, control } of gaps) {
      const options = optionsOf(exercise, exercise.gaps?.[name] ?? {});
      const order = now.variant.order.filter((id) => id.startsWith(`${name}:`));
      const ids = order.length
        ? order.map((id) => id.slice(name.length + 1))
        : options.map(({ id }) => id);
      control.offer?.(ids.map((id) => [id, host.words(textOf(options, id))]));
    }
    if (at && at !== focusIn(text)) (at as HTMLElement).focus();
  }

  return {
    element,
    focus: () => (gaps.find(({ name }) => !given()[name]) ?? gaps[0])?.control.input.focus(),
    update(now) {
      look = now;
      write(legend, say("cloze.legend_gaps", now.language));
      const writing = JSON.stringify([now.language, now.variant.seed]);
      if (writing !== written) rewrite(now);
      written = writing;
      bank.update(now);
      const typed = given();
      for (const gap of gaps) {
        const value = typed[gap.name] ?? "";
        gap.control.show(value, slots.has(gap.name) ? bank.wordOf(value) : "", now.locked);
        gap.judge(now, verdictOn(exercise, now, gap.name), answerTo(exercise, host, now, gap.name));
      }
    },
  };
}

const textOf = (options: readonly { id: string; text: Texts }[], wanted: string): Texts =>
  options.find(({ id }) => id === wanted)?.text ?? "";

/** Return what is given as a table of texts. */
export function table(value: Value): Record<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, String(item ?? "")]),
  );
}

/** Keep the punctuation behind a gap on the gap's line. */
function hold(gap: HTMLElement): void {
  const next = gap.nextSibling;
  const mark = next instanceof Text ? PUNCTUATION.exec(next.data)?.[0] : undefined;
  if (!mark || !(next instanceof Text)) return;
  next.deleteData(0, mark.length);
  const held = h("span", { class: "cw-cloze-held" });
  gap.replaceWith(held);
  held.append(gap, mark);
}

/** Return the words before and after a place, with a line for each gap among them. */
function around(content: string, place: number, length: number): string {
  const plain = (part: string) =>
    part
      .replace(MARK, (_, __, word?: string) => word ?? "…")
      .split(/\s+/)
      .filter(Boolean);
  const [start, end] = [content.slice(0, place), content.slice(place + length)];
  const before = plain(start).slice(-AROUND).join(" ");
  const after = plain(end).slice(0, AROUND).join(" ");
  return `${before}${/\s$/.test(start) ? " " : ""}___${/^\s/.test(end) ? " " : ""}${after}`;
}

function gapOf(name: string, number: number, control: Control): Gap {
  const judged = h("span", { class: "cw-cloze-verdict" });
  const right = h("span", { class: "cw-cloze-right" });
  const label = h("span", { class: "cw-cloze-number", "aria-hidden": "true" }, String(number));
  const element = h("span", { class: "cw-cloze-gap" }, label, control.element, judged, right);
  return {
    name,
    number,
    control,
    element,
    around: "",
    judge({ language }, verdict, answer) {
      const words = verdict && say(`widget.${verdict}`, language);
      const called = say("cloze.name", language, { gap: number, around: this.around });
      const inside = control.said?.(say("cloze.empty", language));
      setAttribute(
        control.input,
        "aria-label",
        [called, inside, words, answer].filter(Boolean).join(", "),
      );
      control.input.dataset.verdict = verdict;
      show(judged, !!verdict);
      const sign = verdict === "right" ? "check" : verdict === "wrong" ? "cross" : "partly";
      put(judged, verdict ? icon(sign) : null);
      show(right, !!answer);
      write(right, answer);
    },
  };
}

/** Judge what stands in a gap; an empty one only where the answers may be shown. */
function verdictOn(exercise: ClozeExercise, look: Look, name: string): string {
  if (!look.result || !look.key) return "";
  const answer = parse(exercise, look.value);
  if (answer === null || isMisread(answer) || answer instanceof Set) return "";
  const isEmpty = !(answer as ReadonlyMap<string, unknown>).has(name);
  if (isEmpty) return look.revealed ? "wrong" : "";
  const verdict = markGap(exercise, look.key as ClozeKey, look.variant, name, answer as never);
  if (isMisread(verdict)) return "";
  const { above, below } = verdict.credit;
  return above === below ? "right" : above ? "partly" : "wrong";
}

/** Return the right answer to a gap that is not right, once it may be shown. */
function answerTo(exercise: ClozeExercise, host: Host, look: Look, name: string): string {
  if (!look.revealed || !look.key) return "";
  if (verdictOn(exercise, look, name) === "right") return "";
  const [wanted = ""] = accepted(look.key as ClozeKey, name);
  const gap = exercise.gaps?.[name] ?? {};
  const options = optionsOf(exercise, gap);
  if (typeof wanted === "number") return String(wanted);
  const form = host.words(wanted);
  const chosen = options.find(({ id }) => id === form);
  return chosen ? host.words(chosen.text) : form;
}

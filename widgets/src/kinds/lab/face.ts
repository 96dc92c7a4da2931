/** The laboratory on the page: predict, experiment, conclude. */
import { h, show, write } from "../../dom";
import { say } from "../../text/say";
import type { LabExercise } from "../../types.generated";
import type { Face, Host, Look } from "../base";
import { type Given, givenOf, packed } from "./answer";
import { chart } from "./chart";
import { conclusion } from "./conclusion";
import { experiment } from "./experiment";
import { prediction } from "./prediction";
import { MOST_ROWS } from "./spec";
import { csv, download, table } from "./table";

export function face(exercise: LabExercise, host: Host): Face {
  let given: Given = givenOf(null);
  let look: Look | null = null;
  const change = (news: Partial<Given>, settled: boolean) =>
    host.edit(packed(exercise, { ...given, ...news }), settled);
  const tell = (text: string) => write(news, text);
  const predicting = exercise.predict
    ? prediction(exercise.predict, host, (predict) => {
        change({ predict }, true);
        trying.focus();
      })
    : null;
  const trying = experiment(exercise, host, (row, reading) => {
    const number = given.rows.length + 1;
    change({ rows: [...given.rows, row] }, true);
    tell(say("lab.recorded", language(), { number, reading }));
  });
  const readings = table(exercise, (place) => {
    change({ rows: given.rows.filter((_, each) => each !== place) }, true);
    tell(say("lab.deleted", language(), { number: place + 1 }));
    trying.focusRecord();
  });
  const graph = chart(exercise, host);
  const asking = conclusion(exercise, host, change);
  const news = h("p", { class: "cw-note cw-lab-news", role: "status" });
  const tools = toolbar({
    save: () => download(`${exercise.lab}.csv`, csv(exercise, given.rows, language())),
    erase() {
      change({ rows: [], predict: "" }, true);
      trying.reset();
      tell(say("lab.erased", language()));
    },
  });
  const language = () => look?.language ?? "en";
  const element = h(
    "div",
    { class: "cw-lab", "data-lab": exercise.lab },
    predicting?.element,
    trying.element,
    news,
    readings.element,
    graph.element,
    tools.element,
    asking.element,
  );
  let drawn = "";
  return {
    element,
    focus() {
      if (predicting && !given.predict) predicting.focus();
      else trying.focus();
    },
    update(next) {
      look = next;
      given = givenOf(next.value);
      if (next.variant.seed !== drawn) tell("");
      drawn = next.variant.seed;
      predicting?.update(given.predict, next.language, next.locked);
      const isWaiting = predicting !== null && !given.predict;
      const isFull = given.rows.length >= (exercise.most_rows ?? MOST_ROWS);
      trying.update({ look: next, given, isWaiting, isFull });
      readings.update(given.rows, next.language, next.locked);
      graph.update(given.rows, next.language);
      tools.update(next, given);
      asking.update(given, next.language, next.locked);
    },
  };
}

interface Deeds {
  save(): void;
  erase(): void;
}

/** Save the table, start over; the latter asks once more, since a slip would cost an hour. */
function toolbar({ save, erase }: Deeds) {
  const [saving, erasing, yes, no] = [save, () => ask(true), sure, () => ask(false)].map((deed) => {
    const button = h("button", { type: "button", class: "cw-button cw-small" });
    button.addEventListener("click", deed);
    return button;
  }) as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement, HTMLButtonElement];
  const question = h("span", { class: "cw-note" });
  const asking = h("div", { class: "cw-lab-sure", role: "group" }, question, yes, no);
  const plain = h("div", { class: "cw-lab-plain" }, saving, erasing);
  show(asking, false);
  function ask(isAsking: boolean): void {
    show(plain, !isAsking);
    show(asking, isAsking);
    (isAsking ? no : erasing).focus();
  }
  function sure(): void {
    ask(false);
    erase();
  }
  return {
    element: h("div", { class: "cw-lab-tools" }, plain, asking),
    update({ language, locked }: Look, { rows, predict }: Given) {
      show(saving, rows.length > 0);
      show(erasing, (rows.length > 0 || predict !== "") && !locked);
      write(saving, say("lab.export", language));
      write(erasing, say("lab.reset", language));
      write(question, say("lab.reset_sure", language));
      write(yes, say("lab.reset_yes", language));
      write(no, say("lab.reset_no", language));
    },
  };
}

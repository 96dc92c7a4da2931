import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { essays } from "../demo/essays";
import { model } from "../demo/kernels";
import { render } from "../src/index";
import { countWords } from "../src/kinds/essay/words";
import type { Message, Value } from "../src/wire";

it("counts words in any script", () => {
  const counts = {
    "": 0,
    " - — … ": 0,
    "Oʻzbekiston o'qituvchisi": 2,
    "well-known 3,5 1.000": 3,
    "я – ты": 2,
    学校に: 3,
    "e\u0301te\u0301": 1,
    "x'": 1,
    "𝓐𝓑 😀": 1,
  };
  for (const [text, count] of Object.entries(counts))
    expect([text, countWords(text)]).toEqual([text, count]);
});

describe("on the page", () => {
  let place: HTMLElement;
  let sent: () => readonly Value[];

  async function open(name: string, traits = {}): Promise<HTMLTextAreaElement> {
    const definition = essays[name];
    if (!definition) throw new Error(name);
    const page = model({ ...definition, language: "en" }, "good", { language: "en", ...traits });
    const send = vi.spyOn(page, "send");
    sent = () =>
      send.mock.calls
        .map(([message]) => message as Message)
        .filter((message) => message.type === "commit")
        .map(({ response }) => response.value);
    place = document.createElement("div");
    document.body.replaceChildren(place);
    await render({ model: page, el: place });
    const field = place.querySelector("textarea");
    if (!field) throw new Error("no field");
    return field;
  }

  function type(field: HTMLTextAreaElement, text: string, settled = true): void {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (settled) field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const text = (selector: string) => place.querySelector(selector)?.textContent;
  const button = (name: string) =>
    Array.from(place.querySelectorAll("button")).find((each) => each.textContent === name);

  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("counts while one types, and says so only after a pause", async () => {
    const field = await open("essay");
    const spoken = () => text(".cw-essay-counter [role=status]");
    type(field, "one two", false);
    expect(text(".cw-essay-count")).toBe("2 words");
    expect(spoken()).toBe("");
    expect(sent()).toEqual([]);
    vi.advanceTimersByTime(3999);
    type(field, "one two three", false);
    vi.advanceTimersByTime(3999);
    expect([spoken(), sent()]).toEqual(["", []]);
    vi.advanceTimersByTime(1);
    expect([spoken(), sent()]).toEqual(["3 words", ["one two three"]]);
  });

  it("says what length is asked for, and when it is reached", async () => {
    const field = await open("gradedEssay");
    const length = () => place.querySelector<HTMLElement>(".cw-essay-counter")?.dataset.length;
    expect(text(".cw-essay-counter")).toContain("From 40 to 120 words");
    for (const [count, said] of [
      [39, "short"],
      [40, "enough"],
      [120, "enough"],
      [121, "over"],
    ] as const) {
      type(field, "word ".repeat(count));
      expect(length()).toBe(said);
    }
  });

  it("keeps the drafts of a sitting, and gives one back without losing the present text", async () => {
    const field = await open("gradedEssay");
    type(field, "first <b>draft</b>");
    type(field, "second draft");
    expect(text(".cw-essay-earlier summary")).toBe("Earlier drafts: 1");
    expect(text(".cw-essay-draft")).toBe("first <b>draft</b>");
    button("Go back to draft 1")?.click();
    expect(field.value).toBe("first <b>draft</b>");
    expect(document.activeElement).toBe(field);
    expect(sent()).toEqual(["first <b>draft</b>", "second draft", "first <b>draft</b>"]);
    expect(text(".cw-essay-draft")).toBe("second draft");
    expect(place.querySelector("b")).toBeNull();
  });

  it("shows the rubric before, and an example only to who asked in practice", async () => {
    const field = await open("essay");
    expect(text(".cw-essay-rubric")).toContain("a clear idea, a convincing argument");
    const example = place.querySelector<HTMLElement>(".cw-essay .cw-explanation");
    type(field, "My text.");
    expect(example?.hidden).toBe(true);
    button("Check")?.click();
    expect(example?.hidden).toBe(false);
    expect(text(".cw-result")).toContain("Not marked yet");
    expect(place.querySelector<HTMLElement>(".cw-state")?.dataset.phase).not.toBe("marked");
    type(field, "My longer text.");
    expect(example?.hidden).toBe(true);
  });

  it("restores a text, and closes it when it can be changed no more", async () => {
    const response = {
      value: "old",
      at: "2026-01-01T08:00:00Z",
      variant: 1,
      attempt: 1,
      confidence: null,
    };
    const field = await open("gradedEssay", {
      response,
      status: { state: "saved" },
      read_only: true,
    });
    expect([field.value, field.readOnly]).toEqual(["old", true]);
  });
});

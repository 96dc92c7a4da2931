import { describe, expect, it, vi } from "vitest";
import { model } from "../demo/kernels";
import { labs } from "../demo/labs";
import { render } from "../src/index";
import { axis } from "../src/kinds/lab/chart";
import { lever, moments } from "../src/kinds/lab/lever";
import { type Control, type Model, read, take, valuesOf, write } from "../src/kinds/lab/model";
import { energy, pendulum, period, swing } from "../src/kinds/lab/pendulum";
import { populationOf, sampling } from "../src/kinds/lab/sampling";
import { csv } from "../src/kinds/lab/table";
import type { PageModel } from "../src/static";
import type { LabExercise } from "../src/types.generated";
import type { Message, Value } from "../src/wire";

interface Given {
  readonly rows: readonly (readonly string[])[];
  readonly predict: string;
}

const usual = ({ controls }: Model) =>
  Object.fromEntries(controls.map(({ name, usual = 0 }) => [name, usual]));

describe("simulations", () => {
  it("writes and reads every value of every control", () => {
    for (const { controls } of [lever, pendulum, sampling]) {
      for (const control of controls) {
        for (const value of valuesOf(control))
          expect(read(control, write(control, value))).toBe(value);
      }
    }
    const time: Control = { name: "time", decimals: 2 };
    for (const text of ["1.5", "01.50", "-0.00", " 1.50", "1,50", "1e2", ""]) {
      expect(read(time, text)).toBeNull();
    }
  });

  it("keeps the energy of a swing, and its period", () => {
    const settings = { ...usual(pendulum), amplitude: 60, length: 100 };
    const start = (60 * Math.PI) / 180;
    const whole = energy(settings, start, 0);
    let state: readonly [number, number] = [start, 0];
    let turns = 0;
    let time = 0;
    for (; turns < 2; time += 1 / 2000) {
      const before = state[1];
      state = swing(settings, state, 1 / 2000);
      expect(Math.abs(energy(settings, ...state) / whole - 1)).toBeLessThan(1e-4);
      if (before * state[1] < 0) turns += 1;
    }
    expect(time).toBeCloseTo(Number(period(settings)) / 1e6, 2);
  });

  it("turns a lever to the side of the greater moment", () => {
    for (let place = 1; place <= 10; place += 1) {
      const settings = { ...usual(lever), right_place: place };
      const [left, right] = moments(settings);
      expect(lever.measure(settings, undefined as never)).toEqual([1 + Math.sign(right - left)]);
    }
  });

  it("draws from the population: the means spread as its deviation over the root of n", () => {
    for (const population of [0, 1, 2, 3]) {
      const values = populationOf({ population });
      const mean = values.reduce((sum, each) => sum + each, 0) / 256;
      const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 256;
      const settings = { population, size: 25, samples: 100 };
      const [found = 0, spread = 0] = take(sampling, "ab", "", settings, 1).map(
        (each) => each / 100,
      );
      const error = Math.sqrt(variance / 25);
      expect(Math.abs(found - mean)).toBeLessThan(error / 2);
      expect(spread / error).toBeGreaterThan(0.75);
      expect(spread / error).toBeLessThan(1.25);
    }
  });

  it("gives the same reading again, and another one under another prediction", () => {
    const settings = usual(pendulum);
    const many = (prediction: string) =>
      Array.from({ length: 9 }, (_, place) =>
        take(pendulum, "00", prediction, settings, place + 1),
      );
    expect(many("a")).toEqual(many("a"));
    expect(many("a")).not.toEqual(many("b"));
    expect(new Set(many("a").flat()).size).toBeGreaterThan(3);
  });
});

describe("on the page", () => {
  let place: HTMLElement;
  let page: PageModel;
  /** The values that were saved, the newest at the end. */
  let sent: () => readonly Value[];

  async function open(name: string, traits = {}): Promise<void> {
    const definition = labs[name];
    if (!definition) throw new Error(name);
    page = model({ ...definition, language: "en" }, "good", { language: "en", ...traits });
    const send = vi.spyOn(page, "send");
    sent = () =>
      send.mock.calls
        .map(([message]) => message as Message)
        .filter((message) => message.type === "commit")
        .map(({ response }) => response.value);
    place = document.createElement("div");
    document.body.replaceChildren(place);
    await render({ model: page, el: place });
  }

  const all = <Kind extends HTMLElement>(selector: string) =>
    Array.from(place.querySelectorAll<Kind>(selector));
  const button = (name: string | RegExp): HTMLButtonElement => {
    const found = all<HTMLButtonElement>("button").find((each) => {
      const text = each.getAttribute("aria-label") ?? each.textContent ?? "";
      return typeof name === "string" ? text === name : name.test(text);
    });
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  const change = (input: HTMLInputElement | HTMLSelectElement, value: string, type = "change") => {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    if (type === "change") input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const rows = () => all("tbody tr").map((row) => row.textContent?.replace("×", ""));
  const given = () => (sent().slice(-1)[0] ?? null) as Given | null;
  const said = () => place.querySelector(".cw-lab-news")?.textContent;

  it("waits for a prediction, fixes it, and starts over only when asked twice", async () => {
    await open("pendulum");
    const record = button(/Measure/);
    expect(record.disabled).toBe(true);
    expect(all<HTMLInputElement>("input[type=range]").every(({ disabled }) => disabled)).toBe(true);
    const [, double] = all<HTMLInputElement>(".cw-lab input[type=radio]");
    double?.click();
    button(/Fix/).click();
    expect(given()).toEqual({ rows: [], predict: "double", fields: [], explain: "" });
    expect(
      all<HTMLInputElement>(".cw-lab input[type=radio]").every(({ disabled }) => disabled),
    ).toBe(true);
    record.click();
    expect(given()?.rows).toHaveLength(1);
    button("Start over").click();
    expect(document.activeElement).toBe(button("No, keep it"));
    button("No, keep it").click();
    expect(given()?.rows).toHaveLength(1);
    button("Start over").click();
    button("Yes, start over").click();
    expect(given()).toBeNull();
    expect(double?.checked).toBe(false);
    expect(double?.disabled).toBe(false);
  });

  it("saves every reading, and brings a deleted one back as it was", async () => {
    await open("sampling");
    const record = button(/Draw/);
    record.click();
    record.click();
    expect(given()?.rows.map((row) => row[2])).toEqual(["1", "2"]);
    const [first] = given()?.rows ?? [];
    expect(said()).toMatch(/^Reading 2 recorded: Mean of the means – /);
    button("Delete reading 1").click();
    expect(rows()).toHaveLength(1);
    expect(said()).toBe("Reading 1 deleted.");
    record.click();
    expect(given()?.rows[1]).toEqual(first);
    await vi.waitFor(() => expect(page.get("status").state).toBe("saved"));
    expect(place.querySelector(".cw-result")?.hasAttribute("hidden")).toBe(true);
  });

  it("says in words what the picture shows, and follows the controls", async () => {
    await open("lever");
    const caption = () => place.querySelector("figcaption")?.textContent ?? "";
    all<HTMLInputElement>(".cw-lab input[type=radio]")[0]?.click();
    button(/Fix/).click();
    const before = caption();
    const [mass] = all<HTMLInputElement>("input[type=range]");
    if (mass) change(mass, "9", "input");
    expect(caption()).toContain("weight: 9");
    expect(caption()).not.toBe(before);
    expect(mass?.getAttribute("aria-valuetext")).toBe("9");
    button("Weight on the right: +1").click();
    button("Weight on the right: +1").click();
    expect(mass?.value).toBe("10");
    expect(button("Weight on the right: +1").getAttribute("aria-disabled")).toBe("true");
    expect(place.querySelector("svg.cw-lab-picture")?.getAttribute("aria-hidden")).toBe("true");
  });

  it("judges when that is asked, and not while the table grows", async () => {
    await open("lever");
    all<HTMLInputElement>(".cw-lab input[type=radio]")[2]?.click();
    button(/Fix/).click();
    button(/Record/).click();
    const result = place.querySelector<HTMLElement>(".cw-result");
    expect(result?.hidden).toBe(true);
    button("Check").click();
    expect(result?.dataset.verdict).toBe("partly");
    expect(result?.textContent).toContain("Goals of the experiment reached: 1 of 3.");
    button(/Record/).click();
    expect(result?.hidden).toBe(true);
  });

  it("tells how a number was understood, and keeps what cannot be read", async () => {
    await open("pendulum");
    const [g] = all<HTMLInputElement>("input[type=text]");
    if (!g) throw new Error("no field");
    change(g, "9,8 m");
    expect(g.getAttribute("aria-invalid")).toBe("true");
    expect(place.querySelector(".cw-lab-help")?.textContent).toContain("9,8");
    expect(given()).toMatchObject({ fields: [["g", "9,8 m"]] });
    change(g, "9,8");
    expect(place.querySelector(".cw-lab-help")?.textContent).toBe("Understood: 9.8");
  });

  it("restores everything, and shows what it cannot make sense of", async () => {
    const value = {
      rows: [["0.50", "10", "100", "1", "14.20"], ["?"]],
      predict: "four",
      fields: [["g", "9.8"]],
      explain: "<b>why</b>",
    };
    const response = {
      value,
      at: "2026-01-01T08:00:00Z",
      variant: 1,
      attempt: 1,
      confidence: null,
    };
    await open("pendulum", { response, status: { state: "saved" } });
    expect(rows()).toHaveLength(2);
    expect(all<HTMLTextAreaElement>("textarea")[0]?.value).toBe("<b>why</b>");
    expect(all<HTMLInputElement>(".cw-lab input[type=radio]")[2]?.checked).toBe(true);
    expect(place.querySelector("b")).toBeNull();
  });

  it("is closed when it can be changed no more", async () => {
    await open("sampling", { read_only: true });
    const knobs = all<HTMLInputElement>(".cw-lab-turn *, .cw-lab-knob select, .cw-lab-field input");
    expect(knobs.map(({ disabled }) => disabled)).not.toContain(false);
    expect(all(".cw-lab-board .cw-primary")[0]?.hidden).toBe(true);
  });

  it("moves only when it is told to, and in steps where little motion is wanted", async () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    await open("pendulum");
    const bob = () => place.querySelector("svg g")?.getAttribute("transform");
    const before = bob();
    expect(button("Show the motion").hidden).toBe(true);
    button("One step").click();
    expect(bob()).not.toBe(before);
  });
});

describe("the table as a file", () => {
  const exercise = labs.pendulum?.exercise as LabExercise;
  const lines = [["0.50", "10", "100", "1", "14.20"]];

  it("is what the reader's own spreadsheet opens", () => {
    expect(csv(exercise, lines, "en")).toBe(
      '\ufeff"Length of the string, m","Angle of release, °","Mass of the bob, g","Repeat","Time, s"\r\n"0.50","10","100","1","14.20"\r\n',
    );
    expect(csv(exercise, lines, "ru")).toContain('"0,50";"10";"100";"1";"14,20"');
  });
});

it("puts marks at round numbers", () => {
  expect(axis([0.3, 1.95])).toEqual({ end: 2, marks: [0, 0.5, 1, 1.5, 2] });
  expect(axis([]).marks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1, 1.2]);
});

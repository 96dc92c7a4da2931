// @vitest-environment node

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redraw } from "../src/drawing";
import {
  attemptsLeft,
  createStore,
  type Event,
  type Heard,
  isDirty,
  isLocked,
  isRevealed,
  type Phase,
  phaseOf,
  resultOf,
  type State,
} from "../src/store";
import type { ChoiceExercise, NumberExercise } from "../src/types.generated";

const number: NumberExercise = { kind: "number", id: "l/n", hints: ["one", "two"] };
const choice: ChoiceExercise = {
  kind: "choice",
  id: "l/c",
  options: [
    { id: "a", text: "A" },
    { id: "b", text: "B" },
  ],
};

function heard(more: Partial<Heard> = {}): Heard {
  const exercise = more.exercise ?? number;
  return {
    exercise,
    key: { answer: 4 },
    variant: redraw(exercise, "00"),
    language: "uz",
    languages: ["uz", "ru", "en"],
    response: null,
    mark: null,
    hints: 0,
    readOnly: false,
    ...more,
  };
}

const stamp = (token: string) => ({ token, at: "2026-01-01T00:00:00Z", front_end: "test" });
const submitted = (token = "t1"): Event => ({ type: "submitted", stamp: stamp(token) });
const edited = (value: State["value"]): Event => ({ type: "edited", value });
const saved = (token: string): Event => ({ type: "status", status: { state: "saved", token } });

function play(more: Partial<Heard>, ...events: Event[]) {
  const store = createStore(heard(more));
  const phases: Phase[] = [phaseOf(store.state)];
  for (const event of events) {
    store.dispatch(event);
    phases.push(phaseOf(store.state));
  }
  return { state: store.state, phases, store };
}

describe("the phases", () => {
  it("goes from empty to marked in practice", () => {
    const { phases, state } = play({}, edited("4"), submitted(), saved("t1"));
    expect(phases).toEqual(["empty", "unsaved", "saving", "marked"]);
    expect(resultOf(state)?.state).toBe("right");
  });

  it("goes from empty to saved where it counts, and shows no verdict", () => {
    const more = { exercise: { ...number, graded: true }, key: null };
    const { phases, state } = play(more, edited("4"), submitted(), saved("t1"));
    expect(phases).toEqual(["empty", "unsaved", "saving", "saved"]);
    expect(resultOf(state)).toBeNull();
  });

  it("marks practice at once, before anything is saved", () => {
    const { state } = play({}, edited("5"), submitted());
    expect(resultOf(state)?.state).toBe("wrong");
    expect(state.response).toBeNull();
  });

  it("is saved by the kernel's word for this very commit alone", () => {
    const { phases } = play({}, edited("4"), submitted("t2"), saved("t1"), saved("t2"));
    expect(phases.slice(2)).toEqual(["saving", "saving", "marked"]);
  });

  it("says why it is not saved, and may be sent again", () => {
    const full: Event = {
      type: "status",
      status: { state: "unsaved", reason: "disk_full", token: "t1" },
    };
    const { phases, state } = play({}, edited("4"), submitted(), full, { type: "resend" });
    expect(phases.slice(2)).toEqual(["saving", "unsaved", "saving"]);
    expect(state.sends).toBe(2);
  });

  it("does not keep sending what is refused for good", () => {
    const refused: Event = {
      type: "status",
      status: { state: "unsaved", reason: "attempts", token: "t1" },
    };
    const { state } = play({}, edited("4"), submitted(), refused);
    expect([state.pending, state.refusal]).toEqual([null, "attempts"]);
  });

  it("is disconnected after silence, and saved when the word comes late", () => {
    const silence: Event = { type: "silence", token: "t1" };
    const { phases } = play({}, edited("4"), submitted(), silence, saved("t1"));
    expect(phases.slice(3)).toEqual(["disconnected", "marked"]);
  });

  it("takes no notice of silence about an older commit", () => {
    const { phases } = play({}, edited("4"), submitted("t2"), { type: "silence", token: "t1" });
    expect(phases.at(-1)).toBe("saving");
  });
});

describe("attempts", () => {
  const limited = { exercise: { ...number, attempts: 2 } };

  it("are spent by answers that can be read, and by no others", () => {
    const { state } = play(limited, edited("four"), submitted());
    expect(state.complaint).toMatchObject({ key: "number.not_a_number" });
    expect([state.pending, attemptsLeft(state)]).toEqual([null, 2]);
  });

  it("are not spent by giving the same answer again", () => {
    const { state } = play(limited, edited("5"), submitted("t1"), saved("t1"), submitted("t2"));
    expect(attemptsLeft(state)).toBe(1);
  });

  it("lock the exercise when none is left, and open the explanation", () => {
    const { state } = play(
      limited,
      edited("5"),
      submitted("t1"),
      saved("t1"),
      edited("6"),
      submitted("t2"),
    );
    expect([isLocked(state), isRevealed(state)]).toEqual([true, true]);
    const after = play({ ...limited, response: state.pending }, edited("4")).state;
    expect(after.value).toBe("6");
  });

  it("do not count revisions of what is saved by itself", () => {
    const more = { exercise: { ...number, graded: true }, key: null };
    const { state } = play(
      more,
      edited("5"),
      submitted("t1"),
      saved("t1"),
      edited("6"),
      submitted("t2"),
    );
    expect(state.pending?.attempt).toBe(1);
  });

  it("asks for an answer first", () => {
    const { state } = play({ exercise: choice, key: { answer: "a" } }, submitted());
    expect(state.complaint).toEqual({ key: "widget.answer_first" });
  });

  it("saves that a graded answer was taken away", () => {
    const more = { exercise: { ...number, graded: true }, key: null };
    const { state } = play(
      more,
      edited("5"),
      submitted("t1"),
      saved("t1"),
      edited(""),
      submitted("t2"),
    );
    expect(state.pending?.value).toBe("");
  });
});

describe("what the kernel says", () => {
  const response = { value: "7", at: "2026-01-01T00:00:00Z", variant: 1, attempt: 1 };

  it("is shown where nothing is being written", () => {
    const { state } = play({}, { type: "heard", news: { response } });
    expect(state.value).toBe("7");
  });

  it("never goes over what is being written", () => {
    const { state } = play({}, edited("4"), { type: "heard", news: { response } });
    expect(state.value).toBe("4");
    expect(isDirty(state)).toBe(true);
  });

  it("is put aside if it answers another variant", () => {
    const { state } = play({ response: { ...response, variant: 2 } });
    expect([state.value, phaseOf(state)]).toEqual([null, "empty"]);
  });

  it("begins anew with another variant", () => {
    const next = { ...redraw(number, "01", 2) };
    const { state } = play(
      { response },
      { type: "another" },
      { type: "heard", news: { variant: next, response: null } },
    );
    expect([state.value, state.awaited, phaseOf(state)]).toEqual([null, null, "empty"]);
  });

  it("is not called saved before the kernel says so", () => {
    const { phases } = play(
      { response },
      { type: "status", status: { state: "saving" } },
      { type: "status", status: { state: "saved" } },
    );
    expect(phases).toEqual(["saving", "saving", "marked"]);
  });

  it("gives way to an answer from another tab that was saved later", () => {
    const later = { ...response, value: "8", at: "2026-01-02T00:00:00Z" };
    const { state, phases } = play(
      {},
      edited("4"),
      submitted("t1"),
      { type: "status", status: { state: "saving", token: "t1", sequence: 1 } },
      { type: "heard", news: { response: later } },
      { type: "status", status: { state: "saved", token: "other", sequence: 2 } },
    );
    expect([state.value, state.pending, phases.at(-1)]).toEqual(["8", null, "marked"]);
  });

  it("does not send an old answer over a newer one", () => {
    const later = { ...response, value: "8", at: "2026-01-02T00:00:00Z" };
    const { state } = play(
      {},
      edited("4"),
      submitted("t1"),
      { type: "silence", token: "t1" },
      { type: "heard", news: { response: later } },
      { type: "resend" },
    );
    expect([state.value, state.pending, state.sends]).toEqual(["8", null, 1]);
  });

  it("marks with the kernel's mark where there is no key", () => {
    const mark = { state: "partly" as const, score: 1, out_of: 2, feedback: ["<p>so</p>"] };
    const { state } = play(
      { key: null, response, mark },
      { type: "status", status: { state: "saved" } },
    );
    expect(phaseOf(state)).toBe("marked");
    expect(resultOf(state)?.feedback).toEqual([{ text: "<p>so</p>", isHtml: true }]);
  });
});

it("marks in the language of the reader", () => {
  const { store } = play({}, edited("5"), submitted());
  const before = resultOf(store.state)?.feedback[0]?.text;
  store.dispatch({ type: "language", language: "ru" });
  expect(resultOf(store.state)?.feedback[0]?.text).not.toBe(before);
});

it("climbs the ladder of hints to its end", () => {
  const { state } = play({}, { type: "hint" }, { type: "hint" }, { type: "hint" });
  expect(state.hints).toBe(2);
});

it("whatever happens, says saved only of what the kernel acknowledged", () => {
  const token = fc.constantFrom("t1", "t2", "t3");
  const event: fc.Arbitrary<Event> = fc.oneof(
    fc.constantFrom("4", "5", "x", "").map(edited),
    token.map(submitted),
    token.map(saved),
    token.map((name): Event => ({ type: "silence", token: name })),
    token.map(
      (name): Event => ({
        type: "status",
        status: { state: "unsaved", reason: "io", token: name },
      }),
    ),
    fc.constantFrom<Event>({ type: "resend" }, { type: "settled" }, { type: "hint" }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const store = createStore(heard());
      const acknowledged = new Set<string>();
      for (const each of events) {
        const pending = store.state.pending;
        if (
          each.type === "status" &&
          each.status.state === "saved" &&
          pending?.token === each.status.token
        ) {
          acknowledged.add(JSON.stringify(pending?.value));
        }
        store.dispatch(each);
        if (["saved", "marked"].includes(phaseOf(store.state))) {
          expect(acknowledged).toContain(JSON.stringify(store.state.response?.value));
          expect(isDirty(store.state)).toBe(false);
        }
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

// @vitest-environment node

import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { drawer } from "../src/database";
import { redraw } from "../src/drawing";
import { openOutbox } from "../src/outbox";
import { createStore, phaseOf, type Store } from "../src/store";
import { connect, hear, type Surroundings } from "../src/sync";
import { toWire } from "../src/variants";
import type { Value } from "../src/wire";
import { exercise, Kernel } from "./kernel";

let outbox = openOutbox();
let boxes = 0;

beforeEach(() => {
  boxes += 1;
  outbox = openOutbox(drawer(`outbox-${boxes}`));
});

interface Scene {
  readonly kernel: Kernel;
  readonly store: Store;
  readonly stop: () => void;
  /** Let the patience of whoever waits run out. */
  expire(): void;
  online(): void;
  give(value: Value, token?: string): void;
}

let tokens = 0;

function open(kernel = new Kernel(), isLive = true): Scene {
  const store = createStore(hear(kernel));
  const waiting = new Set<() => void>();
  const onlookers = new Set<() => void>();
  const world: Surroundings = {
    patience: 1,
    outbox,
    wait(_, then) {
      waiting.add(then);
      return () => waiting.delete(then);
    },
    onOnline(then) {
      onlookers.add(then);
      return () => onlookers.delete(then);
    },
    isLive: () => isLive,
  };
  const stop = connect(kernel, store, world);
  const expire = () => {
    const due = [...waiting];
    waiting.clear();
    for (const then of due) then();
  };
  return {
    kernel,
    store,
    stop,
    expire,
    online: () => {
      for (const then of onlookers) then();
    },
    give(value, token) {
      tokens += 1;
      store.dispatch({ type: "edited", value });
      store.dispatch({
        type: "submitted",
        stamp: {
          token: token ?? `t${tokens}`,
          at: new Date(tokens * 1000).toISOString(),
          front_end: "test",
        },
      });
    },
  };
}

const kept = (kernel: Kernel) => outbox.get(`${exercise.id}|${kernel.get("variant").seed}`);

describe("a commit", () => {
  it("is one message, and saved when the kernel names its token", async () => {
    const { kernel, store, give } = open();
    give("4", "mine");
    expect(kernel.heard).toEqual([
      {
        type: "commit",
        response: {
          value: "4",
          confidence: null,
          attempt: 1,
          variant: 1,
          token: "mine",
          at: expect.stringMatching(/^1970/),
          front_end: "test",
        },
      },
    ]);
    kernel.answer("saving");
    expect(phaseOf(store.state)).toBe("saving");
    kernel.answer("saved");
    expect(phaseOf(store.state)).toBe("marked");
    await vi.waitFor(async () => expect(await kept(kernel)).toBeNull());
  });

  it("is kept on the device until then", async () => {
    const { kernel, store, give, expire } = open();
    give("4");
    await vi.waitFor(() => expect(store.state.kept).toBe(true));
    expire();
    expect(phaseOf(store.state)).toBe("disconnected");
    expect((await kept(kernel))?.value).toBe("4");
  });

  it("is not called kept where the device cannot keep it", async () => {
    const refuse = () => Promise.reject(new Error("full"));
    outbox = openOutbox({ put: refuse, get: refuse, remove: refuse });
    const { store, give, expire } = open();
    give("4");
    expire();
    await Promise.resolve();
    expect([phaseOf(store.state), store.state.kept]).toEqual(["disconnected", false]);
  });

  it("is disconnected at once where the line is dead, and sent when it is back", () => {
    const { kernel, store, give, online } = open();
    kernel.isDead = true;
    give("4");
    expect(phaseOf(store.state)).toBe("disconnected");
    kernel.isDead = false;
    online();
    expect(kernel.commits.map(({ value }) => value)).toEqual(["4"]);
    kernel.answer("saved");
    expect(phaseOf(store.state)).toBe("marked");
  });

  it("is sent again when the kernel says anything after a silence", () => {
    const { kernel, give, expire } = open();
    give("4");
    expire();
    kernel.change({ hints_shown: 1 });
    expect(kernel.commits).toHaveLength(2);
    expect(new Set(kernel.commits.map(({ token }) => token)).size).toBe(1);
  });
});

describe("an exercise that is opened again", () => {
  it("sends what no kernel acknowledged", async () => {
    const first = open();
    first.give("4", "lost");
    await vi.waitFor(() => expect(first.store.state.kept).toBe(true));
    first.stop();
    const { kernel, store } = open();
    await vi.waitFor(() => expect(kernel.commits.map(({ token }) => token)).toEqual(["lost"]));
    expect([store.state.value, phaseOf(store.state)]).toEqual(["4", "saving"]);
    kernel.answer("saved");
    await vi.waitFor(async () => expect(await kept(kernel)).toBeNull());
  });

  it("sends nothing that the kernel has, or has something newer than", async () => {
    const first = open();
    first.give("4", "old");
    await vi.waitFor(() => expect(first.store.state.kept).toBe(true));
    const response = { value: "5", at: "2026-01-01T00:00:00Z", variant: 1, attempt: 2 };
    const second = open(new Kernel({ response, status: { state: "saved" } }));
    await vi.waitFor(async () => expect(await kept(second.kernel)).toBeNull());
    expect(second.kernel.commits).toEqual([]);
    expect(second.store.state.value).toBe("5");
  });

  it("never sends another learner's answer", async () => {
    const first = open();
    first.give("4");
    await vi.waitFor(() => expect(first.store.state.kept).toBe(true));
    const other = new Kernel({ variant: toWire(redraw(exercise, "00aa")) });
    open(other);
    // The outbox answers in order: once this is read, so was what `open` asked for.
    expect(await kept(other)).toBeNull();
    expect((await kept(first.kernel))?.value).toBe("4");
    expect(other.commits).toEqual([]);
  });
});

describe("the rest of the wire", () => {
  it("tells of hints, languages and further variants", () => {
    const { kernel, store } = open();
    store.dispatch({ type: "hint" });
    store.dispatch({ type: "language", language: "ru" });
    store.dispatch({ type: "another" });
    expect(kernel.heard).toEqual([
      { type: "hint", shown: 1 },
      { type: "language", language: "ru" },
      { type: "variant", number: 2 },
    ]);
    kernel.change({ variant: toWire(redraw(exercise, "01", 2)) });
    expect(store.state.variant.number).toBe(2);
  });

  it("does not tell the kernel what the kernel said", () => {
    const { kernel } = open();
    kernel.change({ language: "ru", hints_shown: 1 });
    expect(kernel.heard).toEqual([]);
  });

  it("waits for a variant only so long", () => {
    const { store, expire } = open();
    store.dispatch({ type: "another" });
    expire();
    expect(phaseOf(store.state)).toBe("disconnected");
  });

  it("sees a kernel go", () => {
    const { kernel, store, expire } = open(new Kernel(), false);
    kernel.trigger("comm_live_update");
    expire();
    expect(phaseOf(store.state)).toBe("disconnected");
  });

  it("leaves nothing behind", () => {
    const { kernel, stop } = open();
    expect(kernel.listening).toBeGreaterThan(0);
    stop();
    expect(kernel.listening).toBe(0);
  });
});

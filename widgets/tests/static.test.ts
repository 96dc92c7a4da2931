// @vitest-environment node

import "fake-indexeddb/auto";
import { expect, it, vi } from "vitest";
import { drawer } from "../src/database";
import { type Definition, pageModel } from "../src/static";
import type { Commit } from "../src/wire";

const definition: Definition = {
  exercise: { kind: "number", id: "l/n", variables: { a: { integer: [1, 1000] as never } } },
  key: { answer: "a" },
  language: "uz",
  languages: ["uz", "ru"],
  seed: "course",
};
const commit: Commit = {
  value: "5",
  confidence: null,
  attempt: 1,
  variant: 1,
  at: "2026-01-01T00:00:00Z",
  front_end: "page",
  token: "t",
};

it("keeps answers and hints from visit to visit, without a kernel", async () => {
  const kept = drawer("visits");
  const first = await pageModel(definition, kept);
  first.send({ type: "commit", response: commit });
  await vi.waitFor(() => expect(first.get("status")).toMatchObject({ state: "saved", token: "t" }));
  first.send({ type: "hint", shown: 1 });
  await vi.waitFor(async () => {
    const second = await pageModel(definition, kept);
    expect(second.get("response")?.value).toBe("5");
    expect(second.get("hints_shown")).toBe(1);
    expect(second.get("status").state).toBe("saved");
    expect(second.get("variant")).toEqual(first.get("variant"));
  });
});

it("draws another variant, and forgets the answer to the one before", async () => {
  const model = await pageModel(definition, drawer("draws"));
  const before = model.get("variant");
  model.send({ type: "variant", number: 2 });
  expect(model.get("variant").seed).not.toBe(before.seed);
  expect([model.get("response"), model.get("status").state]).toEqual([null, "empty"]);
});

it("says that an answer could not be kept", async () => {
  const full = () => Promise.reject(new Error("full"));
  const model = await pageModel(definition, { put: full, get: full, remove: full });
  model.send({ type: "commit", response: commit });
  await vi.waitFor(() =>
    expect(model.get("status")).toEqual({ state: "unsaved", reason: "io", token: "t" }),
  );
});

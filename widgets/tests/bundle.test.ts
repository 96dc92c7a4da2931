// @vitest-environment node

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const STATIC = new URL("../../courseware/static/", import.meta.url);
/** Bytes of gzip that a learner's first exercise costs: 30 kB, a school's line for two seconds. */
const BUDGET = 30_000;

/** Read what `npm run build` made. */
const built = (name: string) => readFileSync(new URL(name, STATIC));

describe("the bundle", () => {
  it("keeps to its budget", () => {
    expect(gzipSync(built("widget.js"), { level: 9 }).length).toBeLessThanOrEqual(BUDGET);
  });

  it("is loaded by something that each exercise can carry", () => {
    expect(built("loader.js").length).toBeLessThanOrEqual(600);
  });

  it("makes no code out of text and asks nobody for anything", () => {
    const code = built("widget.js").toString();
    expect(code).not.toMatch(/\beval\(|\bnew Function\b|\bfetch\(|XMLHttpRequest|\bimport\(/);
    expect(code.match(/https?:\/\/[^"'`)\s]+/g)).toEqual([
      expect.stringMatching(/w3\.org/),
      expect.stringMatching(/w3\.org/),
    ]);
  });
});

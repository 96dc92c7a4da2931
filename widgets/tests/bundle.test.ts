// @vitest-environment node

import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Exercise } from "../src/wire";

const STATIC = new URL("../../courseware/static/", import.meta.url);
/** Bytes of gzip that a learner's first exercise costs: 30 kB, a school's line for two seconds. */
const BUDGET = 30_000;

/** Read what `npm run build` made. */
const built = (name: string) => readFileSync(new URL(name, STATIC));
const FILES = { withFileTypes: true } as const;
const bring = (name: string): Promise<typeof import("../src/index")> =>
  import(/* @vite-ignore */ new URL(name, STATIC).href);

describe("the bundle", () => {
  it("keeps to its budget, with the sentences of any one language", () => {
    const bytes = (name: string) => gzipSync(built(name), { level: 9 }).length;
    const sentences = ["uz", "ru", "en"].map((language) => bytes(`chunks/${language}.js`));
    expect(bytes("widget.js") + Math.max(...sentences)).toBeLessThanOrEqual(BUDGET);
  });

  it("is whole with its chunks: each is built, and finds what it shares with the first load", async () => {
    const sources = readdirSync(new URL("../src/chunks/", import.meta.url));
    const wanted = sources.filter((file) => /^[^.]+\.ts$/.test(file));
    const chunks = readdirSync(new URL("chunks/", STATIC)).sort();
    expect(chunks).toEqual(wanted.map((file) => file.replace(/ts$/, "js")).sort());
    const bundle = await bring("widget.js");
    await bundle.load(chunks, (name) => bring(`chunks/${name}`));
    for (const kind of readdirSync(new URL("../src/kinds/", import.meta.url), FILES)) {
      if (!kind.isFile() || /^(base|index)\.|css$/.test(kind.name)) continue;
      const name = kind.name.replace(/\.ts$/, "") as Exercise["kind"];
      expect(bundle.kindOf({ kind: name } as Exercise).face).toBeTypeOf("function");
    }
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

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.ts"],
    // What a page would load on first use is there from the start.
    setupFiles: ["demo/chunks.ts"],
    // Two cores are shared with the Python rings.
    maxWorkers: 2,
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
    allowOnly: false,
    passWithNoTests: false,
  },
});

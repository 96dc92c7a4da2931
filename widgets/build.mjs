// Builds courseware/static/widget.js: one ES module with everything in it, for Jupyter and for
// static pages alike. `--watch` rebuilds on every change; `--meta` says what weighs what; `--demo`
// builds the page of demo/ into dist/demo/ instead, for any static server.
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { analyzeMetafile, build, context, transform } from "esbuild";

const watch = process.argv.includes("--watch");
const meta = process.argv.includes("--meta");
const demo = process.argv.includes("--demo");

/** A style sheet imported by a module is a string in it, minified: nothing else is fetched. */
const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { code } = await transform(source, { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const options = {
  absWorkingDir: import.meta.dirname,
  entryPoints: demo
    ? { demo: "demo/demo.ts" }
    : { widget: "src/index.ts", loader: "src/loader.ts" },
  outdir: demo ? "dist/demo" : "../courseware/static",
  bundle: true,
  format: "esm",
  target: "es2020",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  loader: { ".svg": "text" },
  plugins: [styles],
  metafile: meta,
  logLevel: "info",
};

if (demo) {
  await mkdir(new URL("dist/demo/", import.meta.url), { recursive: true });
  const page = new URL("demo/index.html", import.meta.url);
  await copyFile(page, new URL("dist/demo/index.html", import.meta.url));
}

if (watch) {
  const running = await context(options);
  await running.watch();
} else {
  try {
    const result = await build(options);
    if (result.metafile) {
      console.log(await analyzeMetafile(result.metafile));
    }
  } catch {
    process.exitCode = 1; // esbuild has already said what and where
  }
}

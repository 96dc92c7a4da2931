// Builds courseware/static/widget.js: one ES module with everything in it, for Jupyter and for
// static pages alike. `--watch` rebuilds on every change; `--meta` says what weighs what; `--demo`
// builds the page of demo/ into dist/demo/ instead, for any static server.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { analyzeMetafile, build, context, transform } from "esbuild";
import { minify } from "terser";

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

/** Terser takes another kilobyte off: a phone at 128 kbit/s is glad of every one. */
const squeeze = {
  name: "squeeze",
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false;
    onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code } = await minify(text, {
          module: true,
          ecma: 2020,
          compress: { passes: 3, unsafe_arrows: true },
          format: { comments: false },
        });
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, code);
      }
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
  plugins: watch ? [styles] : [styles, squeeze],
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

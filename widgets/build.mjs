// Builds courseware/static/: widget.js, the first load as one ES module, for Jupyter and for static
// pages alike; chunks/*.js, what is loaded on first use; loader.js, what each exercise carries.
// `--watch` builds again after every change; `--meta` says what weighs what; `--demo` builds the
// page of demo/ into dist/demo/ instead, for any static server.
import { copyFile, mkdir, readdir, readFile, rename, rm, watch, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { analyzeMetafile, build, transform } from "esbuild";
import { minify } from "terser";

const home = import.meta.dirname;
const source = join(home, "src");
const target = join(home, "../courseware/static");
const flags = new Set(process.argv.slice(2));

/** @type {import("esbuild").BuildOptions} */
const options = {
  absWorkingDir: home,
  bundle: true,
  write: false,
  metafile: true,
  format: "esm",
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  loader: { ".svg": "text" },
  logLevel: "warning",
};

/** A style sheet imported by a module is a string in it, minified: nothing else is fetched. */
const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), {
        loader: "css",
        minify: true,
      });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** Leave the modules of the first load out of a chunk: it is given them by name. */
const sharing = (firstLoad) => ({
  name: "sharing",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const name = `${relative(source, resolve(resolveDir, path))}`;
      return firstLoad.has(name) ? { path: name, external: true } : undefined;
    });
  },
});

/** Put into src/kit.ts what the chunks use of the first load, by module. */
const giving = (used) => ({
  name: "giving",
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]kit\.ts$/ }, () => {
      const entries = [...used].map(([module, names], place) => {
        const own = [...names].map((name) => `${name} as ${name}_${place}`);
        const given = [...names].map((name) => `${name}: ${name}_${place}`);
        return [
          `import { ${own.join(", ")} } from "./${module}";`,
          `  "${module}": { ${given.join(", ")} },`,
        ];
      });
      const imports = entries.map(([line]) => line).join("\n");
      const table = entries.map(([, line]) => line).join("\n");
      return {
        contents: `${imports}\nexport const kit = {\n${table}\n};`,
        loader: "ts",
        resolveDir: source,
      };
    });
  },
});

/** Build a chunk as a function that is given the first load's modules and returns the parcel. */
async function chunk(path, firstLoad) {
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: [path],
    outdir: target,
    format: "cjs",
    plugins: [styles, sharing(firstLoad)],
  });
  const [{ text }] = outputFiles;
  return { name: basename(path, ".ts"), text, metafile };
}

/** Find which names of which modules a chunk uses; esbuild writes `import_dom.h` for each. */
function uses(text, used) {
  for (const [, variable, module] of text.matchAll(/var (import_\w+) = require\("([^"]+)"\)/g)) {
    const names = used.get(module) ?? new Set();
    for (const [, name] of text.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, "g")))
      names.add(name);
    used.set(module, names);
  }
}

/** Terser takes another kilobyte off: a phone at 128 kbit/s is glad of every one. */
async function write(path, text) {
  const { code } = await minify(text, {
    module: true,
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true },
    format: { comments: false },
  });
  await mkdir(dirname(path), { recursive: true });
  // At once and whole: a kernel may be reading it.
  await writeFile(`${path}.new`, code);
  await rename(`${path}.new`, path);
}

const wrap = (text) =>
  `export default function (require) { const module = { exports: {} }; ((module) => {${text}})(module); return module.exports.default; }`;

async function library() {
  const plain = { ...options, minify: true, plugins: [styles], outdir: target };
  const dry = await build({ ...plain, entryPoints: ["src/index.ts"] });
  const modules = Object.keys(dry.metafile.inputs).filter((path) => path.endsWith(".ts"));
  const firstLoad = new Set(modules.map((path) => path.replace(/^src\/|\.ts$/g, "")));
  const paths = (await readdir(join(source, "chunks")))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".generated.ts"))
    .map((name) => join(source, "chunks", name));
  const chunks = await Promise.all(paths.map((path) => chunk(path, firstLoad)));
  const used = new Map();
  for (const { text } of chunks) uses(text, used);
  const whole = await build({
    ...plain,
    entryPoints: { widget: "src/index.ts", loader: "src/loader.ts" },
    plugins: [styles, giving(used)],
  });
  await rm(join(target, "chunks"), { recursive: true, force: true });
  for (const { path, text } of whole.outputFiles) await write(path, text);
  for (const { name, text } of chunks)
    await write(join(target, "chunks", `${name}.js`), wrap(text));
  if (flags.has("--meta")) {
    for (const { metafile } of [whole, ...chunks]) console.log(await analyzeMetafile(metafile));
  }
}

async function page() {
  const outdir = join(home, "dist/demo");
  const { outputFiles } = await build({
    ...options,
    minify: true,
    plugins: [styles],
    entryPoints: { demo: "demo/demo.ts" },
    outdir,
  });
  for (const { path, text } of outputFiles) await write(path, text);
  await copyFile(join(home, "demo/index.html"), join(outdir, "index.html"));
}

/** Build; esbuild itself says what is wrong and where. */
async function once() {
  try {
    await (flags.has("--demo") ? page() : library());
    return true;
  } catch (error) {
    if (!error.errors) throw error;
    return false;
  }
}

if (!(await once())) process.exitCode = 1;
if (flags.has("--watch")) {
  for await (const _ of watch(source, { recursive: true })) await once();
}

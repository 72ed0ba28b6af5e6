// Writes codemirror.js, one module without imports, and the licences of the packages in it, to the folder of the
// argument.
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2];

const { metafile, outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: ["codemirror.mjs"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "// CodeMirror 6 and its packages, MIT: see codemirror-licences.txt" },
  metafile: true,
  write: false,
  outfile: "codemirror.js",
});

const packages = new Set();
for (const file of Object.keys(Object.values(metafile.outputs)[0].inputs)) {
  const name = /^node_modules\/((@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
  if (name) {
    packages.add(name);
  }
}

const digest = createHash("sha256").update(outputFiles[0].contents).digest("hex");
const parts = [
  `codemirror.js contains ${packages.size} packages, built by scenarios/web/src/editor/build.mjs with esbuild.\n`
    + `SHA-256 of codemirror.js: ${digest}\n`,
];
for (const name of [...packages].sort()) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  if (!file || !license) {
    throw new Error(`${name} has no licence`);
  }
  parts.push(`${name} ${version}, ${license}\n\n${(await readFile(join(folder, file), "utf8")).trim()}\n`);
}

await writeFile(join(target, "codemirror.js"), outputFiles[0].contents);
await writeFile(join(target, "codemirror-licences.txt"), parts.join(`\n${"-".repeat(80)}\n\n`));
console.log(`${outputFiles[0].contents.length} bytes, ${packages.size} packages, SHA-256 ${digest}`);

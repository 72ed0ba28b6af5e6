// The files that a scenario names, by relative path. They exist only in the browser.

import { isPath } from "./link.js";
import { follow, t } from "./texts/texts.js";

const MAX_BYTES = 8 * 1024 * 1024;
const [add, list, problem, tab] = ["add", "file-list", "files-problem", "tab-files"]
  .map((id) => document.getElementById(id));

let files = new Map();
let version = 0;
let changed = () => {};

const size = (text) => new Blob([text]).size;
const total = (entries) => [...entries.values()].reduce((sum, text) => sum + size(text), 0);

function amount(bytes) {
  return bytes < 1000 ? bytes + " B"
    : bytes < 1e6 ? Math.round(bytes / 1000) + " kB" : (bytes / 1e6).toFixed(1) + " MB";
}

/** Returns the files as an object from relative path to text. */
export const texts = () => Object.fromEntries(files);

/** Returns a number that changes with the files. */
export const revision = () => version;

/** Returns the size of all files in bytes. */
export const bytes = () => total(files);

/** Replaces all files, and shows them. */
export function replace(entries, message = "") {
  files = entries;
  version++;
  follow(problem, "textContent", message);
  follow(tab, "textContent", () => t.files(files.size));
  list.replaceChildren(...[...files].map(([path, text]) => row(path, text)));
}

/** Registers the function that is called after each change by the reader. */
export function onChange(listener) {
  changed = listener;
}

function row(path, text) {
  const item = document.createElement("li");
  const name = document.createElement("input");
  name.value = path;
  follow(name, "aria-label", () => t.pathOf(path));
  name.addEventListener("change", () => rename(path, name.value.trim()));
  const amountShown = document.createElement("span");
  amountShown.textContent = amount(size(text));
  const remove = document.createElement("button");
  remove.type = "button";
  follow(remove, "textContent", () => t.remove);
  follow(remove, "aria-label", () => t.removePath(path));
  remove.addEventListener("click", () => {
    update([...files].filter(([other]) => other !== path));
    add.focus();
  });
  item.append(name, amountShown, remove);
  return item;
}

function rename(from, to) {
  if (!isPath(to) || files.has(to)) {
    replace(files, () => t.noFreePath(to.slice(0, 80)));
  } else {
    update([...files].map(([path, text]) => [path === from ? to : path, text]));
  }
}

function update(entries, message) {
  replace(new Map(entries), message);
  changed();
}

/** Adds files: { path, file }. */
export async function take(chosen) {
  const next = new Map(files);
  const refused = [];
  for (const { path, file } of chosen) {
    if (!isPath(path) || total(next) + file.size > MAX_BYTES) {
      refused.push(path.slice(0, 80));
    } else {
      next.set(path, await file.text());
    }
  }
  update(next, refused.length ? () => t.notAdded(refused.join(", ")) : "");
}

add.addEventListener("change", async () => {
  await take([...add.files].map((file) => ({ path: file.name, file })));
  add.value = "";
});

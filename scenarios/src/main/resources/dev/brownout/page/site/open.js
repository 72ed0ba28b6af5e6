// Files of the reader, from a dialog or dropped on the page: one of them may be the scenario.

const SCENARIO = /^scenario[ \t]*:/m;

/** Returns the text of a file if it is a scenario, otherwise null. */
async function scenarioOf({ path, file }) {
  if (!/\.ya?ml$/i.test(path)) {
    return null;
  }
  const text = (await file.text()).replace(/^\uFEFF/, "");
  return SCENARIO.test(text) ? text : null;
}

/** Returns the path of a file as the scenario names it, from the folder of the scenario. */
const relative = (path, folder) => path.startsWith(folder) ? path.slice(folder.length) : `../${path}`;

/**
 * Returns the scenario among files, { name, text } or null, and the others: { path, file }. Of several scenarios,
 * scenario.yaml is taken, otherwise the first by path.
 */
async function sorted(entries) {
  const found = [];
  for (const entry of entries.sort((one, other) => one.path < other.path ? -1 : 1)) {
    const text = await scenarioOf(entry);
    if (text !== null) {
      found.push({ ...entry, text });
    }
  }
  const chosen = found.find(({ path }) => /(^|\/)scenario\.ya?ml$/i.test(path)) ?? found[0];
  if (!chosen) {
    return { scenario: null, others: entries };
  }
  const slash = chosen.path.lastIndexOf("/") + 1;
  const name = chosen.path.slice(slash).replace(/\.ya?ml$/i, "").replace(/[^\p{L}\p{N}._-]+/gu, "-");
  const others = entries.filter(({ path }) => path !== chosen.path)
    .map(({ path, file }) => ({ path: relative(path, chosen.path.slice(0, slash)), file }));
  return { scenario: { name, text: chosen.text }, others };
}

/** Returns the files of a dialog: the scenario and the others. */
export const opened = (files) => sorted(files.map((file) => ({ path: file.name, file })));

async function filesOf(entry, folder) {
  const path = folder + entry.name;
  if (entry.isFile) {
    return [{ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) }];
  }
  const reader = entry.createReader();
  const members = [];
  let part;
  do {
    part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    members.push(...part);
  } while (part.length > 0);
  return (await Promise.all(members.map((each) => filesOf(each, `${path}/`)))).flat();
}

/** Returns the files of a drop, those of folders included. On the list of files, none is the scenario. */
async function dropped(transfer, asFiles) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  const files = entries.every(Boolean) ? (await Promise.all(entries.map((entry) => filesOf(entry, "")))).flat()
    : [...transfer.files].map((file) => ({ path: file.name, file }));
  return asFiles ? { scenario: null, others: files } : sorted(files);
}

/** Calls a function with the promise of the files of each drop. They are not inserted into the text. */
export function onDrop(panel, listener) {
  const marked = (on) => panel.classList.toggle("target", on);
  for (const type of ["dragover", "drop"]) {
    addEventListener(type, (event) => {
      if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        event.stopPropagation();
        marked(type === "dragover");
        if (type === "drop") {
          listener(dropped(event.dataTransfer, panel.contains(event.target)));
        }
      }
    }, { capture: true });
  }
  addEventListener("dragleave", () => marked(false));
}

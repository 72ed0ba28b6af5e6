// Completion and hover of the editor, from the JSON Schema of scenarios and from names that the text declares.

import { sentence } from "../texts/sentences.js";
import { t } from "../texts/texts.js";
import { nodesOf, referenceNames, sentenceWords } from "./names.js";
import { outline, placeAt, wordPlace } from "./outline.js";
import { child, described, keysOf, missingKeys, resolved, schemasAt, valuesOf } from "./schema.js";

let loading;

/** Returns the schema of the page, loaded once; null without it. */
export function loadSchema() {
  loading ??= fetch("scenario.schema.json")
    .then((response) => response.ok ? response.json() : null)
    .catch(() => null)
    .then((schema) => {
      loading = schema ? loading : undefined;
      return schema;
    });
  return loading;
}

/**
 * Returns the completions at an offset: { from, to, options: [{ label, insert, caret, detail, info, more }], eager },
 * or null.
 * `caret`
 * is the number of characters from the end of the insertion to the caret; `more` requests the completions there.
 */
export function suggestions(schema, text, offset) {
  const place = placeAt(text, offset);
  if (!place || /^[|>]/.test(place.typed)) {
    return null;
  }
  const path = place.role === "key" ? place.path : settingPath(place.path, place.root);
  const context = { schema, text, offset, ...place, path };
  const sentence = faultSentence(context);
  const names = sentence ? null : parameterNames(context);
  const found = names?.options ?? sentence ?? settingKeys(context)
    ?? (place.role === "key" ? keyOptions(context) : valueOptions(context));
  const from = names?.from ?? (sentence ? offset - /\S*$/.exec(place.typed)[0].length : place.from);
  const options = found.filter((each) => each.insert !== text.slice(from, offset));
  return options.length > 0 ? { from, to: Math.max(place.to, offset), options, eager: sentence !== null } : null;
}

/** Returns the path of the setting that a dotted key below `set:` changes, or the path itself. */
function settingPath(path, root) {
  if (path[0] !== "variants" || path[2] !== "set" || path.length !== 4) {
    return path;
  }
  const steps = path[3].split(".");
  return keysOf(child(root, "components")).includes(steps[0]) ? ["components", ...steps] : steps;
}

function keyOptions({ schema, path, node, root, text, to, offset, from }) {
  const owner = path.slice(0, -1);
  const schemas = schemasAt(schema, owner, root);
  const colon = /^ *:/.test(text.slice(Math.max(to, offset)));
  const here = { column: column(text, from), flow: node.flow ?? false, colon };
  const present = keysOf(node).filter((key) => !key.includes("\u0001"));
  if (present.length === 0 && !node.flow && owner.length > 0 && schemas.some((each) => each.items)) {
    return itemOptions({ schema, path: [...owner, 0], root, ...here })
      .map((each) => ({ ...each, insert: `- ${each.insert}` }));
  }
  const keys = [...missingKeys(schemas, present)];
  const last = ([key]) => owner.length > 0 && common(schema, key);
  return [...keys.filter((each) => !last(each)), ...keys.filter(last)]
    .map(([key, parts]) => keyOption(schema, key, parts, here));
}

/** Returns whether a key is one of most kinds of components, such as regions and policies. */
function common(schema, key) {
  const kinds = Object.values(schema.definitions).filter((each) => each.properties);
  return kinds.filter((each) => Object.hasOwn(each.properties, key)).length > kinds.length / 2;
}

/** Returns the completions of a dotted key below `set:` of a variant, such as web.nodes; null elsewhere. */
function settingKeys({ schema, path, role, typed, root, text, to, offset }) {
  if (role !== "key" || path[0] !== "variants" || path.length !== 4 || path[2] !== "set") {
    return null;
  }
  const components = child(root, "components");
  const [name, ...steps] = typed.split(".");
  if (steps.length === 0) {
    const dotted = keysOf(components).map((each) => nameOption({ name: `${each}.`, detail: t.detail("component") }));
    return [...dotted.map((each) => ({ ...each, more: true })),
      ...keysOf(child(root, "params")).map((each) => nameOption({ name: `params.${each}: `, detail: t.detail("parameter") })),
      { ...nameOption({ name: "load: ", detail: "" }), label: "load" }];
  }
  const owner = ["components", name, ...steps.slice(0, -1)];
  const here = { column: 0, flow: true, colon: /^ *:/.test(text.slice(Math.max(to, offset))) };
  const prefix = typed.slice(0, typed.lastIndexOf(".") + 1);
  return [...missingKeys(schemasAt(schema, owner, root), ["kind"])].map(([key, parts]) => {
    const option = keyOption(schema, key, parts, here);
    return { ...option, label: prefix + key, insert: prefix + option.insert };
  });
}

function keyOption(schema, key, parts, { column: indentation, flow, colon }) {
  const schemas = resolved(schema, parts);
  const types = new Set(schemas.flatMap((each) => each.type ?? []));
  const scalar = ["string", "number", "integer", "boolean"].some((type) => types.has(type))
    || schemas.some((each) => each.enum);
  const list = types.has("array");
  const more = scalar || (list && schemas.some((each) => each.items));
  const option = { label: key, insert: `${key}: `, caret: 0, more,
    detail: defaultOf(schemas), info: sentence(described(schemas)) };
  if (colon) {
    return { ...option, insert: key, more: false };
  }
  if (scalar || types.size === 0) {
    return option;
  }
  const items = schemas.flatMap((each) => each.items ? resolved(schema, [each.items]) : []);
  const plain = list && !types.has("object") && !items.some((each) => each.properties);
  if (flow || plain) {
    return { ...option, insert: list ? `${key}: []` : `${key}: {  }`, caret: list ? 1 : 2, more: true };
  }
  return { ...option, insert: `${key}:\n${" ".repeat(indentation + 2)}`, more: true };
}

function defaultOf(schemas) {
  const value = schemas.find((each) => each.default !== undefined && typeof each.default !== "object")?.default;
  return value === undefined ? "" : String(value);
}

function column(text, offset) {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

function valueOptions(context) {
  if (context.role === "item") {
    const { text, from, node } = context;
    return itemOptions({ ...context, column: column(text, from), flow: node.flow ?? false, colon: false });
  }
  const { schema, path, root } = context;
  const schemas = schemasAt(schema, path, root);
  return [...referenceNames(path, root).map(nameOption), ...valuesOf(schemas).map(valueOption)];
}

function itemOptions({ schema, path, root, ...here }) {
  const schemas = schemasAt(schema, path, root);
  const snippets = schemas.flatMap((each) => each.defaultSnippets ?? []).map((each) => snippetOption(each, root));
  const keys = [...missingKeys(schemas, [])].map(([key, parts]) => keyOption(schema, key, parts, here));
  const names = referenceNames(path, root).map(nameOption);
  return [...names, ...snippets, ...valuesOf(schemas).map(valueOption), ...keys];
}

function nameOption({ name, detail }) {
  return { label: name, insert: name, caret: 0, detail, info: "", more: false };
}

function valueOption({ value, info, example }) {
  return { label: value, insert: value, caret: 0, detail: example ? t.detail("example") : "", info: sentence(info), more: false };
}

/** A snippet is a map with one key. Its components are replaced by declared ones of the same kind. */
function snippetOption({ label, description, body }, root) {
  const [[key, value]] = Object.entries(body);
  const components = child(root, "components");
  const declared = keysOf(components);
  const words = String(value).replace(/\b(web|db|cache|cdn|ids)\b/g, (name) => {
    const kind = { web: "server", db: "database", ids: "id-generator" }[name] ?? name;
    const other = declared.find((each) => child(child(components, each), "kind")?.text === kind);
    return declared.includes(name) ? name : other ?? name;
  });
  return { label, insert: `${key}: ${words}`, caret: 0, detail: words, info: sentence(description ?? ""), more: false };
}

/** Returns the completions within a sentence of a fault, or null elsewhere. */
function faultSentence({ schema, path, role, typed, root }) {
  const [list, key] = path.slice(-2);
  const inFaults = path.at(-3) === "faults" && typeof list === "number" && /^at /.test(key ?? "");
  if (role !== "value" || !inFaults) {
    return null;
  }
  return sentenceWords(schema.definitions.fault, typed, root);
}

/** Returns the parameters for `$na`, or null. */
function parameterNames({ role, typed, offset, root }) {
  const word = role === "key" ? null : /\$\(?(\w*)$/.exec(typed);
  const names = keysOf(child(root, "params"));
  return word && names.length > 0
    ? { from: offset - word[1].length, options: names.map((name) => nameOption({ name, detail: t.detail("parameter") })) } : null;
}

/** Returns the description of the word at an offset: { from, to, title, text }, or null. */
export function description(schema, text, offset) {
  const place = wordPlace(text, offset);
  if (!place) {
    return null;
  }
  const root = outline(text);
  const path = settingPath(place.path, root);
  const word = wordIn(text, place, offset);
  const verb = verbOf(schema, path, word);
  if (verb) {
    return { ...word, title: word.text, text: sentence(verb) };
  }
  const schemas = schemasAt(schema, path, root);
  const value = place.role === "key" ? null : valuesOf(schemas).find((each) => each.value === place.words && each.info);
  const component = componentOf(schema, path, place, root, word);
  const found = value && value.info !== t.theDefault ? sentence(value.info) : component ?? sentence(described(schemas));
  const shown = path.filter((step) => typeof step === "string" && !/^at /.test(step)).join(".");
  const title = value?.value ?? (component ? word.text : shown);
  return found ? { from: place.from, to: place.to, title, text: found } : null;
}

function wordIn(text, { from, to }, offset) {
  const left = /[\w-]*$/.exec(text.slice(from, offset))[0].length;
  const right = /^[\w-]*/.exec(text.slice(offset, to))[0].length;
  return { from: offset - left, to: offset + right, text: text.slice(offset - left, offset + right) };
}

function verbOf(schema, path, { text }) {
  if (!path.includes("faults") || !/^at /.test(path.at(-1))) {
    return null;
  }
  return valuesOf(resolved(schema, [schema.definitions.fault.properties.do])).find((each) => each.value === text)?.info;
}

/** Returns kind and nodes of the component named at the place. */
function componentOf(schema, path, { role }, root, { text }) {
  const components = child(root, "components");
  const own = role === "key" && path[0] === "components" && path.length === 2;
  const named = role !== "key" && ["requests", "faults", "variants"].includes(path[0]);
  const kind = (own || named) && child(child(components, text), "kind")?.text;
  if (!kind) {
    return null;
  }
  const kinds = valuesOf(schemasAt(schema, ["components", text, "kind"], root));
  const info = kinds.find((each) => each.value === kind)?.info ?? "";
  const nodes = nodesOf(text, child(components, text)).filter((each) => each.includes("/"));
  return `${kind}${nodes.length > 0 ? ` (${nodes.join(", ")})` : ""}. ${sentence(info)}`;
}

// The part of the JSON Schema (draft 7) of scenarios that describes a place.

import { t } from "../texts/texts.js";

/** Returns a child of a node of the outline: the value of a key or the item of an index. */
export function child(node, step) {
  if (node?.type === "list") {
    return node.items[step];
  }
  return node?.type === "map" ? node.entries.findLast((each) => each.key === step)?.value : undefined;
}

/** Returns the keys of a node of the outline. */
export function keysOf(node) {
  return node?.type === "map" ? node.entries.map((each) => each.key) : [];
}

/** Returns the schemas without references and conditions that apply at a path, for an outline. */
export function schemasAt(schema, path, root) {
  let node = root;
  let all = flat(schema, schema, node);
  for (const step of path) {
    node = child(node, step);
    all = all.flatMap((each) => steps(each, step)).flatMap((each) => flat(schema, each, node));
  }
  return [...new Set(all)];
}

function steps(schema, step) {
  if (typeof step === "number") {
    return schema.items ? [schema.items] : [];
  }
  const named = schema.properties && Object.hasOwn(schema.properties, step) ? [schema.properties[step]] : [];
  const patterns = Object.entries(schema.patternProperties ?? {})
    .filter(([pattern]) => new RegExp(pattern, "u").test(step))
    .map(([, each]) => each);
  const found = [...named, ...patterns];
  const others = schema.additionalProperties;
  return found.length === 0 && typeof others === "object" ? [others] : found;
}

/** Resolves references, alternatives and conditions. All alternatives apply. */
function flat(root, schema, node) {
  if (typeof schema !== "object" || schema === null) {
    return [];
  }
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (schema.$ref) {
    parts.push(schema.$ref.split("/").slice(1).reduce((part, name) => part[name], root));
  }
  if (schema.if) {
    parts.push((meets(node, schema.if) ? schema.then : schema.else) ?? {});
  }
  const keys = keysOf(node);
  for (const [key, needed] of Object.entries(schema.dependencies ?? {})) {
    if (!Array.isArray(needed) && keys.includes(key)) {
      parts.push(needed);
    }
  }
  return [schema, ...parts.flatMap((each) => flat(root, each, node))];
}

const TYPES = { object: "map", array: "list", string: "text", number: "text", integer: "text", boolean: "text" };

function meets(node, condition) {
  const types = condition.type === undefined ? null : [condition.type].flat().map((each) => TYPES[each]);
  const keys = keysOf(node);
  return (!types || types.includes(node?.type))
    && (condition.required ?? []).every((key) => keys.includes(key))
    && Object.entries(condition.properties ?? {})
      .every(([key, each]) => !keys.includes(key) || equals(child(node, key), each));
}

function equals(node, { const: constant, enum: values }) {
  const allowed = values ?? (constant === undefined ? null : [constant]);
  return !allowed || (node?.type === "text" && allowed.some((each) => String(each) === node.text));
}

/** Returns the keys that the schemas of a map allow, with their schemas, without those that the map has. */
export function missingKeys(schemas, present) {
  const most = Math.min(...schemas.map((each) => each.maxProperties ?? Infinity));
  if (present.length >= most) {
    return new Map();
  }
  const found = new Map();
  for (const each of schemas) {
    for (const [key, schema] of Object.entries(each.properties ?? {})) {
      found.set(key, [...(found.get(key) ?? []), schema]);
    }
  }
  for (const [key, parts] of found) {
    const refused = parts.includes(false) || schemas.some((each) => each.additionalProperties === false
      && !Object.hasOwn(each.properties ?? {}, key));
    if (refused || present.includes(key)) {
      found.delete(key);
    }
  }
  return found;
}

/** Returns all schemas of a key that schemas of a map describe, without references. */
export function resolved(root, schemas) {
  return schemas.flatMap((each) => flat(root, each, null));
}

/** Returns the first description. */
export function described(schemas) {
  return schemas.find((each) => each.description)?.description ?? "";
}

/** Returns the values that the schemas name: [{ value, info, example }]. */
export function valuesOf(schemas) {
  const found = new Map();
  const add = (value, info, example) => {
    if (!found.has(String(value))) {
      found.set(String(value), { value: String(value), info, example });
    }
  };
  for (const each of schemas) {
    each.enum?.forEach((value, index) => add(value, each.enumDescriptions?.[index] ?? "", false));
    if (each.const !== undefined) {
      add(each.const, "", false);
    }
    const words = /^expected one of (.*)$/.exec(each.errorMessage ?? "")?.[1] ?? "";
    (words.match(/[^,(]+(\([^)]*\))?/g) ?? []).forEach((word) => add(word.trim(), "", word.includes("(")));
    if (each.type === "boolean") {
      [true, false].forEach((value) => add(value, "", false));
    }
  }
  for (const each of schemas) {
    if (each.default !== undefined && typeof each.default !== "object") {
      add(each.default, t.theDefault, false);
    }
    each.examples?.forEach((value) => add(value, t.anExample, true));
  }
  return [...found.values()];
}

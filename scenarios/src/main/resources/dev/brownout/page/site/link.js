// A link carries a scenario in the fragment of the address: "#1." and base64url of a zlib stream of JSON. The fragment
// is not sent to the host. Zlib has a checksum, so that a damaged link is never read as another scenario.

import { t } from "./texts/texts.js";

const MAX_BYTES = 2 * 1024 * 1024;
const FRAGMENT = /^#(\d{1,6})\.([A-Za-z0-9_-]*)$/;
const VERDICTS = ["PASS", "FAIL"];
const NAME = /^[a-z0-9][a-z0-9/-]{0,99}$/;

/** Longest answer in characters that a link claims. */
export const MAX_ANSWER = 600;

/** Largest size in bytes of the files in a link. */
export const MAX_FILES = 64 * 1024;

/** A sentence about a fragment that cannot be read. */
export class LinkError extends Error {}

async function piped(bytes, stream) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MAX_BYTES) {
      reader.cancel().catch(() => {});
      throw new LinkError(t.linkTooLarge);
    }
    parts.push(part.value);
  }
  return new Blob(parts);
}

/**
 * Returns the fragment of a scenario: the name of a library scenario or a text, seed, files, and the claim of a result. With
 * a lesson, the name of the lesson, the link opens class mode; with present, the presentation.
 */
export async function encoded(scenario) {
  const packed = await piped(JSON.stringify(scenario), new CompressionStream("deflate"));
  let binary = "";
  for (const byte of new Uint8Array(await packed.arrayBuffer())) {
    binary += String.fromCharCode(byte);
  }
  return "#1." + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Returns the scenario of a fragment. */
export async function decoded(fragment) {
  if (fragment.length > MAX_BYTES) {
    throw new LinkError(t.linkTooLarge);
  }
  const match = FRAGMENT.exec(fragment);
  if (!match && !/^#\d+\./.test(fragment)) {
    throw new LinkError(fragment.length < 2 ? t.linkEmpty : t.linkForeign);
  }
  if (match && match[1] !== "1") {
    throw new LinkError(t.linkNewer);
  }
  try {
    const binary = atob(match[2].replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const unpacked = await piped(bytes, new DecompressionStream("deflate"));
    return checked(JSON.parse(await unpacked.text()));
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError(t.linkDamaged);
  }
}

/** Copies the known properties, each with its type. */
function checked({ name, text, seed, files = {}, lesson, present, claim }) {
  const valid = (name === undefined || NAME.test(name)) && (text === undefined || typeof text === "string")
    && (lesson === undefined || NAME.test(lesson)) && (present === undefined || typeof present === "boolean")
    && (name ?? text ?? lesson) !== undefined && (seed === undefined || isSeed(seed))
    && (claim === undefined || isClaim(claim))
    && Object.entries(files).every(([path, content]) => isPath(path) && typeof content === "string");
  if (!valid) {
    throw new LinkError(t.linkUnreadable);
  }
  return { name, text, seed, files: new Map(Object.entries(files)), lesson, present, claim };
}

const isClaim = ({ verdict, passed, answer, requests, events }) => VERDICTS.includes(verdict) && typeof passed === "boolean"
  && typeof answer === "string" && answer.length <= MAX_ANSWER && Number.isInteger(requests) && Number.isInteger(events);

/** Returns whether a text is a seed: digits of a signed number of 64 bits. */
export function isSeed(text) {
  return /^\d{1,18}$/.test(text);
}

/** Returns whether a text is a relative path below the folder of the scenario. */
export function isPath(text) {
  return text.length <= 200 && /^[^\\\p{C}:]+$/u.test(text)
    && text.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** Copies a text, or shows it where the browser does not allow copies. Returns whether it was copied. */
export async function copied(text, label) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    prompt(label, text);
    return false;
  }
}

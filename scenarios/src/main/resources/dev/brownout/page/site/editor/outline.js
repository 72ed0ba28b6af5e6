// The structure of a scenario that may be incomplete: maps, lists and texts with their places. It never fails; the
// loader decides about errors.
//
// A node is { type: "map", entries: [{ key, from, to, value }] }, { type: "list", items: [node] } or
// { type: "text", text, from, to }, where `from` and `to` are UTF-16 offsets.

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[{#&*!|>%@`-][^#]*?|-[^\s#][^#]*?|[^\s"'[{#][^:#]*?)\s*:(?=\s|$)/;

/** Returns the structure of a text. */
export function outline(text) {
  const lines = [];
  let from = 0;
  for (const line of text.split("\n")) {
    const content = line.trimEnd();
    if (content.trim() !== "" && !/^\s*#/.test(content) && !/^(---|\.\.\.)( |$)/.test(content)) {
      const indent = /^\s*/.exec(content)[0].length;
      lines.push({ from: from + indent, to: from + content.length, indent });
    }
    from += line.length + 1;
  }
  const parser = { text, lines, at: 0 };
  const root = lines.length > 0 ? block(parser, 0) : null;
  return root ?? { type: "map", entries: [] };
}

/** Reads the node with lines of at least an indentation. */
function block(parser, least) {
  const first = parser.lines[parser.at];
  if (!first || first.indent < least) {
    return null;
  }
  return isItem(parser, first) ? list(parser, first.indent) : map(parser, first.indent);
}

function isItem({ text }, line) {
  return text[line.from] === "-" && (line.from + 1 === line.to || /\s/.test(text[line.from + 1]));
}

function list(parser, indent) {
  const node = { type: "list", items: [], indent };
  for (let line; (line = parser.lines[parser.at]) && line.indent >= indent;) {
    if (line.indent === indent && !isItem(parser, line)) {
      break;
    }
    if (!isItem(parser, line)) {
      parser.at++;
      continue;
    }
    const spaces = /^-\s*/.exec(parser.text.slice(line.from, line.to))[0].length;
    if (line.from + spaces >= line.to) {
      parser.at++;
      node.items.push(block(parser, indent + 1) ?? empty(line.to));
    } else {
      // The content of the item is a line of its own, further to the right.
      parser.lines[parser.at] = { from: line.from + spaces, to: line.to, indent: line.indent + spaces };
      node.items.push(inItem(parser, indent + 1));
    }
  }
  return node;
}

function inItem(parser, least) {
  const line = parser.lines[parser.at];
  const content = parser.text.slice(line.from, line.to);
  return KEY.test(content) || isItem(parser, line) ? block(parser, least) : value(parser, line, line.from, least - 1);
}

function empty(at) {
  return { type: "text", text: "", from: at, to: at };
}

function map(parser, indent) {
  const node = { type: "map", entries: [], indent };
  for (let line; (line = parser.lines[parser.at]) && line.indent >= indent;) {
    if (line.indent === indent && isItem(parser, line)) {
      break;
    }
    const content = parser.text.slice(line.from, line.to);
    const key = KEY.exec(content);
    if (!key) {
      parser.at++;
      node.entries.push({ key: content, from: line.from, to: line.to, value: null });
      continue;
    }
    const rest = content.slice(key[0].length);
    const start = line.from + key[0].length + /^\s*(&\S+(\s+|$))?/.exec(rest)[0].length;
    const entry = { key: unquoted(key[1]), from: line.from, to: line.from + key[1].length };
    node.entries.push(entry);
    if (start >= line.to || parser.text[start] === "#") {
      parser.at++;
      entry.value = nested(parser, line.indent) ?? empty(line.from + key[0].length);
    } else {
      entry.value = value(parser, line, start, line.indent);
    }
  }
  return node;
}

/** Reads the node below a key without a value. A list may have the indentation of its key. */
function nested(parser, indent) {
  const next = parser.lines[parser.at];
  if (next && next.indent === indent && isItem(parser, next)) {
    return list(parser, indent);
  }
  return block(parser, indent + 1);
}

/** Reads a value that begins in a line: a flow collection, or a text that ends before the next line of its map. */
function value(parser, line, start, indent) {
  if ("[{".includes(parser.text[start])) {
    let stop = parser.at + 1;
    while (stop < parser.lines.length && continues(parser, parser.lines[stop], indent)) {
      stop++;
    }
    const end = parser.lines[stop - 1].to;
    const [node, after] = flow(parser.text, start, end);
    while (parser.at < stop && parser.lines[parser.at].from < Math.max(after, line.to)) {
      parser.at++;
    }
    return node;
  }
  parser.at++;
  const scalar = /^[|>]/.test(parser.text[start]);
  const to = scalar ? line.to : start + bare(parser.text.slice(start, line.to)).length;
  while (parser.lines[parser.at]?.indent > indent) {
    parser.at++;
  }
  return { type: "text", text: unquoted(parser.text.slice(start, to)), from: start, to };
}

function continues({ text }, line, indent) {
  return line.indent > indent || "]}".includes(text[line.from]);
}

/** Returns a text without the comment after it. */
function bare(text) {
  const quoted = /^("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)/.exec(text);
  return quoted ? quoted[0] : text.replace(/\s#.*$/, "").trimEnd();
}

function unquoted(text) {
  return /^(["']).*\1$/.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

/** Reads a flow collection. Returns the node and the offset after it. */
function flow(text, from, end) {
  const open = text[from];
  const node = open === "[" ? { type: "list", items: [], flow: true } : { type: "map", entries: [], flow: true };
  let at = from + 1;
  for (;;) {
    at = skip(text, at, end);
    at += /^(&\S+\s+)?/.exec(text.slice(at, end))[0].length;
    if (at >= end || "]}".includes(text[at])) {
      node.from = from;
      node.to = Math.min(at + 1, end);
      return [node, node.to];
    }
    if (text[at] === ",") {
      at++;
      continue;
    }
    const [content, next] = flowValue(text, at, end);
    at = skip(text, next, end);
    const keyed = text[at] === ":" && content.type === "text";
    const pair = keyed ? { key: content.text, from: content.from, to: content.to } : null;
    if (pair) {
      const start = skip(text, at + 1, end);
      const missing = start >= end || ",]}".includes(text[start]);
      [pair.value, at] = missing ? [empty(at + 1), start] : flowValue(text, start, end);
    }
    if (node.type === "map") {
      node.entries.push(pair ?? { key: content.text ?? "", from: content.from, to: content.to, value: null });
    } else {
      node.items.push(pair ? { type: "map", entries: [pair], flow: true } : content);
    }
  }
}

function skip(text, from, end) {
  let at = from;
  while (at < end && (/\s/.test(text[at]) || (text[at] === "#" && /\s/.test(text[at - 1])))) {
    if (text[at] === "#") {
      const line = text.indexOf("\n", at);
      at = line < 0 ? end : line;
    } else {
      at++;
    }
  }
  return at;
}

function flowValue(text, from, end) {
  if ("[{".includes(text[from])) {
    return flow(text, from, end);
  }
  const quoted = /^("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)/.exec(text.slice(from, end));
  if (quoted) {
    return [{ type: "text", text: unquoted(quoted[0]), from, to: from + quoted[0].length }, from + quoted[0].length];
  }
  let to = from;
  while (to < end && !",[]{}\n".includes(text[to]) && !(text[to] === ":" && /[\s,[\]{}]|$/.test(text[to + 1] ?? " "))
    && !(text[to] === "#" && /\s/.test(text[to - 1]))) {
    to++;
  }
  const content = text.slice(from, to).trimEnd();
  // A stray bracket of the other kind is passed over.
  return [{ type: "text", text: content, from, to: from + content.length }, Math.max(to, from + 1)];
}

const CARET = "\u0001";

/**
 * Returns the place of an offset: { path, role, from, to, typed, node, root }. The path has keys and indices; `role` is
 * "key", "value" or "item" (a value that may become a map); `node` is the map or list around a key or item. Null in a
 * comment.
 */
export function placeAt(text, offset) {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  if (/(^|\s)#[^"']*$/.test(line) && !/"[^"]*#[^"]*$/.test(line)) {
    return null;
  }
  const root = outline(text.slice(0, offset) + CARET + text.slice(offset));
  const found = find(root, (each) => each.includes(CARET));
  if (!found) {
    return null;
  }
  const { from, to, words } = found;
  const typed = words.slice(0, words.indexOf(CARET));
  return { ...found, from, to: Math.max(to - 1, offset), typed, root };
}

/** Returns the key or value that contains an offset, with its path, or null. */
export function wordPlace(text, offset) {
  return find(outline(text), null, offset);
}

function find(root, matches, offset) {
  const hits = (words, from, to) => matches ? matches(words) : from <= offset && offset <= to && to > from;
  const visit = (node, path, owner) => {
    if (!node) {
      return null;
    }
    if (node.type === "text") {
      const role = owner.type === "list" ? "item" : "value";
      return hits(node.text, node.from, node.to)
        ? { path, role, from: node.from, to: node.to, words: node.text, node: owner } : null;
    }
    if (node.type === "list") {
      return node.items.reduce((found, each, index) => found ?? visit(each, [...path, index], node), null);
    }
    return node.entries.reduce((found, entry) => {
      if (found) {
        return found;
      }
      return hits(entry.key, entry.from, entry.to)
        ? { path: [...path, entry.key], role: "key", from: entry.from, to: entry.to, words: entry.key, node, owner }
        : visit(entry.value, [...path, entry.key], node);
    }, null);
  };
  return visit(root, [], { type: "map", entries: [] });
}

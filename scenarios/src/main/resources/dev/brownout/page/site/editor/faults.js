// Adds a fault to the text of a scenario, in the layout that the section `faults:` has.

/**
 * Returns the edits [{from, to, insert}] that add a fault to the section `faults:` of the whole scenario, or null for a
 * layout that they cannot keep: an alias, an anchor, a tab, a map or a text in place of the list.
 */
export function withFault(text, sentence, { at, for: duration }) {
  const lines = split(text);
  const fault = { at, words: duration ? `${sentence} for ${duration}` : sentence };
  const sections = lines.filter((line) => /^(faults|"faults"|'faults') *:( |$)/.test(line.text));
  if (sections.length > 1 || lines.some((line) => /^(\{|\.\.\.)/.test(line.text)) || secondDocument(lines)) {
    return null;
  }
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  return sections.length === 1 ? inSection(text, lines, sections[0], fault, end) : newSection(text, lines, fault, end);
}

function split(text) {
  const lines = [];
  for (let from = 0; from <= text.length;) {
    const next = text.indexOf("\n", from);
    const to = next < 0 ? text.length : next > from && text[next - 1] === "\r" ? next - 1 : next;
    lines.push({ from, to, text: text.slice(from, to), index: lines.length });
    from = (next < 0 ? text.length : next) + 1;
  }
  return lines;
}

function secondDocument(lines) {
  const first = lines.findIndex(hasContent);
  return lines.some((line, index) => index > first && /^---( |$)/.test(line.text));
}

function hasContent({ text }) {
  return !/^\s*(#.*)?$/.test(text);
}

function indent({ text }) {
  return /^ */.exec(text)[0].length;
}

/** Returns the item of a list. Texts with characters of YAML are quoted. */
function item({ at, words }, flow) {
  const quoted = /: | #|:$|^[\s"'&*!|>%@`?-]/.test(words) || (flow && /[,[\]{}]/.test(words));
  return `at ${at}: ${quoted ? `'${words.replaceAll("'", "''")}'` : words}`;
}

function inSection(text, lines, section, fault, end) {
  const [, key, value] = /^([^:]*: *)(.*)$/.exec(section.text + " ");
  if (/^\[/.test(value)) {
    return inFlow(text, section.from + key.length, fault, end);
  }
  if (!/^(~|null)?\s*(#.*)?$/.test(value.trim())) {
    return null;
  }
  const nothing = /^(~|null)/.exec(value)?.[0] ?? "";
  const list = block(lines, section.index + 1);
  if (list === null || (nothing !== "" && list.last)) {
    return null;
  }
  if (list.last) {
    return [{ from: list.last.to, to: list.last.to, insert: end + list.prefix + item(fault, false) }];
  }
  const erased = nothing === "" ? [] : [{ from: section.from + key.trimEnd().length, to: section.from + key.length
    + nothing.length, insert: "" }];
  return [...erased, { from: section.to, to: section.to, insert: `${end}  - ${item(fault, false)}` }];
}

/** Returns the last line of a block list and the text before its items; null if the lines are not a list. */
function block(lines, first) {
  let last = null;
  let prefix = "";
  let column = -1;
  for (const line of lines.slice(first).filter(hasContent)) {
    if (/^ *\t/.test(line.text)) {
      return null;
    }
    const dash = /^ *-( +|$)/.exec(line.text);
    if (column < 0 && !dash) {
      return indent(line) > 0 ? null : { last, prefix };
    }
    column = column < 0 ? indent(line) : column;
    if (indent(line) < column || (indent(line) === column && !dash)) {
      break;
    }
    if (dash && indent(line) === column) {
      prefix = dash[0].endsWith(" ") ? dash[0] : `${dash[0]} `;
    }
    last = line;
  }
  return { last, prefix };
}

/** Adds an item before the closing bracket of a flow list. */
function inFlow(text, open, fault, end) {
  const list = flow(text, open);
  if (list === null) {
    return null;
  }
  const added = item(fault, true);
  if (list.last < 0) {
    return [{ from: open + 1, to: list.close, insert: added }];
  }
  const after = list.last + 1;
  const comma = text[list.last] === "," ? "" : ",";
  const rest = text.slice(after, list.close);
  if (!rest.includes("\n") && !text.slice(open, after).includes("\n")) {
    return [{ from: after, to: after, insert: `${comma} ${added}` }];
  }
  const start = text.lastIndexOf("\n", list.last) + 1;
  const indentation = /^\s*/.exec(text.slice(start))[0];
  const column = start > open ? indentation : `${indentation}  `;
  if (column.includes("\t")) {
    return null;
  }
  const line = text.indexOf("\n", after);
  const stop = line < 0 || line > list.close ? after : text[line - 1] === "\r" ? line - 1 : line;
  return stop === after
    ? [{ from: after, to: after, insert: comma + end + column + added }]
    : [{ from: after, to: after, insert: comma }, { from: stop, to: stop, insert: end + column + added }];
}

/** Returns the closing bracket of a flow list and its last character of content; null if the list is not closed. */
function flow(text, open) {
  let depth = 0;
  let last = -1;
  for (let i = open; i < text.length; i++) {
    const c = text[i];
    const starts = /[\s[{,:]/.test(text[i - 1]);
    if ("]}".includes(c) && --depth === 0) {
      return /^ *(#.*)?\r?(\n|$)/.test(text.slice(i + 1)) ? { close: i, last } : null;
    }
    if ("[{".includes(c)) {
      depth++;
    } else if (c === "#" && /\s/.test(text[i - 1])) {
      i = text.indexOf("\n", i) - 1;
      if (i < 0) {
        return null;
      }
      continue;
    } else if ("\"'".includes(c) && starts) {
      i = quoteEnd(text, i);
    }
    if (i > open && !/\s/.test(text[i] ?? " ")) {
      last = i;
    }
  }
  return null;
}

function quoteEnd(text, start) {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\" && quote === "\"") {
      i++;
    } else if (text[i] === quote && quote === "'" && text[i + 1] === quote) {
      i++;
    } else if (text[i] === quote) {
      return i;
    }
  }
  return text.length;
}

/** Adds the section before `sla:` and the comments above it, otherwise at the end. */
function newSection(text, lines, fault, end) {
  const section = `faults:${end}  - ${item(fault, false)}`;
  const keys = lines.filter((line) => /^[^\s#-]/.test(line.text) && !line.text.startsWith("---"));
  const spaced = keys.slice(1).some((line) => lines[above(lines, line.index) - 1]?.text.trim() === "");
  const sla = keys.find((line) => /^(sla|"sla"|'sla') *:( |$)/.test(line.text));
  if (sla) {
    const at = lines[above(lines, sla.index)];
    const gap = lines[at.index - 1]?.text.trim() === "" ? end : "";
    return [{ from: at.from, to: at.from, insert: section + end + gap }];
  }
  const last = lines.findLast((line) => line.text.trim() !== "");
  if (!last) {
    return [{ from: 0, to: text.length, insert: section + end }];
  }
  const closing = last.to === text.length ? end : "";
  return [{ from: last.to, to: last.to, insert: end + (spaced ? end : "") + section + closing }];
}

/** Returns the index of the first comment line directly above a line, or its own index. */
function above(lines, index) {
  let first = index;
  while (first > 0 && /^#/.test(lines[first - 1].text)) {
    first--;
  }
  return first;
}

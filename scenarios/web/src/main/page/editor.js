// The text area: two spaces for Tab, the place of a problem, the word at the caret, title and question of a scenario.

/** Makes Tab insert two spaces. Tab moves the focus after Escape, so that the keyboard can leave the text. */
export function indentWithTab(area) {
  let leaves = false;
  area.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && !event.shiftKey && !event.ctrlKey && !event.altKey && !leaves) {
      event.preventDefault();
      insert(area, "  ");
    }
    leaves = event.key === "Escape";
  });
}

/** Inserts a text as if it was typed, so that undo removes it. */
function insert(area, text) {
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
  }
}

/** Selects a part of a line. Columns are counted in code points, from 1. */
export function select(area, { line, column, length }) {
  const lines = area.value.split("\n");
  const row = Math.min(Math.max(line, 1), lines.length) - 1;
  const before = lines.slice(0, row).reduce((sum, each) => sum + each.length + 1, 0);
  const characters = [...lines[row]];
  const start = before + characters.slice(0, Math.max(column - 1, 0)).join("").length;
  const marked = characters.slice(Math.max(column - 1, 0), column - 1 + length).join("").length;
  area.focus();
  area.setSelectionRange(start, start + marked);
  area.scrollTop = area.scrollHeight * (row - 3) / lines.length;
}

/** Returns the selected text, or the word at the caret. */
export function word(area) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  if (start !== end) {
    return value.slice(start, Math.min(end, start + 60)).trim();
  }
  const left = /[\p{L}\p{N}_.-]*$/u.exec(value.slice(Math.max(0, start - 60), start))[0];
  return left + /^[\p{L}\p{N}_.-]*/u.exec(value.slice(start, start + 60))[0];
}

/** Returns title and question as the text writes them. The engine reads the text as YAML; this is only for display. */
export function about(text) {
  return { title: scalar(text, /^scenario:(.*)$/m), question: scalar(text, /^ {1,8}question:(.*)$/m) };
}

function scalar(text, pattern) {
  const key = pattern.exec(text);
  if (!key) {
    return "";
  }
  const indent = /^ */.exec(key[0])[0].length;
  const lines = [key[1].trim().replace(/^[>|][+-]?$/, "")];
  for (const line of text.slice(key.index + key[0].length + 1, key.index + 4000).split("\n")) {
    if (line.trim() !== "" && /^ */.exec(line)[0].length <= indent) {
      break;
    }
    lines.push(line.trim());
  }
  const value = lines.join(" ").trim();
  const plain = /^'.*'$/.test(value) ? value.slice(1, -1).replaceAll("''", "'")
    : /^".*"$/.test(value) ? value.slice(1, -1).replaceAll('\\"', '"')
    : value.replace(/ #.*$/, "");
  return plain.length > 300 ? plain.slice(0, 299) + "…" : plain;
}

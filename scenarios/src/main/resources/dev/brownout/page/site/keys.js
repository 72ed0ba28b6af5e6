// Keyboard shortcuts of the whole page. The editor, the player and the sliders have keys of their own.

import { openView } from "./panels.js";

const COLUMNS = ["text", "live", "design"];
const FIELDS = "input, textarea, select, dialog, #editor";

/** Follows the keys: { run(), cancel(), focusText(), help() }. Open dialogs keep their keys. */
export function followKeys({ run, cancel, focusText, help }) {
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const column = event.altKey && COLUMNS[Number(key) - 1];
    if (event.defaultPrevented || document.querySelector("dialog[open]")) {
      return;
    }
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    } else if (key === "Escape") {
      cancel();
    } else if (column) {
      event.preventDefault();
      openView(column);
      column === "text" ? focusText() : document.getElementById("column-" + column).focus();
    } else if (key === "?" && !target.closest(FIELDS)) {
      help();
    }
  });
}

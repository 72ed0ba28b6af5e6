// The editor alone, for its test: the module and the calls of its listeners are properties of the window.

import { createEditor, positionOf } from "./editor/editor.js";

window.calls = [];
window.positionOf = positionOf;
window.editor = createEditor(document.getElementById("place"), {
  explain: async (word) => `The manual about ${word}.`,
  onChange: (source) => window.calls.push(`change ${source}`),
  onRun: () => window.calls.push("run"),
  onCaret: () => {},
});

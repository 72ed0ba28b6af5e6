// Completion and hover in the editor.

import { EditorView, autocompletion, completionKeymap, hoverTooltip, keymap, startCompletion } from "./codemirror.js";
import { description, loadSchema, suggestions } from "./completion.js";

const HIGHEST = 99;
const LINES = 12;
const NARROWEST = 180;
const WIDEST = 320;

/** The extensions for completion and hover. `explain` returns the manual about a word. */
export function assistance(explain, wordAt) {
  return [
    autocompletion({ override: [complete], icons: false, maxRenderedOptions: 200, positionInfo: beside }),
    keymap.of(completionKeymap),
    EditorView.updateListener.of(({ view }) => view.dom.querySelector("ul[role=listbox]")?.setAttribute("tabindex", "0")),
    hoverTooltip((view, offset) => hover(view, offset, explain, wordAt), { hoverTime: 400 }),
  ];
}

/** Places the description of a completion beside the list, or below it where there is no space. */
function beside(_, list, option, info, space) {
  const [left, right] = [list.left - space.left, space.right - list.right];
  const width = Math.min(WIDEST, Math.max(left, right) - 8);
  if (width < NARROWEST) {
    return { style: "left: 0; top: 100%; max-width: 100%" };
  }
  const top = Math.max(space.top, Math.min(option.top, space.bottom - (info.bottom - info.top))) - list.top;
  return { style: `${right >= left ? "left" : "right"}: 100%; top: ${top}px; max-width: ${width}px` };
}

async function complete(context) {
  const schema = await loadSchema();
  if (!schema || context.aborted) {
    return null;
  }
  const found = suggestions(schema, context.state.doc.toString(), context.pos);
  if (!found || !(context.explicit || found.eager || found.from < context.pos || context.matchBefore(/[:[{,] |\$/))) {
    return null;
  }
  return { from: found.from, to: found.to, options: found.options.map(option) };
}

function option({ label, insert, caret, detail, info, more }, index) {
  return {
    label, detail, boost: HIGHEST - Math.min(index, 2 * HIGHEST - 1), info: info === "" ? undefined : info,
    apply(view, _, from, to) {
      view.dispatch({
        changes: { from, to, insert }, selection: { anchor: from + insert.length - caret }, userEvent: "input.complete",
        scrollIntoView: true,
      });
      if (more) {
        startCompletion(view);
      }
    },
  };
}

async function hover(view, offset, explain, wordAt) {
  const schema = await loadSchema();
  const { state } = view;
  const found = schema && description(schema, state.doc.toString(), offset);
  if (found) {
    return { pos: found.from, end: found.to, create: () => ({ dom: explanation(found.title, found.text) }) };
  }
  const word = wordAt(state, offset);
  const words = /\p{L}/u.test(word) ? await explain(word).catch(() => "") : "";
  return words.trim() === "" ? null
    : { pos: offset, create: () => ({ dom: explanation("", words.trim().split("\n").slice(0, LINES).join("\n")) }) };
}

/** Returns an element with a title and a text; without a title in the letters of the manual. */
export function explanation(title, words) {
  const dom = document.createElement("div");
  dom.className = title === "" ? "explanation manual" : "explanation";
  if (title !== "") {
    const name = document.createElement("b");
    name.textContent = title;
    dom.append(name);
  }
  dom.append(words);
  return dom;
}

// The editor of the scenario. It lives in a shadow root: there its style sheets are constructed, which the policy of
// the page allows, and not <style> elements.

import {
  Annotation, EditorState, EditorView, Prec, StateEffect, StateField, acceptCompletion, bracketMatching, defaultKeymap,
  highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, history, historyField, historyKeymap, indentLess, indentMore,
  indentService, indentUnit, isolateHistory, keymap, lineNumbers, redo, redoDepth, search, searchKeymap, showTooltip,
  undo, undoDepth, yaml,
} from "./codemirror.js";
import { onLanguage, t } from "../texts/texts.js";
import { assistance, explanation } from "./assist.js";
import { description, loadSchema } from "./completion.js";
import { positionOf, problemKeys, problemMarks, range, showProblems, source } from "./problems.js";
import { look } from "./theme.js";

export { positionOf };

const TYPING_PAUSE_MILLIS = 500;
const joined = Annotation.define();
const explained = StateEffect.define();

/** Creates the editor in an element. `onChange` gets the source of a change: slider, fault, fix, undo, redo, typing. */
export function createEditor(parent, { explain, onChange = () => {}, onRun = () => {}, onCaret = () => {} }) {
  const root = parent.attachShadow({ mode: "open" });
  const extensions = () => [
    EditorState.phrases.of(t.phrases), text(), keys(onRun, explain), assistance(explain, wordAt), problemMarks, manualTooltip, look,
    EditorView.updateListener.of((update) => {
      const loud = update.transactions.filter((each) => each.docChanged);
      if (loud.length > 0) {
        onChange(cause(loud.at(-1)));
      }
      if (update.selectionSet || update.docChanged) {
        onCaret();
      }
    }),
  ];
  const fresh = (doc) => EditorState.create({ doc, extensions: extensions() });
  const view = new EditorView({ state: fresh(""), root, parent: root });
  view.dom.style.height = "100%";
  // Text, caret and history stay.
  const translate = () => view.dispatch({ effects: StateEffect.reconfigure.of(extensions()) });
  let problems = [];
  onLanguage(() => {
    translate();
    showProblems(view, problems);
  });

  return {
    /** Returns the text, with \n between lines. */
    text: () => view.state.doc.toString(),
    /** Replaces the text as one step of undo; with `history: false`, with a new history and without onChange. */
    setText: (next, { history: kept = true, undo: steps } = {}) => kept ? replace(view, next)
      : view.setState(withHistory(next, steps, extensions()) ?? fresh(next)),
    edit: (changes, { source: from, join = false } = {}) => edit(view, changes, from, join),
    select: (place) => select(view, range(view.state.doc, place)),
    showProblems: (found) => {
      problems = found;
      showProblems(view, problems);
    },
    caret: () => caret(view.state),
    word: () => word(view.state),
    undo: () => undo(view),
    redo: () => redo(view),
    /** Returns the last steps of the undo history as plain data, for setText. */
    undoHistory: (count) => Object.fromEntries(Object.entries(view.state.toJSON({ steps: historyField }).steps)
      .map(([branch, steps]) => [branch, steps.slice(-count)])),
    canUndo: () => undoDepth(view.state) > 0,
    canRedo: () => redoDepth(view.state) > 0,
    focus: () => view.focus(),
    /** Returns text, caret and history, for restore. */
    state: () => view.state,
    /** Restores text, caret and history without a call of onChange. */
    restore: (state) => {
      view.setState(state);
      translate();
    },
  };
}

/** Returns the state of a text with an undo history from an earlier visit; null if they do not fit together. */
function withHistory(doc, steps, extensions) {
  try {
    const selection = { ranges: [{ anchor: 0, head: 0 }], main: 0 };
    return steps ? EditorState.fromJSON({ doc, selection, steps }, { extensions }, { steps: historyField }) : null;
  } catch {
    return null;
  }
}

function cause(transaction) {
  const word = ["undo", "redo"].find((each) => transaction.isUserEvent(each));
  return word ?? transaction.annotation(source) ?? "typing";
}

function text() {
  let last = { time: 0, typed: false };
  return [
    history({
      newGroupDelay: 600_000,
      joinToEvent(transaction, adjacent) {
        const { time, typed } = last;
        const now = transaction.annotation(source) === undefined;
        return transaction.annotation(joined) ?? (adjacent && typed && now && Date.now() - time < TYPING_PAUSE_MILLIS);
      },
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        last = { time: Date.now(), typed: update.transactions.at(-1).annotation(source) === undefined };
      }
    }),
    lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), highlightSpecialChars(), bracketMatching(),
    search({ top: true }), yaml(), indentUnit.of("  "), indentService.of(indentation),
    EditorView.contentAttributes.of({ "aria-label": t.editorLabel, tabindex: "0" }),
  ];
}

function keys(onRun, explain) {
  const run = () => {
    onRun();
    return true;
  };
  return [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run }, { key: "Ctrl-Enter", run }])),
    keymap.of([
      ...problemKeys,
      { key: "F1", run: (view) => explainWord(view, explain) },
      { key: "Escape", run: closeExplanation },
      { key: "Tab", run: acceptCompletion },
      { key: "Tab", run: tab, shift: indentLess },
      ...searchKeymap, ...historyKeymap, ...defaultKeymap,
    ]),
  ];
}

/** The column of a new line: that of the line before, two more after a key without a value. */
function indentation(context, position) {
  const { doc } = context.state;
  for (let row = doc.lineAt(position).number - (context.simulatedBreak === position ? 0 : 1); row > 0; row--) {
    const line = doc.line(row);
    const cut = context.simulatedBreak === position ? Math.max(0, position - line.from) : line.length;
    const before = line.text.slice(0, cut);
    if (before.trim() !== "") {
      const column = /^ */.exec(before)[0].length;
      return /^[^#]*([[{]|:(\s+[|>][+-]?)?)\s*(\s#.*)?$/.test(before) ? column + 2 : column;
    }
  }
  return 0;
}

function tab(view) {
  if (!view.state.selection.main.empty) {
    return indentMore(view);
  }
  const { head } = view.state.selection.main;
  const spaces = " ".repeat(2 - (head - view.state.doc.lineAt(head).from) % 2);
  view.dispatch(view.state.replaceSelection(spaces), { userEvent: "input", scrollIntoView: true });
  return true;
}

function edit(view, changes, from, join) {
  const annotations = [source.of(from ?? "edit")];
  annotations.push(join ? joined.of(true) : isolateHistory.of("before"));
  view.dispatch({ changes, annotations });
}

/** Replaces the middle of the text that differs, so that caret and scroll position stay. */
function replace(view, next) {
  const now = view.state.doc.toString();
  const text = next.replace(/\r\n?/g, "\n");
  let start = 0;
  while (start < Math.min(now.length, text.length) && now[start] === text[start]) {
    start++;
  }
  let end = 0;
  while (end < Math.min(now.length, text.length) - start && now[now.length - 1 - end] === text[text.length - 1 - end]) {
    end++;
  }
  if (now !== text) {
    edit(view, { from: start, to: now.length - end, insert: text.slice(start, text.length - end) }, "text", false);
  }
}

function select(view, { from, to }) {
  view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  view.focus();
}

function caret(state) {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  return { line: line.number, column: [...line.text.slice(0, head - line.from)].length + 1 };
}

/** Returns the selected text, or the word at the caret. */
function word(state) {
  const { from, to, head } = state.selection.main;
  if (from !== to) {
    return state.sliceDoc(from, Math.min(to, from + 60)).trim();
  }
  return wordAt(state, head);
}

/** Returns the word at an offset. */
export function wordAt(state, offset) {
  const line = state.doc.lineAt(offset);
  const left = /[\p{L}\p{N}_.-]*$/u.exec(line.text.slice(0, offset - line.from))[0];
  return left + /^[\p{L}\p{N}_.-]*/u.exec(line.text.slice(offset - line.from))[0];
}

const manualTooltip = StateField.define({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(explained)) {
        return effect.value;
      }
    }
    return transaction.docChanged || transaction.selection ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

function explainWord(view, explain) {
  const asked = word(view.state);
  const { head } = view.state.selection.main;
  if (asked !== "") {
    const place = loadSchema().then((schema) => schema && description(schema, view.state.doc.toString(), head));
    const manual = explain(asked).catch((error) => error.message);
    Promise.all([place, manual]).then(([here, words]) => {
      if (view.state.selection.main.head === head) {
        const create = () => ({ dom: explanations(here, words) });
        view.dispatch({ effects: explained.of({ pos: head, above: false, create }) });
      }
    });
  }
  return true;
}

/** Returns the description of a place, and the manual about its word. */
function explanations(here, words) {
  const dom = document.createElement("div");
  dom.append(...(here ? [explanation(here.title, here.text)] : []), explanation("", words.trim()));
  return dom;
}

function closeExplanation(view) {
  if (view.state.field(manualTooltip) === null) {
    return false;
  }
  view.dispatch({ effects: explained.of(null) });
  return true;
}

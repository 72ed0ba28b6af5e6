// Problems of the loader in the text: underlined, in the gutter, with the first error below its line, and quick fixes.

import {
  Annotation, Decoration, EditorView, StateEffect, StateField, WidgetType, forEachDiagnostic, isolateHistory,
  lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics,
} from "./codemirror.js";
import { translated } from "../texts/verdicts.js";

/** The cause of a change of the text: slider, fault, fix, or undefined for typing. */
export const source = Annotation.define();

const place = StateEffect.define();

/** Returns the UTF-16 offset of a line and column from 1. Columns are counted in code points. */
export function positionOf(text, line, column) {
  const lines = text.split("\n");
  const row = Math.min(Math.max(line, 1), lines.length) - 1;
  const before = lines.slice(0, row).reduce((sum, each) => sum + each.length + 1, 0);
  return before + offset(lines[row], column);
}

function offset(line, column) {
  let at = 0;
  for (let rest = column - 1; rest > 0 && at < line.length; rest--) {
    at += line.codePointAt(at) > 0xffff ? 2 : 1;
  }
  return at;
}

/** Returns the offsets of a place: line and column from 1, length in code points. */
export function range(document, { line, column, length }) {
  const row = document.line(Math.min(Math.max(line, 1), document.lines));
  return {
    from: row.from + offset(row.text, column),
    to: row.from + offset(row.text, Math.max(column, 1) + Math.max(length ?? 0, 0)),
  };
}

/** Shows problems in place of the problems before. */
export function showProblems(view, problems) {
  const { doc } = view.state;
  const diagnostics = problems.map((problem) => {
    const { fix, message, severity } = translated(problem);
    return {
      ...range(doc, problem), severity, message, fix,
      actions: fix ? [{ name: fix.label, apply: (_, from, to) => applyFix(view, from, to, fix) }] : [],
    };
  });
  const first = diagnostics.find((each) => each.severity === "error");
  view.dispatch({ effects: place.of(first ?? null) }, setDiagnostics(view.state, diagnostics));
}

function applyFix(view, from, to, fix) {
  view.dispatch({
    changes: { from, to, insert: fix.text },
    selection: { anchor: from + fix.text.length },
    annotations: [source.of("fix"), isolateHistory.of("full")],
    scrollIntoView: true,
  });
  view.focus();
}

/** Applies the first quick fix at the caret or in its line. Returns false if there is none. */
export function fixAtCaret(view) {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  let found = null;
  forEachDiagnostic(view.state, (problem, from, to) => {
    const inLine = from <= line.to && to >= line.from;
    const closer = !found || (from <= head && head <= to && !(found.from <= head && head <= found.to));
    if (problem.fix && inLine && closer) {
      found = { from, to, fix: problem.fix };
    }
  });
  if (found) {
    applyFix(view, found.from, found.to, found.fix);
  }
  return found !== null;
}

class ProblemLine extends WidgetType {
  constructor(problem) {
    super();
    this.problem = problem;
  }

  eq(other) {
    return this.problem.message === other.problem.message && this.problem.from === other.problem.from;
  }

  toDOM(view) {
    const line = document.createElement("div");
    const words = document.createElement("div");
    line.className = "problem-line";
    words.className = "problem";
    words.append(this.problem.message);
    line.append(words);
    if (this.problem.fix) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = this.problem.fix.label;
      button.addEventListener("click", () => {
        const { from, to } = view.state.field(firstError);
        applyFix(view, from, to, this.problem.fix);
      });
      words.append(button);
    }
    return line;
  }

  ignoreEvent() {
    return true;
  }
}

const firstError = StateField.define({
  create: () => null,
  update(problem, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(place)) {
        return effect.value;
      }
    }
    if (!problem || !transaction.docChanged) {
      return problem;
    }
    const { changes } = transaction;
    const [from, to] = [changes.mapPos(problem.from, 1), changes.mapPos(problem.to, -1)];
    return changes.touchesRange(problem.from, problem.to) ? null : { ...problem, from, to };
  },
});

const below = EditorView.decorations.compute([firstError, "selection", "doc"], (state) => {
  const problem = state.field(firstError);
  if (!problem) {
    return Decoration.none;
  }
  const line = state.doc.lineAt(Math.min(problem.from, state.doc.length));
  const { head } = state.selection.main;
  if (head >= line.from && head <= line.to) {
    return Decoration.none;
  }
  return Decoration.set([Decoration.widget({ widget: new ProblemLine(problem), block: true, side: 1 }).range(line.to)]);
});

/** The extensions that show problems. */
export const problemMarks = [lintGutter(), firstError, below];

/** Keys: next and previous problem, quick fix. */
export const problemKeys = [
  { key: "F8", run: nextDiagnostic, shift: previousDiagnostic },
  { key: "Mod-.", run: fixAtCaret },
];

// The parts of CodeMirror that editor.js uses.
export { Annotation, Compartment, EditorSelection, EditorState, Prec, RangeSet, StateEffect, StateField, Transaction } from "@codemirror/state";
export {
  Decoration, EditorView, GutterMarker, WidgetType, drawSelection, gutter, highlightActiveLine, highlightActiveLineGutter,
  highlightSpecialChars, hoverTooltip, keymap, lineNumbers, showTooltip, tooltips,
} from "@codemirror/view";
export {
  defaultKeymap, history, historyField, historyKeymap, indentLess, indentMore, isolateHistory, redo, redoDepth, undo, undoDepth,
} from "@codemirror/commands";
export { HighlightStyle, bracketMatching, indentService, indentUnit, syntaxHighlighting } from "@codemirror/language";
export { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
export {
  acceptCompletion, autocompletion, closeCompletion, completionKeymap, completionStatus, currentCompletions, snippet,
  startCompletion,
} from "@codemirror/autocomplete";
export { forEachDiagnostic, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
export { yaml } from "@codemirror/lang-yaml";
export { tags } from "@lezer/highlight";

// Colours and sizes of the editor, from the variables of page.css: light and dark follow the page.

import { EditorView, HighlightStyle, syntaxHighlighting, tags } from "./codemirror.js";

const mono = "ui-monospace, \"DejaVu Sans Mono\", monospace";
const sans = "system-ui, \"Noto Sans\", sans-serif";

const marked = "color-mix(in srgb, var(--accent) 25%, var(--paper))";
const box = {
  backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "0.3rem",
  boxShadow: "0 2px 8px #0003",
};
const button = {
  font: "inherit", color: "var(--ink)", backgroundColor: "var(--soft)", backgroundImage: "none",
  border: "1px solid var(--line)", borderRadius: "0.3rem", padding: "0.1rem 0.5rem", cursor: "pointer",
};

function squiggle(colour) {
  return { backgroundImage: "none", paddingBottom: "0", textDecoration: `underline wavy var(${colour})`,
    textDecorationSkipInk: "none", textUnderlineOffset: "2px" };
}

const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "none" },
  "&.cm-focused::after": { content: "''", position: "absolute", inset: "0", border: "2px solid var(--accent)",
    pointerEvents: "none", zIndex: "300" },
  ".cm-scroller": { fontFamily: mono, lineHeight: "1.55", containerType: "inline-size" },
  ".cm-content": { padding: "0.4rem 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 0.6rem 0 0.4rem" },
  ".cm-line ::selection, .cm-line::selection": { backgroundColor: marked },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.2rem", padding: "0 0.2rem 0 0.4rem" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--soft)" },
  ".cm-activeLineGutter": { color: "var(--ink)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--accent)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--bad)" },
  ".cm-searchMatch": { backgroundColor: "transparent", outline: "1px solid var(--expected)" },
  ".cm-searchMatch-selected": { backgroundColor: marked },

  ".cm-gutter-lint": { width: "0.9rem" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0.35em 0.15rem 0" },
  ".cm-lint-marker": { width: "0.55rem", height: "0.55rem" },
  ".cm-lint-marker-error": { content: "normal", backgroundColor: "var(--bad)", borderRadius: "50%" },
  ".cm-lint-marker-warning": { content: "normal", backgroundColor: "var(--expected)",
    clipPath: "polygon(50% 0, 100% 100%, 0 100%)" },
  ".cm-lintRange-error": squiggle("--bad"),
  ".cm-lintRange-warning": squiggle("--expected"),
  ".cm-lintRange-active": { backgroundColor: "transparent" },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--bad)" },
  ".cm-lintPoint-warning:after": { borderBottomColor: "var(--expected)" },
  ".cm-diagnostic": { padding: "0.3rem 0.5rem", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--expected)" },
  ".cm-diagnosticAction": { ...button, margin: "0 0 0 0.5rem" },
  ".problem-line": { padding: "0.2rem 0.6rem 0.3rem 0.4rem" },
  ".problem": { padding: "0.3rem 0.5rem", font: `0.8125rem/1.35 ${sans}`,
    backgroundColor: "var(--paper)", border: "1px solid var(--bad)", borderRadius: "0.3rem", whiteSpace: "pre-wrap",
    overflowWrap: "anywhere", position: "sticky", left: "3.6rem", width: "fit-content",
    maxWidth: "min(40rem, calc(100cqi - 5rem))" },
  ".problem button": { ...button, marginLeft: "0.5rem" },

  ".cm-tooltip": { ...box, font: `0.8125rem/1.35 ${sans}`, zIndex: "500" },
  ".cm-tooltip-hover, .cm-tooltip:has(.explanation)": { maxWidth: "min(39rem, 90vw)" },
  ".cm-tooltip-section:not(:first-child)": { borderTop: "1px solid var(--line)" },
  ".explanation": { padding: "0.4rem 0.6rem", whiteSpace: "pre-wrap", overflowWrap: "anywhere", maxHeight: "16rem",
    overflow: "auto" },
  ".explanation b": { display: "block" },
  ".explanation.manual": { font: `0.75rem/1.45 ${mono}` },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: mono, maxHeight: "15em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.1rem 0.5rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--paper)" },
  ".cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail": { color: "var(--paper)" },
  ".cm-completionDetail": { color: "var(--faint)", fontStyle: "normal" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-tooltip.cm-completionInfo": { ...box, padding: "0.4rem 0.6rem", width: "max-content",
    maxHeight: "20rem", overflow: "auto" },
  ".cm-snippetField": { backgroundColor: "var(--soft)", outline: "1px dotted var(--faint)" },

  ".cm-panels": { backgroundColor: "var(--soft)", color: "var(--ink)", font: `0.8125rem/1.35 ${sans}`, zIndex: "4" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search label": { font: "inherit" },
  ".cm-textfield": { font: "inherit", backgroundColor: "var(--paper)", color: "var(--ink)",
    border: "1px solid var(--line)", borderRadius: "0.3rem", padding: "0.1rem 0.4rem" },
  ".cm-button": { ...button, "&:active": { backgroundImage: "none" } },
  ".cm-panel.cm-search [name=close]": { font: "inherit", color: "var(--ink)", minWidth: "1.5rem", minHeight: "1.5rem" },
  ":is(button, input):focus-visible": { outline: "3px solid var(--accent)", outlineOffset: "1px" },
});

const words = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--link)" },
  { tag: [tags.content, tags.string, tags.special(tags.string)], color: "var(--expected)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--faint)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--ink)" },
  { tag: [tags.keyword, tags.meta, tags.labelName, tags.typeName], color: "var(--good)" },
]);

/** The extensions for the appearance of the editor. */
export const look = [theme, syntaxHighlighting(words)];

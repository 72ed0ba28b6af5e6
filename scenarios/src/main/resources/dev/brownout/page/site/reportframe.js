// The report in a sandbox inside of report-frame.html. The report has no access to the page.

import { t } from "./texts/texts.js";

/** First document of the sandbox, which the report replaces. Links to parts of a page do not work in a blob. */
const LOADER = "data:text/html;charset=utf-8," + encodeURIComponent(`<script>onmessage = ({ data, source }) => {
  if (source === parent.parent) { document.open(); document.write(data); document.close(); } };</script>`);

/**
 * Loads a report in a sandbox inside a frame. A new sandbox for each report adds no step to the history.
 *
 * @param hidden selector of parts of the report that are not shown
 */
export async function showReport(shell, report, hidden) {
  const style = `<style>${hidden} { display: none; }</style></head>`;
  const html = report.replace("</head>", () => style);
  if (shell.contentDocument?.readyState !== "complete" || shell.contentDocument.URL === "about:blank") {
    await new Promise((loaded) => shell.addEventListener("load", loaded, { once: true }));
  }
  const sandbox = shell.contentDocument.createElement("iframe");
  sandbox.title = t.report;
  sandbox.setAttribute("sandbox", "allow-scripts allow-downloads allow-modals");
  sandbox.allow = "clipboard-write";
  sandbox.src = LOADER;
  const loaded = new Promise((done) => sandbox.addEventListener("load", done, { once: true }));
  shell.contentDocument.body.replaceChildren(sandbox);
  await loaded;
  sandbox.contentWindow.postMessage(html, "*");
}

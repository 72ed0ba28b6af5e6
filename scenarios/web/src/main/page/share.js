// The dialog for sharing: link, embed code, files of the run, and pictures.

import { html } from "./report/element.js";
import { copied } from "./link.js";

/** Length of an address in characters that some programs cut. */
const LONG = 8000;

/** Offers a text or a blob as a file. */
export function download(name, type, content) {
  const link = html("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Fills the dialog and opens it.
 *
 * @param host { link(), embedCode(), text(), name, result or null, local, titles (of the charts), picture(index, form) }
 */
export function openShare(dialog, content, host) {
  const status = html("p", { role: "status", class: "faint" });
  const copies = (label, make, help) => html("p", {}, html("button", { type: "button", onclick: async () => {
    const text = await make();
    const warning = text.length > LONG ? " Some programs cut addresses of this length." : "";
    status.textContent = await copied(text, label)
      ? `Copied ${text.length.toLocaleString("en")} characters.${warning}` : warning.trim();
  } }, label), " ", html("span", { class: "faint" }, help));
  const { result, name } = host;
  const stem = (name || "scenario").replaceAll("/", "-");
  const file = (label, type, text, title) => html("button", { type: "button", disabled: text === undefined, title,
    onclick: () => download(label, type, text) }, label);
  const picture = (label, index) => ["svg", "png"].map((form) => html("button", { type: "button", onclick: async () => {
    try {
      const blob = await host.picture(index, form);
      download(`${stem}-${label}.${form}`, blob.type, blob);
    } catch (error) {
      status.textContent = "No picture. " + error.message;
    }
  } }, `${form.toUpperCase()}`));
  content.replaceChildren(
    copies("Copy link", host.link, "The address carries text, seed and small files. Nothing runs before the reader presses "
      + "Run." + (host.local ? " This address is of your computer; its part after # also works on other hosts." : "")),
    copies("Copy embed code", host.embedCode, "A frame with a Run button for an article or a course page."),
    status,
    html("h2", {}, "Download"),
    html("div", { class: "buttons" }, file(stem + ".yaml", "application/yaml", host.text, "The text of the scenario"),
      file("result.json", "application/json", result?.resultJson, "All numbers of the run"),
      file("report.html", "text/html", result?.reportHtml, "The report of the run, one file that works offline")),
    html("h2", {}, "Pictures"),
    ...result ? [html("table", { class: "plain" }, html("tbody", {}, ...[["topology", "topology"],
      ...host.titles.map((title, i) => ["chart-" + (i + 1), i, title])].map(([label, index, title]) =>
      html("tr", {}, html("th", { scope: "row" }, title ?? "Topology at the time of the player"),
        html("td", { class: "buttons" }, ...picture(label, index))))))]
      : [html("p", { class: "faint" }, "After a run.")]);
  dialog.showModal();
}

// The dialog for sharing: link, embed code, files of the run, and pictures.

import { copied } from "./link.js";
import { html } from "./texts/element.js";
import { t } from "./texts/texts.js";

/** Length of an address in characters that some programs cut. */
const LONG = 8000;
const FILM = "film";

/** Offers a text or a blob as a file. */
export function download(name, type, content) {
  const link = html("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Fills the dialog and opens it.
 *
 * @param host { link(), claims (whether the link has a result), embedCode(), text(), name, result or null, local, titles (of the charts),
 *   picture(index, form) }
 */
export function openShare(dialog, content, host) {
  const status = html("p", { role: "status", class: "faint" });
  const copies = (label, make, help) => html("p", {}, html("button", { type: "button", onclick: async () => {
    const text = await make();
    const warning = text.length > LONG ? t.addressLong : "";
    status.textContent = await copied(text, label)
      ? t.copiedCharacters(text.length.toLocaleString("en")) + warning : warning.trim();
  } }, label), " ", html("span", { class: "faint" }, help));
  const { result, name } = host;
  const stem = (name || "scenario").replaceAll("/", "-");
  const file = (label, type, text, title) => html("button", { type: "button", disabled: text === undefined, title,
    onclick: () => download(label, type, text) }, label);
  const picture = (label, index, forms = ["svg", "png"]) => forms.map((form) => html("button", { type: "button",
    onclick: async () => {
      try {
        status.textContent = form === FILM ? t.recording : "";
        const blob = await host.picture(index, form);
        download(`${stem}-${label}.${blob.type.split("/")[1].replace("svg+xml", "svg")}`, blob.type, blob);
        status.textContent = "";
      } catch (error) {
        status.textContent = t.noPicture(error.message);
      }
    } }, form === FILM ? t.film : form.toUpperCase()));
  content.replaceChildren(
    copies(t.copyLink, host.link, t.copyLinkHelp + (host.claims ? t.copyLinkClaim : "") + (host.local ? t.copyLinkLocal : "")),
    copies(t.copyEmbed, host.embedCode, t.copyEmbedHelp),
    status,
    html("h2", {}, t.download),
    html("div", { class: "buttons" }, file(stem + ".yaml", "application/yaml", host.text, t.downloadText),
      file("result.json", "application/json", result?.resultJson, t.downloadNumbers),
      file("report.html", "text/html", result?.reportHtml, t.downloadReport)),
    html("h2", {}, t.pictures),
    ...result ? [html("table", { class: "plain" }, html("tbody", {}, ...[["result", "card", t.resultPicture, ["png", FILM]], ["topology", "topology"],
      ...host.titles.map((title, i) => ["chart-" + (i + 1), i, title])].map(([label, index, title, forms]) =>
      html("tr", {}, html("th", { scope: "row" }, title ?? t.topologyNow),
        html("td", { class: "buttons" }, ...picture(label, index, forms))))))]
      : [html("p", { class: "faint" }, t.afterRun)]);
  dialog.showModal();
}

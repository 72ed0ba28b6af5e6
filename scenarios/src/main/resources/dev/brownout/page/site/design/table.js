// Tables of numbers: a head, and rows that begin with a name.

import { html } from "../texts/element.js";

/** Returns words that only a screen reader reads. */
export const spoken = (words) => html("span", { class: "unseen" }, words);

/** Returns a cell. */
export const cell = (content, attributes = {}) => html("td", attributes, content);

/** Returns a row: the name, then cells. A missing cell is null. */
export const row = (name, cells, attributes = {}) =>
  html("tr", attributes, html("th", { scope: "row" }, name), ...cells);

/** Returns a table with heads of its columns. */
export function table(heads, rows, caption = "") {
  return html("table", { class: "numbers" }, caption ? html("caption", {}, caption) : null,
    html("thead", {}, html("tr", {}, ...heads.map((head) => html("th", { scope: "col" }, head)))),
    html("tbody", {}, ...rows));
}

// Elements with texts in the chosen language: a function as a child or as an attribute returns the text.

import { html as plainHtml, svg as plainSvg } from "../report/element.js";
import { follow } from "./texts.js";

function text(make) {
  const node = document.createTextNode("");
  follow(node, "textContent", make);
  return node;
}

function made(create, tag, attributes, children) {
  const entries = Object.entries(attributes);
  const isText = ([name, value]) => typeof value === "function" && !name.startsWith("on");
  const element = create(tag, Object.fromEntries(entries.filter((each) => !isText(each))),
    ...children.map((child) => typeof child === "function" ? text(child) : child));
  entries.filter(isText).forEach(([name, value]) => follow(element, name, value));
  return element;
}

/** Creates an element of HTML. */
export const html = (tag, attributes = {}, ...children) => made(plainHtml, tag, attributes, children);

/** Creates an element of SVG. */
export const svg = (tag, attributes = {}, ...children) => made(plainSvg, tag, attributes, children);

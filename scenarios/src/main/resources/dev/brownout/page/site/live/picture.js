// Pictures of the live view as stand-alone files: SVG, and PNG with two pixels for each pixel of the page.
import { svg, text } from "../report/element.js";
import { t } from "../texts/texts.js";
import { set } from "./box.js";

export const FONT = "system-ui, Arial, sans-serif";
const HEAD = 24;
const LINE = 18;
const MARGIN = 10;
const PIXELS = 2;

/** Returns a copy of a drawing without the attributes of the page. */
export function copied(drawing) {
  const copy = drawing.cloneNode(true);
  copy.querySelectorAll("[role], [tabindex], [class]").forEach((part) =>
    ["role", "tabindex", "class", "aria-label", "aria-description"].forEach((name) => part.removeAttribute(name)));
  return copy;
}

/** Returns an SVG element of a drawing on white, with a title and lines of text above it. */
export function framed(drawing, title, lines) {
  const { width, height } = drawing.viewBox.baseVal;
  const copy = copied(drawing);
  const top = MARGIN + HEAD + LINE * lines.length;
  set(copy, { x: MARGIN, y: top, width, height });
  const whole = { width: Math.ceil(width + 2 * MARGIN), height: Math.ceil(height + top + MARGIN) };
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", ...whole, viewBox: `0 0 ${whole.width} ${whole.height}`,
    "font-family": FONT }, svg("rect", { ...whole, fill: "#fff" }),
  text(MARGIN, MARGIN + 14, title, { "font-size": 15, "font-weight": "bold" }),
  ...lines.map((line, i) => text(MARGIN, MARGIN + HEAD + LINE * i + 10, line, { fill: "#595959" })), copy);
}

const blobOf = (picture) => new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });

/** Returns a picture as an image. */
export async function imageOf(picture) {
  const address = URL.createObjectURL(blobOf(picture));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Returns a picture as a file. A PNG has some pixels for each of the picture. */
export async function file(picture, type, pixels = PIXELS) {
  if (type === "svg") {
    return blobOf(picture);
  }
  const image = await imageOf(picture);
  const canvas = document.createElement("canvas");
  canvas.width = picture.getAttribute("width") * pixels;
  canvas.height = picture.getAttribute("height") * pixels;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((png) =>
    png ? done(png) : failed(new Error(t.pictureFailed)), "image/png"));
}

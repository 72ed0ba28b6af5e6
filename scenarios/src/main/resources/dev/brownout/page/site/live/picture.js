// Pictures of the live view as stand-alone files: SVG, and PNG with two pixels for each pixel of the page.
import { svg, text } from "../report/element.js";
import { t } from "../texts/texts.js";

const FONT = "system-ui, Arial, sans-serif";
const HEAD = 24;
const LINE = 18;
const MARGIN = 10;
const PIXELS = 2;

/** Returns an SVG element of a drawing on white, with a title and lines of text above it. */
export function framed(drawing, title, lines) {
  const { width, height } = drawing.viewBox.baseVal;
  const copy = drawing.cloneNode(true);
  copy.querySelectorAll("[role], [tabindex], [class]").forEach((part) =>
    ["role", "tabindex", "class", "aria-label", "aria-description"].forEach((name) => part.removeAttribute(name)));
  const top = MARGIN + HEAD + LINE * lines.length;
  for (const [name, value] of Object.entries({ x: MARGIN, y: top, width, height })) {
    copy.setAttribute(name, value);
  }
  const whole = { width: Math.ceil(width + 2 * MARGIN), height: Math.ceil(height + top + MARGIN) };
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", ...whole, viewBox: `0 0 ${whole.width} ${whole.height}`,
    "font-family": FONT }, svg("rect", { ...whole, fill: "#fff" }),
  text(MARGIN, MARGIN + 14, title, { "font-size": 15, "font-weight": "bold" }),
  ...lines.map((line, i) => text(MARGIN, MARGIN + HEAD + LINE * i + 10, line, { fill: "#595959" })), copy);
}

/** Returns a picture as a file. */
export async function file(picture, type) {
  const words = new XMLSerializer().serializeToString(picture);
  const blob = new Blob([words], { type: "image/svg+xml" });
  if (type === "svg") {
    return blob;
  }
  const address = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.getAttribute("width") * PIXELS;
    canvas.height = picture.getAttribute("height") * PIXELS;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => canvas.toBlob((png) =>
      png ? done(png) : failed(new Error(t.pictureFailed)), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

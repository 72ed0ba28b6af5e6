// Elements of HTML and SVG.

export const INK = '#1a1a1a';
export const FAINT = '#595959';
export const LETTERS = 12;

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value != null && value !== false) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter(child => child !== null));
  return element;
}

export const html = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

export const text = (x, y, words, more = {}) =>
  svg('text', {x: x.toFixed(1), y: y.toFixed(1), fill: INK, 'font-size': LETTERS, ...more}, words);

// A text with a white outline, readable on any background.
export const lifted = (x, y, words, more) =>
  text(x, y, words, {stroke: '#fff', 'stroke-width': 3, 'paint-order': 'stroke', ...more});

const ruler = document.createElement('canvas').getContext('2d');

// The width of a text in the font of the page.
export function textWidth(text, size) {
  ruler.font = size + 'px ' + getComputedStyle(document.body).fontFamily;
  return ruler.measureText(text).width;
}

// The part of a text that fits in a width.
export function shortened(text, size, room) {
  let shown = text;
  while (shown.length > 1 && textWidth(shown, size) > room) {
    shown = shown.slice(0, -2) + '…';
  }
  return shown;
}

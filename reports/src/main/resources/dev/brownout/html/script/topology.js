// Who calls whom, at a moment or on average: boxes, their machines, and ribbons as wide as the rate of calls.
import {quantity} from './quantity.js';
import {FAINT, INK, html, lifted, shortened, svg, text, textWidth} from './element.js';
import {caption} from './figure.js';
import {nearest} from './plot.js';

const RED = '#c0392b';
const RIBBON = 26;
const NOTE = 13;

// From white, idle, over amber to dark red, wholly busy.
function heat(share) {
  if (share === null) {
    return '#e3e3e3';
  }
  const stops = [[255, 255, 255], [242, 184, 75], [160, 28, 28]];
  const at = share * 2;
  const [from, to] = at < 1 ? stops : stops.slice(1);
  const part = at - (at >= 1);
  return `rgb(${from.map((each, i) => Math.round(each + (to[i] - each) * part))})`;
}

export class Topology {
  // Takes the place of what stands in an element of the page.
  constructor(model, view, place) {
    this.model = model;
    this.view = view;
    this.place = place;
    const {x, y, width, height} = model.area;
    this.picture = svg('svg', {viewBox: `${x} ${y} ${width} ${height}`, role: 'img'});
    place.prepend(caption(model),
      html('div', {class: 'wide', tabindex: 0, role: 'group', 'aria-label': 'who calls whom'}, this.picture),
      html('p', {class: 'key'}, model.key));
    place.classList.add('live');
    this.draw();
    view.listen(['at', 'pin', 'hidden', 'grown'], () => this.draw());
  }

  draw() {
    const {model, view} = this;
    const at = view.now();
    this.place.hidden = !view.shows(model.variant);
    this.step = at === null || !model.moments.length ? -1 : nearest(model.moments, at);
    const arrows = this.step < 0 ? model.arrows : model.arrows.map(arrow => {
      const rate = arrow.sent[this.step];
      return {...arrow, rate, failed: rate && Math.min(1, arrow.failures[this.step] / rate)};
    });
    this.picture.setAttribute('aria-label', model.title);
    this.picture.replaceChildren(
      // What stands on one machine: shaded around the boxes and between them.
      ...model.grounds.flatMap(each => [...each.parts.map(one => svg('path', one)),
        text(each.x, each.y, this.step < 0 ? each.note : '', {'font-size': NOTE})]),
      ...arrows.flatMap(arrow => this.ribbon(arrow)),
      ...model.boxes.flatMap(box => this.box(box, arrows)),
      ...arrows.flatMap(arrow => this.rate(arrow)));
  }

  thickness(arrow) {
    return Math.max(1.4, RIBBON * arrow.rate / this.model.most);
  }

  ribbon(arrow) {
    const [x, y, ...rest] = arrow.curve;
    const thick = this.thickness(arrow);
    const path = (stroke, width) =>
      svg('path', {d: `M${x} ${y}C${rest}`, fill: 'none', stroke, 'stroke-width': width.toFixed(1)});
    return [path('#9db4c4', thick), ...arrow.failed ? [path(RED, Math.max(1, thick * arrow.failed))] : []];
  }

  // The rate on the middle of a ribbon, and the share that fails.
  rate(arrow) {
    const words = [quantity(arrow.rate, '1/s')];
    if (arrow.failed) {
      words.push(quantity(arrow.failed, 'ratio') + ' fail');
    }
    if (words.some(each => textWidth(each, NOTE) > arrow.room)) {
      return [];
    }
    const middle = i => (arrow.curve[i] + 3 * arrow.curve[i + 2] + 3 * arrow.curve[i + 4] + arrow.curve[i + 6]) / 8;
    const y = middle(1) - this.thickness(arrow) / 2 - 6 - (words.length - 1) * 15;
    return words.map((each, i) => lifted(middle(0), y + i * 15, each,
      {'text-anchor': 'middle', 'font-size': NOTE, fill: i ? RED : INK}));
  }

  // What a box says: on average what its picture says, at a moment what was measured there.
  notes(box, arrows) {
    if (this.step < 0) {
      return box.notes;
    }
    const out = arrows.filter(arrow => arrow.from === box.name);
    if (box.users) {
      const sent = out.reduce((sum, arrow) => sum + arrow.rate, 0);
      const failed = out.reduce((sum, arrow) => sum + arrow.rate * arrow.failed, 0);
      return [quantity(sent, '1/s'), sent ? quantity(1 - failed / sent, 'ratio') + ' good' : ''];
    }
    return box.measures.map(measure => {
      const value = measure.values[this.step];
      return value == null ? '' : measure.before + quantity(value, measure.unit) + measure.after;
    }).concat(box.notes.slice(-1));
  }

  box(box, arrows) {
    const left = box.x + 9;
    const room = box.width - 18;
    const name = Math.min(16, box.height * 0.6);
    const cells = box.cells.map(cell => this.step < 0 ? cell.mean : cell.values[this.step] ?? null);
    const wide = Math.min(15, room / cells.length);
    let y = box.y + name + 8;
    const parts = [
      svg('rect', {x: box.x, y: box.y, width: box.width, height: box.height, rx: box.users ? 13 : 4, stroke: FAINT,
        'stroke-width': 1.2, fill: box.users ? '#f2f5f7' : '#fff'}),
      text(left, box.y + name + 3, shortened(box.name, name, room), {'font-size': name, 'font-weight': 'bold'})];
    if (cells.length && y + 19 < box.y + box.height) {
      parts.push(...cells.map((cell, i) => svg('rect', {x: left + i * wide, y, width: wide > 4 ? wide - 2 : wide,
        height: 12, fill: heat(cell), stroke: FAINT, 'stroke-width': wide > 4 ? 0.6 : 0})));
      y += 13;
    }
    for (const note of this.notes(box, arrows).filter(each => each)) {
      y += NOTE + 3;
      if (y <= box.y + box.height - 4) {
        const size = Math.max(10, Math.min(NOTE, NOTE * room / textWidth(note, NOTE)));
        parts.push(text(left, y, shortened(note, size, room), {'font-size': size, fill: FAINT}));
      }
    }
    return parts;
  }
}

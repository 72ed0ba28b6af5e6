// Call graph of a variant at one time or for the whole run: components, their nodes, and calls as curves.
import {say} from './words.js';
import {clock, quantity} from './quantity.js';
import {FAINT, INK, html, lifted, svg, text, textWidth} from './element.js';
import {caption} from './figure.js';
import {nearest} from './plot.js';

// Sizes in pixels, as in the layout of the model. From the width "page" on, the wide layout is drawn.
const BOX = {name: 13, note: 12, pad: 7, head: 20, row: 15, squares: 15, member: 31, square: 13, ribbon: 11, page: 640};
const ERROR = '#c0392b';
const DOWN = '#b0002a';

// From white, idle, over amber to dark red, fully utilized.
export function heatColor(share) {
  if (share === null) {
    return '#e3e3e3';
  }
  const stops = [[255, 255, 255], [242, 184, 75], [160, 28, 28]];
  const at = Math.min(1, share) * 2;
  const [from, to] = at < 1 ? stops : stops.slice(1);
  const part = at - (at >= 1);
  return `rgb(${from.map((each, i) => Math.round(each + (to[i] - each) * part))})`;
}

// A text that is compressed if it is wider than its space, never cut.
export function fittedText(x, y, words, room, more) {
  const wide = textWidth(words, more['font-size']);
  return text(x, y, words, wide > room ? {...more, textLength: room.toFixed(1), lengthAdjust: 'spacingAndGlyphs'} : more);
}

export function nodeCross(x, y, size) {
  return svg('path', {d: `M${x} ${y}l${size} ${size}m0 ${-size}l${-size} ${size}`, stroke: DOWN, 'stroke-width': 1.6});
}

function boxFrame(x, y, width, height, more) {
  return svg('rect', {x, y, width, height, stroke: FAINT, ...more});
}

const stateSince = period => say(period.state) + say(' since ') + clock(Math.floor(period.from));

export class Topology {
  // Replaces the content of an element of the page.
  constructor(model, view, place) {
    this.model = model;
    this.view = view;
    this.place = place;
    this.picture = svg('svg', {role: 'img'});
    place.prepend(caption(model),
      html('div', {class: 'wide', tabindex: 0, role: 'group', 'aria-label': say('topology')}, this.picture),
      html('p', {class: 'key'}, model.key));
    place.classList.add('live');
    this.draw();
    view.listen(['at', 'pin', 'start', 'hidden', 'grown'], () => this.draw());
    new ResizeObserver(() => this.fits() === this.layout || this.draw()).observe(place);
  }

  // The index of the layout for the width of the page.
  fits() {
    return this.place.clientWidth && this.place.clientWidth < BOX.page ? 1 : 0;
  }

  draw() {
    const {model, view, place, picture} = this;
    place.hidden = !view.shows(model.variant);
    if (place.hidden) {
      return;
    }
    this.at = model.moments.length ? view.now() : null;
    this.step = this.at === null ? -1 : nearest(model.moments, this.at);
    this.layout = this.fits();
    const {width, height} = model.sizes[this.layout];
    picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
    picture.style.minWidth = this.layout ? '' : Math.round(width * 0.75) + 'px';
    picture.style.maxWidth = Math.round(width * (this.layout ? 1.7 : 1.3)) + 'px';
    const arrows = model.arrows.map(arrow => {
      const rate = this.step < 0 ? arrow.rate : arrow.sent[this.step] ?? 0;
      // Share of the calls that ended at this time. Calls that wait are no successes.
      const ended = arrow.ended[this.step] ?? 0;
      const failed = this.step < 0 ? arrow.failed : ended && arrow.failures[this.step] / ended;
      const silent = this.step >= 0 && rate > 0 && !ended;
      return {...arrow, rate, ended, failed, silent, curve: arrow.curves[this.layout]};
    });
    this.entitle(arrows);
    picture.replaceChildren(
      ...arrows.flatMap(arrow => this.ribbon(arrow)),
      ...model.boxes.map(box => this.box(box)),
      ...this.labels(arrows));
  }

  // The title names the time; the line below it names the edge with the most errors and the faults at that time.
  entitle(arrows) {
    const {model} = this;
    let title = model.title;
    let subtitle = model.subtitle;
    if (this.step >= 0) {
      title = say('Topology at ') + clock(Math.round(this.at * 10) / 10) + (model.named ? ' · ' + model.variant : '');
      const worst = arrows.reduce((most, arrow) =>
        arrow.ended * arrow.failed > (most ? most.ended * most.failed : 0) ? arrow : most, null)
        ?? arrows.filter(arrow => arrow.silent).reduce((most, arrow) => arrow.rate > (most?.rate ?? 0) ? arrow : most, null);
      subtitle = [worst ? `${worst.from} -> ${worst.to}: ${this.errors(worst)}` : this.failing() ?? say('No errors'),
        ...this.faults().map(fault => fault.words)].join(' · ');
    }
    this.picture.setAttribute('aria-label', title);
    const heading = this.place.querySelector('figcaption');
    heading?.querySelector('strong')?.replaceChildren(title);
    heading?.querySelector('small')?.replaceChildren(subtitle);
  }

  // The requests with the most errors at the time; a request can fail before its first call. Null for no errors.
  failing() {
    const failed = box => box.failures[this.step] ?? 0;
    const most = this.model.boxes.filter(box => box.users && failed(box))
      .reduce((worst, box) => !worst || failed(box) > failed(worst) ? box : worst, null);
    return most && `${most.name}: ${quantity(failed(most) / most.ended[this.step], 'ratio')}${say(' errors')}`;
  }

  // The faults at the time.
  faults() {
    return this.step < 0 ? [] : this.model.faults.filter(({from, to}) => from <= this.at && this.at < to);
  }

  errors(arrow) {
    return arrow.silent ? say('no response') : quantity(arrow.failed, 'ratio') + say(' errors');
  }

  thickness(arrow) {
    return Math.max(1.4, BOX.ribbon * arrow.rate / this.model.most);
  }

  ribbon(arrow) {
    const [x, y, ...rest] = arrow.curve;
    const thick = this.thickness(arrow);
    const path = (stroke, width, more) => svg('path',
      {d: `M${x} ${y}C${rest}`, fill: 'none', stroke, 'stroke-width': width.toFixed(1), ...more});
    return [path('#9db4c4', thick),
      ...arrow.failed || arrow.silent
        ? [path(ERROR, Math.max(1.5, thick * (arrow.silent ? 1 : arrow.failed)), {'stroke-dasharray': '6 4'})] : []];
  }

  // Rates and errors of calls where they cover no box and no other label, the most errors first.
  labels(arrows) {
    const taken = this.model.boxes.map(box => box.places[this.layout]);
    return [...arrows].sort((a, b) => b.rate * b.failed - a.rate * a.failed).flatMap(arrow => {
      const share = quantity(arrow.failed, 'ratio');
      const forms = arrow.silent ? [[quantity(arrow.rate, '1/s'), say('no response')]]
        : arrow.failed ? [[quantity(arrow.rate, '1/s'), share + say(' errors')], [share]]
        : [[quantity(arrow.rate, '1/s')]];
      for (const words of forms) {
        const label = this.label(arrow, words, taken);
        if (label) {
          return label;
        }
      }
      return [];
    });
  }

  // The rows of a label at the first free place above, below or on a curve; null if there is none.
  label(arrow, words, taken) {
    const at = arrow.curve;
    const width = Math.max(...words.map(each => textWidth(each, BOX.note))) + 4;
    const height = words.length * BOX.row;
    const beside = (this.thickness(arrow) + height) / 2;
    for (const t of [0.5, 0.35, 0.65, 0.2, 0.8]) {
      for (let from = 0; from + 7 < at.length; from += 6) {
        const s = 1 - t;
        const [x, y] = [from, from + 1].map(i => s ** 3 * at[i] + 3 * s * s * t * at[i + 2]
          + 3 * s * t * t * at[i + 4] + t ** 3 * at[i + 6]);
        const place = [-beside, beside, 0].map(shift => ({x: x - width / 2, y: y - height / 2 + shift, width, height}))
          .find(each => each.y > 0 && !taken.some(other => each.x < other.x + other.width && other.x < each.x + width
            && each.y < other.y + other.height && other.y < each.y + height));
        if (place) {
          taken.push(place);
          return words.map((each, i) => lifted(x, place.y + BOX.row * (i + 1) - 3, each,
            {'text-anchor': 'middle', 'font-size': BOX.note, fill: each.includes('%') ? ERROR : INK}));
        }
      }
    }
    return null;
  }

  // The state of a node at the time, or at the end of the run.
  period(node) {
    const {periods} = node;
    const end = {state: 'up', from: 0};
    return (this.step < 0 ? periods[periods.length - 1]
      : periods.find(each => each.from <= this.at && this.at < each.to) ?? periods[periods.length - 1]) ?? end;
  }

  // The rows of text of a box.
  lines(box, states) {
    if (this.step < 0) {
      return box.lines;
    }
    if (box.users) {
      const [sent, ended, failed] = [box.sent, box.ended, box.failures].map(values => values[this.step] ?? 0);
      return [quantity(sent, '1/s'), ended ? quantity(1 - failed / ended, 'ratio') + say(' ok')
        : sent ? say('no response') : ''];
    }
    const present = states.filter(each => each.state !== 'out');
    const down = present.filter(each => each.state === 'down');
    const up = present.length - down.length;
    const state = !present.length ? say('out of service') : !up ? stateSince(down[0])
      : present.length === 1 ? say('up') : `${up}${say(' of ')}${present.length}${say(' up')}`;
    return [box.members || !states.length ? '' : state, ...box.measures.map(measure => {
      const value = measure.values[this.step];
      return value == null || value < measure.least ? ''
        : measure.before + quantity(value, measure.unit) + measure.after;
    })];
  }

  box(box) {
    const {x, y: top, width, height} = box.places[this.layout];
    const states = box.nodes.map(node => this.period(node));
    const present = states.filter(each => each.state !== 'out');
    const down = !box.members && present.length > 0 && present.every(each => each.state === 'down');
    const faulty = this.faults().some(fault => fault.component === box.name);
    const left = x + BOX.pad;
    const room = width - 2 * BOX.pad;
    const name = (words, y, size, its, wide) => {
      const shown = Math.min(wide - (its ? 13 : 0), textWidth(words, size) * 1.15);
      return [fittedText(left + (size < BOX.name ? 3 : 0), y, words, shown,
        {'font-size': size, 'font-weight': 'bold', fill: its ? DOWN : INK}),
      ...its ? [nodeCross(left + shown + (size < BOX.name ? 8 : 5), y - 8, 7)] : []];
    };
    const parts = [svg('title', {}, box.name + ' (' + box.kind + ')'),
      boxFrame(x, top, width, height, {rx: box.users ? 9 : 3, fill: down ? '#fbeef0' : box.fill,
        ...down || faulty ? {stroke: DOWN, 'stroke-width': 1.4, 'stroke-dasharray': '4 3'} : {}}),
      ...name(box.name, top + BOX.head - 4, BOX.name, down, room)];
    let y = top + BOX.head;
    if (box.members) {
      box.nodes.forEach((node, i) => {
        parts.push(...this.member(node, states[i], x, y, width, name));
        y += BOX.member;
      });
    } else if (box.nodes.length) {
      for (const region of box.regions) {
        parts.push(...this.squares(box, states, region, left, y, room));
        y += BOX.squares;
      }
      y += 2;
    }
    for (const line of this.lines(box, states).filter(each => each)) {
      parts.push(fittedText(left, y + 10, line, room, {'font-size': BOX.note, fill: down ? DOWN : FAINT}));
      y += BOX.row;
    }
    return svg('g', {'data-component': box.name}, ...parts);
  }

  // A node with a role: its name, and its utilization or the start of its present role or state.
  member(node, state, x, y, width, name) {
    const down = state.state === 'down';
    const value = this.step < 0 ? node.mean : node.values[this.step] ?? null;
    const words = state.from > 0 || down ? stateSince(state)
      : value === null ? say(state.state) : say('utilization') + ' ' + quantity(value, 'ratio');
    return [boxFrame(x + 5, y, width - 10, BOX.member - 3, {rx: 2, fill: down ? '#fbeef0' : '#fff',
      ...down ? {stroke: DOWN, 'stroke-width': 1.4} : {},
      ...down || state.state === 'unreachable' ? {'stroke-dasharray': '4 3'} : {}}),
    ...name(node.name, y + 12, BOX.note, down, width - 20),
    fittedText(x + 10, y + 24, words, width - 20, {'font-size': BOX.note, fill: down ? DOWN : FAINT})];
  }

  // The nodes of a region as squares in one row, small enough to fit, in a frame with its name.
  squares(box, states, region, left, y, room) {
    const nodes = box.nodes.map((node, i) => ({node, state: states[i].state}))
      .filter(each => each.node.region === region && each.state !== 'out');
    const start = region ? Math.ceil(Math.max(...box.regions.map(each => textWidth(each, BOX.note)))) + 6 : 0;
    const wide = Math.min(BOX.square, (room - start) / nodes.length);
    const size = wide > 4 ? wide - 2 : wide;
    return [...region ? [boxFrame(left - 2, y - 1, room + 4, BOX.squares - 1, {fill: 'none', stroke: '#d0d0d0'}),
      text(left, y + 9, region, {'font-size': BOX.note, fill: FAINT})] : [],
    ...nodes.flatMap(({node, state}, i) => {
      const x = left + start + i * wide;
      const down = state === 'down';
      const value = this.step < 0 ? node.mean : node.values[this.step] ?? null;
      return [boxFrame(x, y + 1, size, Math.min(10, wide + 3), {fill: down ? '#fff' : heatColor(value),
        'stroke-width': wide > 4 ? 0.6 : 0,
        ...down ? {stroke: DOWN} : {}, ...down || state === 'unreachable' ? {'stroke-dasharray': '2 2'} : {}}),
      ...down ? [nodeCross(x + 2, y + 3, size - 4)] : []];
    })];
  }
}

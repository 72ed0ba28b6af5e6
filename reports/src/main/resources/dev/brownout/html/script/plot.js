// One coordinate system: lines and areas over time, bounds of assertions, roles, and the rail of events below.
import {say} from './words.js';
import {moments, values} from './quantity.js';
import {FAINT, INK, LETTERS, lifted, shortened, svg, text, textWidth} from './element.js';

const GRID = '#e3e3e3';
const HURT = '#b0002a';
const FAULT = '#d55e00';
const RULE = '#8a8a8a';
const ROW = 17;
const TOP = 6;
const TICKS = 22;
const WARMUP = say('warm-up (not counted)');

// The part of a broken axis below its break, and the position of its zeros.
const BROKEN = 0.1;
const ZERO = 0.03;

// Returns the position of a value between the ends of an axis, from 0 to 1.
function share(range, value) {
  if (!range.logarithmic) {
    return (value - range.from) / (range.to - range.from);
  }
  const low = range.zero === null ? range.from : range.from * (range.zero / range.from) ** (BROKEN / (BROKEN - ZERO));
  const place = value <= 0 && range.zero !== null ? range.zero : value;
  return Math.log(place / low) / Math.log(range.to / low);
}

// The hatch of an outcome: its definition, and the fill that refers to it.
let hatches = 0;
export function hatch(color) {
  const id = 'hatch-' + hatches++;
  return {fill: `url(#${id})`, definition: svg('defs', {}, svg('pattern',
    {id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'},
    svg('rect', {width: 6, height: 6, fill: color}), svg('rect', {width: 2, height: 6, fill: '#fff'})))};
}

const rect = (x, y, width, height, more) =>
  svg('rect', {x: x.toFixed(1), y: y.toFixed(1), width: Math.max(0, width).toFixed(1), height, ...more});
const rule = (x1, y1, x2, y2, stroke, more = {}) => svg('line', {x1, y1, x2, y2, stroke, ...more});

// The number of the point of a line that is nearest to a moment.
export function nearest(moments, at) {
  let low = 0;
  let high = moments.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (moments[middle] <= at) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high > low && moments[high] - at < at - moments[low] ? high : low;
}

// A panel of a chart in a picture of a width in pixels, for the shown part of the time. Events have words only if no
// earlier panel of the group has the same ones.
export class Plot {
  constructor(chart, panel, view, width, height, worded) {
    const roles = [...new Set(panel.roles.map(role => role.node))];
    const labels = roles.length ? roles.map(label => ({label}))
      : values(chart.range, Math.floor(height / 34), chart.unit);
    this.chart = chart;
    this.panel = panel;
    this.view = view;
    // A chart can have a least left edge, as that of the chart above it.
    this.left = Math.max(chart.left ?? 0,
      Math.ceil(Math.max(...labels.map(tick => textWidth(tick.label, LETTERS)), 20)) + 8);
    this.times = moments(view.from, view.to, Math.max(2, Math.floor((width - this.left) / 70)));
    // The last label is at most at the right end of the axis, so half of it needs space there.
    const right = Math.max(...this.times.map(tick => textWidth(tick.label, LETTERS))) / 2;
    this.width = width - this.left - Math.max(14, Math.ceil(right) + 2);
    this.height = height - TOP - TICKS;
    this.lines = panel.lines.map((line, i) => ({...chart.legend[i], ...line}))
      .filter(line => !line.variant || view.shows(line.variant));
    this.inside = svg('svg', {x: this.left, y: TOP, width: this.width, height: this.height});
    const rail = this.rail(TOP + this.height + TICKS, worded);
    const whole = height + rail.height;
    this.picture = svg('svg', {viewBox: `0 0 ${width} ${whole}`, width, height: whole, role: 'img',
      'aria-label': panel.heading || chart.title}, ...this.axes(labels, roles), this.inside, ...rail.parts);
    this.fill(roles);
    this.cursor = rule(0, 0, 0, this.height, INK, {visibility: 'hidden', 'stroke-dasharray': '2 2'});
    this.inside.append(this.cursor);
  }

  x(seconds) {
    return (seconds - this.view.from) / (this.view.to - this.view.from) * this.width;
  }

  y(value) {
    return this.height * (1 - share(this.chart.range, value));
  }

  // The moment at a distance in pixels from the left of the picture, as it is scaled on the page.
  moment(pixels, scale = 1) {
    const part = Math.min(1, Math.max(0, (pixels / scale - this.left) / this.width));
    return this.view.from + part * (this.view.to - this.view.from);
  }

  axes(labels, roles) {
    const bottom = TOP + this.height;
    const parts = [];
    labels.forEach((tick, i) => {
      const y = TOP + (roles.length ? (i + 0.5) * this.height / roles.length : this.y(tick.at));
      parts.push(text(this.left - 6, y + 4, tick.label, {'text-anchor': 'end'}));
      if (!roles.length) {
        parts.push(rule(this.left, y, this.left + this.width, y, GRID));
      }
    });
    let free = -Infinity;
    for (const tick of this.times) {
      const x = this.left + this.x(tick.at);
      const half = textWidth(tick.label, LETTERS) / 2;
      parts.push(rule(x, TOP, x, bottom, GRID));
      if (x - half > free) {
        parts.push(text(x, bottom + 15, tick.label, {'text-anchor': 'middle'}));
        free = x + half + 4;
      }
    }
    // Two strokes mark an axis that does not begin at zero.
    const {range} = this.chart;
    if (!roles.length && !range.logarithmic && range.from > 0) {
      parts.push(svg('path', {class: 'cut', d: `M${this.left - 5} ${bottom - 1}l10 -5m-10 9l10 -5`, stroke: INK}));
    }
    return [...parts, rule(this.left, bottom, this.left + this.width, bottom, FAINT)];
  }

  fill(roles) {
    const span = (from, to, y, height, more) =>
      this.inside.append(rect(this.x(from), y, Math.max(1.5, this.x(to) - this.x(from)), height, more));
    if (this.chart.warmup > this.view.from) {
      span(0, this.chart.warmup, 0, this.height, {fill: INK, 'fill-opacity': 0.1});
      if (textWidth(WARMUP, LETTERS) < this.x(this.chart.warmup)) {
        this.inside.append(text(4, 13, WARMUP, {fill: FAINT}));
      }
    }
    this.panel.hurt.forEach(([from, to]) => span(from, to, 0, this.height, {fill: HURT, 'fill-opacity': 0.14}));
    for (const role of this.panel.roles) {
      const high = this.height / roles.length;
      const y = (roles.indexOf(role.node) + 0.14) * high;
      span(role.from, role.to, y, high * 0.72, {fill: role.color, stroke: FAINT});
      const from = Math.max(0, this.x(role.from));
      if (textWidth(role.role, LETTERS) + 8 < Math.min(this.width, this.x(role.to)) - from) {
        this.inside.append(text(from + 4, y + high * 0.36 + 4, role.role));
      }
    }
    this.areas();
    this.panel.rest.forEach(line => this.line(line, {stroke: '#9a9a9a', 'stroke-width': line.width ?? 1}));
    this.lines.filter(line => !line.area).forEach(line =>
      this.line(line, {stroke: line.color, 'stroke-width': 2, 'stroke-dasharray': line.dash}));
    const taken = [];
    this.panel.bounds.forEach(bound => this.bound(bound, taken));
  }

  // Areas are stacked; the highest is drawn first.
  areas() {
    const areas = this.lines.filter(line => line.area);
    const sums = [];
    areas.forEach((line, i) => sums.push(line.values.map((value, step) => value + (i ? sums[i - 1][step] : 0))));
    for (let i = areas.length - 1; i >= 0; i--) {
      const points = areas[i].moments.map((at, step) => `${this.x(at).toFixed(1)} ${this.y(sums[i][step]).toFixed(1)}`);
      const floor = this.y(0).toFixed(1);
      if (points.length) {
        const ends = [areas[i].moments[0], areas[i].moments[points.length - 1]].map(at => this.x(at).toFixed(1));
        const {fill, definition} = areas[i].hatched ? hatch(areas[i].color) : {fill: areas[i].color, definition: ''};
        this.inside.append(definition, svg('path', {fill,
          d: `M${ends[0]} ${floor}L${points.join('L')}L${ends[1]} ${floor}Z`}));
      }
    }
  }

  // A path with a gap where there is no value; a value between two gaps is a dot.
  line(line, style) {
    let path = '';
    let before = false;
    line.values.forEach((value, i) => {
      if (value === null) {
        before = false;
        return;
      }
      const point = `${this.x(line.moments[i]).toFixed(1)} ${this.y(value).toFixed(1)}`;
      const next = line.values[i + 1];
      path += before ? 'L' + point : 'M' + point + (next == null ? 'h.1' : '');
      before = true;
    });
    this.inside.append(svg('path', {d: path, fill: 'none', 'stroke-linejoin': 'round', ...style}));
  }

  // The label is at the line of the bound: above or below it, as far to the left as other labels permit. It
  // has no name of the assertion if there is no space for that.
  bound(bound, taken, short = false) {
    const {from, to} = this.chart.range;
    if (bound.value > to || bound.value < from) {
      return;
    }
    const y = this.y(bound.value);
    const [x1, x2] = [this.x(bound.from), this.x(bound.to)];
    const top = bound.less ? Math.max(0, y - 9) : y;
    const label = this.fitting(short ? bound.label.replace(/ \([^)]*\)$/, '') : bound.label);
    const wide = textWidth(label, LETTERS);
    const left = Math.max(4, Math.min(x1 + 5, this.width - wide - 6));
    const bases = [y - 5, y + 14].filter(base => base > 10 && base < this.height);
    const places = [];
    for (let at = left; at <= Math.max(left, this.width - wide - 6); at += 20) {
      places.push(...bases.map(base => ({at, base, wide})));
    }
    const free = place => !taken.some(one => Math.abs(one.base - place.base) < 14
      && one.at < place.at + wide && place.at < one.at + one.wide);
    const found = places.find(free);
    if (!found && !short) {
      this.bound(bound, taken, true);
      return;
    }
    const place = found || places[0];
    taken.push(place);
    this.inside.append(
      rect(x1, top, x2 - x1, 9, {fill: bound.color, 'fill-opacity': 0.16}),
      rule(x1, y, x2, y, bound.color), rule(x1, y - 5, x1, y + 5, bound.color), rule(x2, y - 5, x2, y + 5, bound.color),
      lifted(place.at, place.base, label, {fill: bound.color}));
  }

  // A vertical rule of an event across the plot, with the event as its tooltip.
  event(x, words, stroke, more) {
    const line = rule(x, 0, x, this.height, stroke, {class: 'event', ...more});
    line.append(svg('title', {}, words));
    this.inside.append(line);
  }

  // The events in words at their rules, and the faults as bars. The last event is placed first, so that no rule crosses
  // the words of a later event above it.
  rail(top, worded) {
    const {view, width} = this;
    const inside = svg('svg', {x: this.left, y: top, width});
    const high = worded ? ROW : 6;
    const lines = [];
    const shown = this.panel.events.filter(each => (!each.variants.length || each.variants.some(view.shows))
      && each.spans.some(([from, to]) => to >= view.from && from <= view.to));
    for (const event of shown.reverse()) {
      const spans = event.spans.map(span => span.map(at => Math.max(0, Math.min(width, this.x(at)))));
      const words = worded ? this.fitting(event.words) : '';
      const from = spans[0][0];
      const left = Math.max(0, Math.min(from + 4, width - textWidth(words, LETTERS)));
      const place = {from: Math.min(from, left) - 8,
        to: Math.max(left + textWidth(words, LETTERS), event.fault ? spans[spans.length - 1][1] : 0)};
      const free = lines.findIndex(line => !line.some(other => other.from < place.to && place.from < other.to));
      const line = free >= 0 ? free : worded || event.fault ? lines.push([]) - 1 : 0;
      lines[line]?.push(place);
      const color = event.fault ? FAULT : RULE;
      const style = event.fault ? {'stroke-opacity': 0.6} : {'stroke-dasharray': '3 3'};
      if (event.fault) {
        inside.append(...spans.map(([start, end]) =>
          rect(start, line * high, Math.max(2, end - start), high - 2, {fill: FAULT, 'fill-opacity': 0.16})));
      }
      if (event.spans[0][0] >= view.from) {
        this.event(from, event.words, color, style);
        if (worded) {
          inside.append(rule(from, 0, from, line * high + 13, color, style));
        }
      }
      inside.append(lifted(left, line * high + 12, words, {fill: event.fault ? '#9a4300' : INK}));
    }
    const y = lines.length * high;
    inside.setAttribute('height', y);
    return {height: y ? y + 4 : 0, parts: y ? [inside] : []};
  }

  // A text that fits: without its last parenthesis (variants of an event, name of a bound), or without its time.
  fitting(words) {
    const names = words.lastIndexOf(' (');
    const room = this.width - 10;
    const forms = [words, names > 0 ? words.slice(0, names) : words];
    forms.push(forms[1].replace(/^[\d:.]+ /, ''));
    return forms.find(form => textWidth(form, LETTERS) <= room) ?? shortened(forms[2], LETTERS, room);
  }

  // Puts the cursor at a moment, or away; the values of the lines there, each with its line.
  point(at) {
    const there = at !== null && at >= this.view.from && at <= this.view.to;
    this.cursor.setAttribute('visibility', there ? 'visible' : 'hidden');
    if (!there) {
      return [];
    }
    this.cursor.setAttribute('x1', this.x(at));
    this.cursor.setAttribute('x2', this.x(at));
    const roles = this.panel.roles.filter(role => role.from <= at && at < role.to)
      .map(role => ({name: role.node, color: role.color, area: true, words: role.role}));
    return [...roles, ...this.lines.filter(line => line.moments.length)
      .map(line => ({...line, value: line.values[nearest(line.moments, at)]}))];
  }
}

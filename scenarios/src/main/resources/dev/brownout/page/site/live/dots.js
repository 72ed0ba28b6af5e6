// Samples of the calls as dots that move along the curves. On a curve, the number of dots follows from the rate in the
// present interval, and the number of red ones from the share of its failures. The time alone determines each dot.
import { point } from "./graph.js";

/** Largest number of dots that move at the same time, and the number of times that slow frames can halve it. */
const MOST = 150;
const HALVINGS = 3;
/** Speed of a dot on the screen, in pixels per second. */
const SPEED = 90;
/** Least mean distance between two dots of a curve, in pixels. */
const APART = 8;
const SEGMENTS = 64;
/** Ratios of the sequences that choose the dots, the red ones, and their distances from the curve. */
const [SHOWN, FAILED, ACROSS] = [0.6180339887, 0.7548776662, 0.5698402910];
const RADIUS = 2.7;
const FULL_CIRCLE = 2 * Math.PI;

/** Returns points at equal distances along a curve, and its length. */
function trace(curve) {
  const fine = [];
  for (let from = 0; from + 7 < curve.length; from += 6) {
    for (let i = from ? 1 : 0; i <= 32; i++) {
      fine.push(point(curve, from, i / 32));
    }
  }
  const distances = [0];
  fine.slice(1).forEach(([x, y], i) => distances.push(distances[i] + Math.hypot(x - fine[i][0], y - fine[i][1])));
  const length = distances.at(-1);
  const points = [];
  let next = 1;
  for (let i = 0; i <= SEGMENTS; i++) {
    const wanted = length * i / SEGMENTS;
    while (next < fine.length - 1 && distances[next] < wanted) {
      next++;
    }
    const part = (wanted - distances[next - 1]) / (distances[next] - distances[next - 1] || 1);
    points.push([0, 1].map((axis) => fine[next - 1][axis] + part * (fine[next][axis] - fine[next - 1][axis])));
  }
  return { points, length };
}

/** Returns a number from 0 to 1 for an integer; those of successive integers are spread evenly. */
const spread = (integer, ratio) => integer * ratio - Math.floor(integer * ratio);

export class Dots {
  constructor(canvas) {
    this.canvas = canvas;
    this.halved = 0;
    this.links = [];
    this.colors = ["", ""];
  }

  /** Takes the curves of a picture of a model. */
  load({ moments }, { links, scale, left, width, height }) {
    this.steps = moments.length;
    this.links = links.map(({ arrow, curve, thick }) => ({ ...trace(curve), thick, arrow }));
    const ratio = devicePixelRatio || 1;
    this.canvas.width = Math.round(width * scale * ratio);
    this.canvas.height = Math.round(height * scale * ratio);
    this.canvas.style.width = Math.round(width * scale) + "px";
    this.canvas.style.height = Math.round(height * scale) + "px";
    this.transform = scale * ratio;
    this.scale = scale;
    this.left = left;
    const style = getComputedStyle(this.canvas);
    this.colors = [style.getPropertyValue("--link"), style.getPropertyValue("--bad")];
  }

  /** Chooses the number of calls of a dot from the seconds of the run that a second of the screen shows. */
  pace(rate) {
    this.rate = rate;
    let least = 1;
    for (let step = 0; step < this.steps; step++) {
      const counts = this.links.map((link) => (link.arrow.sent[step] ?? 0) * this.transit(link));
      least = Math.max(least, counts.reduce((sum, count) => sum + count, 0) * 2 ** this.halved / MOST,
        ...counts.map((count, i) => count * APART / (this.links[i].length * this.scale)));
    }
    const decade = 10 ** Math.floor(Math.log10(least) + 1e-9);
    this.calls = decade * [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * decade >= least * (1 - 1e-9));
  }

  /** Halves the number of dots, a few times at most. Returns whether it did. */
  halve() {
    if (this.halved >= HALVINGS) {
      return false;
    }
    this.halved++;
    this.pace(this.rate);
    return true;
  }

  /** Returns the seconds of the run in which a dot passes a curve. */
  transit({ length }) {
    return length * this.scale / SPEED * this.rate;
  }

  /** Returns the positions of the dots at a time in an interval: x, y and whether the call failed. */
  positions(at, step) {
    const dots = [];
    for (const link of this.links) {
      const transit = this.transit(link);
      const { sent, failures } = link.arrow;
      const rate = sent[step] ?? 0;
      const slots = Math.ceil(Math.max(...sent) * transit / this.calls);
      const share = rate * transit / this.calls / slots;
      for (let i = 0; i < slots; i++) {
        const turns = at / transit + i / slots;
        const turn = Math.floor(turns);
        const call = turn * slots + i;
        if (spread(call, SHOWN) < share) {
          const place = (turns - turn) * SEGMENTS;
          dots.push(this.dot(link, place, spread(call, ACROSS) - 0.5, spread(call, FAILED) < failures[step] / rate));
        }
      }
    }
    return dots;
  }

  dot({ points, thick }, place, across, failed) {
    const [one, two] = [points[Math.floor(place)], points[Math.floor(place) + 1]];
    const part = place - Math.floor(place);
    const [dx, dy] = [two[0] - one[0], two[1] - one[1]];
    const beside = across * thick * 0.7 / (Math.hypot(dx, dy) || 1);
    return [one[0] + part * dx - beside * dy, one[1] + part * dy + beside * dx, failed];
  }

  /** Draws the dots at a time in an interval; none for null. */
  draw(at, step) {
    const paint = this.canvas.getContext("2d");
    paint.setTransform(1, 0, 0, 1, 0, 0);
    paint.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.drawn = at === null || !this.calls ? [] : this.positions(at, step);
    paint.setTransform(this.transform, 0, 0, this.transform, -this.left * this.transform, 0);
    [false, true].forEach((failed, color) => {
      paint.beginPath();
      for (const [x, y, red] of this.drawn) {
        if (red === failed) {
          paint.moveTo(x + RADIUS, y);
          paint.arc(x, y, RADIUS, 0, FULL_CIRCLE);
        }
      }
      paint.fillStyle = this.colors[color];
      paint.fill();
    });
  }
}

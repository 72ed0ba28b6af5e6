// Samples of the calls as dots that move along the curves. Position and outcome of each dot follow from the time alone.
import { point } from "./graph.js";

/** Largest number of dots that move at the same time, and how often slow frames can halve it. */
const MOST = 150;
const HALVINGS = 3;
/** Speed of a dot on the screen, in pixels per second. */
const SPEED = 90;
/** Least mean distance between two dots of a curve, in pixels. */
const APART = 8;
const SEGMENTS = 64;
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

/** Returns running totals of a rate per second over intervals. */
function totals(rates, seconds) {
  const sums = [0];
  rates.forEach((rate, i) => sums.push(sums[i] + (rate ?? 0) * seconds));
  return sums;
}

export class Dots {
  constructor(canvas) {
    this.canvas = canvas;
    this.halved = 0;
    this.links = [];
    this.colors = ["", ""];
  }

  /** Takes the curves of a picture of a model. */
  load({ moments }, { links, scale, left, width, height }) {
    this.interval = moments.length > 1 ? moments[1] - moments[0] : 1;
    this.start = moments.length ? moments[0] - this.interval / 2 : 0;
    this.links = links.map(({ arrow, curve, thick }) => ({ ...trace(curve), thick,
      sent: totals(arrow.sent, this.interval), failed: totals(arrow.failures, this.interval) }));
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

  /** Chooses how many calls a dot stands for, when a second of the screen is so many seconds of the run. */
  pace(rate) {
    this.rate = rate;
    const steps = Math.max(0, ...this.links.map(({ sent }) => sent.length - 1));
    let least = 1;
    for (let step = 0; step < steps; step++) {
      const counts = this.links.map((link) =>
        (link.sent[step + 1] - link.sent[step]) / this.interval * this.transit(link));
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

  /** Returns the calls until a time. */
  count(sums, at) {
    const place = Math.max(0, Math.min(sums.length - 1, (at - this.start) / this.interval));
    const step = Math.min(sums.length - 2, Math.floor(place));
    return sums.length < 2 ? 0 : sums[step] + (place - step) * (sums[step + 1] - sums[step]);
  }

  /** Returns the time at which so many calls were made. */
  time(sums, count) {
    let [low, high] = [0, sums.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (sums[middle] < count) {
        low = middle;
      } else {
        high = middle;
      }
    }
    const more = sums[high] - sums[low];
    return this.start + this.interval * (low + (more ? (count - sums[low]) / more : 1));
  }

  /** Returns the positions of the dots at a time: x, y and whether the call failed. */
  positions(at) {
    const dots = [];
    for (const link of this.links) {
      const transit = this.transit(link);
      const first = Math.floor(this.count(link.sent, at - transit) / this.calls) + 1;
      const last = Math.floor(this.count(link.sent, at) / this.calls);
      // One of the failed calls in each sample of failed calls is red.
      const share = (time) => Math.floor(this.count(link.failed, time) / this.calls + 0.5);
      let before = first > last ? 0 : share(this.time(link.sent, (first - 1) * this.calls));
      for (let i = first; i <= last; i++) {
        const time = this.time(link.sent, i * this.calls);
        const failed = share(time);
        const place = Math.max(0, Math.min(SEGMENTS - 1e-6, (at - time) / transit * SEGMENTS));
        const [one, two] = [link.points[Math.floor(place)], link.points[Math.floor(place) + 1]];
        const part = place - Math.floor(place);
        const across = ((i * 0.618) % 1 - 0.5) * link.thick * 0.8;
        const [dx, dy] = [two[0] - one[0], two[1] - one[1]];
        const long = Math.hypot(dx, dy) || 1;
        dots.push([one[0] + part * dx - across * dy / long, one[1] + part * dy + across * dx / long, failed > before]);
        before = failed;
      }
    }
    return dots;
  }

  /** Draws the dots at a time; none for null. */
  draw(at) {
    const paint = this.canvas.getContext("2d");
    paint.setTransform(1, 0, 0, 1, 0, 0);
    paint.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.drawn = at === null || !this.calls ? [] : this.positions(at);
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

// Scales of number lines: linear for shares; for all other units logarithmic, with a zero at the left end.

import { quantity } from "../report/quantity.js";
import { t } from "../texts/texts.js";

const MANTISSAS = [1, 1.1, 1.25, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 9];
const PER_DECADE = MANTISSAS.length;
const SHARE_STEPS = 200;
const BINS_PER_DECADE = 5;
const SHARE_BINS = 20;
const ZERO_BAND = 0.1;
/** Least distance of an outlier from the quartiles of a class, as a factor. */
const LEAST_REACH = 10;
const TOLERANCE = 1e-6;

const TIMES = [["ms", 1e6], ["s", 1e9], ["min", 60e9], ["h", 3600e9]];
const BYTES = [["kB", 1e3], ["MB", 1e6], ["GB", 1e9], ["TB", 1e12]];
const SPECS = {
  ratio: { linear: true, units: [["%", 0.01]] },
  ns: { from: 1e5, decades: 8, units: TIMES },
  s: { from: 1e-4, decades: 8, units: TIMES.map(([name, factor]) => [name, factor / 1e9]) },
  B: { from: 1e3, decades: 10, units: BYTES },
  "B/s": { from: 1e3, decades: 10, units: BYTES.map(([name, factor]) => [name + "/s", factor]) },
  $: { from: 0.01, decades: 8, units: [["$", 1]] },
  "$/h": { from: 0.01, decades: 8, units: [["$/h", 1]] },
};
const SUFFIXES = { "": 1, k: 1e3, K: 1e3, M: 1e6 };

const rounded = (number, digits) => Number(number.toPrecision(digits));
const power = (exponent) => Number("1e" + exponent);

/** Returns a label that is shorter than the text of a value: 1,000 s instead of 16 min 40 s. */
function tickLabel(value, unit) {
  const seconds = unit === "ns" ? value / 1e9 : unit === "s" ? value : 0;
  return seconds >= 120 ? quantity(seconds, "1") + " s" : quantity(value, unit);
}

/** Scale of the values of one unit. Positions are those of the slider, shares those of the drawn line (0 to 1). */
export class Scale {
  constructor(unit, { linear = false, from = 1, decades = 7, units = [[unit === "1" ? "" : unit.replace("1/", "/"), 1]],
    band = 0 } = {}) {
    Object.assign(this, { unit, linear, units, from, decades, band, to: linear ? 1 : from * power(decades),
      positions: linear ? SHARE_STEPS : decades * PER_DECADE + 1 });
  }

  /** Returns the value at a position of the slider. */
  value(position) {
    if (this.linear) {
      return rounded(position / SHARE_STEPS, 4);
    }
    const step = position - 1;
    return position <= 0 ? 0
      : rounded(this.from * MANTISSAS[step % PER_DECADE] * power(Math.floor(step / PER_DECADE)), 6);
  }

  /** Returns the position of the slider that is nearest to a value. */
  position(value) {
    const exact = this.linear ? value * SHARE_STEPS
      : value < this.from / 2 ? 0 : 1 + PER_DECADE * Math.log10(value / this.from);
    return Math.min(this.positions, Math.max(0, Math.round(exact)));
  }

  /** Returns the place of a value on the drawn line, from 0 to 1. */
  share(value) {
    const exact = this.linear ? value
      : value <= 0 ? 0 : this.band + (1 - this.band) * Math.log10(value / this.from) / this.decades;
    return Math.min(1, Math.max(value > 0 && !this.linear ? this.band : 0, exact));
  }

  /** Returns the scale of the decades that contain some values; shares keep the line from 0 to 100 %. */
  zoomed(values) {
    const known = values.filter((value) => Number.isFinite(value));
    const positive = known.filter((value) => value > 0);
    if (this.linear || !known.length) {
      return this;
    }
    const low = positive.length ? Math.floor(Math.log10(Math.min(...positive)) + 1e-9) : Math.log10(this.from);
    const high = positive.length ? Math.ceil(Math.log10(Math.max(...positive)) - 1e-9) : low + 1;
    const band = known.some((value) => value <= 0) ? ZERO_BAND : 0;
    return new Scale(this.unit, { from: power(low), decades: Math.max(1, high - low), units: this.units, band });
  }

  /** Separates the values on the line from those beyond its ends, and returns words for these. */
  split(values) {
    const below = values.filter((value) => value > 0 && !this.linear && value < this.from * (1 - TOLERANCE));
    const above = values.filter((value) => value > this.to * (1 + TOLERANCE));
    const words = (beyond, make, end) => beyond.length ? make(t.guesses(beyond.length), tickLabel(end, this.unit)) : "";
    return { inside: values.filter((value) => !below.includes(value) && !above.includes(value)),
      below: words(below, t.guessesBelow, this.from), above: words(above, t.guessesAbove, this.to) };
  }

  /** Returns at most about six ticks with their labels. */
  ticks() {
    if (this.linear) {
      return [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: quantity(value, this.unit) }));
    }
    const fine = this.decades < 2 ? [1, 2, 5] : [1];
    const stride = Math.ceil(this.decades / (this.unit.startsWith("$") ? 3 : 5));
    const whole = this.positions > 8 * PER_DECADE || this.decades > 6;
    const ticks = this.band || whole ? [{ value: 0, label: "0" }] : [];
    for (let decade = whole ? stride : 0; decade <= this.decades; decade += stride) {
      for (const step of decade < this.decades ? fine : [1]) {
        const value = rounded(this.from * step * power(decade), 6);
        ticks.push({ value, label: tickLabel(value, this.unit) });
      }
    }
    return ticks;
  }

  /** Returns the bins of values on this scale: their ends as shares of the line, and the number of values. */
  bins(values) {
    const count = this.linear ? SHARE_BINS : this.decades * BINS_PER_DECADE;
    const width = (1 - this.band) / count;
    const bins = Array.from({ length: count }, (_, i) => (
      { from: this.band + i * width, to: this.band + (i + 1) * width, count: 0 }));
    if (this.band) {
      bins.unshift({ from: 0, to: this.band / 2, count: 0 });
    }
    for (const value of values) {
      const zero = this.band && value <= 0;
      const bin = Math.floor((this.share(value) - this.band) / width + 1e-9);
      bins[zero ? 0 : Math.min(count - 1, bin) + (this.band ? 1 : 0)].count++;
    }
    return bins;
  }

  /** Returns a value as number and unit of the fields: "250" and "ms". */
  written(value) {
    let chosen = this.units[0];
    for (const unit of this.units.slice(0, 3)) {
      chosen = value >= unit[1] * (unit[0] === "min" ? 10 : 1) ? unit : chosen;
    }
    return { number: String(rounded(value / chosen[1], 5)), unit: chosen[0] };
  }

  /** Returns the value of a typed number, which may have a unit of its own; NaN if it is none. */
  read(text, unit) {
    const match = /^\$?\s*(\d[\d.,\s]*|\.\d+)\s*([a-zA-Z%/$]*)$/.exec(text.trim());
    if (!match) {
      return NaN;
    }
    const thousands = /^\d{1,3}([,\s]\d{3})+(\.\d*)?$/.test(match[1].trim());
    const number = Number(match[1].replace(/\s/g, "").replaceAll(",", thousands ? "" : "."));
    const own = this.units.find(([name]) => name === match[2]) ?? this.units.find(([name]) => name === match[2] + "/s");
    const suffix = this.units.length === 1 ? SUFFIXES[match[2].replace(/\/(s|h)$/, "")] : undefined;
    const factor = match[2] === "" ? (this.units.find(([name]) => name === unit) ?? this.units[0])[1] : own?.[1] ?? suffix;
    return factor === undefined ? NaN : rounded(number * factor, 12);
  }
}

/** Returns the scale of a unit of the engine, such as "ns" or "ratio". */
export function scaleOf(unit) {
  return new Scale(unit, SPECS[unit]);
}

function signed(number) {
  const text = quantity(Math.abs(number), "1");
  return (number > 0 ? "+" : number < 0 ? "-" : "") + text;
}

/** Returns the error of a guess relative to the measurement, in points for shares; empty where it is undefined. */
export function offBy(guess, measured, unit) {
  if (guess === null || !Number.isFinite(measured)) {
    return "";
  }
  if (unit === "ratio") {
    return t.points(signed(rounded((guess - measured) * 100, 2)));
  }
  const error = (guess - measured) / measured;
  return Number.isFinite(error) ? signed(rounded(error * 100, 2)) + " %" : "";
}

/**
 * Returns the guesses within the fences of Tukey on a logarithmic scale: at most 1.5 interquartile ranges, or a factor of
 * ten, beyond the quartiles. Two guesses have no outlier.
 */
export function withoutOutliers(guesses) {
  const sorted = guesses.filter((value) => value > 0).sort((one, other) => one - other);
  const last = sorted.length - 1;
  if (last < 2) {
    return guesses;
  }
  const [low, high] = [sorted[Math.ceil(last / 4)], sorted[Math.floor(last * 3 / 4)]];
  const reach = Math.max(LEAST_REACH, (high / low) ** 1.5) * (1 + TOLERANCE);
  return guesses.filter((value) => value <= 0 || value >= low / reach && value <= high * reach);
}

/** Returns the median of some numbers; NaN of none. */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// Numbers and moments for people, as the other forms of a result print them, and read back.

import {say} from './words.js';

const TIMES = ['ns', 'μs', 'ms', 's'];
const BYTES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

function grouped(number) {
  const text = String(number).includes('e') ? number.toFixed(12).replace(/\.?0+$/, '') : String(number);
  const [whole, part] = text.split('.');
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (part ? '.' + part : '');
}

const rounded = (number, digits = 3) => Number(number.toPrecision(digits));

function scaled(value, units) {
  let number = rounded(value);
  let unit = 0;
  for (; unit < units.length - 1 && Math.abs(number) >= 1000; unit++) {
    number = rounded(number / 1000);
  }
  return grouped(number) + ' ' + units[unit];
}

function nanos(value) {
  const seconds = Math.round(Math.abs(value) / 1e9);
  if (value === 0) {
    return '0 s';
  }
  if (Math.abs(value) < 120e9) {
    return scaled(value, TIMES);
  }
  return (value < 0 ? '-' : '') + grouped(Math.floor(seconds / 60)) + ' min'
    + (seconds % 60 ? ' ' + seconds % 60 + ' s' : '');
}

// A share of nearly 100 % is never printed as 100 %.
function percent(ratio) {
  let number = ratio < 0.9 || ratio > 1 ? rounded(ratio * 100) : Number((ratio * 100).toFixed(2));
  for (let digits = 3; ratio < 1 && number === 100 && digits < 12; digits++) {
    number = Number((ratio * 100).toFixed(digits));
  }
  return grouped(number) + ' %';
}

function count(value) {
  return grouped(Number.isInteger(value) ? value : Math.abs(value) >= 1000 ? Math.round(value) : rounded(value));
}

// An amount below 100 dollars has at least two decimals, a larger one three digits.
function money(value) {
  const exact = Math.abs(value);
  const amount = rounded(exact);
  const cents = amount > 0 && amount < 100 && (amount >= 1 || amount === Number(amount.toFixed(2)));
  return (value < 0 ? '-$' : '$') + (cents ? exact.toFixed(2) : grouped(amount));
}

// A value in its unit: three digits of it.
export function quantity(value, unit) {
  if (value == null || Number.isNaN(value)) {
    return say('no data');
  }
  switch (unit) {
    case 'ns': return nanos(value);
    case 's': return nanos(value * 1e9);
    case 'ratio': return percent(value);
    case '1': case '': return count(value);
    case '1/s': return count(value) + '/s';
    case 'B': return scaled(value, BYTES);
    case 'B/s': return scaled(value, BYTES) + '/s';
    case '$': case '$/h': return money(value) + unit.slice(1);
    default: return count(value) + ' ' + unit;
  }
}

// A moment in seconds: 4:02, 1:04:02, and of short runs 0:03.25.
export function clock(seconds) {
  const thousandths = Math.round(seconds * 1000);
  const whole = Math.floor(thousandths / 1000);
  const hours = Math.floor(whole / 3600);
  const two = number => String(number).padStart(2, '0');
  const minutes = Math.floor(whole / 60) % 60;
  const part = thousandths % 1000 ? String(thousandths % 1000 / 1000).slice(1) : '';
  return (hours ? hours + ':' + two(minutes) : minutes) + ':' + two(whole % 60) + part;
}

// The seconds of a moment written so, or as a number; null where it is none.
export function moment(text) {
  return /^\d+(:\d\d){0,2}(\.\d+)?$/.test(text)
    ? text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0) : null;
}

// A tick of a time axis; whole days where ticks are days apart.
function tick(seconds, step) {
  return step < 1 ? count(rounded(seconds, 9)) + ' s' : step < 86400 ? clock(seconds) : count(seconds / 86400) + ' d';
}

const CLOCK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200];

function roundUp(value) {
  const decade = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return decade * [1, 2, 5, 10].find(step => step * decade >= value * (1 - 1e-9));
}

function spaced(from, to, step, label) {
  const ticks = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-6; i++) {
    ticks.push({at: i * step, label: label(i * step)});
  }
  return ticks;
}

// Returns at most a number of round times between two, in seconds.
export function moments(from, to, most) {
  const least = (to - from) / most;
  const step = least < 0.5 ? roundUp(least)
    : CLOCK_STEPS.find(each => each >= least) || 86400 * roundUp(least / 86400);
  return spaced(from, to, step, seconds => tick(seconds, step));
}

// Returns about a number of round values of an axis, with the zero below its break.
export function values(range, most, unit) {
  if (!range.logarithmic) {
    return spaced(range.from, range.to, roundUp((range.to - range.from) / most),
      value => quantity(rounded(value, 9), unit));
  }
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = range.zero === null ? [] : [{at: range.zero, label: '0'}];
    for (let decade = 10 ** Math.floor(Math.log10(range.from)); decade <= range.to; decade *= 10) {
      ticks.push(...steps.map(step => step * decade).filter(at => at >= range.from && at <= range.to)
        .map(at => ({at, label: quantity(at, unit)})));
    }
    if (ticks.length <= most || steps.length === 1) {
      return ticks;
    }
  }
  return [];
}

const FACTORS = {ns: 1e-9, 'μs': 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86400, '%': 0.01,
  kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15};

// Returns the number of a printed value, for sorting; NaN if it does not begin with a number.
export function amount(text) {
  const found = text.match(/^[-+]?\$?[\d.,]+/);
  let sum = found ? 0 : NaN;
  for (const [, number, unit] of text.matchAll(/\$?([\d.,]+)\s?([a-zμA-Z%]*)/g)) {
    sum += Number(number.replaceAll(',', '')) * (FACTORS[unit] || 1);
  }
  return text.startsWith('-') ? -sum : sum;
}

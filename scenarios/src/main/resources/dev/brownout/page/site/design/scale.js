// The scale of a slider: from a number of a setting to a place on the track, and rounded numbers of it.

/** Numbers of places between the ends of a track. */
const PLACES = 100;

function rounded(number, digits) {
  return Number(number.toPrecision(digits));
}

/** Returns the largest of 1, 2, 5, 10, ... that is at most a number. */
function roundStep(number) {
  const decade = 10 ** Math.floor(Math.log10(number) + 1e-9);
  return decade * [5, 2, 1].find((step) => step * decade <= number * (1 + 1e-9));
}

/** Returns the scale of a setting: shares of the track from 0 to 1, and steps. */
export function scaleOf({ min, max, integer, logarithmic }) {
  const bent = logarithmic && min > 0;
  const place = (max - min) / PLACES || 1;
  const step = roundStep(integer ? Math.max(1, place) : place);
  const inside = (number) => Math.min(max, Math.max(min, integer ? Math.round(number) : number));
  const even = (number) => rounded(Math.round(number / step) * step, 12);

  /** Returns the share of a number. */
  const share = (number) => {
    const at = Math.min(max, Math.max(min, number));
    return max === min ? 0 : bent ? Math.log(at / min) / Math.log(max / min) : (at - min) / (max - min);
  };
  /** Returns the rounded number at a share. */
  const number = (at) => at <= 0 ? min : at >= 1 ? max
    : inside(bent ? rounded(min * (max / min) ** at, 2) : even(min + (max - min) * at));
  /** Returns the number some steps away. */
  const moved = (from, steps) => {
    if (!bent) {
      return inside(even(from + steps * step));
    }
    const next = rounded(from * 1.05 ** steps, 2);
    const least = 10 ** (Math.floor(Math.log10(from)) - 1);
    const changed = Math.abs(next - from) < least / 2 ? rounded(from + Math.sign(steps) * least, 2) : next;
    return inside(integer && Math.round(changed) === from ? from + Math.sign(steps) : changed);
  };
  return { share, number, moved };
}

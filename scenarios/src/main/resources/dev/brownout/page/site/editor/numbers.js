// Numbers of the text with their units, as sliders write them.

const FORM = /^([-+]?[x$]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?( ?[^\d\s.,:()[\]{}][^\d\s.,:()[\]{}]*)?$/;
const DIGITS = 4;

/**
 * Returns a number, rounded to four digits, in the form and unit of an old value: written("720/s", 800) is "800/s".
 * The number is in the unit of the old value. Returns null if the old value is not one number with a unit.
 */
export function written(value, number) {
  const form = FORM.exec(value.trim());
  if (!form || !Number.isFinite(number)) {
    return null;
  }
  const [, before, whole, , unit = ""] = form;
  const size = decimal(Math.abs(number));
  const grouped = whole.includes(",") ? size.replace(/\B(?=(\d{3})+(\.|$))(?<!\..*)/g, ",") : size;
  const sign = number < 0 && size !== "0" ? "-" : before.startsWith("+") ? "+" : "";
  return sign + before.replace(/^[-+]/, "") + grouped + unit;
}

/** Returns a number of four digits without an exponent. */
function decimal(number) {
  const [digits, exponent] = number.toExponential(DIGITS - 1).split("e");
  const all = digits.replace(".", "");
  const point = Number(exponent) + 1;
  if (point <= 0) {
    return trimmed(`0.${"0".repeat(-point)}${all}`);
  }
  return point >= all.length
    ? all + "0".repeat(point - all.length)
    : trimmed(`${all.slice(0, point)}.${all.slice(point)}`);
}

function trimmed(text) {
  return text.replace(/\.?0+$/, "") || "0";
}

// Codes of guesses: lesson, participant and the guesses with three significant digits, in base 32 with a checksum. The
// digits are those of Crockford: no I, L, O and U.

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LESSON = 4;
const STUDENT = 5;
const GUESS = 3;
const CHECK = 3;
const PRIME = 32749;
const FACTOR = 1103;
const MANTISSAS = 900;
const LOWEST = -12;
const EXPONENTS = 36;
const SKIPPED = 0;
const ZERO = 1;

const power = (exponent) => Number("1e" + exponent);

function written(number, length) {
  let text = "";
  for (let rest = number; text.length < length; rest = Math.floor(rest / 32)) {
    text = DIGITS[rest % 32] + text;
  }
  return text;
}

const read = (text) => [...text].reduce((number, digit) => number * 32 + DIGITS.indexOf(digit), 0);

/** Every substitution of one digit and every swap of neighbours changes the sum. */
function checksum(text) {
  let sum = 7 * text.length;
  for (const digit of text) {
    sum = (sum * FACTOR + DIGITS.indexOf(digit) + 1) % PRIME;
  }
  return written(sum, CHECK);
}

/** Returns the four digits of a lesson in its codes (FNV-1a of the name, 20 bits). */
export function lessonDigits(name) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return written(((hash >>> 20) ^ hash) & 0xfffff, LESSON);
}

/** Returns a new random participant: five digits. */
export function newStudent() {
  return [...crypto.getRandomValues(new Uint8Array(STUDENT))].map((byte) => DIGITS[byte % 32]).join("");
}

/** Returns whether a text is a participant as newStudent returns it. */
export function isStudent(text) {
  return typeof text === "string" && new RegExp(`^[${DIGITS}]{${STUDENT}}$`).test(text);
}

function packed(value) {
  if (value === null || value === undefined) {
    return SKIPPED;
  }
  if (!(value > 0)) {
    return ZERO;
  }
  const [mantissa, exponent] = value.toExponential(2).split("e");
  const place = Math.min(EXPONENTS - 1, Math.max(0, Number(exponent) - LOWEST));
  return 2 + place * MANTISSAS + Math.round(Number(mantissa) * 100) - 100;
}

function unpacked(number) {
  if (number <= ZERO) {
    return number === SKIPPED ? null : 0;
  }
  const place = Math.floor((number - 2) / MANTISSAS);
  return (100 + (number - 2) % MANTISSAS) * power(place + LOWEST - 2);
}

/** Returns the code of guesses in the order of the predictions; null is a skipped one. */
export function encoded(lesson, student, guesses) {
  const body = lessonDigits(lesson) + student + guesses.map((value) => written(packed(value), GUESS)).join("");
  return (body + checksum(body)).match(/.{1,4}/g).join("-");
}

/** Returns lesson digits, participant and guesses of a code; null if it is damaged. */
export function decoded(code) {
  const text = code.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  const body = text.slice(0, -CHECK);
  const guesses = body.slice(LESSON + STUDENT);
  const complete = guesses.length > 0 && guesses.length % GUESS === 0 && /^[0-9A-HJKMNP-TV-Z]+$/.test(text);
  if (!complete || checksum(body) !== text.slice(-CHECK)) {
    return null;
  }
  return { digits: body.slice(0, LESSON), student: body.slice(LESSON, LESSON + STUDENT),
    guesses: guesses.match(/.{3}/g).map((part) => unpacked(read(part))) };
}

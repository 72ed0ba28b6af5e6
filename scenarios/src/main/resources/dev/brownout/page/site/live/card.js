// The result of a run as one picture for posts and slides, and as a film of its replay.
import { FAINT, INK, shortened, svg, text, textWidth } from "../report/element.js";
import { t } from "../texts/texts.js";
import { set } from "./box.js";
import { FONT, copied, imageOf } from "./picture.js";

const [WIDTH, HEIGHT, MARGIN] = [1200, 630, 54];
const ROOM = WIDTH - 2 * MARGIN;
const [QUESTION, NOTE] = [24, 20];
/** Sizes of the answer, each with its greatest number of lines. The first one with room for the whole answer is taken. */
const ANSWERS = [[38, 3], [32, 4], [26, 5]];
/** Greatest width of a bold text, relative to a plain one. */
const BOLD = 1.16;
/** Part of the height of a film for the topology. */
const STAGE = { y: 96, height: 290 };
const CHART = { y: 410, height: 165 };
/** Magnification of a chart: its texts have the size of those of the page. */
const SCALE = 1.75;
const [GOOD, BAD] = ["#00694f", "#b0002a"];
const FILM_MILLIS = 6000;
/** Pause between two frames of a film. */
const FRAME_MILLIS = 30;
const TYPES = ["video/webm;codecs=vp9", "video/webm", "video/mp4"];
const BITS_PER_SECOND = 2_500_000;

/** Returns the size of a chart in the pixels of the page, for a height on the picture. */
const chartSize = (height) => [ROOM / SCALE, height / SCALE];

/** Breaks bold words into lines that fit the picture, all but the last of the allowed lines. */
function lines(words, size, most) {
  const room = ROOM / BOLD;
  const broken = [""];
  for (const word of words.split(" ")) {
    const longer = `${broken.at(-1)} ${word}`.trim();
    if (broken.length < most && broken.at(-1) && textWidth(longer, size) > room) {
      broken.push(word);
    } else {
      broken[broken.length - 1] = longer;
    }
  }
  return broken;
}

/** Returns the answer in lines, with the size of its letters. */
function fitted(answer) {
  const all = ANSWERS.map(([size, most]) => ({ size, lines: lines(answer, size, most) }));
  const whole = ({ size, lines }) => lines.every((line) => textWidth(line, size) <= ROOM / BOLD);
  const { size, lines: chosen } = all.find(whole) ?? all.at(-1);
  return { size, lines: chosen.map((line) => shortened(line, size, ROOM / BOLD)) };
}

/** Returns a drawing at a place of the picture, as large as fits. */
function placed(drawing, y, height) {
  const copy = copied(drawing);
  set(copy, { x: MARGIN, y, width: ROOM, height });
  return copy;
}

function sheet(...parts) {
  const size = { width: WIDTH, height: HEIGHT };
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", ...size, viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    "font-family": FONT }, svg("rect", { ...size, fill: "#fff" }), ...parts);
}

function footer({ origin }) {
  const name = t.brand;
  return [text(MARGIN, HEIGHT - 24, name, { "font-size": NOTE, "font-weight": "bold" }),
    text(MARGIN + textWidth(name, NOTE) * BOLD + 12, HEIGHT - 24, origin, { "font-size": NOTE, fill: FAINT })];
}

/**
 * Returns the picture of a result, 1200 x 630.
 *
 * @param words { question, answer, verdict, passed, origin }
 * @param chart { title, note, draw(width, height) }
 */
export function card(words, chart) {
  const { size, lines: answer } = fitted(words.answer || words.verdict);
  const top = 96 + answer.length * size * 1.2;
  const parts = [text(MARGIN, 56, shortened(words.question, QUESTION, ROOM), { "font-size": QUESTION, fill: FAINT }),
    ...answer.map((line, i) => text(MARGIN, 106 + i * size * 1.2, line, { "font-size": size, "font-weight": "bold",
      fill: words.passed ? INK : BAD }))];
  const verdict = text(MARGIN, top + 22, words.verdict, { "font-size": NOTE, "font-weight": "bold",
    fill: words.passed ? GOOD : BAD });
  const height = HEIGHT - 70 - (top + 66);
  return sheet(...parts, verdict,
    text(MARGIN, top + 54, shortened(chart.title + chart.note, NOTE, ROOM), { "font-size": NOTE }),
    placed(chart.draw(...chartSize(height)), top + 66, height), ...footer(words));
}

/**
 * Returns six seconds of a replay as a video.
 *
 * @param words { question, answer, passed, origin }
 * @param replay { chart { title, note, draw(width, height), place(seconds) }, from, to, topology(at), dots }: topology draws
 *   a time and returns its drawing
 */
export async function film(words, { chart, from, to, topology, dots }) {
  const type = TYPES.find((each) => window.MediaRecorder?.isTypeSupported(each));
  if (!type) {
    throw new Error(t.noFilm);
  }
  const still = await imageOf(sheet(
    text(MARGIN, 56, shortened(words.question, QUESTION, ROOM / BOLD), { "font-size": QUESTION, "font-weight": "bold" }),
    text(MARGIN, 84, shortened(words.answer, NOTE, ROOM), { "font-size": NOTE, fill: words.passed ? INK : BAD }),
    text(MARGIN, CHART.y - 6, shortened(chart.title + chart.note, NOTE, ROOM), { "font-size": NOTE }),
    placed(chart.draw(...chartSize(CHART.height)), CHART.y, CHART.height), ...footer(words)));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const paint = canvas.getContext("2d");
  const draw = async (at) => {
    const picture = topology(at);
    const { width, height } = picture.viewBox.baseVal;
    const scale = Math.min(ROOM / width, STAGE.height / height);
    const place = [MARGIN + (ROOM - width * scale) / 2, STAGE.y, width * scale, height * scale];
    const copy = copied(picture);
    set(copy, { xmlns: "http://www.w3.org/2000/svg", width, height, "font-family": FONT });
    const image = await imageOf(copy);
    paint.drawImage(still, 0, 0);
    paint.drawImage(image, ...place);
    paint.drawImage(dots, ...place);
    paint.fillRect(MARGIN + chart.place(at) * SCALE, CHART.y + 6, 2, CHART.height - 36);
  };
  return recorded(canvas, type, (share) => draw(from + (to - from) * share));
}

/** Records a canvas while its frames are drawn, each for the passed share of the film. */
async function recorded(canvas, type, draw) {
  const stream = canvas.captureStream(0);
  const [track] = stream.getVideoTracks();
  const recorder = new window.MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: BITS_PER_SECOND });
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const ended = new Promise((done) => recorder.addEventListener("stop", done));
  recorder.start();
  const begun = performance.now();
  for (let share = 0; share < 1; share = (performance.now() - begun) / FILM_MILLIS) {
    await draw(share);
    track.requestFrame();
    await new Promise((done) => setTimeout(done, FRAME_MILLIS));
  }
  recorder.stop();
  await ended;
  return new Blob(parts, { type: type.split(";")[0] });
}

// The outcome of a run: progress, verdict, answer and report. The page and its embedded form show the same.

const [verdict, state, answer, progress, shell] = ["verdict", "status", "answer", "progress", "report"]
  .map((id) => document.getElementById(id));

/** Shows one line of status. */
export function tell(words, bad = false) {
  state.textContent = words;
  state.classList.toggle("bad", bad);
}

/** Shows a bar for each variant with its completed share; null removes the bars. Variants run one after another. */
export function bars(value) {
  document.body.classList.toggle("running", value !== null);
  progress.hidden = value === null;
  if (value === null) {
    progress.replaceChildren();
    return;
  }
  const { variants = value.map((share, i) => `Variant ${i + 1}`), variant, done } = value;
  const current = variants.indexOf(variant);
  if (progress.textContent !== variants.join("")) {
    progress.replaceChildren(...variants.map(bar));
  }
  variants.forEach((name, i) => {
    progress.children[i].lastChild.value = value[i] ?? (i < current ? 1 : i > current ? 0 : done);
  });
}

function bar(name) {
  const label = document.createElement("label");
  label.textContent = name;
  label.dir = "auto";
  const value = document.createElement("progress");
  value.max = 1;
  value.value = 0;
  label.append(value);
  return label;
}

/** Parts of the report that are shown outside of it, and the button for a link, which a report in a sandbox has not. */
const SHOWN = ".run header > :is(h1, .question, .verdict, .answer), .bar button[title*=link]";

/**
 * Shows the verdict and the answer of a run, and its report.
 *
 * @param hidden selector of further parts of the report that are not shown
 */
export async function show(result, hidden = SHOWN) {
  const bad = result.exitCode !== 0;
  verdict.textContent = part(result.reportHtml, "verdict") || result.verdict;
  verdict.classList.toggle("bad", bad);
  verdict.hidden = verdict.textContent === "";
  const seconds = result.seconds < 10 ? result.seconds.toFixed(1) : Math.round(result.seconds);
  tell(`Run in ${seconds} s`);
  answer.textContent = part(result.reportHtml, "answer");
  const style = `<style>${hidden} { display: none; }</style></head>`;
  await render(result.reportHtml.replace("</head>", () => style));
}

/** Returns the text of the paragraph with a class. */
function part(html, name) {
  const paragraph = new RegExp(`<p class="${name}\\b.*?</p>`, "s").exec(html)?.[0] ?? "";
  return new DOMParser().parseFromString(paragraph, "text/html").body.textContent;
}

/** First document of the sandbox, which the report replaces. Links to parts of a page do not work in a blob. */
const LOADER = "data:text/html;charset=utf-8," + encodeURIComponent(`<script>onmessage = ({ data, source }) => {
  if (source === parent.parent) { document.open(); document.write(data); document.close(); } };</script>`);

/** Loads the report in a sandbox inside the frame. A new sandbox for each report adds no step to the history. */
async function render(html) {
  if (shell.contentDocument?.readyState !== "complete" || shell.contentDocument.URL === "about:blank") {
    await new Promise((loaded) => shell.addEventListener("load", loaded, { once: true }));
  }
  const sandbox = shell.contentDocument.createElement("iframe");
  sandbox.title = "Report";
  sandbox.setAttribute("sandbox", "allow-scripts allow-downloads allow-modals");
  sandbox.allow = "clipboard-write";
  sandbox.src = LOADER;
  const loaded = new Promise((done) => sandbox.addEventListener("load", done, { once: true }));
  shell.contentDocument.body.replaceChildren(sandbox);
  await loaded;
  sandbox.contentWindow.postMessage(html, "*");
}

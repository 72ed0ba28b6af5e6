// Panels below the text, views of a narrow screen, and dialogs.

const tabs = [...document.querySelectorAll("[role=tab]")];
const views = [...document.querySelectorAll(".views button")];
const narrow = matchMedia("(max-width: 56rem)");

const seed = document.querySelector(".seed");
const [group, choice] = [document.querySelector("header .group"), document.getElementById("variant-choice")];
const roomy = matchMedia("(min-width: 70rem)");

/** The seed is in the header, or in the design column where the header has no space. */
function placeSeed() {
  (roomy.matches ? group : choice).before(seed);
}

/** Opens the panel of a tab, or closes all panels. */
export function openPanel(id) {
  for (const tab of tabs) {
    const chosen = tab.getAttribute("aria-controls") === id;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen || id === null && tab === tabs[0] ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !chosen;
  }
}

/** Shows a column: text, live or design. On a wide screen all columns are visible. */
export function openView(name) {
  document.body.dataset.view = name;
  for (const button of views) {
    button.setAttribute("aria-pressed", String(button.dataset.view === name));
  }
}

/** Returns whether the screen shows one column at a time. */
export const isNarrow = () => narrow.matches;

tabs.forEach((tab, i) => {
  const id = tab.getAttribute("aria-controls");
  tab.addEventListener("click", () => openPanel(tab.getAttribute("aria-selected") === "true" ? null : id));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: tabs.length - 1 }[event.key];
    if (step) {
      const next = tabs[(i + step) % tabs.length];
      openPanel(next.getAttribute("aria-controls"));
      next.focus();
    }
  });
});
views.forEach((button) => button.addEventListener("click", () => openView(button.dataset.view)));
for (const button of document.querySelectorAll("dialog [data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}
for (const dialog of document.querySelectorAll("dialog")) {
  // A press on the backdrop closes the dialog.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}
placeSeed();
roomy.addEventListener("change", placeSeed);

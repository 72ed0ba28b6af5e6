// Applies the stored colours before the page is drawn.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem("theme");
  } catch {
    // Browsers may forbid storage for files.
  }
  if (stored === "dark" || stored === "light") {
    document.documentElement.dataset.theme = stored;
  }
})();

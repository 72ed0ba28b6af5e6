// Search, colours, copy buttons and embedded scenarios. Without this script the pages are readable as they are.
(() => {
  const root = document.documentElement.dataset.root;
  const MOST_RESULTS = 30;

  function element(name, properties, ...children) {
    const created = Object.assign(document.createElement(name), properties);
    created.append(...children);
    return created;
  }

  // Colours: the choice of the system, until the button has been pressed.
  const theme = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  function showTheme() {
    theme.textContent = isDark() ? "☀" : "☾";
    theme.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
    theme.title = theme.getAttribute("aria-label");
  }
  theme.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = chosen;
    try {
      localStorage.setItem("theme", chosen);
    } catch {
      // Browsers may forbid storage for files.
    }
    showTheme();
  });
  dark.addEventListener("change", showTheme);
  showTheme();
  theme.hidden = false;

  // Navigation on narrow screens: the link to the menu opens and closes it.
  const menu = document.getElementById("menu");
  const opener = document.querySelector("a.menu");
  if (menu) {
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-controls", "menu");
    opener.setAttribute("aria-expanded", "false");
    const toggle = event => {
      event.preventDefault();
      const open = menu.classList.toggle("open");
      opener.setAttribute("aria-expanded", String(open));
    };
    opener.addEventListener("click", toggle);
    opener.addEventListener("keydown", event => {
      if (event.key === " ") {
        toggle(event);
      }
    });
    menu.querySelector("[aria-current]")?.scrollIntoView({block: "nearest"});
    scrollTo(0, location.hash ? scrollY : 0);
  }

  // Search.
  const list = element("ul", {id: "results"});
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Results");
  const input = element("input", {type: "search", id: "query", placeholder: "a setting, a metric, a question …", autocomplete: "off"});
  input.setAttribute("aria-label", "Search the documentation");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "results");
  input.setAttribute("aria-autocomplete", "list");
  const state = element("p", {className: "state"});
  state.setAttribute("role", "status");
  const close = element("button", {type: "button", textContent: "Close"});
  const dialog = element("dialog", {id: "search"}, element("form", {method: "dialog"}, input, close), state, list);
  dialog.setAttribute("aria-label", "Search");
  document.body.append(dialog);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", event => {
    if (event.target === dialog) {
      dialog.close();
    }
  });

  let loading = null;
  const index = () => loading ??= new Promise((done, failed) => {
    document.head.append(element("script", {
      src: root + "assets/search-index.js",
      onload: () => done(globalThis.siteIndex),
      onerror: () => failed(new Error("the index of the search is missing")),
    }));
  });

  let chosen = -1;
  function choose(number) {
    const options = [...list.querySelectorAll("a")];
    chosen = options.length === 0 ? -1 : (number + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    if (chosen >= 0) {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({block: "nearest"});
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function result([title, target, kind, place, text], i) {
    const link = element("a", {href: root + target, tabIndex: -1, id: "result-" + i},
      element("strong", {textContent: title}),
      element("span", {className: "kind", textContent: kind}),
      element("span", {className: "where", textContent: place}),
      element("span", {className: "text", textContent: text}));
    link.addEventListener("click", () => dialog.close());
    link.setAttribute("role", "option");
    const item = element("li", {}, link);
    item.setAttribute("role", "none");
    return item;
  }

  async function search() {
    const query = input.value;
    let entries;
    try {
      entries = await index();
    } catch (error) {
      state.textContent = "The search does not work: " + error.message + ".";
      return;
    }
    if (query !== input.value) {
      return;
    }
    const found = searchPages(entries, query, MOST_RESULTS);
    list.replaceChildren(...found.map(result));
    input.setAttribute("aria-expanded", String(found.length > 0));
    state.textContent = query.trim() === "" ? "" : found.length === 0 ? "Nothing found. Try fewer words."
      : found.length === 1 ? "1 result" : found.length === MOST_RESULTS ? "The best " + MOST_RESULTS + " results"
        : found.length + " results";
    choose(0);
  }
  input.addEventListener("input", search);
  input.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      list.querySelectorAll("a")[chosen]?.click();
    }
  });
  function openSearch() {
    if (!dialog.open) {
      dialog.showModal();
      input.select();
      search();
    }
  }
  const button = document.getElementById("open-search");
  button.hidden = false;
  button.addEventListener("click", openSearch);
  document.addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if ((event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey)
      || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      openSearch();
    }
  });

  // Tables that scroll are reached by the keyboard.
  const tables = new ResizeObserver(entries => entries.forEach(({target}) => {
    if (target.scrollWidth > target.clientWidth) {
      target.tabIndex = 0;
    } else {
      target.removeAttribute("tabindex");
    }
  }));
  document.querySelectorAll(".table").forEach(table => tables.observe(table));

  // Copy buttons: of a terminal session only the commands are copied.
  for (const pre of document.querySelectorAll(".code pre")) {
    const copy = element("button", {type: "button", className: "copy", textContent: "Copy"});
    copy.addEventListener("click", async () => {
      const session = pre.firstElementChild.classList.contains("language-console");
      const text = session
        ? [...pre.querySelectorAll(".command")].map(line => line.textContent.slice(2)).join("\n") + "\n"
        : pre.textContent;
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(pre);
        copy.textContent = "Press Ctrl+C";
      }
      setTimeout(() => copy.textContent = "Copy", 2000);
    });
    pre.before(copy);
  }

  // Scenarios that can be changed and run in the page. Browsers start no engine from a file.
  for (const link of document.querySelectorAll("a[data-embed]")) {
    if (new URL(link.href).protocol === "file:") {
      link.replaceWith("To change and run this scenario here, open the site from a web server.");
      continue;
    }
    const run = element("button", {type: "button", textContent: "Change and run it"});
    run.addEventListener("click", () => {
      const frame = element("iframe", {src: link.dataset.embed, title: "Scenario in the workbench", className: "embed"});
      addEventListener("message", event => {
        if (event.source === frame.contentWindow && event.data?.type === "brownout-height") {
          frame.style.height = event.data.height + "px";
        }
      });
      run.replaceWith(frame);
    });
    link.before(run, " ");
  }

  // The heading of the visible section in the list of contents.
  const entries = [...document.querySelectorAll(".contents a")];
  const headings = entries.map(each => document.getElementById(decodeURIComponent(each.hash.slice(1))));
  function follow() {
    let current = headings.findLastIndex(heading => heading.getBoundingClientRect().top < 120);
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2) {
      current = headings.length - 1;
    }
    entries.forEach((each, i) => {
      if (i === current) {
        each.setAttribute("aria-current", "true");
      } else {
        each.removeAttribute("aria-current");
      }
    });
  }
  if (entries.length > 0) {
    addEventListener("scroll", follow, {passive: true});
    follow();
  }
})();

"use strict";
(function () {
  const slides = Array.from(document.querySelectorAll(".slide"));
  const place = document.getElementById("place");
  let at = 0;

  function show(number, moved) {
    at = Math.max(0, Math.min(slides.length - 1, number));
    slides.forEach((slide, i) => slide.classList.toggle("current", i === at));
    place.textContent = (at + 1) + " / " + slides.length;
    if (moved) {
      history.replaceState(null, "", "#" + slides[at].id);
      slides[at].scrollIntoView({ block: "start" });
    }
  }

  function linked() {
    const number = slides.findIndex((slide) => "#" + slide.id === location.hash);
    show(number < 0 ? 0 : number, false);
  }

  function lesson(step) {
    for (let i = at + step; i >= 0 && i < slides.length; i += step) {
      if (slides[i].classList.contains("first")) {
        return i;
      }
    }
    return step > 0 ? slides.length - 1 : 0;
  }

  const wide = window.matchMedia("(min-width: 720px)");
  const keys = { ArrowRight: () => at + 1, ArrowLeft: () => at - 1 };
  const wideKeys = {
    " ": () => at + 1, PageDown: () => at + 1, PageUp: () => at - 1, ArrowDown: () => lesson(1), ArrowUp: () => lesson(-1),
    Home: () => 0, End: () => slides.length - 1
  };

  document.addEventListener("keydown", (event) => {
    const key = keys[event.key] || (wide.matches ? wideKeys[event.key] : undefined);
    const pressed = event.key === " " && event.target.closest("button, a");
    if (key && !pressed && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      show(key(), true);
    }
  });
  document.getElementById("previous").addEventListener("click", () => show(at - 1, true));
  document.getElementById("next").addEventListener("click", () => show(at + 1, true));
  window.addEventListener("hashchange", linked);
  document.documentElement.classList.add("deck");
  linked();
})();

// The first page of the live app: asks which snapshot is published, and takes a newer one over where it stands.
"use strict";
(function () {
  const SECONDS = 4;
  let busy = false;

  const shown = () => document.getElementById("followed").dataset.edition;

  async function follow() {
    if (busy || document.hidden) return;
    busy = true;
    try {
      const edition = await (await fetch("/edition", { cache: "no-store" })).text();
      if (!edition || edition === shown()) return;
      const text = await (await fetch("/", { cache: "no-store" })).text();
      const page = new DOMParser().parseFromString(text, "text/html");
      const there = window.scrollY;
      document.getElementById("main").replaceChildren(...page.getElementById("main").childNodes);
      document.querySelector("footer").replaceChildren(...page.querySelector("footer").childNodes);
      window.scrollTo(0, there);
      const said = document.getElementById("followed");
      said.textContent = window.DUBAN_THEME.words.followed[document.documentElement.dataset.lang === "en" ? "en" : "zh"];
    } catch (error) {
      // The server is being started anew: the next question finds it.
    } finally {
      busy = false;
    }
  }

  window.setInterval(follow, SECONDS * 1000);
  document.addEventListener("visibilitychange", follow);
})();

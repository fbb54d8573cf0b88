// What pages of the site can do where the live app shows them: brief a unit or region on one page, lead to where one acts.
"use strict";
(function () {
  function lead() {
    document.querySelectorAll(".brief").forEach((place) => {
      place.hidden = false;
      const language = document.documentElement.dataset.lang === "en" ? "en" : "zh";
      place.querySelectorAll("a").forEach((link) => {
        link.href = "/brief." + link.dataset.kind + "?" + new URLSearchParams({ [place.dataset.scope]: place.dataset.name, language });
      });
    });
  }
  if (window.DUBAN_APP.acts) {
    document.querySelectorAll(".acts").forEach((place) => {
      place.hidden = false;
      place.querySelector("a").href = "/fill?" + new URLSearchParams({ goal: place.dataset.goal });
    });
  }
  document.addEventListener("duban-language", lead);
  lead();
})();

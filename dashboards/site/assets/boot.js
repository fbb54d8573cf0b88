// Before the first paint: the reader's language and theme, kept from the last visit.
"use strict";
(function () {
  var root = document.documentElement;
  function kept(key) { try { return localStorage.getItem("duban-" + key); } catch (e) { return null; } }
  root.dataset.lang = kept("lang") === "en" ? "en" : "zh";
  root.lang = root.dataset.lang === "en" ? "en" : "zh-CN";
  var dark = window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = kept("theme") || (dark ? "dark" : "light");
})();

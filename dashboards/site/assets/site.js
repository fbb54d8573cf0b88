// Language, theme, search box and charts. Figures arrive as JSON in Chinese on light paper; colours and
// phrases are exchanged for those of the reader by the tables in theme.js.
"use strict";
(function () {
  const root = document.documentElement;
  const narrow = window.matchMedia("(max-width: 680px)");
  const keep = (key, value) => { try { localStorage.setItem("duban-" + key, value); } catch (e) { /* private window */ } };

  function exchanged(node, table) {
    if (typeof node === "string") return Object.hasOwn(table, node) ? table[node] : node;
    if (Array.isArray(node)) return node.map((item) => exchanged(item, table));
    if (node && typeof node === "object") {
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, exchanged(value, table)]));
    }
    return node;
  }

  function shortened(axis) {
    if (axis && axis.ticktext && axis.type === "category") {
      axis.ticktext = axis.ticktext.map((text) => (text.length > 9 ? text.slice(0, 8) + "…" : text));
    }
  }

  // Names over narrow columns: in two lines where they are short, else upright.
  function narrowed(axis) {
    const names = axis.ticktext || [];
    const short = names.every((name) => name.length < 8);
    axis.ticktext = names.map((name) => (!short || name.length < 4 ? name : name.includes("-") ? name.replace("-", "<br>") : name.slice(0, 2) + "<br>" + name.slice(2)));
    axis.tickangle = short ? 0 : -90;
  }

  function dressed(source, theme) {
    const figure = { data: source.data, layout: { ...source.layout, template: window.DUBAN_THEME.template } };
    const english = root.dataset.lang === "en" ? { ...window.DUBAN_THEME.english, ...((source.layout.meta || {}).en || {}) } : {};
    const result = exchanged(figure, { ...(theme === "dark" ? window.DUBAN_THEME.dark : {}), ...english });
    if (narrow.matches) {
      shortened(result.layout.yaxis);
      if (result.layout.xaxis && result.layout.xaxis.type === "date") Object.assign(result.layout.xaxis, { nticks: 4, tickangle: 0 });
      if (result.layout.xaxis && result.layout.xaxis.type === "category") narrowed(result.layout.xaxis);
      result.layout.annotations = (result.layout.annotations || []).filter((note) => note.name !== "spacious");
    }
    return result;
  }

  const charts = [];
  const PAPER = 640; // pixels between the margins of A4 and the frame of a chart
  function draw(chart, theme, width) {
    const source = narrow.matches && chart.narrow ? chart.narrow : chart.wide;
    const figure = dressed(source, theme || root.dataset.theme);
    if (width) figure.layout.width = width;
    chart.place.style.minHeight = (figure.layout.height || 360) + "px"; // Plotly forgets its height when the window changes
    return window.Plotly.react(chart.place, figure.data, figure.layout, { displayModeBar: false, responsive: true, doubleClick: false }).then(() => {
      if (chart.drawn) return;
      chart.drawn = true;
      chart.place.dataset.drawn = "yes";
      chart.place.on("plotly_click", (event) => {
        const data = event.points[0].customdata;
        if (Array.isArray(data) && chart.goals) window.location.href = chart.goals + data[0] + ".html";
      });
    });
  }
  const drawAll = (theme, width) => charts.forEach((chart) => draw(chart, theme, width));

  function findCharts() {
    document.querySelectorAll("figure.chart").forEach((figure) => {
      const parse = (element) => element && JSON.parse(element.textContent);
      charts.push({
        place: figure.querySelector(".plot"),
        wide: parse(figure.querySelector("script:not([data-narrow])")),
        narrow: parse(figure.querySelector("script[data-narrow]")),
        goals: figure.dataset.goals,
      });
    });
  }

  function speak() {
    const language = root.dataset.lang;
    root.lang = language === "en" ? "en" : "zh-CN";
    const attribute = (name, key) => document.querySelectorAll("[data-" + key + "-" + language + "]").forEach((element) => {
      element.setAttribute(name, element.getAttribute("data-" + key + "-" + language));
    });
    attribute("placeholder", "placeholder");
    attribute("aria-label", "label");
    document.querySelectorAll("title[data-zh], option[data-zh]").forEach((element) => {
      element.textContent = element.getAttribute("data-" + language);
    });
    const words = window.DUBAN_THEME.words;
    const button = document.getElementById("language");
    button.textContent = words.switch[language];
    button.lang = language === "en" ? "zh" : "en";
    button.setAttribute("aria-label", words.switch_help[language]);
    document.dispatchEvent(new CustomEvent("duban-language"));
  }

  document.getElementById("language").addEventListener("click", () => {
    root.dataset.lang = root.dataset.lang === "en" ? "zh" : "en";
    keep("lang", root.dataset.lang);
    speak();
    drawAll();
  });
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    keep("theme", root.dataset.theme);
    drawAll();
  });
  document.querySelector("form.search").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = document.getElementById("site-search").value.trim();
    const action = event.target.getAttribute("action");
    const mark = action.endsWith(".html") ? "#q=" : "?q="; // a file of the site, or the grid of the live app
    window.location.href = action + (words ? mark + encodeURIComponent(words) : "");
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      (document.getElementById("f-q") || document.getElementById("site-search")).focus();
    }
  });

  // What scrolls must be reached by keyboard.
  function reachable() {
    document.querySelectorAll(".scroll, blockquote").forEach((box) => {
      if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }

  speak();
  reachable();
  window.addEventListener("resize", reachable);
  document.addEventListener("duban-language", reachable);
  findCharts();
  charts.reduce((before, chart) => before.then(() => draw(chart)), Promise.resolve());
  narrow.addEventListener("change", () => drawAll());
  window.addEventListener("beforeprint", () => drawAll("light", PAPER));
  window.addEventListener("afterprint", () => drawAll());
})();

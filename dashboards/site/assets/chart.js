// What stands below every chart, on the site and in the app: copy as picture, data of this chart.
// A figure says in layout.meta.table from which parts of its points the table is made.
"use strict";
(function () {
  const FORMULA = /^[=+\-@\t\r]/, NUMBER = /^[+-]?\d[\d,]*(\.\d+)?%?$/;
  const MARGIN = 24, SCALE = 2;
  const root = document.documentElement;
  const follows = new WeakSet(); // charts whose open table is made anew with them

  const language = () => (root.dataset.lang === "en" ? "en" : "zh");
  // Plotly reads its labels as HTML, so they arrive escaped.
  const plain = (text) => String(text ?? "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#36;/g, "$").replace(/&amp;/g, "&");

  // The words of an element in the reader's language, whether it is shown or not.
  function wording(element) {
    if (!element) return "";
    const copy = element.cloneNode(true);
    copy.querySelectorAll(`span[lang]:not([lang="${language()}"])`).forEach((other) => other.remove());
    return copy.textContent.trim();
  }

  function cell(trace, part, index) {
    if (part === "name") return plain(trace.name);
    if (part === "x") return plain(trace.x[index]).slice(0, 10);
    if (part === "y") return Number(Number(trace.y[index]).toPrecision(12));
    const given = (trace.customdata || trace.link.customdata).flat(trace.type === "heatmap" ? 1 : 0)[index];
    const value = Array.isArray(given) ? given[part] : given;
    return typeof value === "number" ? value : plain(value);
  }

  // Head and rows of the table of a chart, as strings and numbers; bare values ("y") are for the file alone, to reckon with.
  function table(plot, forFile) {
    const told = plot.layout.meta.table;
    const kept = told.from.map((part, index) => index).filter((index) => forFile || told.from[index] !== "y");
    const [head, from] = [told.head, told.from].map((all) => kept.map((index) => all[index]));
    const only = told.trace;
    const traces = plot.data.filter((trace, index) => (only === undefined || index === only) && (trace.customdata || (trace.link && trace.link.customdata)));
    const rows = traces.flatMap((trace) => {
      const points = (trace.customdata || trace.link.customdata).flat(trace.type === "heatmap" ? 1 : 0);
      return points.map((_, index) => from.map((part) => cell(trace, part, index)));
    });
    return { head, rows: plot.data.some((trace) => trace.type === "heatmap") ? rows.filter((row) => row[row.length - 1] > 0) : rows };
  }

  function filled(box, plot) {
    const { head, rows } = table(plot);
    const element = document.createElement("table");
    const row = (parent, cells, tag) => {
      const line = parent.insertRow();
      cells.forEach((text, index) => {
        const place = document.createElement(tag);
        place.textContent = text;
        if (tag === "th") place.scope = "col";
        if (rows.length && typeof rows[0][index] === "number") place.className = "num";
        line.append(place);
      });
    };
    const caption = element.createCaption();
    caption.className = "hidden";
    caption.textContent = wording(box.closest("figure").querySelector("h2, h3"));
    row(element.createTHead(), head, "th");
    const body = element.createTBody();
    rows.forEach((cells) => row(body, cells, "td"));
    box.querySelector(".scroll").replaceChildren(element);
  }

  // A text that a spreadsheet would take for a formula is made plain text by a mark before it.
  function csv(plot) {
    const { head, rows } = table(plot, true);
    const quoted = (value) => {
      const text = String(value);
      const safe = FORMULA.test(text) && !NUMBER.test(text) ? "'" + text : text;
      return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
    };
    return "\ufeff" + [head, ...rows].map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
  }

  function download(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // The chart as it is shown, with its title, its note and, where figures are illustrative, the words that say so.
  async function picture(figure, plot) {
    const { width, height } = plot.getBoundingClientRect();
    const image = new Image();
    image.src = await window.Plotly.toImage(plot, { format: "svg", width, height });
    await image.decode();
    const style = getComputedStyle(figure);
    const mark = figure.querySelector("[data-word=illustrative]") || document.querySelector(".banner b");
    const lines = [
      [wording(figure.querySelector("h2, h3")), "600 17px ", style.color, 26],
      [[mark, figure.querySelector("figcaption p")].map(wording).filter(Boolean).join(" · "), "13px ", getComputedStyle(root).getPropertyValue("--muted"), 22],
    ].filter(([text]) => text);
    const top = MARGIN + lines.reduce((sum, line) => sum + line[3], 0);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round((width + 2 * MARGIN) * SCALE);
    canvas.height = Math.round((top + height + MARGIN) * SCALE);
    const pen = canvas.getContext("2d");
    pen.scale(SCALE, SCALE);
    pen.fillStyle = style.backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    let y = MARGIN;
    for (const [text, font, colour, step] of lines) {
      pen.font = font + style.fontFamily;
      pen.fillStyle = colour;
      pen.fillText(text, MARGIN, y + step - 10, width);
      y += step;
    }
    pen.drawImage(image, MARGIN, top, width, height);
    return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
  }

  const ACTS = {
    async picture(figure, plot, name) {
      const made = picture(figure, plot);
      try {
        await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
        return "copied";
      } catch (refused) { // no clipboard here, or not allowed
        download(await made, name + ".png");
        return "downloaded";
      }
    },
    data(figure, plot, name, button) {
      const box = figure.querySelector(".chart-data");
      box.hidden = !box.hidden;
      button.setAttribute("aria-expanded", String(!box.hidden));
      if (box.hidden) return "";
      filled(box, plot);
      if (!follows.has(plot)) plot.on("plotly_afterplot", () => { // another language
        const now = figure.querySelector(".chart-data");
        if (now && !now.hidden) filled(now, plot);
      });
      follows.add(plot);
      const scroll = box.querySelector(".scroll");
      scroll.tabIndex = 0;
      scroll.setAttribute("aria-label", wording(button));
      return "";
    },
    csv(figure, plot, name) {
      download(new Blob([csv(plot)], { type: "text/csv;charset=utf-8" }), name + ".csv");
      return "downloaded";
    },
  };

  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-chart-do]");
    const figure = button && button.closest("figure.chart");
    const plot = figure && figure.querySelector(".js-plotly-plot");
    if (!plot) return;
    const said = figure.querySelector(".chart-said");
    said.replaceChildren();
    const name = wording(figure.querySelector("h2, h3")).replace(/[\\/:*?"<>|]/g, " ") || "chart";
    let word;
    try {
      word = await ACTS[button.dataset.chartDo](figure, plot, name, button);
    } catch (error) {
      word = "failed";
    }
    if (word) said.replaceChildren(...figure.querySelector(`[data-word=${word}]`).cloneNode(true).childNodes);
  });
})();

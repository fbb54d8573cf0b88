// Where words are cut off, lie on one another or on a dot, as sentences; none where all can be read.
() => {
  const faults = [];
  const shown = (element) => {
    const style = getComputedStyle(element);
    return style.visibility !== "hidden" && style.display !== "none" && Number(style.opacity) > 0.05 && !element.closest(".hidden, .skip, [aria-hidden=true].js-plotly-tester, #js-plotly-tester, details:not([open]) > :not(summary)");
  };
  const meet = (a, b) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return across > 2 && down > 0.4 * Math.min(a.height, b.height);
  };
  const turned = (text) => { const m = text.getScreenCTM(); return Math.atan2(m.b, m.a) * 180 / Math.PI; };
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push("the page is " + document.documentElement.scrollWidth + " px wide");

  // Words of charts: inside their chart, on no other words, on no dot.
  document.querySelectorAll(".js-plotly-plot").forEach((plot) => {
    const frame = plot.getBoundingClientRect();
    const words = [...plot.querySelectorAll("svg text")].filter((text) => text.textContent.trim() && shown(text)).map((text) => ({ said: text.textContent, box: text.getBoundingClientRect(), turn: turned(text), note: text.closest(".annotation") })).filter((word) => word.box.width > 0);
    words.forEach((word, place) => {
      if (Math.abs(word.turn) > 0.5 && Math.abs(Math.abs(word.turn) - 90) > 0.5) faults.push("slanted in a chart: " + word.said);
      if (word.box.left < frame.left - 1.5 || word.box.right > frame.right + 1.5 || word.box.top < frame.top - 3 || word.box.bottom > frame.bottom + 3) faults.push("cut off in a chart: " + word.said);
      words.slice(place + 1).forEach((other) => { if (meet(word.box, other.box)) faults.push("in a chart: " + word.said + " lies on " + other.said); });
    });
    const dots = [...plot.querySelectorAll(".scatterlayer .points path")].map((dot) => dot.getBoundingClientRect());
    words.filter((word) => word.note).forEach((word) => { if (dots.some((dot) => meet(word.box, dot) && dot.width < 30)) faults.push("on a dot: " + word.said); });
  });

  // Words of the page: in the window or in something that scrolls, none on another.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.textContent.trim() || parent.closest("script, style, noscript, svg, option, select, .ag-root-wrapper, .scroll, blockquote, .reading aside, header.top") || !shown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1).forEach((box) => lines.push({ said: node.textContent.trim().slice(0, 30), box, parent }));
  }
  lines.forEach((line, place) => {
    if (line.box.right > width + 1 || line.box.left < -1) faults.push("outside the window: " + line.said);
    for (let i = place + 1; i < lines.length; i += 1) {
      const other = lines[i];
      if (other.parent !== line.parent && meet(line.box, other.box)) faults.push(line.said + " lies on " + other.said);
    }
  });
  // A handle is one word.
  document.querySelectorAll(".handle").forEach((handle) => { if (handle.getClientRects().length > 1) faults.push("broken over lines: " + handle.textContent); });
  return [...new Set(faults)];
}

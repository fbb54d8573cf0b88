// The list of all goals: search, filters, sorting, fifty rows at a time. Goals come worst first. The state is kept in the address (#q=…).
"use strict";
(function () {
  const goals = window.DUBAN_GOALS.rows.map((row, place) => ({ ...Object.fromEntries(window.DUBAN_GOALS.columns.map((name, i) => [name, row[i]])), place }));
  const theme = window.DUBAN_THEME;
  const PAGE = 50;
  const field = (id) => document.getElementById("f-" + id);
  const boxes = [...document.querySelectorAll("input[name=status]")];
  const body = document.querySelector("#goals tbody");
  const more = document.getElementById("more");
  let found = [];
  let shown = 0;
  let due = ""; // a day that the address names; the next choice in the filters forgets it

  const english = () => document.documentElement.dataset.lang === "en";
  const said = (key) => theme.words[key][english() ? "en" : "zh"];
  const word = (zh) => (english() && theme.english[zh]) || zh;
  const { folded, wordsOf } = window.DUBAN_SEARCH;
  goals.forEach((goal) => { goal.haystack = folded([goal.handle, goal.handle.replaceAll("-", ""), goal.indicator, goal.owners.join(" "), goal.region || "", goal.document, goal.quote].join("\n")); });

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function link(href, text) {
    const element = make("a", "", text);
    element.href = href;
    return element;
  }
  function cell(row, className, ...parts) {
    const td = make("td", className);
    td.append(...parts);
    row.append(td);
  }

  function bullet(goal) {
    if (!goal.bullet) return make("span", "muted", "—");
    const [target, actual, expected] = goal.bullet;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const bar = (className, x, y, width, height) => {
      const rect = document.createElementNS(svg.namespaceURI, "rect");
      Object.entries({ class: className, x, y, width, height }).forEach(([key, value]) => rect.setAttribute(key, value));
      svg.append(rect);
    };
    Object.entries({ class: "bullet s-" + goal.status, viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }).forEach(([key, value]) => svg.setAttribute(key, value));
    bar("track", 0, 0, target, 10);
    bar("fill", 0, 2.5, actual, 5);
    if (expected !== null) bar("tick", expected, 0, 0.9, 10);
    return svg;
  }

  function rowOf(goal) {
    const row = make("tr");
    const status = make("span", "status s-" + goal.status);
    status.append(make("span", "mark", theme.glyphs[goal.status]), word(theme.statuses[goal.status]));
    cell(row, "c-status", status);
    const small = make("small", "", "");
    small.append(make("span", "handle", goal.handle), " · " + (english() ? goal.wanted_en : goal.wanted));
    if (goal.region) small.append(" · " + goal.region);
    if (goal.illustrative) small.append(" ", make("span", "tag", said("illustrative")));
    cell(row, "c-goal", link("goals/" + goal.id + ".html", goal.indicator), small);
    cell(row, "c-owner", goal.owners.length ? link(goal.owner_path, goal.owners[0]) : word(theme.no_owner));
    cell(row, "c-bullet", bullet(goal));
    cell(row, "c-gap num", goal.gap);
    const arrow = { worse: "↘ ", same: "→ ", better: "↗ " }[goal.movement] || "";
    cell(row, "c-move", make("span", "move " + (goal.movement || ""), arrow + (goal.movement ? word(theme.movements[goal.movement]) : "—")));
    cell(row, "c-due num", goal.due || "—");
    return row;
  }

  function showMore() {
    const part = found.slice(shown, shown + PAGE);
    body.append(...part.map(rowOf));
    shown += part.length;
    more.hidden = shown >= found.length;
  }

  const rank = Object.fromEntries(Object.keys(theme.statuses).map((key, i) => [key, i]));
  const orders = {
    gap: (a, b) => a.place - b.place,
    due: (a, b) => (a.due || "9999").localeCompare(b.due || "9999"),
    status: (a, b) => rank[a.status] - rank[b.status] || a.place - b.place,
    name: (a, b) => a.indicator.localeCompare(b.indicator, "zh"),
  };

  function state() {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    return { q: field("q").value.trim(), list: field("list").value, owner: field("owner").value, region: field("region").value, document: field("document").value, phase: field("phase").value, due, sort: field("sort").value, status: chosen.join(",") };
  }

  function apply() {
    const now = state();
    const words = wordsOf(now.q);
    const statuses = now.status ? now.status.split(",") : null;
    found = goals.filter((goal) =>
      words.every((w) => goal.haystack.includes(w)) &&
      (!statuses || statuses.includes(goal.status)) &&
      (!now.owner || goal.owners.includes(now.owner)) &&
      (!now.list || goal.lists.includes(now.list)) &&
      (!now.due || goal.due === now.due) &&
      (!now.phase || goal.phase === now.phase) &&
      (!now.region || goal.region === now.region) &&
      (!now.document || goal.document === now.document));
    found.sort(orders[now.sort] || orders.gap);
    body.replaceChildren();
    shown = 0;
    showMore();
    document.getElementById("found").textContent = (now.due ? now.due + " · " : "") + said("found").replace("{found}", found.length).replace("{all}", goals.length);
    const kept = Object.entries(now).filter(([key, value]) => value && !(key === "sort" && value === "gap"));
    const hash = kept.map(([key, value]) => key + "=" + encodeURIComponent(value)).join("&");
    window.history.replaceState(null, "", hash ? "#" + hash : window.location.pathname);
  }

  function choices(id, values) {
    const counts = new Map();
    values.forEach((value) => { if (value) counts.set(value, (counts.get(value) || 0) + 1); });
    const select = field(id);
    const all = make("option", "", "");
    all.value = "";
    Object.assign(all.dataset, theme.words.all);
    all.textContent = said("all");
    select.append(all);
    [...counts].sort((a, b) => b[1] - a[1]).forEach(([value, count]) => {
      const option = make("option", "", (value.length > 30 ? value.slice(0, 29) + "…" : value) + " (" + count + ")");
      option.value = value;
      select.append(option);
    });
  }

  function restore() {
    const wanted = new URLSearchParams(window.location.hash.slice(1));
    due = /^\d{4}-\d\d-\d\d$/.test(wanted.get("due") || "") ? wanted.get("due") : "";
    ["q", "list", "owner", "region", "document", "phase", "sort"].forEach((key) => { field(key).value = wanted.get(key) || (key === "sort" ? "gap" : ""); });
    const statuses = (wanted.get("status") || "").split(",");
    boxes.forEach((box) => { box.checked = statuses.includes(box.value); });
    apply();
  }

  choices("owner", goals.flatMap((goal) => goal.owners));
  choices("region", goals.map((goal) => goal.region));
  choices("document", goals.map((goal) => goal.document));
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("filters").addEventListener("input", () => { due = ""; apply(); });
  // On a phone the filters are folded away.
  document.querySelector(".more-filters").addEventListener("click", (event) => {
    event.target.closest("button").setAttribute("aria-expanded", document.getElementById("filters").classList.toggle("open"));
  });
  more.addEventListener("click", showMore);
  window.addEventListener("hashchange", restore);
  document.addEventListener("duban-language", apply);
  restore();
})();

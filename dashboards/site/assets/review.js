// The review page: cards decided by keys or buttons, carried to the app while the reviewer goes on to the next.
"use strict";
(function () {
  const $ = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const keep = (key, value) => { try { sessionStorage.setItem("duban-review-" + key, value); } catch (e) { /* private window */ } };
  const kept = (key) => { try { return sessionStorage.getItem("duban-review-" + key) || ""; } catch (e) { return ""; } };
  const queue = $("#queue");
  const words = JSON.parse($("#desk").dataset.words);
  const SECONDS = 3;
  let undoable = [];
  let carried = Promise.resolve(); // decisions go one after the other, so that a second one on a goal knows the first

  function both(node, words) {
    node.replaceChildren(...["zh", "en"].map((lang) => {
      const span = document.createElement("span");
      span.lang = lang;
      span.textContent = words[lang];
      return span;
    }));
  }
  let hushed = 0;
  const say = (words) => { both($("#said"), words); hush(); };
  function hush() {
    window.clearTimeout(hushed);
    hushed = window.setTimeout(() => $("#said").replaceChildren(), 6000);
  }
  const open = () => all(".card:not(.decided)", queue);
  const current = () => { const card = document.activeElement && document.activeElement.closest(".card"); return card || $(".card.here", queue); };
  const picked = () => open().filter((card) => $(".pick", card).checked);

  function go(card) {
    all(".card.here", queue).forEach((one) => one.classList.remove("here"));
    if (!card) return;
    card.classList.add("here");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }
  function beside(card, step) {
    const cards = all(".card", queue);
    return cards[Math.min(Math.max(cards.indexOf(card) + step, 0), cards.length - 1)] || cards[0];
  }
  function next(card) {
    const cards = all(".card", queue);
    const later = cards.slice(cards.indexOf(card) + 1).find((one) => !one.classList.contains("decided"));
    go(later || open()[0] || card);
  }
  function count() {
    const chosen = picked().length;
    $("#chosen").hidden = !chosen;
    $(".each").hidden = !chosen;
    $("#chosen b").textContent = chosen;
    $("#nothing").hidden = all(".card", queue).length > 0;
    $("#undo").disabled = !undoable.length;
  }

  // ---- what is sent
  function wanted(card, wish, entered) {
    const d = card.dataset;
    return {
      key: d.key, kind: d.kind, wish: wish, goal: d.goal, seen: Number(d.seen), series: d.series || "",
      linked: d.linked || "", field: d.field || "", entered: entered || {},
    };
  }
  async function post(address, body) {
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }
  const signed = (body) => ({ token: $("#token").value, who: $("#who").value, note: $("#note").value, ...body });
  const mine = {}; // of each goal the last decision that this page knows of, its own among them
  const known = (one) => ({ ...one, seen: Math.max(one.seen, mine[one.goal] || 0) });
  function carry(list) {
    const sent = carried.then(() => post("/review/decide", signed({ wanted: list.map(known) })));
    carried = sent.catch(() => null);
    return sent;
  }
  const cardOf = (key) => all(".card", queue).find((card) => card.dataset.key === key);

  function decide(cards, wish, entered) {
    if (!$("#token").value || !$("#who").value) {
      $($("#token").value ? "#who" : "#token").focus();
      return say(words.name);
    }
    const list = cards.map((card) => wanted(card, wish, entered));
    cards.forEach((card) => {
      card.classList.add("decided", "under-way");
      $(".pick", card).checked = false;
      $(".form-place", card).replaceChildren();
      both($(".outcome", card), words.under_way);
    });
    next(cards[cards.length - 1]);
    count();
    return carry(list).then((answer) => told(answer, list), failed(cards));
  }
  const failed = (cards) => (error) => {
    cards.forEach(back);
    say({ zh: String(error.message), en: String(error.message) });
  };
  function back(card) {
    card.classList.remove("decided", "under-way");
    $(".outcome", card).replaceChildren();
  }

  // ---- what is answered
  function told(answer, list) {
    if (answer.words) {
      list.map((one) => cardOf(one.key)).filter(Boolean).forEach(back);
      return say(answer.words);
    }
    const steps = [];
    answer.outcomes.forEach((outcome) => {
      const card = cardOf(outcome.key);
      const sent = list.find((one) => one.key === outcome.key);
      if (outcome.undo) {
        mine[sent.goal] = outcome.undo.seen;
        together(steps, { ...sent, ...outcome.undo });
      }
      if (!card) return;
      card.classList.remove("under-way");
      card.classList.toggle("decided", outcome.stored);
      card.classList.toggle("is-stale", outcome.stale === true);
      $(".outcome", card).innerHTML = outcome.html; // made by the app, escaped there
      if (outcome.stale) Object.assign(card, { wish: sent.wish, entered: sent.entered, newest: outcome.seen });
      if (!outcome.stored) go(card);
    });
    if (steps.length) undoable.push(steps);
    const first = answer.outcomes[0] && cardOf(answer.outcomes[0].key);
    if (first) $("#said").innerHTML = $(".outcome", first).innerHTML.replace(/<a .*?<\/a>|<div class="acts">.*?<\/div>/gs, "");
    hush();
    count();
  }
  // What was decided on a goal at once is taken back at once.
  const ofLinks = (step) => step.link_seen !== step.link_after;
  function together(steps, step) {
    const before = steps.find((one) => one.goal === step.goal && ofLinks(one) === ofLinks(step));
    if (!before) return steps.push({ ...step, keys: [step.key] });
    before.keys.push(step.key);
    return Object.assign(before, { seen: step.seen, link_seen: step.link_seen });
  }
  // Taking back is a decision too: what was decided before it is taken back after it.
  function after(step) {
    undoable.flat().filter((one) => one.goal === step.goal).forEach((one) => {
      if (ofLinks(one)) one.link_seen = step.link_seen;
      else one.seen = step.seen;
    });
  }
  function undo() {
    carried.then(() => {
      const steps = undoable.pop();
      count();
      if (!steps) return;
      carry(steps.map((step) => ({ ...step, wish: "undo" }))).then((answer) => {
        if (answer.words) { undoable.push(steps); count(); return say(answer.words); }
        answer.outcomes.forEach((outcome) => {
          const step = steps.find((one) => one.key === outcome.key);
          if (outcome.undo) {
            mine[step.goal] = outcome.undo.seen;
            after({ ...step, ...outcome.undo });
          }
          step.keys.forEach((key) => restore(cardOf(key), outcome));
        });
        $("#said").innerHTML = answer.outcomes[0].html.replace(/<a .*?<\/a>/gs, "");
        hush();
        count();
      }, (error) => { undoable.push(steps); count(); say({ zh: error.message, en: error.message }); });
    });
  }
  function restore(card, outcome) {
    const html = card && outcome.cards && outcome.cards[card.dataset.key];
    if (!card) return;
    if (!html) {
      card.classList.toggle("decided", outcome.stored);
      $(".outcome", card).innerHTML = outcome.html;
      return go(card);
    }
    const place = document.createElement("ol");
    place.innerHTML = html; // made by the app, escaped there
    const fresh = place.firstElementChild;
    card.replaceWith(fresh);
    go(fresh);
  }
  async function follow() {
    const waiting = all("[data-waits]");
    if (!waiting.length || document.hidden) return;
    try {
      const state = await (await fetch("/review/state", { cache: "no-store" })).json();
      waiting.filter((mark) => !state.waiting.includes(mark.dataset.waits)).forEach((mark) => {
        delete mark.dataset.waits;
        both(mark, state.refused ? words.look : words.now);
      });
    } catch (error) { /* The server is being started anew: the next question finds it. */ }
  }

  // ---- the form of a card
  async function edit(card) {
    const place = $(".form-place", card);
    if (place.firstChild) return close(card);
    const d = card.dataset;
    const address = "/review/form?" + new URLSearchParams({ goal: d.goal, series: d.series || "" });
    const answer = await fetch(address, { cache: "no-store" });
    const text = await answer.text();
    if (!answer.ok) return say({ zh: text, en: text });
    place.innerHTML = text; // made by the app, escaped there
    worded(place);
    const form = $("form", place);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      decide([card], "edit", Object.fromEntries(new FormData(form)));
    });
    $("input, select", form).focus();
  }
  function close(card) {
    $(".form-place", card).replaceChildren();
    go(card);
  }
  // Options cannot hold two languages: they take the reader's.
  function worded(root) {
    const lang = document.documentElement.dataset.lang === "en" ? "en" : "zh";
    all("[data-" + lang + "]", root).forEach((node) => { node.textContent = node.dataset[lang]; });
  }

  const acts = {
    next: (card) => go(card ? beside(card, 1) : open()[0]),
    previous: (card) => go(card ? beside(card, -1) : open()[0]),
    accept: (card) => { const cards = picked().length ? picked() : [card]; decide(cards.filter(ready), "accept"); },
    reject: (card) => { const cards = picked().length ? picked() : [card]; decide(cards.filter(ready), "reject"); },
    take: (card) => { if (ready(card) && card.dataset.field) decide([card], "take"); },
    edit: (card) => { if (ready(card)) edit(card); },
    pick: (card) => { if (card) { const box = $(".pick", card); box.checked = !box.checked; count(); } },
    all: () => { const cards = open(); const on = cards.some((card) => !$(".pick", card).checked); cards.forEach((card) => { $(".pick", card).checked = on; }); count(); },
    again: (card) => { if (card && card.newest) { card.dataset.seen = card.newest; card.dataset.linked = "*"; card.classList.remove("is-stale"); decide([card], card.wish, card.entered); } },
    theirs: (card) => { if (card && card.newest) { card.classList.remove("is-stale"); card.classList.add("decided"); both($(".outcome", card), words.theirs); next(card); } },
    close: (card) => card && close(card),
    undo: undo,
    help: () => { const help = $(".help"); $("#keys").open = true; $("#keys").scrollIntoView({ block: "nearest" }); help.classList.add("lit"); setTimeout(() => help.classList.remove("lit"), 1500); },
  };
  const ready = (card) => card && !card.classList.contains("decided");
  const needs = ["accept", "reject", "take", "edit"];
  function act(name, card) {
    if (needs.includes(name) && !(ready(card) || picked().length)) return;
    acts[name](card);
  }
  const KEYS = { j: "next", ArrowDown: "next", k: "previous", ArrowUp: "previous", a: "accept", x: "reject", d: "take", e: "edit", " ": "pick", v: "all", u: "undo", m: "again", t: "theirs", "?": "help" };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape" && event.target.closest(".form-place")) return close(event.target.closest(".card"));
    if (field || !$("#keys-on").checked) return;
    if (event.key === " " && event.target.closest("button, a, input, summary")) return;
    const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!name) return;
    event.preventDefault();
    act(name, current());
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    const card = event.target.closest(".card");
    if (card && !card.classList.contains("here") && !event.target.closest("input, a")) go(card);
    if (button) act(button.dataset.do, card || current());
    const settle = event.target.closest("[data-settle]");
    if (settle) {
      post("/review/settle", signed({ name: settle.dataset.settle })).then((answer) => {
        if (answer.words) return say(answer.words);
        settle.closest(".refused").remove();
      });
    }
  });
  queue.addEventListener("change", count);
  queue.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    all(".card.here", queue).forEach((one) => one.classList.toggle("here", one === card));
    card.classList.add("here");
  });
  $("#person").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.closest("button")) return;
    event.preventDefault();
    go(current() || open()[0]);
  });
  if (window.matchMedia("(max-width: 900px)").matches) $("#keys").open = false;
  $("#undo").addEventListener("click", undo);
  ["token", "who"].forEach((id) => {
    $("#" + id).value = kept(id);
    $("#" + id).addEventListener("input", (event) => keep(id, event.target.value));
  });
  $("#keys-on").checked = kept("keys") !== "off";
  $("#keys-on").addEventListener("change", (event) => keep("keys", event.target.checked ? "on" : "off"));
  window.addEventListener("beforeunload", (event) => { if ($(".under-way")) event.preventDefault(); });
  window.setInterval(follow, SECONDS * 1000);
  count();
  if ($("#token").value) go(open()[0]);
})();

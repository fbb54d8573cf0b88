// Language and theme as on the static site; the grid forgets what it holds when something else is asked for.
"use strict";
window.dash_clientside = Object.assign({}, window.dash_clientside, {
  duban: (function () {
    let wished = false;
    const root = document.documentElement;
    const keep = (key, value) => { try { localStorage.setItem("duban-" + key, value); } catch (e) { /* private window */ } };
    return {
      // The server words the cells, so it is told by a cookie; the static site keeps the language as well.
      language: function (clicks) {
        const served = document.cookie.split("; ").includes("duban-lang=en") ? "en" : "zh";
        const wanted = clicks ? (served === "en" ? "zh" : "en") : root.dataset.lang;
        if (wanted !== served) {
          document.cookie = "duban-lang=" + wanted + "; path=/; SameSite=Lax; max-age=31536000";
          keep("lang", wanted);
          window.location.reload();
        }
        return wanted;
      },
      theme: function (clicks) {
        if (clicks) {
          root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
          keep("theme", root.dataset.theme);
        }
        return root.dataset.theme;
      },
      purge: function (search, statuses, day, edition) {
        if (!edition) return null;
        const first = !wished;
        wished = true;
        document.querySelectorAll("#day [role=slider]").forEach(function (thumb) {
          thumb.setAttribute("aria-labelledby", "slider-name");
        });
        window.dash_ag_grid.getApiAsync("grid").then(function (grid) {
          // On a phone mark and name keep their place and leave room for the figures.
          if (first && window.matchMedia("(max-width: 680px)").matches) {
            grid.setColumnWidths([{ key: "status", newWidth: 100 }, { key: "indicator", newWidth: 140 }]);
            grid.setColumnsPinned(["status", "indicator"], "left"); // the grid let go of what was too wide
            grid.moveColumns(["status", "indicator"], 0);
          }
          // What the grid asked for at the start is already right, unless nothing was published then.
          if (first && grid.getDisplayedRowCount() > 0) return;
          grid.paginationGoToFirstPage();
          grid.purgeInfiniteCache();
        });
        return edition;
      },
    };
  })(),
});

// An address that names a goal shows it at once, not the top of the grid above it.
(function () {
  if (!new URLSearchParams(window.location.search).has("goal")) return;
  const watch = new MutationObserver(function () {
    if (!document.getElementById("goal-title")) return;
    watch.disconnect();
    document.getElementById("detail").scrollIntoView();
  });
  watch.observe(document, { childList: true, subtree: true });
})();

// The ledger of a unit or region: narrowed by words and status, sorted, printed. Its rows come worst first.
"use strict";
(function () {
  const { folded, wordsOf } = window.DUBAN_SEARCH;

  document.querySelectorAll(".print").forEach((button) => button.addEventListener("click", () => window.print()));
  document.querySelectorAll(".ledger").forEach((ledger) => {
    const form = ledger.querySelector("form");
    const body = ledger.querySelector("tbody");
    const rows = [...body.rows];
    const said = new Map(rows.map((row) => [row, folded(row.textContent + "\n" + row.querySelector(".handle").textContent.replaceAll("-", ""))]));
    const name = (row) => row.querySelector(".c-goal a").textContent;
    const orders = {
      due: (a, b) => a.dataset.due.localeCompare(b.dataset.due),
      status: (a, b) => a.dataset.order - b.dataset.order,
      name: (a, b) => name(a).localeCompare(name(b), "zh"),
    };

    function apply() {
      const words = wordsOf(form.elements.q.value);
      const status = form.elements.status.value;
      const order = orders[form.elements.sort.value];
      const fits = (row) => (!status || row.dataset.status === status) && words.every((word) => said.get(row).includes(word));
      const found = rows.filter(fits);
      body.replaceChildren(...(order ? [...found].sort(order) : found));
      ledger.querySelector(".of").textContent = found.length === rows.length ? rows.length : found.length + " / " + rows.length;
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", apply);
  });
})();

"use strict";
// Sorting and filtering of the tables. Without this script the page says the same.
(() => {
  const words = document.querySelector("main").dataset;
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const number = (text) => /^[\d\s\u00a0\u202f]+([.,]\d+)?(\s?%)?$/.test(text) ? parseFloat(text.replace(/[\s\u00a0\u202f%]/g, "").replace(",", ".")) : NaN;
  document.querySelectorAll("table.data").forEach((table, index) => {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    if (rows.length < 3) return;
    const cell = (row, column) => (row.cells[column]?.textContent ?? "").trim();
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (!head.textContent.trim()) return;
      const button = document.createElement("button");
      button.type = "button";
      button.title = words.sort;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const order = (a, b) => {
          const [x, y] = [cell(a, column), cell(b, column)];
          const [m, n] = [number(x), number(y)];
          return Number.isNaN(m) || Number.isNaN(n) ? compare(x, y) : m - n;
        };
        body.append(...[...rows].sort((a, b) => (down ? order(b, a) : order(a, b))));
      });
    });
    if (rows.length < 8) return;
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const bar = document.createElement("div");
    bar.className = "filter";
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("span");
    input.type = "search";
    input.id = "filter-" + index;
    label.htmlFor = input.id;
    label.textContent = words.filter;
    count.setAttribute("role", "status");
    input.addEventListener("input", () => {
      const wanted = plain(input.value.trim());
      let shown = 0;
      for (const row of rows) {
        row.hidden = !plain(row.textContent).includes(wanted);
        if (!row.hidden) shown += 1;
      }
      count.textContent = wanted ? shown + " / " + rows.length : "";
    });
    bar.append(label, input, count);
    table.parentElement.before(bar);
  });
})();

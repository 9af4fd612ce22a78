/**
 * Quick entry down a column (data-cells on a table): Enter and the arrow keys go from one number to the next,
 * Alt with the left or right arrow goes to the criterion before or after (a[data-before], a[data-after]).
 * The page works without.
 */

export function start(table) {
  const cells = [...table.querySelectorAll("input[data-cell]")];

  const go = (event, step) => {
    const next = cells[cells.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  };
  table.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !cells.includes(event.target)) return;
    if (event.key === "ArrowDown") go(event, 1);
    else if (event.key === "ArrowUp") go(event, -1);
    else if (event.key === "Enter") {
      event.preventDefault();
      go(event, event.shiftKey ? -1 : 1);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const where = { ArrowLeft: "a[data-before]", ArrowRight: "a[data-after]" }[event.key];
    const link = where && document.querySelector(where);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
}

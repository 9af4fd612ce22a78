/**
 * Quick decisions on the tasks of a table (data-decisions): arrow keys move from task to task, a letter
 * presses the button of the task: S sửa, K không thực hiện, G giữ nguyên. The page works without.
 */

const KEYS = {
  s: (row) => row.querySelector('a[data-key="s"]'),
  g: (row) => row.querySelector('.decisions form button'),
  k: (row) => row.querySelector(".decline summary"),
};

function isTyping(target) {
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

export function start(table) {
  const rows = [...table.querySelectorAll("tbody tr[id]")];
  let at = Math.max(0, rows.findIndex((row) => `#${row.id}` === location.hash));

  const go = (index) => {
    at = Math.min(Math.max(index, 0), rows.length - 1);
    rows[at].focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  };
  table.addEventListener("focusin", (event) => {
    const row = event.target.closest("tr[id]");
    if (row) at = rows.indexOf(row);
  });
  for (const details of table.querySelectorAll(".decline")) {
    details.addEventListener("toggle", () => {
      if (details.open) details.querySelector("textarea").focus();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!table.contains(event.target) && event.target !== document.body) return;
      event.preventDefault();
      go(table.contains(event.target) ? at + (event.key === "ArrowDown" ? 1 : -1) : at);
      return;
    }
    if (!table.contains(document.activeElement)) return;
    const target = KEYS[event.key.toLowerCase()]?.(rows[at]);
    if (!target) return;
    event.preventDefault();
    target.click();
  });
  if (location.hash && rows[at]) rows[at].focus({ preventScroll: true });
}

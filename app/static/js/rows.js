/**
 * Adds, removes and reorders the repeated rows of a form (data-rows="prefix").
 * Names and ids follow the order: prefix-0-field, prefix-1-field … Alt+↑ and Alt+↓ move a row.
 */

const MARKER = "__i__";
const NAMED = ["name", "id", "for", "aria-describedby"];

function renumber(list, prefix) {
  const pattern = new RegExp(`\\b${prefix}-(\\d+|${MARKER})-`, "g");
  [...list.children].forEach((row, index) => {
    for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
      for (const name of NAMED) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace(pattern, `${prefix}-${index}-`));
      }
    }
    const up = row.querySelector("[data-row-up]");
    const down = row.querySelector("[data-row-down]");
    if (up) up.disabled = index === 0;
    if (down) down.disabled = index === list.children.length - 1;
  });
}

export function start(box) {
  const list = box.querySelector("[data-rows-list]");
  const template = box.querySelector("[data-rows-template]");
  const status = box.querySelector("[data-rows-status]");
  const changed = (message) => {
    renumber(list, box.dataset.rows);
    status.textContent = message;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const place = (row) => [...list.children].indexOf(row) + 1;

  const add = () => {
    list.append(template.content.cloneNode(true));
    renumber(list, box.dataset.rows);
    return list.lastElementChild;
  };
  const move = (row, step) => {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    const focused = document.activeElement;
    if (step < 0) other.before(row);
    else other.after(row);
    changed(`Đã chuyển đến vị trí ${place(row)}`);
    (focused.disabled ? row.querySelector("input, textarea, select") : focused).focus();
  };
  const remove = (row) => {
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    changed("Đã xóa một dòng");
    (neighbour?.querySelector("input, textarea, select") ?? box.querySelector("[data-rows-add]")).focus();
  };

  box.addEventListener("rows:ensure", (event) => {
    while (list.children.length < event.detail) add();
  });
  box.querySelector("[data-rows-add]").addEventListener("click", () => {
    const row = add();
    changed(`Đã thêm dòng ${place(row)}`);
    row.querySelector("input, textarea, select")?.focus();
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button?.closest("[data-row]");
    if (!row) return;
    if (button.hasAttribute("data-row-remove")) remove(row);
    if (button.hasAttribute("data-row-up")) move(row, -1);
    if (button.hasAttribute("data-row-down")) move(row, 1);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest("[data-row]");
    if (!event.altKey || !step || !row || !row.querySelector("[data-row-up]")) return;
    event.preventDefault();
    move(row, step);
  });
  const tools = template.content.querySelector("[data-row-tools]");
  for (const row of list.children) row.append(tools.cloneNode(true));
  renumber(list, box.dataset.rows);
}

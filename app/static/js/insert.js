/**
 * Puts a passage (data-insert="name of a box") into the box: into an empty one, else behind what is there on
 * a line of its own. data-insert-rows="prefix" names repeated rows: the first empty one takes it, else a new one.
 */

function emptyRow(prefix) {
  const rows = document.querySelector(`[data-rows="${prefix}"]`);
  const boxes = () => [...rows.querySelectorAll("[data-rows-list] textarea")];
  const empty = boxes().find((box) => !box.value.trim());
  if (empty) return empty;
  rows.querySelector("[data-rows-add]").click();
  return boxes().at(-1);
}

export function start(button) {
  button.addEventListener("click", () => {
    const text = button.closest("li").querySelector("[data-passage]").textContent;
    const box = button.dataset.insertRows ? emptyRow(button.dataset.insertRows) : document.getElementsByName(button.dataset.insert)[0];
    box.value = box.value.trim() ? `${box.value.trimEnd()}\n${text}` : text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  });
}

/**
 * Narrows what is on the page while one types, with or without diacritics:
 * the rows of a table (data-filter="id of the table") and the boxes of a check_list (data-pick).
 */

/** "Điềm He" → "diem he". */
export function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase().replace(/\s+/g, " ").trim();
}

/** True when every word that was typed occurs in the text. */
export function matches(text, typed) {
  const folded = fold(text);
  return fold(typed).split(" ").every((word) => folded.includes(word));
}

function keepEnter(input) {
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

function table(input) {
  const shownTable = document.getElementById(input.dataset.filter);
  const output = input.parentElement.querySelector("output");
  if (!shownTable) return;
  const rows = [...shownTable.querySelectorAll("tbody tr:not(.band)")].map((row) => ({ row, text: row.textContent }));

  keepEnter(input);
  input.addEventListener("input", () => {
    for (const { row, text } of rows) row.hidden = !matches(text, input.value);
    for (const body of shownTable.tBodies) body.hidden = !body.querySelector("tr:not(.band):not([hidden])");
    const shown = rows.filter(({ row }) => !row.hidden).length;
    output.textContent = input.value.trim() ? `${shown}/${rows.length} dòng` : "";
  });
}

/** All and none act on what the filter shows, so that "Cụm 4" can be ticked by typing it. */
function checkList(box) {
  const choices = [...box.querySelectorAll("label.choice")];
  const input = box.querySelector("[data-pick-filter]");
  const count = box.querySelector("[data-pick-count]");
  const tick = (label) => label.querySelector("input");

  const tell = () => {
    count.textContent = `Đã chọn ${choices.filter((label) => tick(label).checked).length}/${choices.length}`;
  };
  const set = (checked) => {
    for (const label of choices) if (!label.hidden) tick(label).checked = checked;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  if (input) {
    keepEnter(input);
    input.addEventListener("input", (event) => {
      event.stopPropagation();
      for (const label of choices) label.hidden = !matches(label.textContent, input.value);
    });
  }
  box.querySelector("[data-pick-all]").addEventListener("click", () => set(true));
  box.querySelector("[data-pick-none]").addEventListener("click", () => set(false));
  box.addEventListener("input", tell);
  tell();
}

export function start(element) {
  if (element.hasAttribute("data-pick")) checkList(element);
  else table(element);
}

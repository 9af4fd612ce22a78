/**
 * Before a paper takes its number the question names the number, the day, and the numbers left out.
 * Attributes: data-next-number, data-number-year, data-symbol, data-kept-numbers.
 */

const padded = (number) => String(number).padStart(2, "0");

/** What a number leaves out: "Bỏ qua 61 số (09–69). Số đang giữ: 02, 03. "; nothing for the next one. */
function gap(wanted, day, { nextNumber, numberYear, keptNumbers }) {
  const next = Number(nextNumber);
  if (!(wanted > next) || !day.startsWith(numberYear)) return "";
  const out = wanted - 1 === next ? padded(next) : `${padded(next)}–${padded(wanted - 1)}`;
  return `Bỏ qua ${wanted - next} số (${out})! ${keptNumbers ? `Số đang giữ: ${keptNumbers}. ` : ""}`;
}

export function start(form) {
  const { number, issued_on: day, confirm_gap: confirmed } = form.elements;
  const tell = () => {
    const wanted = Number(number.value.trim() || form.dataset.nextNumber);
    const named = Number.isInteger(wanted) ? padded(wanted) : number.value.trim();
    const on = day.value.split("-").reverse().join("/");
    form.dataset.confirm = `Ban hành văn bản số ${named}/${form.dataset.symbol}, ngày ${on}? `
      + `${gap(wanted, day.value, form.dataset)}Sau khi ban hành không sửa được nội dung.`;
  };
  tell();
  form.addEventListener("input", tell);
  number.addEventListener("input", () => {
    if (confirmed) confirmed.checked = false; // another number leaves out others
  });
}

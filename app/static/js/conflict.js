/** In the comparison after a conflict, takes the current value of one field into the form below. */

export function start(panel) {
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (!button) return;
    const fields = document.getElementsByName(button.dataset.take);
    const chosen = button.dataset.takeValue.split(" "); // boxes of one name: their codes with spaces between
    for (const field of fields) {
      if (field.type === "checkbox") field.checked = chosen.includes(field.value);
      else if (field.type === "radio") field.checked = field.value === button.dataset.takeValue;
      else field.value = button.dataset.takeValue;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (!fields.length) return;
    button.disabled = true;
    button.textContent = "Đã lấy";
  });
}

/** Asks before a form with data-confirm is sent. Attributes: data-confirm-label, data-confirm-tone. */

let dialog;

function build() {
  dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "confirm-text");
  dialog.innerHTML = `<h2 id="confirm-text"></h2>
    <form method="dialog" class="button-row">
      <button class="button" value="no">Không</button>
      <button class="button" value="yes"></button>
    </form>`;
  document.body.append(dialog);
}

/** Resolves to true when the person agrees; Escape means no. */
function ask(text, label, isDangerous) {
  if (!dialog) build();
  const yes = dialog.querySelector('[value="yes"]');
  dialog.querySelector("h2").textContent = text;
  yes.textContent = label;
  yes.className = isDangerous ? "button danger filled" : "button primary";
  dialog.returnValue = "no";
  dialog.showModal();
  dialog.querySelector(isDangerous ? '[value="no"]' : '[value="yes"]').focus();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}

export function start(form) {
  let agreed = false;
  const capture = true;
  form.addEventListener("submit", async (event) => {
    if (agreed) {
      agreed = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { confirm, confirmLabel, confirmTone } = form.dataset;
    if (await ask(confirm, confirmLabel || "Đồng ý", confirmTone === "danger")) {
      agreed = true;
      form.requestSubmit(event.submitter);
    }
  }, capture);
}

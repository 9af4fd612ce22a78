/** Asks before a form with data-confirm is sent. Attributes: data-confirm-label, data-confirm-tone. */

const SECOND_CLICK = 500; // the second half of a double click meets the question again, not what lies under it

let dialog;

function build() {
  dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "confirm-text");
  dialog.innerHTML = `<h2 id="confirm-text"></h2>
    <form method="dialog" class="button-row">
      <button class="button" value="no">Không</button>
      <button type="button" class="button" value="yes"></button>
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
  dialog.showModal();
  dialog.querySelector(isDangerous ? '[value="no"]' : '[value="yes"]').focus();
  return new Promise((answer) => {
    const agree = () => {
      answer(true);
      setTimeout(() => dialog.close(), SECOND_CLICK);
    };
    yes.addEventListener("click", agree, { once: true });
    dialog.addEventListener("close", () => {
      yes.removeEventListener("click", agree);
      answer(false);
    }, { once: true });
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

/** A form is sent once, and a page with unsaved typing asks before it is left (data-guard). */

const FREE_AGAIN_AFTER = 20000; // an answer that is a file leaves the page as it is

const sent = new WeakSet();

function snapshot(form) {
  return JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
}

function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
  setTimeout(free, FREE_AGAIN_AFTER, form);
}

function free(form) {
  sent.delete(form);
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

export function start(form) {
  document.addEventListener("submit", (event) => event.target === form && sendOnce(event)); // after the form's own listeners
  addEventListener("pageshow", (event) => event.persisted && free(form));
  if (!form.hasAttribute("data-guard")) return;
  const atFirst = snapshot(form);
  addEventListener("beforeunload", (event) => {
    if (!sent.has(form) && snapshot(form) !== atFirst) event.preventDefault();
  });
}

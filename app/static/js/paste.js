/**
 * A box marked data-paste takes what is copied from Word with its headings, points and tables: the server
 * (data-paste-url of the form) turns the HTML into text. What it cannot read is pasted as plain text.
 */

const STRUCTURE = /<(h\d|li|table|b|strong|p)[\s>]/i;

function put(box, text, from, to) {
  box.setRangeText(text, from, to, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

export function start(form) {
  form.addEventListener("paste", async (event) => {
    const box = event.target.closest?.("textarea[data-paste]");
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!box || !STRUCTURE.test(html)) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    const [from, to] = [box.selectionStart, box.selectionEnd];
    const body = new FormData();
    body.set("content", html);
    body.set("csrf_token", form.querySelector('[name="csrf_token"]').value);
    try {
      const answer = await fetch(form.dataset.pasteUrl, { method: "POST", body });
      put(box, answer.ok && !answer.redirected ? (await answer.json()).text : plain, from, to);
    } catch {
      put(box, plain, from, to);
    }
  });
}

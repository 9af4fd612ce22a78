/**
 * A box marked data-paste takes what is copied from Word with its headings, points and tables: the server
 * (data-paste-url of the form) turns the HTML into text. What it cannot read is pasted as plain text.
 */

const STRUCTURE = /<(h\d|li|table|b|strong|p|sup|sub|img)[\s>]|vertical-align:\s*su/i;

function put(box, text, from, to) {
  box.setRangeText(text, from, to, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function tell(box, leftOut) {
  const note = box.parentElement.querySelector("[data-paste-note]") ?? document.createElement("p");
  note.dataset.pasteNote = "";
  note.className = "hint";
  note.setAttribute("role", "status");
  box.after(note);
  note.textContent = leftOut.length ? `Khi dán đã bỏ định dạng: ${leftOut.join("; ")}. Hãy xem lại chỗ đó.` : "";
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
      const read = answer.ok && !answer.redirected ? await answer.json() : { text: plain, left_out: [] };
      put(box, read.text, from, to);
      tell(box, read.left_out);
    } catch {
      put(box, plain, from, to);
    }
  });
}

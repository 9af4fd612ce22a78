/**
 * Keeps what is typed into a form marked data-draft on this machine, per person and form, so that
 * an expired session or a power cut loses nothing. data-draft may name the form; else its address does.
 * Offered again when it differs from what the server shows; removed once the form was saved.
 */

const KEEP_DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;
const NOT_KEPT = ["hidden", "file", "password", "submit", "button", "fieldset", "output"];

function keyOf(form) {
  const owner = document.querySelector('meta[name="draft-owner"]')?.content ?? "";
  return `draft:${owner}:${form.dataset.draft || new URL(form.getAttribute("action") || location.href, location.href).pathname}`;
}

function typed(form) {
  return [...form.elements]
    .filter((one) => isKept(one) && !isEmptyRow(one.closest("[data-row]")))
    .flatMap((one) => {
      if (one.type === "checkbox" || one.type === "radio") return one.checked ? [[one.name, one.value]] : [];
      if (one.type === "select-multiple") return [...one.selectedOptions].map((option) => [one.name, option.value]);
      return [[one.name, one.value]];
    });
}

function isKept(control) {
  return control.name && !NOT_KEPT.includes(control.type);
}

function isEmptyRow(row) {
  return row !== null && [...row.querySelectorAll("input, textarea")].every((one) => one.type === "hidden" || (one.type === "checkbox" ? !one.checked : !one.value));
}

function versionOf(form) {
  return form.querySelector('input[name="version"]')?.value ?? null;
}

function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    return draft && Date.now() - draft.at < KEEP_DAYS * DAY ? draft : null;
  } catch {
    return null;
  }
}

function write(key, form) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), version: versionOf(form), values: typed(form) }));
    return true;
  } catch {
    return false;
  }
}

function ensureRows(form, names) {
  for (const list of form.querySelectorAll("[data-rows]")) {
    const prefix = `${list.dataset.rows}-`;
    const numbers = names.filter((name) => name.startsWith(prefix)).map((name) => parseInt(name.slice(prefix.length), 10) + 1);
    list.dispatchEvent(new CustomEvent("rows:ensure", { detail: Math.max(0, ...numbers) }));
  }
}

function restore(form, values) {
  const byName = new Map();
  for (const [name, value] of values) byName.set(name, [...(byName.get(name) ?? []), value]);
  ensureRows(form, [...byName.keys()]);
  for (const one of form.elements) {
    if (!isKept(one)) continue;
    const kept = byName.get(one.name) ?? [];
    if (one.type === "checkbox" || one.type === "radio") one.checked = kept.includes(one.value);
    else if (one.type === "select-multiple") for (const option of one.options) option.selected = kept.includes(option.value);
    else if (kept.length) one.value = kept[0];
    else if (one.type !== "select-one" && one.closest("[data-row]")) one.value = "";
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function time(at) {
  return new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" }).format(at);
}

function offer(form, key, draft) {
  const note = document.createElement("div");
  note.className = "alert info";
  note.setAttribute("role", "status");
  note.innerHTML = `<p class="alert-title">Có nội dung bạn nhập dở lúc <span></span>, chưa được lưu.</p><p hidden>Bản trên hệ thống đã thay đổi từ lúc đó: hãy xem lại trước khi lưu.</p>
    <p class="button-row"><button type="button" class="button primary">Khôi phục</button>
    <button type="button" class="button quiet">Bỏ nội dung đó</button></p>`;
  note.querySelector("span").textContent = time(draft.at);
  note.querySelector("[hidden]").hidden = draft.version === versionOf(form);
  const [take, drop] = note.querySelectorAll("button");
  take.addEventListener("click", () => {
    restore(form, draft.values);
    note.remove();
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    note.remove();
  });
  form.before(note);
}

export function start(form) {
  const key = keyOf(form);
  const status = form.querySelector("[data-draft-status]");
  const kept = read(key);
  if (kept && JSON.stringify(kept.values) !== JSON.stringify(typed(form))) offer(form, key, kept);
  let timer;
  let touched = false;
  const save = () => {
    clearTimeout(timer);
    if (touched && write(key, form) && status) status.textContent = `Đã giữ trên máy này lúc ${time(Date.now()).slice(0, 5)}`;
  };
  form.addEventListener("input", () => {
    touched = true;
    clearTimeout(timer);
    timer = setTimeout(save, 800);
  });
  addEventListener("pagehide", save);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    save();
    sessionStorage.setItem("draft-sent", key);
  });
}

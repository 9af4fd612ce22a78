/**
 * Filling in with the keyboard: Enter goes to the next empty field, ↑ and ↓ to the field of the next line,
 * Alt+G to the remark, Alt+M to the evidence of the line, Alt+T to the next line that lacks something.
 */

const FIELDS = 'td[data-label="Số liệu"] :is(input:not([type="hidden"]), select)';

function fields(form) {
  return [...form.querySelectorAll(FIELDS)].filter((one) => one.offsetParent !== null && !one.disabled);
}

function isEmpty(field) {
  if (field.type === "checkbox") return false;
  return !field.value.trim();
}

function go(field) {
  if (!field) return;
  field.focus();
  field.select?.();
  field.scrollIntoView({ block: "nearest" });
}

function nextEmpty(form, from) {
  const all = fields(form);
  const place = all.indexOf(from);
  return [...all.slice(place + 1), ...all.slice(0, place)].find(isEmpty) ?? all[place + 1];
}

/** The field at the same place of the next line up or down that has fields. */
function beside(form, from, step) {
  const rows = [...form.querySelectorAll("tr[data-criterion]")];
  const mine = [...from.closest("tr").querySelectorAll(FIELDS)].indexOf(from);
  let row = from.closest("tr");
  do {
    row = rows[rows.indexOf(row) + step];
    const there = row ? [...row.querySelectorAll(FIELDS)] : [];
    if (there.length) return there[Math.min(mine, there.length - 1)];
  } while (row);
  return null;
}

function open(row, selector) {
  const field = row?.querySelector(selector);
  if (!field) return;
  field.closest("details").open = true;
  go(field);
}

function nextGap(form) {
  const rows = [...form.querySelectorAll("tr.is-missing")];
  const here = document.activeElement?.closest("tr[data-criterion]");
  const after = rows.find((row) => here && here.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
  const row = after ?? rows[0];
  go([...(row?.querySelectorAll(FIELDS) ?? [])].find(isEmpty) ?? row?.querySelector(FIELDS));
}

const WITH_ALT = {
  KeyG: (form, row) => open(row, "textarea"),
  KeyM: (form, row) => open(row, 'input[type="file"]'),
  KeyT: (form) => nextGap(form),
};

export function start(form) {
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const field = event.target;
    if (event.altKey) {
      const deed = WITH_ALT[event.code];
      if (!deed) return;
      event.preventDefault();
      deed(form, field.closest("tr[data-criterion]"));
      return;
    }
    if (!field.matches(FIELDS)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      go(nextEmpty(form, field));
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && field.tagName === "INPUT") {
      const target = beside(form, field, event.key === "ArrowUp" ? -1 : 1);
      if (!target) return;
      event.preventDefault();
      go(target);
    }
  });
  const keys = document.querySelector("template[data-shortcuts]");
  document.querySelector("#shortcuts .keys")?.prepend(keys.content.cloneNode(true));
}

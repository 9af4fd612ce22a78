/** What the server says of a line of a score sheet, shown in its row, its group and the panel of what is lacking. */

const NUMBER = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 3 });

export function vi(text) {
  return text === null || text === undefined ? "–" : NUMBER.format(text);
}

export function rowOf(id) {
  return document.getElementById(`criterion-${id}`);
}

function inputsOf(row) {
  const prefix = `lines.${row.dataset.criterion}.`;
  return [...row.querySelectorAll("[name]")]
    .filter((one) => one.name.startsWith(prefix) && one.type !== "hidden" && one.type !== "file")
    .map((one) => [one.name.slice(prefix.length), one]);
}

/** What the row holds now, as the server takes it. */
export function contentOf(row) {
  const body = { typed: {} };
  for (const [name, field] of inputsOf(row)) {
    if (name === "note") body.note = field.value;
    else if (name === "unassigned") body.unassigned = field.checked;
    else if (name !== "pick" && name !== "kind") body.typed[name] = field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
  }
  return body;
}

/** Put into the row what was typed earlier, or what the server has. */
export function fill(row, body) {
  for (const [name, field] of inputsOf(row)) {
    if (name === "note") field.value = body.note ?? "";
    else if (name === "unassigned") field.checked = Boolean(body.unassigned);
    else if (name === "pick" || name === "kind") continue;
    else if (field.type === "checkbox") field.checked = name === "nothing_held" ? isNothingHeld(body) : body.typed[name] === field.value;
    else field.value = body.typed[name] ?? "";
  }
}

/** Whether somebody has typed here before the scripts came, on a slow line. */
export function isTouched(row) {
  return inputsOf(row).some(([name, field]) => {
    if (name === "pick" || name === "kind") return false;
    if (field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].some((one) => one.selected !== one.defaultSelected && one.value);
    return field.value !== field.defaultValue;
  });
}

function isNothingHeld(body) {
  if ("nothing_held" in body.typed) return Boolean(body.typed.nothing_held);
  const answers = Object.values(body.typed);
  return answers.length > 0 && !answers.includes("yes");
}

/** The values of a line in words, in the order of its fields: "Đã làm: 45; Được giao: 50". */
export function said(row, body) {
  const words = inputsOf(row)
    .filter(([name]) => body.typed[name] !== undefined)
    .map(([name, field]) => `${field.labels[0]?.textContent.trim() ?? name}: ${{ yes: "Có", no: "Không" }[body.typed[name]] ?? body.typed[name]}`);
  if (body.unassigned) words.push("không được giao");
  if (body.note) words.push(body.note);
  return words.join("; ");
}

export function setVersion(row, version) {
  row.dataset.version = version;
  row.querySelector(`[name="lines.${row.dataset.criterion}.version"]`).value = version;
}

function say(root, selector, text) {
  for (const one of root.querySelectorAll(selector)) one.textContent = text;
}

/** The answer to a saved line. */
export function show(answer) {
  const row = rowOf(answer.criterion_id);
  setVersion(row, answer.version);
  say(row, "[data-points]", answer.unassigned ? "–" : vi(answer.points));
  say(row, "[data-explained]", answer.unassigned ? "không được giao" : answer.explained ?? "");
  say(row, "[data-tally]", answer.tally ?? "");
  showDoubts(row, answer.doubts ?? []);
  row.classList.toggle("is-missing", answer.gaps.length > 0);
  showOffers(row, answer.typed);
  showGaps(answer.criterion_id, answer.gaps);
  refuse(row, "");
  showSums(answer.sheet);
}

/** What is hardly true of the values; it keeps nobody from submitting. */
function showDoubts(row, doubts) {
  row.querySelector("[data-doubts]").replaceChildren(...doubts.map((said) => {
    const line = document.createElement("p");
    line.className = "doubt";
    line.textContent = said;
    return line;
  }));
}

function showOffers(row, typed) {
  for (const offer of row.querySelectorAll("[data-offer]")) {
    const same = JSON.stringify(sorted(JSON.parse(offer.dataset.offer))) === JSON.stringify(sorted(typed));
    if (offer.querySelector("[data-same]")) {
      offer.querySelector("[data-same]").hidden = !same;
      offer.querySelector("[data-differs]").hidden = same;
    }
  }
}

function sorted(values) {
  return Object.entries(values).sort();
}

function showGaps(id, gaps) {
  const item = document.querySelector(`[data-gaps-of="${id}"]`);
  item.replaceChildren(...gaps.map((gap) => {
    const link = document.createElement("a");
    link.href = `#criterion-${id}`;
    link.dataset.gap = gap.kind;
    link.className = gap.blocks ? "" : "soft";
    link.textContent = gap.said;
    return link;
  }));
  item.hidden = gaps.length === 0;
  const left = [...document.querySelectorAll("[data-gap]")];
  document.querySelector("[data-nothing-lacks]").hidden = left.length > 0;
  say(document, "[data-unproved]", left.filter((gap) => gap.dataset.gap === "evidence").length);
}

function showSums(sums) {
  for (const name of ["total", "base", "bonus", "penalty"]) say(document, `[data-sum="${name}"]`, vi(sums[name]));
  for (const name of ["answered", "blocking"]) say(document, `[data-sum="${name}"]`, sums[name]);
  say(document, "[data-missing]", sums.count - sums.answered);
  document.querySelector('#fill input[name="version"]').value = sums.version;
  for (const form of document.querySelectorAll('.page form input[name="version"]')) form.value = sums.version;
  for (const group of sums.groups) {
    const head = document.querySelector(`[data-group="${group.criterion_id}"]`);
    say(head, "[data-group-points]", vi(group.points));
    say(head, "[data-group-answered]", `${group.answered}/${group.count}`);
  }
  for (const form of document.querySelectorAll('form[action$="/submission"][data-confirm]')) {
    form.dataset.confirm = `Nộp bảng điểm ${vi(sums.total)} điểm? Sau khi nộp không sửa được.`;
  }
}

/** The server's words about a value that it does not take; empty words take them away. */
export function refuse(row, words) {
  const place = row.querySelector("[data-refused]");
  place.textContent = words;
  place.hidden = !words;
  for (const [, field] of inputsOf(row)) {
    if (words && field.type === "text") field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const item = document.querySelector(`[data-gaps-of="${row.dataset.criterion}"]`);
  item.querySelector('[data-gap="limits"]')?.remove();
  if (!words) return;
  const link = document.createElement("a");
  link.href = `#${row.id}`;
  link.dataset.gap = "limits";
  link.textContent = `${row.querySelector(".code").textContent.replace(/\.$/, "")}: ${words}`;
  item.append(link);
  item.hidden = false;
  row.classList.add("is-missing");
}

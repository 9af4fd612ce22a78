/**
 * A score sheet that saves itself: each line is kept on this machine as it is typed and sent soon after;
 * the server reckons. Survives a lost line, a reload, a closed window and a session that ended.
 */

const version = new URL(import.meta.url).search;
const WORDS = {
  idle: () => "",
  saving: () => "Đang lưu…",
  saved: () => `Đã lưu lúc ${clock()}.`,
  offline: (count) => `Mất mạng: đã giữ ${count} dòng trên máy này, sẽ tự gửi lại.`,
  "signed-out": (count) => `Phiên làm việc đã hết: đã giữ ${count} dòng trên máy này. `,
  "stale-page": (count) => `Trang mở quá lâu: đã giữ ${count} dòng trên máy này. Hãy tải lại trang.`,
};

function clock() {
  return new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit" }).format(Date.now());
}

function token() {
  return document.querySelector('meta[name="csrf-token"]').content;
}

/** Ask the API; status 0 where there is no line. */
export async function call(method, url, { body, headers = {}, keepalive = false } = {}) {
  const given = { "X-CSRFToken": token(), Accept: "application/json", ...headers };
  if (body !== undefined) given["Content-Type"] = "application/json";
  try {
    const answer = await fetch(url, { method, headers: given, body: body === undefined ? undefined : JSON.stringify(body), credentials: "same-origin", keepalive });
    if (answer.redirected) return { status: 401, body: null };
    const isJson = answer.status !== 204 && answer.headers.get("Content-Type")?.includes("json");
    return { status: answer.status, body: isJson ? await answer.json() : null };
  } catch {
    return { status: 0, body: null };
  }
}

/** After signing in again elsewhere the token of this page is old: take the new one. */
async function renewToken() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector('meta[name="csrf-token"]')?.content;
    if (!found || found === token()) return false;
    document.querySelector('meta[name="csrf-token"]').content = found;
    for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = found;
    return true;
  } catch {
    return false;
  }
}

function complaints(body, id) {
  const said = Object.entries(body?.errors ?? {}).filter(([name]) => name.startsWith(`lines.${id}`)).flatMap(([, words]) => words);
  return said.join(" ") || body?.detail || "Giá trị này chưa lưu được.";
}

export async function start(form) {
  const [{ Queue }, rows, keys, files] = await Promise.all(
    ["queue", "row", "keys", "files"].map((name) => import(`./sheet-${name}.js${version}`)),
  );
  const owner = document.querySelector('meta[name="draft-owner"]')?.content ?? "";
  const api = form.dataset.sheet;
  const state = form.querySelector("[data-save-state]");

  const patch = (id, entry, keepalive = false) =>
    call("PATCH", `${api}/lines/${id}`, { body: entry.body, headers: { "If-Match": `"${entry.version}"` }, keepalive });
  const send = async (id, entry) => {
    let answer = await patch(id, entry);
    if (answer.status === 400 && (await renewToken())) answer = await patch(id, entry);
    if (answer.status === 200) rows.show(answer.body);
    else if (answer.status === 422) rows.refuse(rows.rowOf(id), complaints(answer.body, id));
    else if (answer.status === 412) await tellConflict(id, entry);
    else if (answer.status === 409) rows.refuse(rows.rowOf(id), answer.body?.detail ?? "");
    return answer;
  };
  const queue = new Queue(`sheet:${owner}:${api}:`, send, (now) => {
    const lost = queue.of("conflict").length;
    const wrong = queue.of("refused").length + queue.of("closed").length;
    const words = WORDS[now](queue.of("waiting").length);
    state.textContent = [
      words,
      lost && now === "saved" ? `Có người khác sửa ${lost} dòng: hãy chọn ở dòng được đánh dấu.` : "",
      wrong && now === "saved" ? `${wrong} dòng chưa hợp lệ, đang giữ trên máy này.` : "",
    ].filter(Boolean).join(" ");
    state.dataset.state = lost ? "conflict" : now;
    if (now === "signed-out") state.append(signIn());
  });
  const signIn = () => {
    const link = document.createElement("a");
    link.href = form.dataset.signIn;
    link.textContent = "Đăng nhập lại";
    return link;
  };

  /** Another has changed this line: both values are shown, the person chooses. */
  async function tellConflict(id, entry) {
    const { status, body } = await call("GET", `${api}/lines/${id}`);
    if (status !== 200) return;
    const row = rows.rowOf(id);
    row.querySelector(".cell-conflict")?.remove();
    const box = document.querySelector("template[data-conflict-cell]").content.cloneNode(true).firstElementChild;
    const theirs = rows.said(row, body);
    box.querySelector("p").textContent = `${body.saved_by_name ?? "Người khác"} đã lưu dòng này: ${theirs || "để trống"}. Số bạn nhập chưa được lưu.`;
    box.querySelector("[data-keep-mine]").addEventListener("click", () => {
      box.remove();
      const mine = queue.entries.get(id) ?? entry;
      queue.keep(id, { ...mine, version: body.version, state: "waiting" });
      queue.flush();
    });
    box.querySelector("[data-keep-theirs]").addEventListener("click", () => {
      box.remove();
      queue.forget(id);
      rows.fill(row, body);
      rows.show(body);
      queue.say("saved");
    });
    row.querySelector('td[data-label="Số liệu"]').append(box);
  }

  const typed = (event) => {
    const row = event.target.closest("tr[data-criterion]");
    if (!row || !event.target.name || /\.(pick|kind|files)$/.test(event.target.name) || event.target.name === "drop") return;
    queue.put(row.dataset.criterion, Number(row.dataset.version), rows.contentOf(row));
    if (event.type === "change") queue.later(0);
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);

  form.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-take]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("tr");
    await queue.flush();
    const answer = await call("POST", `${api}/lines/${row.dataset.criterion}/drawing`, { body: { origin: button.dataset.take }, headers: { "If-Match": `"${row.dataset.version}"` } });
    if (answer.status !== 200) {
      rows.refuse(row, complaints(answer.body, row.dataset.criterion));
      return;
    }
    queue.forget(row.dataset.criterion);
    rows.fill(row, answer.body);
    rows.show(answer.body);
    queue.say("saved");
  });

  let mayGo = false;
  document.addEventListener("submit", async (event) => {
    const isOurs = event.target === form || event.target.action?.startsWith(`${location.origin}${form.action.replace(location.origin, "")}/`);
    if (!isOurs || mayGo || queue.isClean) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await queue.flush();
    if (queue.isClean || event.target === form) {
      mayGo = true;
      event.target.requestSubmit(event.submitter);
      mayGo = false;
      return;
    }
    state.textContent = "Còn dòng chưa lưu được: hãy xem các dòng được đánh dấu rồi làm lại.";
    document.querySelector(".cell-conflict, [data-refused]:not([hidden])")?.scrollIntoView({ block: "center" });
  }, { capture: true });

  addEventListener("online", () => queue.flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && queue.of("waiting").length && queue.flush());
  addEventListener("pagehide", () => {
    for (const [id, entry] of queue.of("waiting")) patch(id, entry, true);
  });

  for (const row of form.querySelectorAll("tr[data-criterion]")) {
    if (rows.isTouched(row)) queue.put(row.dataset.criterion, Number(row.dataset.version), rows.contentOf(row));
  }
  for (const [id, entry] of queue.entries) {
    const row = rows.rowOf(id);
    if (!row) continue;
    rows.fill(row, entry.body);
    queue.keep(id, { ...entry, state: "waiting" });
  }
  keys.start(form);
  files.start(form, { api, call, show: rows.show, token });
  if (!queue.isClean) queue.flush();
}

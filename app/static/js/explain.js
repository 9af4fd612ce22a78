/**
 * The member's word on its appraisal, saved text by text as it is typed; files are dropped onto a criterion.
 * The queue is that of the score sheet: nothing is lost with the line, the window or the session.
 */

const version = new URL(import.meta.url).search;
const WORDS = {
  idle: () => "",
  saving: () => "Đang lưu…",
  saved: () => `Đã lưu lúc ${new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit" }).format(Date.now())}.`,
  offline: () => "Mất mạng: đã giữ trên máy này, sẽ tự gửi lại.",
  "signed-out": () => "Phiên làm việc đã hết: đã giữ trên máy này. Hãy tải lại trang để đăng nhập.",
  "stale-page": () => "Trang mở quá lâu: đã giữ trên máy này. Hãy tải lại trang.",
};

export async function start(form) {
  const [{ Queue }, { call }, files] = await Promise.all(
    ["sheet-queue", "sheet", "sheet-files"].map((name) => import(`./${name}.js${version}`)),
  );
  const owner = document.querySelector('meta[name="draft-owner"]')?.content ?? "";
  const api = form.dataset.explain;
  const state = form.querySelector("[data-save-state]");
  const boxOf = (id) => (id === "0" ? form.querySelector("[data-whole]") : document.getElementById(`criterion-${id}`));
  const versionOf = (id) => boxOf(id).querySelector('input[type="hidden"][name$="version"]');

  const send = async (id, entry) => {
    const answer = await call("PUT", `${api}/explanations/${id}`, { body: entry.body, headers: { "If-Match": `"${entry.version}"` } });
    if (answer.status === 200) versionOf(id).value = answer.body.version;
    if (answer.status === 412) tellConflict(id, answer.body);
    return answer;
  };
  const queue = new Queue(`explain:${owner}:${api}:`, send, (now) => {
    const lost = queue.of("conflict").length;
    state.textContent = lost && now === "saved" ? "Có người khác sửa giải trình này: hãy chọn ở ô được đánh dấu." : WORDS[now]();
    state.dataset.state = lost ? "conflict" : now;
  });

  async function tellConflict(id, body) {
    const box = boxOf(id);
    box.querySelector(".cell-conflict")?.remove();
    const theirs = body?.changed?.["Giải trình"]?.current ?? "";
    const note = document.createElement("div");
    note.className = "cell-conflict";
    note.setAttribute("role", "alert");
    note.innerHTML = `<p></p><p class="button-row"><button type="button" class="button">Giữ nội dung của tôi</button>
      <button type="button" class="button">Lấy nội dung đang lưu</button></p>`;
    note.firstElementChild.textContent = `Người khác đã lưu: ${theirs || "để trống"}. Nội dung bạn nhập chưa được lưu.`;
    const found = await call("GET", `${api}/explanations`);
    const there = found.body?.find?.((one) => String(one.criterion_id ?? 0) === id);
    const [mine, other] = note.querySelectorAll("button");
    mine.addEventListener("click", () => {
      note.remove();
      queue.keep(id, { ...queue.entries.get(id), version: there?.version ?? 0, state: "waiting" });
      queue.flush();
    });
    other.addEventListener("click", () => {
      note.remove();
      queue.forget(id);
      box.querySelector("textarea").value = there?.text ?? "";
      versionOf(id).value = there?.version ?? 0;
      queue.say("saved");
    });
    box.querySelector("textarea").after(note);
  }

  const typed = (event) => {
    if (!event.target.matches("textarea")) return;
    const id = event.target.closest("tr[data-criterion]")?.dataset.criterion ?? "0";
    queue.put(id, Number(versionOf(id).value), { text: event.target.value });
    if (event.type === "change") queue.later(0);
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);

  let mayGo = false;
  form.addEventListener("submit", async (event) => {
    if (mayGo || queue.isClean) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await queue.flush();
    mayGo = true;
    form.requestSubmit(event.submitter);
    mayGo = false;
  }, { capture: true });
  addEventListener("online", () => queue.flush());

  for (const [id, entry] of queue.entries) {
    const box = boxOf(id);
    const field = box?.querySelector("textarea");
    if (!field) continue;
    field.value = entry.body.text;
    const details = field.closest("details");
    if (details) details.open = true;
    queue.keep(id, { ...entry, state: "waiting" });
  }
  files.start(form, { api, call, show: () => {}, token: () => document.querySelector('meta[name="csrf-token"]').content });
  if (!queue.isClean) queue.flush();
}

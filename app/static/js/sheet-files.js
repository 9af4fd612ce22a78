/**
 * Evidence of a score sheet: dropped onto a criterion or chosen, sent one by one with their progress, described,
 * given a kind, taken out again. What the server would refuse for type or size is refused here first.
 */

const KINDS = [".pdf", ".docx", ".xlsx", ".pptx", ".doc", ".xls", ".ppt", ".png", ".jpg", ".jpeg", ".txt"];
const MOST_MB = 20;

function complaint(file) {
  if (!KINDS.some((kind) => file.name.toLowerCase().endsWith(kind))) return `không đúng loại; hãy dùng ${KINDS.join(", ")}.`;
  if (file.size === 0) return "không có nội dung.";
  if (file.size > MOST_MB * 1024 * 1024) return `lớn hơn ${MOST_MB} MB.`;
  return "";
}

function line(list, text) {
  const item = document.createElement("li");
  item.className = "upload";
  item.innerHTML = '<span></span> <progress max="100" value="0"></progress>';
  item.firstElementChild.textContent = text;
  list.append(item);
  return item;
}

function fail(item, words) {
  item.classList.add("field-error");
  item.setAttribute("role", "alert");
  item.querySelector("progress")?.remove();
  item.firstElementChild.textContent += `: ${words}`;
}

/** Send one file; resolves to {status, body}. fetch tells nothing of progress while it sends. */
function send(url, data, token, told) {
  return new Promise((answer) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => event.lengthComputable && told((100 * event.loaded) / event.total));
    request.addEventListener("loadend", () => {
      let body = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        body = null;
      }
      answer({ status: request.status, body });
    });
    request.send(data);
  });
}

function words({ status, body }) {
  if (status === 0) return "mất mạng; hãy chọn lại tệp khi có mạng.";
  if (status === 401) return "phiên làm việc đã hết; hãy đăng nhập lại.";
  return Object.values(body?.errors ?? {}).flat().join(" ") || body?.detail || "chưa tải lên được.";
}

export function start(form, { api, call, show, token }) {
  const rowOf = (element) => element.closest("tr[data-criterion]");
  const refresh = async (row) => {
    const id = row.dataset.criterion;
    const page = await fetch(`${form.dataset.filesAt ?? form.getAttribute("action")}/lines/${id}/files`, { credentials: "same-origin" });
    if (page.ok && !page.redirected) row.querySelector("[data-files]").innerHTML = await page.text();
    if (!row.hasAttribute("data-version")) return;
    const answer = await call("GET", `${api}/lines/${id}`);
    if (answer.status === 200) show(answer.body);
  };

  const upload = async (row, files) => {
    const list = row.querySelector(".files");
    for (const old of list.querySelectorAll(".upload.field-error")) old.remove();
    const items = files.map((file) => line(list, file.name));
    let sent = 0;
    for (const [place, file] of files.entries()) {
      const item = items[place];
      const problem = complaint(file);
      if (problem) {
        fail(item, problem);
        continue;
      }
      const data = new FormData();
      data.set("criterion_id", row.dataset.criterion);
      data.set("file", file, file.name);
      const kind = row.querySelector('select[name$=".kind"]')?.value;
      if (kind) data.set("kind", kind);
      const answer = await send(`${api}/evidence`, data, token(), (share) => {
        item.querySelector("progress").value = share;
      });
      if (answer.status === 201) {
        item.remove();
        sent += 1;
      } else fail(item, words(answer));
    }
    if (!sent) return;
    const failed = [...list.querySelectorAll(".upload")];
    await refresh(row);
    row.querySelector(".files").append(...failed);
  };

  form.addEventListener("change", (event) => {
    const input = event.target;
    const row = rowOf(input);
    if (!row || input.type !== "file") return;
    const files = [...input.files];
    input.value = "";
    upload(row, files);
  });
  const hover = (event, isOver) => {
    const row = rowOf(event.target);
    if (!row || ![...(event.dataTransfer?.types ?? [])].includes("Files")) return null;
    event.preventDefault();
    row.classList.toggle("is-over", isOver);
    return row;
  };
  form.addEventListener("dragover", (event) => hover(event, true));
  form.addEventListener("dragleave", (event) => hover(event, false));
  form.addEventListener("drop", (event) => {
    const row = hover(event, false);
    if (row) upload(row, [...event.dataTransfer.files]);
  });

  const change = async (element, body) => {
    const item = element.closest("[data-proof]");
    const answer = await call("PATCH", `${api}/evidence/${item.dataset.proof}`, { body });
    if (answer.status === 200) await refresh(rowOf(element));
    else element.setAttribute("aria-invalid", "true");
  };
  const describe = (button) => {
    const item = button.closest("[data-proof]");
    const link = item.querySelector("a");
    const field = document.createElement("input");
    field.value = link.textContent;
    field.maxLength = 300;
    field.setAttribute("aria-label", "Chú thích của tệp");
    link.replaceWith(field);
    button.remove();
    field.focus();
    const kind = item.querySelector("[data-kind]")?.value ?? item.dataset.kind;
    field.addEventListener("change", (event) => {
      event.stopPropagation();
      change(field, { caption: field.value, kind: kind || null });
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      field.blur();
    });
  };
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-kind]")) change(event.target, { kind: event.target.value || null });
  });
  form.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-remove], [data-describe]");
    if (!button) return;
    if (button.hasAttribute("data-describe")) {
      describe(button);
      return;
    }
    const row = rowOf(button);
    button.disabled = true;
    const answer = await call("DELETE", `${api}/evidence/${button.closest("[data-proof]").dataset.proof}`);
    if (answer.status === 204) await refresh(row);
    else button.disabled = false;
  });
}

/**
 * Keeps a part of the page up to date: asks data-live-url every data-live-seconds and puts the answer in
 * its place; 204 means that nothing has changed since data-live-known. Rests while the page is hidden,
 * while somebody works with the keyboard inside it, and after a lost connection asks again.
 */

function clockTime() {
  return new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit" }).format(new Date());
}

function reapplyFilters(part) {
  for (const input of part.querySelectorAll("[data-filter]")) input.dispatchEvent(new Event("input"));
}

/** Values typed into filters of the part survive its being replaced. */
function typedIn(part) {
  return new Map([...part.querySelectorAll("input[id]")].map((input) => [input.id, input.value]));
}

export function start(part) {
  const status = document.querySelector("[data-live-status]");
  const version = new URL(import.meta.url).search;
  let known = part.dataset.liveKnown;

  const say = (text) => {
    if (status) status.textContent = text;
  };
  const replace = async (html) => {
    const typed = typedIn(part);
    const scrolled = [...part.querySelectorAll(".table-wrap")].map((box) => [box.scrollLeft, box.scrollTop]);
    part.innerHTML = html;
    for (const [id, value] of typed) {
      const input = document.getElementById(id);
      if (input) input.value = value;
    }
    const filter = await import(`./filter.js${version}`);
    part.querySelectorAll("[data-filter]").forEach(filter.start);
    reapplyFilters(part);
    part.querySelectorAll(".table-wrap").forEach((box, index) => box.scrollTo(...(scrolled[index] ?? [0, 0])));
  };
  const isBusy = () => document.hidden || part.contains(document.activeElement);
  const ask = async () => {
    if (isBusy()) return;
    const url = new URL(part.dataset.liveUrl, location.href);
    url.searchParams.set("known", known);
    try {
      const answer = await fetch(url, { credentials: "same-origin" });
      if (answer.status === 200 && !answer.redirected) {
        known = answer.headers.get("X-Live-Known") ?? known;
        await replace(await answer.text());
        say(`Cập nhật lúc ${clockTime()}.`);
      } else if (answer.status === 204) {
        say(`Không có gì mới lúc ${clockTime()}.`);
      } else if (answer.status === 401) {
        say("Phiên đăng nhập đã hết; hãy tải lại trang.");
      }
    } catch {
      say("Mất kết nối, sẽ thử lại.");
    }
  };
  setInterval(ask, Number(part.dataset.liveSeconds) * 1000);
  document.addEventListener("visibilitychange", ask);
}

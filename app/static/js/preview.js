/**
 * Shows a page of the paper that a form holds as it would be printed (data-preview-url), a moment after
 * the last key. What is asked for while an answer is under way replaces it.
 */

const AFTER_TYPING = 900;

export function start(form) {
  const sheet = document.querySelector("[data-sheet-preview]");
  if (!sheet) return;
  const image = sheet.querySelector("[data-preview-page]");
  const status = sheet.querySelector("[data-preview-status]");
  const place = sheet.querySelector("[data-page-place]");
  const [back, on] = [sheet.querySelector("[data-page-back]"), sheet.querySelector("[data-page-on]")];
  let [page, pages, timer, asked] = [1, 1, 0, null];
  let isStale = true;
  let isSeen = false;

  const show = (answer) => {
    ({ page, pages } = answer);
    image.src = answer.image;
    image.alt = `Trang ${page} của văn bản đang soạn, như khi in`;
    place.textContent = `Trang ${page}/${pages}`;
    back.disabled = page <= 1;
    on.disabled = page >= pages;
    status.textContent = "";
  };
  const refresh = async () => {
    clearTimeout(timer);
    if (!isSeen) return;
    isStale = false;
    asked?.abort();
    asked = new AbortController();
    const body = new FormData(form);
    body.set("page", page);
    try {
      const answer = await fetch(form.dataset.previewUrl, { method: "POST", body, headers: { Accept: "application/json" }, signal: asked.signal });
      if (answer.ok && !answer.redirected) show(await answer.json());
      else status.textContent = answer.status === 401 ? "Phiên đăng nhập đã hết; hãy tải lại trang." : "Chưa xem trước được: có ô nhập chưa đúng.";
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = "Mất kết nối; sẽ thử lại khi bạn gõ tiếp.";
    }
  };
  const turn = (step) => {
    page += step;
    refresh();
  };
  back.addEventListener("click", () => turn(-1));
  on.addEventListener("click", () => turn(1));
  form.addEventListener("input", () => {
    isStale = true;
    clearTimeout(timer);
    timer = setTimeout(refresh, AFTER_TYPING);
  });
  new IntersectionObserver(([entry]) => {
    isSeen = entry.isIntersecting;
    if (isSeen && isStale) refresh();
  }).observe(sheet);
}

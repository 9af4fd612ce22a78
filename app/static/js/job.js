/**
 * Watches a job: data-job-url answers {state, percent, message, url}; state is queued, running, done or failed.
 * When done: goes to url or data-done-url; with data-done-link it shows that address as a link instead.
 * Asks less and less often, pauses while the page is hidden, and survives a lost connection.
 */

const FIRST_WAIT = 700;
const LONGEST_WAIT = 5000;

export function start(box) {
  const bar = box.querySelector("progress");
  const message = box.querySelector("[data-job-message]");
  let wait = FIRST_WAIT;
  let seenRunning = false;

  const say = (text) => {
    if (message.textContent !== text) message.textContent = text;
  };
  const later = () => {
    wait = Math.min(wait * 1.3, LONGEST_WAIT);
    setTimeout(ask, wait);
  };
  const finish = (url) => {
    bar.value = 100;
    if (!url && seenRunning) {
      location.reload();
    } else if (!url) {
      say("Đã xong. Hãy tải lại trang.");
    } else if (!box.hasAttribute("data-done-link")) {
      location.assign(url);
    } else {
      const link = document.createElement("a");
      link.className = "button primary";
      link.href = url;
      link.textContent = "Mở kết quả";
      message.replaceChildren("Đã xong. ", link);
    }
  };
  const show = (job) => {
    if (job.percent != null) bar.value = job.percent;
    if (job.state === "done") return finish(job.url || box.dataset.doneUrl);
    seenRunning = true;
    if (job.message) say(job.message);
    if (job.state !== "failed") return later();
    box.classList.add("is-failed");
    return say(job.message || "Không thực hiện được. Hãy thử lại hoặc báo cho quản trị.");
  };
  const ask = async () => {
    if (document.hidden) {
      document.addEventListener("visibilitychange", ask, { once: true });
      return;
    }
    try {
      const answer = await fetch(box.dataset.jobUrl, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (answer.ok) {
        show(await answer.json());
        return;
      }
      if (answer.status < 500 && answer.status !== 429) {
        show({ state: "failed", message: "Không theo dõi được công việc này. Hãy tải lại trang." });
        return;
      }
    } catch {
      say("Mất kết nối, đang thử lại…");
    }
    later();
  };
  setTimeout(ask, FIRST_WAIT);
}

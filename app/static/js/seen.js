/** Tells the sender once that this page was opened: POST to data-seen-url when it is really looked at. */

const LOOKED_AT_AFTER = 800;

export function start(mark) {
  let told = false;
  const tell = () => {
    if (told || document.hidden) return;
    told = true;
    const token = document.querySelector('meta[name="csrf-token"]').content;
    fetch(mark.dataset.seenUrl, { method: "POST", headers: { "X-CSRFToken": token }, credentials: "same-origin", keepalive: true })
      .catch(() => { told = false; });
  };
  setTimeout(tell, LOOKED_AT_AFTER);
  document.addEventListener("visibilitychange", tell);
}

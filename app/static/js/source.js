/**
 * The source of a draft beside its fields (data-source): a link to a line scrolls only the source and
 * marks the line; focusing a field does the same. Where the source is out of sight (on a phone) the link
 * goes there, and Back returns. The page works without, by anchors.
 */

export function start(source) {
  const lines = source.querySelector(".source-text");
  if (!lines) return;

  const mark = (id) => {
    const line = lines.querySelector(`#${CSS.escape(id)}`);
    if (!line) return false;
    for (const other of lines.querySelectorAll(".is-marked")) other.classList.remove("is-marked");
    line.classList.add("is-marked");
    const top = line.offsetTop - lines.offsetTop - lines.clientHeight / 3;
    lines.scrollTo({ top: Math.max(0, top), behavior: "instant" });
    return true;
  };

  const isInView = () => {
    const box = lines.getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#line-"]');
    if (link && mark(link.hash.slice(1)) && isInView()) event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest("[data-read-field]")?.querySelector('a[href^="#line-"]');
    if (link) mark(link.hash.slice(1));
  });
  if (location.hash.startsWith("#line-")) mark(location.hash.slice(1));
}

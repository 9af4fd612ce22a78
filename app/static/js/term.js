/**
 * Says under the box of a deadline how it is understood, as soon as it is left (data-term inside a form
 * with data-term-url). Without scripts the page says so after saving.
 */

function sayingOf(input) {
  const field = input.closest(".field");
  let said = field.querySelector("[data-term-answer]");
  if (!said) {
    said = document.createElement("p");
    said.className = "hint";
    said.dataset.termAnswer = "";
    said.setAttribute("role", "status");
    field.append(said);
  }
  return said;
}

function quarterOf(input) {
  const name = input.name.replace(/term$/, "quarter");
  return input.form.elements[name]?.value ?? "";
}

export function start(form) {
  const ask = async (input) => {
    const said = sayingOf(input);
    const text = input.value;
    if (!text.trim()) {
      said.textContent = "";
      return;
    }
    const url = new URL(form.dataset.termUrl, location.href);
    url.searchParams.set("text", text);
    url.searchParams.set("quarter", quarterOf(input));
    try {
      const answer = await fetch(url, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const found = await answer.json();
      if (input.value !== text) return;
      said.className = found.error ? "field-error" : "hint";
      said.textContent = found.error ?? [found.text, found.note].filter(Boolean).join(" ");
    } catch {
      said.textContent = "";
    }
  };
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-term]")) ask(event.target);
  });
}

/**
 * Entry point. A page says with data attributes what it needs; only those modules are loaded.
 * Every page works without scripts; what is here saves typing, clicks and lost work.
 */
const version = new URL(import.meta.url).search;

const FEATURES = [
  ["guard", 'form[method="post"]'],
  ["confirm", "[data-confirm]"],
  ["number", "form[data-next-number]"],
  ["draft", "[data-draft]"],
  ["rows", "[data-rows]"],
  ["filter", "[data-filter], [data-pick]"],
  ["drop", "[data-drop]"],
  ["job", "[data-job-url]"],
  ["seen", "[data-seen-url]"],
  ["conflict", "[data-conflict]"],
  ["live", "[data-live-url]"],
  ["decisions", "[data-decisions]"],
  ["cells", "[data-cells]"],
  ["offices", "[data-offices]"],
  ["source", "[data-source]"],
  ["term", "[data-term-url]"],
  ["sheet", "form[data-sheet]"],
  ["explain", "form[data-explain]"],
  ["blank", "form[data-blank]"],
  ["preview", "form[data-preview-url]"],
  ["insert", "[data-insert]"],
  ["paste", "form[data-paste-url]"],
];

document.documentElement.classList.add("js");

/** A page that answers a form keeps its address in the history, not the form: "back" asks for it anew. */
function forgetPostedForm() {
  if (document.body.hasAttribute("data-posted")) history.replaceState(history.state, "", location.href);
}

/** A form was sent just before: its draft goes if this page says that it was saved. Signing in comes between. */
function settleSentDraft() {
  if (!document.querySelector('meta[name="draft-owner"]')) return;
  const key = sessionStorage.getItem("draft-sent");
  sessionStorage.removeItem("draft-sent");
  if (key && document.querySelector('[data-flash="success"]')) localStorage.removeItem(key);
}

function menusClose() {
  const menus = [...document.querySelectorAll("details[data-menu]")];
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const drawer = document.getElementById("menu-toggle");
    if (drawer) drawer.checked = false;
    for (const menu of menus.filter((one) => one.open)) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function shortcuts() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && event.target.form?.method === "post") {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (event.key === "/") {
      const search = document.querySelector("#global-search") ?? document.querySelector("[data-search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "?") {
      document.getElementById("shortcuts")?.showModal();
    }
  });
}

function showFormErrors() {
  document.querySelector("[data-form-errors]")?.focus();
}

try {
  forgetPostedForm();
  settleSentDraft();
} catch (error) {
  if (!(error instanceof DOMException)) throw error; // a browser may refuse storage
}
menusClose();
shortcuts();
showFormErrors();
const started = FEATURES.map(async ([name, selector]) => {
  const elements = document.querySelectorAll(selector);
  if (!elements.length) return;
  const { start } = await import(`./${name}.js${version}`);
  await Promise.all([...elements].map((element) => start(element)));
});
Promise.all(started).finally(() => document.documentElement.classList.add("started"));

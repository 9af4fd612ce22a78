/** What is wrong with the page as it stands, and where it leads. */
async () => {
  const loaded = () => performance.getEntriesByType("resource");
  for (let count = -1, tries = 0; count !== loaded().length && tries < 20; tries++) {
    count = loaded().length;
    await new Promise((rest) => setTimeout(rest, 30));
  }
  const problems = [];
  const expected = (found, what) => found || problems.push(what);

  const headings = document.querySelectorAll("h1").length;
  expected(headings === 1, `${headings} h1`);
  expected(document.documentElement.lang === "vi", "lang");
  expected(document.title.trim(), "no title");

  for (const control of document.querySelectorAll("input:not([type=hidden]):not([hidden]), select, textarea:not([hidden])")) {
    const label = [...control.labels].map((one) => one.textContent.trim()).join(" ");
    expected(label || control.getAttribute("aria-label"), `no label: ${control.outerHTML.slice(0, 90)}`);
  }
  for (const one of document.querySelectorAll("a, button, summary")) {
    expected(one.textContent.trim() || one.getAttribute("aria-label"), `no name: ${one.outerHTML.slice(0, 90)}`);
  }
  for (const table of document.querySelectorAll("table:not(.prose *)")) {
    expected(table.caption?.textContent.trim(), `no caption: ${table.outerHTML.slice(0, 90)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  expected(!twice.length, `ids twice: ${twice}`);
  for (const one of document.querySelectorAll("[aria-describedby], [aria-labelledby]")) {
    const named = `${one.getAttribute("aria-describedby") ?? ""} ${one.getAttribute("aria-labelledby") ?? ""}`;
    for (const id of named.split(/\s+/).filter(Boolean)) expected(document.getElementById(id), `nothing is #${id}`);
  }

  const foreign = /\b(None|null|undefined|NaN|Traceback|True|False|error|Error|TODO)\b|\{\{|\}\}|\{%|\[object/;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (parentElement.closest("script, style, code, pre")) continue;
    expected(!foreign.test(data), `not Vietnamese: ${data.trim().slice(0, 90)}`);
  }

  const [page] = performance.getEntriesByType("navigation");
  const weight = loaded().reduce((sum, one) => sum + one.decodedBodySize, page.decodedBodySize);
  const here = [...document.querySelectorAll("a[href]")].map((one) => new URL(one.href)).filter((url) => url.origin === location.origin);
  return { problems, weight, links: [...new Set(here.map((url) => url.pathname + url.search))] };
}

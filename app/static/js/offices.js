/**
 * Suggests offices where one box takes several, parted by semicolons: the suggestions always complete
 * the last name and leave out those that are there (data-offices="id of the list of all").
 */

export function start(list) {
  const all = [...document.getElementById(list.dataset.offices).options].map((option) => option.value);
  const refresh = (event) => {
    const input = event.target;
    if (input.getAttribute?.("list") !== list.id) return;
    const before = input.value.slice(0, input.value.lastIndexOf(";") + 1);
    const taken = new Set(before.split(";").map((name) => name.trim()));
    const open = all.filter((name) => !taken.has(name));
    list.replaceChildren(...open.map((name) => new Option("", before ? `${before} ${name}` : name)));
  };
  document.addEventListener("focusin", refresh);
  document.addEventListener("input", refresh);
}

/**
 * The picture of a blank beside its table of numbers: each field where it will be printed. A field is
 * dragged, or moved with the arrow keys by 1 mm (with Shift by 0,1 mm); typing moves it too.
 */

const SVG = "http://www.w3.org/2000/svg";
const POINT = 25.4 / 72;
const ANCHORS = { left: "start", center: "middle", right: "end" };
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function number(text) {
  const value = Number.parseFloat(String(text).replace(",", "."));
  return Number.isFinite(value) ? value : null;
}

function written(value) {
  return String(Math.round(value * 10) / 10).replace(".", ",");
}

function make(name) {
  return document.createElementNS(SVG, name);
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

export function start(form) {
  const picture = form.querySelector("[data-blank-picture]");
  const layer = picture.querySelector("[data-blank-fields]");
  const samples = JSON.parse(form.dataset.samples);
  const colours = JSON.parse(form.dataset.colours);
  const rows = () => [...form.querySelectorAll("[data-rows-list] > [data-row]")];
  const control = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const editable = () => rows().some((row) => !control(row, "x").disabled);

  const drawn = (index) => {
    while (layer.children.length <= index) {
      const group = make("g");
      group.classList.add("blank-field");
      group.append(make("rect"), make("text"));
      layer.append(group);
    }
    return layer.children[index];
  };

  const draw = (row, index) => {
    const group = drawn(index);
    const [x, y, width, size] = ["x", "y", "width", "size"].map((name) => number(control(row, name).value));
    const known = x !== null && y !== null && width !== null && size !== null;
    group.toggleAttribute("hidden", !known);
    if (!known) return;
    const source = control(row, "source");
    const align = control(row, "align").value;
    const lines = number(control(row, "lines").value) ?? 1;
    const fixed = control(row, "text").value;
    let text = source.value === "fixed" ? fixed : samples[source.value];
    if (control(row, "capitals").checked) text = text.toLocaleUpperCase("vi");
    const letters = size * POINT;
    set(group.querySelector("rect"), { x, y: y - letters, width, height: letters * (1.25 + 1.22 * (lines - 1)) });
    const along = { left: x, center: x + width / 2, right: x + width }[align];
    const shown = group.querySelector("text");
    shown.textContent = text.split("\n")[0];
    set(shown, {
      x: along, y, "font-size": letters, "text-anchor": ANCHORS[align], fill: colours[control(row, "ink").value],
      "font-weight": control(row, "bold").checked ? 700 : 400,
      "font-style": control(row, "italic").checked ? "italic" : "normal",
    });
    const label = source.selectedOptions[0]?.textContent ?? "";
    set(group, { role: "button", "aria-label": `${label}: X ${written(x)} mm, Y ${written(y)} mm` });
    if (!control(row, "x").disabled) group.setAttribute("tabindex", "0");
  };

  const drawAll = () => {
    const [width, height] = ["width", "height"].map((name) => number(form.elements[name].value));
    if (width > 0 && height > 0) {
      picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
      const ground = picture.querySelector("[data-blank-background]");
      if (ground) set(ground, { width, height });
    }
    const all = rows();
    all.forEach(draw);
    while (layer.children.length > all.length) layer.lastElementChild.remove();
  };

  const move = (index, x, y) => {
    const row = rows()[index];
    control(row, "x").value = written(Math.max(x, 0));
    control(row, "y").value = written(Math.max(y, 1));
    control(row, "x").dispatchEvent(new Event("input", { bubbles: true }));
  };
  const place = (index) => ["x", "y"].map((name) => number(control(rows()[index], name).value) ?? 0);
  const indexOf = (target) => [...layer.children].indexOf(target.closest(".blank-field"));

  form.addEventListener("input", drawAll);
  form.addEventListener("change", drawAll);
  drawAll();
  if (!editable()) return;

  layer.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const index = indexOf(event.target);
    if (!step || index < 0) return;
    event.preventDefault();
    const by = event.shiftKey ? 0.1 : 1;
    const [x, y] = place(index);
    move(index, x + step[0] * by, y + step[1] * by);
  });

  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
  let held = null;
  layer.addEventListener("pointerdown", (event) => {
    const index = indexOf(event.target);
    if (index < 0) return;
    const [x, y] = place(index);
    const at = point(event);
    held = { index, dx: x - at.x, dy: y - at.y, group: layer.children[index] };
    held.group.classList.add("is-held");
    held.group.focus({ preventScroll: true });
    layer.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  layer.addEventListener("pointermove", (event) => {
    if (!held) return;
    const at = point(event);
    move(held.index, at.x + held.dx, at.y + held.dy);
  });
  const release = () => {
    held?.group.classList.remove("is-held");
    held = null;
  };
  layer.addEventListener("pointerup", release);
  layer.addEventListener("pointercancel", release);
}

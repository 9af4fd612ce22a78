/** A frame around a file input that takes dropped files and refuses what the server would refuse. */

function size(bytes) {
  return `${(bytes / 1024 / 1024).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB`;
}

function complaint(file, accept, maxMb) {
  const kinds = accept.split(",").map((kind) => kind.trim().toLowerCase()).filter((kind) => kind.startsWith("."));
  if (kinds.length && !kinds.some((kind) => file.name.toLowerCase().endsWith(kind))) {
    return `“${file.name}” không đúng loại. Hãy chọn tệp ${kinds.join(", ")}.`;
  }
  if (file.size === 0) return `“${file.name}” không có nội dung.`;
  if (file.size > maxMb * 1024 * 1024) return `“${file.name}” nặng ${size(file.size)}, quá ${maxMb} MB.`;
  return "";
}

export function start(frame) {
  const input = frame.querySelector('input[type="file"]');
  const message = frame.querySelector("[data-drop-message]");
  const check = () => {
    const files = [...input.files];
    const problem = files.map((file) => complaint(file, input.accept, Number(frame.dataset.maxMb))).find(Boolean) ?? "";
    message.textContent = problem || files.map((file) => `${file.name} (${size(file.size)})`).join("; ");
    message.classList.toggle("danger", Boolean(problem));
    input.setCustomValidity(problem);
  };
  const hover = (isOver) => (event) => {
    event.preventDefault();
    frame.classList.toggle("is-over", isOver);
  };
  frame.addEventListener("dragover", hover(true));
  frame.addEventListener("dragleave", hover(false));
  frame.addEventListener("drop", (event) => {
    hover(false)(event);
    const given = new DataTransfer();
    const files = [...event.dataTransfer.files];
    for (const file of input.multiple ? files : files.slice(0, 1)) given.items.add(file);
    input.files = given.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", check);
  if (input.files.length) check(); // chosen before this script was there, on a slow line
}

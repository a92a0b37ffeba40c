// One small menu at a time, beside the button that opened it.

let close = () => {};

export function openMenu(button, items, empty) {
  const wasOpen = button.getAttribute("aria-expanded") === "true";
  close();
  if (wasOpen) return;
  const menu = document.createElement("div");
  menu.className = "menu";
  menu.setAttribute("role", "menu");
  for (const { label, strong, run } of items) {
    const entry = document.createElement("button");
    entry.type = "button";
    entry.setAttribute("role", "menuitem");
    if (strong) {
      const name = document.createElement("b");
      name.textContent = strong;
      entry.append(name);
    }
    const words = document.createElement(strong ? "span" : "div");
    words.textContent = label;
    entry.append(words);
    entry.onclick = () => { close(); run(); };
    menu.append(entry);
  }
  if (!items.length) {
    const words = document.createElement("p");
    words.textContent = empty;
    menu.append(words);
  }
  button.closest(".phone").append(menu);
  button.setAttribute("aria-expanded", "true");
  place(menu, button.getBoundingClientRect());
  menu.querySelector("button")?.focus();

  const outside = (event) => {
    if (!menu.contains(event.target) && !button.contains(event.target)) close();
  };
  const keys = (event) => {
    const entries = [...menu.querySelectorAll("button")];
    const at = entries.indexOf(document.activeElement);
    if (event.key === "Escape") { close(); button.focus(); }
    else if (event.key === "Tab") close();
    else if (event.key === "ArrowDown") entries[(at + 1) % entries.length]?.focus();
    else if (event.key === "ArrowUp") entries.at(at - 1)?.focus();
    else return;
    if (event.key !== "Tab") event.preventDefault();
  };
  document.addEventListener("pointerdown", outside);
  menu.addEventListener("keydown", keys);
  close = () => {
    document.removeEventListener("pointerdown", outside);
    button.setAttribute("aria-expanded", "false");
    menu.remove();
    close = () => {};
  };
}

function place(menu, anchor) {
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(Math.max(12, anchor.left), innerWidth - width - 12);
  const below = anchor.bottom + 6 + height <= innerHeight - 8;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? anchor.bottom + 6 : Math.max(8, anchor.top - height - 6)}px`;
}

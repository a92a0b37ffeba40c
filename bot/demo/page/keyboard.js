// Ready-made words above the input: sample sentences, and the keyboard a bot may put there.

import { element } from "/page/bubble.js";

function key(words, run) {
  const button = element("button", "", words);
  button.type = "button";
  button.onclick = run;
  return button;
}

export function showTries(phone) {
  const tries = phone.find(".tries");
  const sentences = phone.words.tries[phone.sort] || [];
  tries.dataset.title = "Try";
  tries.setAttribute("aria-label", `Sample sentences, ${phone.title}`);
  tries.hidden = sentences.length === 0;
  for (const sentence of sentences) {
    const button = key(sentence, () => phone.write(sentence));
    button.title = sentence;
    tries.append(button);
  }
}

export function showKeyboard(phone) {
  const board = phone.find(".keyboard");
  const rows = phone.chat.keyboard?.keyboard || [];
  board.hidden = rows.length === 0;
  board.replaceChildren(...rows.map((row) => {
    const line = element("div");
    line.append(...row.map(({ text }) => key(text, () => phone.run("say", { text }))));
    return line;
  }));
}

// In a group: who writes, and in which topic.

import { element } from "/page/bubble.js";

function choice(label, options, value, use) {
  const select = element("select");
  select.setAttribute("aria-label", label);
  select.append(...options.map(([words, key]) => new Option(words, key)));
  select.value = value;
  select.onchange = () => use(select.value);
  return select;
}

export function chooseWriter(phone) {
  const members = phone.chat.members.map((key) => [phone.stage.nameOf(key), key]);
  const who = choice("Write as", members, phone.account, (key) => {
    phone.account = key;
    phone.log.redraw();
  });
  const topics = Object.entries(phone.chat.topics).map(([thread, name]) => [name, thread]);
  if (!topics.length) return ["Writing as ", who];
  const where = choice("Topic", [["General", ""], ...topics], phone.thread || "", (thread) => { phone.thread = thread; });
  return ["As ", who, " in ", where];
}

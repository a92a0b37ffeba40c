// One message as an element. All words go in as text, never as markup.

const ZONE = "Europe/London";
const clockTime = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: ZONE });
const dayName = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: ZONE });
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export const dayOf = (iso) => dayName.format(new Date(iso));

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

function marked(entity, text, on) {
  if (TAGS[entity.type]) return document.createElement(TAGS[entity.type]);
  if (entity.type === "spoiler") {
    const hidden = element("span", "spoiler");
    hidden.tabIndex = 0;
    return hidden;
  }
  if (entity.type === "bot_command") {
    const command = element("button", "command");
    command.type = "button";
    command.onclick = () => on.say(text);
    return command;
  }
  if (entity.type === "url" || entity.type === "text_link") {
    const address = entity.url || text;
    const link = element("a");
    link.href = /^[a-z]+:/i.test(address) ? address : `https://${address}`;
    if (!/^https?:$/.test(link.protocol)) return element("span");
    link.onclick = (event) => { event.preventDefault(); on.follow(link.href, link); };
    return link;
  }
  return element("span");
}

// A case reference must not be broken over two lines.
const REFERENCE = /\b([A-Z]{2,4}-\d{2}-\d{4,6})\b/;

function addWords(parent, text) {
  text.split(REFERENCE).forEach((piece, i) => parent.append(i % 2 ? element("span", "whole", piece) : piece));
}

function fill(parent, text, start, end, entities, on) {
  let at = start;
  for (let i = 0; i < entities.length;) {
    const entity = entities[i];
    const stop = entity.offset + entity.length;
    let next = i + 1;
    while (next < entities.length && entities[next].offset < stop) next += 1;
    addWords(parent, text.slice(at, entity.offset));
    const inner = marked(entity, text.slice(entity.offset, stop), on);
    fill(inner, text, entity.offset, stop, entities.slice(i + 1, next), on);
    parent.append(inner);
    at = stop;
    // A quote ends its own line, as on a phone.
    if (inner.tagName === "BLOCKQUOTE" && text[at] === "\n") at += 1;
    i = next;
  }
  addWords(parent, text.slice(at, end));
}

function serviceWords(message) {
  if (message.new_chat_members) return `${message.new_chat_members.map((who) => who.first_name).join(", ")} joined`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} left`;
  if (message.forum_topic_created) return `Topic opened: ${message.forum_topic_created.name}`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "The group became a supergroup";
  return "";
}

function showFile(file, caption) {
  if (file.sort === "photo") {
    const image = element("img");
    Object.assign(image, { src: file.url, alt: caption || "Photo", width: file.width, height: file.height });
    return image;
  }
  if (file.sort === "sticker") return element("div", "sticker", file.emoji);
  if (file.sort === "voice") {
    const player = element("audio");
    Object.assign(player, { src: file.url, controls: true, preload: "none" });
    player.setAttribute("aria-label", "Voice note");
    return player;
  }
  const link = element("a", "paper");
  link.append(icon("file"), file.name || "Document");
  link.href = file.url;
  link.download = file.name;
  return link;
}

function showKeys(rows, on) {
  const keys = element("div", "keys");
  for (const row of rows) {
    const line = element("div");
    for (const key of row) {
      const button = element("button", "", key.text);
      button.type = "button";
      if (key.url) button.append(icon("link"));
      button.onclick = () => on.tap(key, button);
      line.append(button);
    }
    keys.append(line);
  }
  return keys;
}

// `on` holds what a bubble can start: say, follow, tap, tools.
export function showMessage(message, { mine, inGroup, topic }, on) {
  const service = serviceWords(message);
  if (service) return element("li", "service", service);
  const item = element("li", `message${mine ? " mine" : ""}${message.buttons.length ? " keyed" : ""}`);
  item.dataset.id = message.id;
  const bubble = element("div", "bubble");
  if (inGroup && !mine) bubble.append(element("div", "author", message.author_name + (topic ? ` · ${topic}` : "")));
  else if (!inGroup) bubble.append(element("span", "hidden-words", mine ? "You: " : `${message.author_name}: `));
  if (message.forward_origin) {
    const origin = message.forward_origin;
    bubble.append(element("span", "quote", `Forwarded from ${origin.sender_user?.first_name || origin.sender_user_name}`));
  }
  if (message.reply_text) bubble.append(element("span", "quote", message.reply_text));
  if (message.file) bubble.append(showFile(message.file, message.text));
  if (message.location) bubble.append(`📍 ${message.location.latitude}, ${message.location.longitude}`);
  if (message.contact) bubble.append(`${message.contact.first_name} ${message.contact.phone_number}`);
  if (message.text) {
    const words = element("div", "words");
    fill(words, message.text, 0, message.text.length, message.entities, on);
    bubble.append(words);
  }
  const tools = element("button", "tools");
  tools.type = "button";
  tools.setAttribute("aria-label", "Message options");
  tools.setAttribute("aria-haspopup", "menu");
  tools.setAttribute("aria-expanded", "false");
  tools.append(icon("dots"));
  tools.onclick = () => on.tools(tools);
  const line = element("div", "foot-line");
  line.append(tools);
  for (const emoji of message.reactions) line.append(element("span", "reaction", emoji));
  if (message.edited) line.append("edited");
  line.append(element("time", "", clockTime.format(new Date(message.at))));
  bubble.append(line);
  item.append(bubble);
  if (message.buttons.length) item.append(showKeys(message.buttons, on));
  return item;
}

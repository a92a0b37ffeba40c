// One phone: a person in a private chat, or somebody writing in a group.

import { act, ask } from "/page/api.js";
import { dayOf, element, showMessage } from "/page/bubble.js";
import { openMenu } from "/page/menu.js";
import { attachItems } from "/page/attach.js";

const initials = (name) => name.split(/\s+/).slice(0, 2).map((part) => part[0]).join("").toUpperCase();

export class Phone {
  constructor({ chat, account, sort, title, words, stage }) {
    Object.assign(this, { chat, account, sort, title, words, stage });
    this.key = chat.key;
    this.isGroup = chat.type !== "private";
    this.messages = new Map();
    this.waiting = null;
    this.context = null;
    this.isUnread = false;
    this.root = document.getElementById("phone-template").content.firstElementChild.cloneNode(true);
    this.root.dataset.sort = sort;
    this.find = (selector) => this.root.querySelector(selector);
    this.dress();
    this.wire();
  }

  dress() {
    this.root.setAttribute("aria-label", this.title);
    this.find(".face").textContent = initials(this.title);
    this.find(".name").textContent = this.title;
    this.find(".log").setAttribute("aria-label", `Messages, ${this.title}`);
    this.find("textarea").setAttribute("aria-label", `Message as ${this.title}`);
    this.find(".more").setAttribute("aria-label", `Options, ${this.title}`);
    this.find(".log").dataset.empty = this.isGroup ? "No messages yet" : "";
    this.showRole();
    const tries = this.find(".tries");
    tries.dataset.title = "Try";
    tries.setAttribute("aria-label", `Sample sentences, ${this.title}`);
    for (const sentence of this.words.tries[this.sort] || []) {
      const button = element("button", "", sentence);
      button.type = "button";
      button.title = sentence;
      button.onclick = () => this.write(sentence);
      tries.append(button);
    }
    tries.hidden = tries.childElementCount === 0;
  }

  showRole() {
    const role = this.find(".role");
    role.classList.remove("busy");
    if (!this.isGroup) {
      role.textContent = this.words.sorts[this.sort] || this.sort;
      return;
    }
    const select = element("select");
    select.setAttribute("aria-label", "Write as");
    for (const key of this.chat.members) select.append(new Option(this.stage.nameOf(key), key));
    select.value = this.account;
    select.onchange = () => { this.account = select.value; this.showAll(); };
    role.replaceChildren("Writing as ", select);
  }

  wire() {
    const box = this.find("textarea");
    this.find(".composer").onsubmit = (event) => { event.preventDefault(); this.send(); };
    box.oninput = () => this.fit();
    box.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
      if (event.key === "Escape" && this.context) this.setContext(null);
    };
    this.find(".drop").onclick = () => { this.setContext(null); box.focus(); };
    this.find(".begin").onclick = () => this.run("say", { text: "/start" });
    this.find(".newest").onclick = () => this.toEnd();
    this.find(".log").onscroll = () => { if (this.isAtEnd()) this.find(".newest").hidden = true; };
    this.find(".slash").onclick = (event) => this.showCommands(event.currentTarget);
    this.find(".attach").onclick = (event) => openMenu(event.currentTarget, attachItems(this));
    this.find(".more").onclick = (event) => openMenu(event.currentTarget, this.optionItems(), "No options here");
    for (const seen of ["pointerdown", "focusin"]) this.root.addEventListener(seen, () => this.setUnread(false));
  }

  optionItems() {
    if (this.isGroup) return [];
    const isBlocked = this.stage.account(this.account).blocked;
    return isBlocked
      ? [{ label: "Unblock the bot", run: () => this.run("unblock", {}) }]
      : [{ label: "Block the bot", run: () => this.run("block", {}) }];
  }

  async run(name, given) {
    try {
      return await act(name, { account: this.account, chat: this.key, ...given });
    } catch (fault) {
      const isBlocked = !this.isGroup && this.stage.account(this.account).blocked;
      this.toast(isBlocked ? "The bot is blocked. The button with three dots unblocks it." : fault.message);
      return null;
    }
  }

  async send() {
    const box = this.find("textarea");
    const text = box.value.trim();
    if (!text) return;
    const { context } = this;
    const done = context?.edits
      ? await this.run("edit", { message_id: context.id, text })
      : await this.run("say", { text, reply_to: context?.id, thread: context?.thread });
    if (!done) return;
    this.setContext(null);
    box.value = "";
    this.fit();
  }

  write(text) {
    const box = this.find("textarea");
    box.value = text;
    this.fit();
    box.focus();
    box.setSelectionRange(text.length, text.length);
  }

  fit() {
    const box = this.find("textarea");
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  }

  setContext(context) {
    this.context = context;
    this.find(".context").hidden = !context;
    if (context) this.find(".context p").textContent = `${context.edits ? "Editing" : "Reply to"}: ${context.text}`;
  }

  async showCommands(button) {
    const commands = await ask(`chats/${this.key}/commands?account=${encodeURIComponent(this.account)}`);
    const items = commands.map(({ command, description }) => ({
      strong: `/${command}`, label: description, run: () => this.run("say", { text: `/${command}` }),
    }));
    openMenu(button, items, "The bot has set no commands yet");
  }

  on(message) {
    return {
      say: (text) => this.run("say", { text }),
      follow: (address) => this.follow(address),
      tap: (key, button) => this.tap(message, key, button),
      tools: (button) => openMenu(button, this.messageItems(message)),
    };
  }

  messageItems(message) {
    const start = (edits) => {
      const { id, text, thread } = message;
      this.setContext({ id, text: text || "message", thread, edits });
      if (edits) this.write(text); else this.find("textarea").focus();
    };
    const items = [{ label: "Reply", run: () => start(false) }];
    if (message.author === this.account && !message.file?.sort?.match(/sticker/)) {
      items.push({ label: "Edit", run: () => start(true) });
    }
    return items;
  }

  async tap(message, key, button) {
    if (key.url) { this.follow(key.url); return; }
    button.classList.add("waiting");
    this.waiting = button;
    setTimeout(() => button.classList.remove("waiting"), 8000);
    if (!(await this.run("tap", { message_id: message.id, data: key.callback_data }))) {
      button.classList.remove("waiting");
    }
  }

  follow(address) {
    const link = new URL(address);
    const isOurs = link.hostname === "t.me" && link.pathname.slice(1).toLowerCase() === this.stage.bot.username.toLowerCase();
    if (!isOurs) window.open(address, "_blank", "noopener");
    else this.stage.phoneOf(this.account).join(address);
  }

  join(address) {
    this.stage.show(this.key);
    this.run("join", { link: address });
  }

  load(messages, chat) {
    this.chat = chat;
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.showKeyboard();
    this.showAll();
  }

  showAll() {
    const log = this.find(".log");
    log.replaceChildren();
    this.day = "";
    for (const message of this.messages.values()) if (!message.deleted) this.append(message, log);
    this.showStart();
    this.toEnd();
  }

  append(message, log) {
    const day = dayOf(message.at);
    if (day !== this.day) log.append(element("li", "day", day));
    this.day = day;
    log.append(this.make(message));
  }

  make(message) {
    const mine = message.author === this.account;
    const topic = this.chat.topics?.[message.thread];
    return showMessage(message, { mine, inGroup: this.isGroup, topic }, this.on(message));
  }

  showStart() {
    const isNew = !this.isGroup && this.messages.size === 0;
    this.find(".start").hidden = !isNew;
    this.find(".welcome").textContent = this.stage.description || `${this.stage.bot.first_name} is ready to listen.`;
  }

  showKeyboard() {
    const board = this.find(".keyboard");
    const rows = this.chat.keyboard?.keyboard || [];
    board.hidden = rows.length === 0;
    board.replaceChildren(...rows.map((row) => {
      const line = element("div");
      for (const key of row) {
        const button = element("button", "", key.text);
        button.type = "button";
        button.onclick = () => this.run("say", { text: key.text });
        line.append(button);
      }
      return line;
    }));
  }

  // A new or changed message came down the stream.
  receive(message) {
    const log = this.find(".log");
    const wasAtEnd = this.isAtEnd();
    const known = this.messages.has(message.id);
    this.messages.set(message.id, message);
    this.idle();
    if (known) {
      const old = log.querySelector(`[data-id="${message.id}"]`);
      const hadFocus = old?.contains(document.activeElement);
      const fresh = this.make(message);
      if (message.deleted) old?.remove();
      else old?.replaceWith(fresh);
      if (hadFocus) (fresh.isConnected && fresh.querySelector(".keys button") || log).focus();
    } else {
      this.append(message, log);
      log.lastElementChild.classList.add("fresh");
    }
    this.showStart();
    const mine = message.author === this.account;
    if (mine || wasAtEnd) this.toEnd();
    else if (!known) this.find(".newest").hidden = false;
    if (!mine && !known) this.setUnread(!this.root.contains(document.activeElement) || this.root.hidden);
  }

  busy() {
    const role = this.find(".role");
    if (this.isGroup) return;
    role.textContent = `${this.stage.bot.first_name} is typing…`;
    role.classList.add("busy");
    clearTimeout(this.busyTimer);
    this.busyTimer = setTimeout(() => this.idle(), 5000);
  }

  idle() {
    if (this.find(".role").classList.contains("busy")) this.showRole();
  }

  answered({ text, alert, url }) {
    this.waiting?.classList.remove("waiting");
    this.waiting = null;
    if (url) this.follow(url);
    if (text && alert) this.stage.alert(text);
    else if (text) this.toast(text);
  }

  toast(text) {
    const toast = this.find(".toast");
    toast.textContent = text;
    requestAnimationFrame(() => toast.classList.add("up"));
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => toast.classList.remove("up"), 4500);
  }

  isAtEnd() {
    const log = this.find(".log");
    return log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  }

  toEnd() {
    const log = this.find(".log");
    log.scrollTop = log.scrollHeight;
    this.find(".newest").hidden = true;
  }

  setUnread(isUnread) {
    this.isUnread = isUnread;
    this.find(".unread").hidden = !isUnread;
    this.stage.markUnread(this);
  }
}

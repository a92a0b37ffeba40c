// One phone: a person in a private chat, or somebody writing in a group.

import { act, ask } from "/page/api.js";
import { element, showMessage } from "/page/bubble.js";
import { showKeyboard, showTries } from "/page/keyboard.js";
import { Log } from "/page/log.js";
import { openMenu } from "/page/menu.js";
import { chooseWriter } from "/page/writer.js";
import { attachItems } from "/page/attach.js";

const initials = (name) => name.split(/\s+/).slice(0, 2).map((part) => part[0]).join("").toUpperCase();

export class Phone {
  constructor({ chat, account, sort, title, words, stage }) {
    Object.assign(this, { chat, account, sort, title, words, stage });
    this.key = chat.key;
    this.isGroup = chat.type !== "private";
    this.waiting = null;
    this.context = null;
    this.isUnread = false;
    this.root = document.getElementById("phone-template").content.firstElementChild.cloneNode(true);
    this.root.dataset.sort = sort;
    this.find = (selector) => this.root.querySelector(selector);
    this.log = new Log(this.find(".log"), this.find(".newest"), (message) => this.make(message));
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
    showTries(this);
  }

  showRole() {
    const role = this.find(".role");
    role.classList.remove("busy");
    if (!this.isGroup) {
      role.textContent = this.words.sorts[this.sort] || this.sort;
      return;
    }
    role.replaceChildren(...chooseWriter(this));
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
      return await act(name, { account: this.account, chat: this.key, thread: this.thread || null, ...given });
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
      : await this.run("say", { text, reply_to: context?.id, thread: context?.thread || this.thread || null });
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
      follow: (address, anchor) => this.follow(address, anchor),
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
    if (key.url) { this.follow(key.url, button); return; }
    button.classList.add("waiting");
    this.waiting = button;
    setTimeout(() => button.classList.remove("waiting"), 8000);
    if (!(await this.run("tap", { message_id: message.id, data: key.callback_data }))) {
      button.classList.remove("waiting");
    }
  }

  // A link into the bot opens on this person's phone, or, from a private chat, on anybody's: an invite is passed on.
  follow(address, anchor) {
    const link = new URL(address);
    const isOurs = link.hostname === "t.me" && link.pathname.slice(1).toLowerCase() === this.stage.bot.username.toLowerCase();
    if (!isOurs) window.open(address, "_blank", "noopener");
    else if (this.isGroup || !anchor) this.stage.phoneOf(this.account).join(address);
    else openMenu(anchor, this.stage.people(this).map((phone) => ({ label: `Open on ${phone.title}'s phone`, run: () => phone.join(address) })));
  }

  join(address) {
    this.stage.show(this.key);
    this.run("join", { link: address });
  }

  load(messages, chat) {
    this.chat = chat;
    this.log.load(messages);
    this.showKeyboard();
    this.showStart();
  }

  make(message) {
    const mine = message.author === this.account;
    const topic = this.chat.topics?.[message.thread];
    return showMessage(message, { mine, inGroup: this.isGroup, topic }, this.on(message));
  }

  showStart() {
    const isNew = !this.isGroup && this.log.isEmpty;
    this.find(".start").hidden = !isNew;
    this.find(".welcome").textContent = this.stage.description || `${this.stage.bot.first_name} is ready to listen.`;
  }

  showKeyboard() {
    showKeyboard(this);
  }

  // A new or changed message came down the stream.
  receive(message) {
    const mine = message.author === this.account;
    const isNew = this.log.receive(message, mine);
    this.idle();
    this.showStart();
    if (isNew && !mine) this.setUnread(!this.root.contains(document.activeElement) || this.root.hidden);
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

  setUnread(isUnread) {
    this.isUnread = isUnread;
    this.find(".unread").hidden = !isUnread;
    this.stage.markUnread(this);
  }
}

// The page: its phones, its clock and the stream of changes.

import { ask, listen } from "/page/api.js";
import { element } from "/page/bubble.js";
import { Phone } from "/page/phone.js";

const USUAL_SORTS = ["carer", "relative", "manager", "group"];
const AT_ONCE = 4;
const narrow = matchMedia("(max-width: 760px)");
const at = (id) => document.getElementById(id);
const moment = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" };
const shortClock = new Intl.DateTimeFormat("en-GB", moment);
const fullClock = new Intl.DateTimeFormat("en-GB", { ...moment, year: "numeric" });

const stage = {
  phones: [],
  state: null,
  shown: new Set(),
  front: "",
  shift: 0,
  seq: 0,
  get bot() { return this.state.bot; },
  get description() { return this.state.description; },
  account(key) { return this.state.accounts.find((account) => account.key === key); },
  nameOf(key) { return this.account(key)?.name || key; },
  phoneOf(key) { return this.phones.find((phone) => phone.key === key); },

  people(first) {
    const others = this.phones.filter((phone) => phone !== first && !phone.isGroup);
    return [first, ...others];
  },

  build(words) {
    const { accounts, chats } = this.state;
    const chatOf = (key) => chats.find((chat) => chat.key === key);
    const people = accounts.map(({ key, name, sort }) => ({ chat: chatOf(key), account: key, sort, title: name }));
    const groups = chats.filter((chat) => chat.type !== "private" && chat.members.length)
      .map((chat) => ({ chat, account: chat.members[0], sort: "group", title: chat.title }));
    this.phones = [...people, ...groups].map((one) => new Phone({ ...one, words, stage: this }));
    this.shown = new Set(this.pickUsual());
    this.front = this.phones.find((phone) => this.shown.has(phone.key))?.key || "";
    at("phones").replaceChildren(...this.phones.map((phone) => phone.root));
    this.buildPicker();
    this.arrange();
  },

  pickUsual() {
    const first = USUAL_SORTS.map((sort) => this.phones.find((phone) => phone.sort === sort)).filter(Boolean);
    const order = [...new Set([...first, ...this.phones])].slice(0, AT_ONCE);
    return order.map((phone) => phone.key);
  },

  buildPicker() {
    const picker = at("picker");
    picker.classList.toggle("needed", this.phones.length > AT_ONCE);
    picker.replaceChildren(...this.phones.map((phone) => {
      const button = element("button", "", phone.title);
      button.type = "button";
      button.dataset.sort = phone.sort;
      button.dataset.key = phone.key;
      const dot = element("span", "dot");
      dot.append(element("span", "hidden-words", "new messages"));
      dot.hidden = true;
      button.append(dot);
      button.onclick = () => {
        if (narrow.matches || !this.shown.has(phone.key)) this.show(phone.key);
        else if (this.shown.size > 1) { this.shown.delete(phone.key); this.arrange(); }
      };
      return button;
    }));
  },

  show(key) {
    this.front = key;
    this.shown.add(key);
    this.arrange();
    const phone = this.phoneOf(key);
    phone.log.toEnd();
    if (narrow.matches) phone.setUnread(false);
    else phone.root.scrollIntoView({ block: "nearest", inline: "nearest" });
  },

  arrange() {
    for (const phone of this.phones) {
      const isShown = narrow.matches ? phone.key === this.front : this.shown.has(phone.key);
      phone.root.hidden = !isShown;
      at("picker").querySelector(`[data-key="${CSS.escape(phone.key)}"]`)?.setAttribute("aria-pressed", isShown);
    }
  },

  markUnread(phone) {
    const dot = at("picker").querySelector(`[data-key="${CSS.escape(phone.key)}"] .dot`);
    if (dot) dot.hidden = !phone.isUnread;
  },

  alert(text) {
    at("alert").querySelector("p").textContent = text;
    at("alert").showModal();
  },

  async load() {
    this.state = await ask("state");
    this.seq = this.state.seq;
    this.setClock(this.state.now);
    at("home").textContent = this.state.home || this.bot.first_name;
    document.title = `${this.state.home || this.bot.first_name} · Candour demo`;
  },

  async fillPhones() {
    await Promise.all(this.phones.map(async (phone) => {
      const { messages, chat } = await ask(`chats/${encodeURIComponent(phone.key)}/messages`);
      phone.load(messages, chat);
    }));
  },

  setClock(iso) {
    this.shift = new Date(iso) - Date.now();
    this.tick();
  },

  tick() {
    const now = new Date(Date.now() + this.shift);
    const words = (narrow.matches ? shortClock : fullClock).format(now).replace(" at ", ", ");
    if (at("now").textContent !== words) at("now").textContent = words;
    at("now").dateTime = now.toISOString();
  },

  buildJumps(words) {
    at("jumps").replaceChildren(...this.state.jumps.map(({ key, label }) => {
      const button = element("button", "", label || words.jumps[key] || key);
      button.type = "button";
      button.onclick = async () => {
        button.disabled = true;
        try { this.setClock((await ask("clock", { jump: key })).now); } finally { button.disabled = false; }
      };
      return button;
    }));
  },

  hear(event) {
    this.seq = event.seq;
    const phone = this.phoneOf(event.chat);
    if (event.message) phone?.receive(event.message);
    else if (event.what === "typing") phone?.busy();
    else if (event.what === "answered") { if (phone?.account === event.account) phone.answered(event); }
    else if (event.what === "clock") this.setClock(event.now);
    else if (event.what === "keyboard" && phone) { phone.chat.keyboard = event.keyboard; phone.showKeyboard(); }
    else if (event.what === "chat") this.refresh();
  },

  // An account or a group came, left or was blocked: read the state again, rebuild only for a new phone.
  refresh() {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(async () => {
      this.state = await ask("state");
      const keys = this.state.chats.filter((chat) => chat.members.length).map((chat) => chat.key);
      if (keys.some((key) => !this.phoneOf(key))) location.reload();
    }, 150);
  },
};

async function begin() {
  const [words] = await Promise.all([fetch("/page/words.json").then((answer) => answer.json()), stage.load()]);
  stage.build(words);
  stage.buildJumps(words);
  await stage.fillPhones();
  narrow.addEventListener("change", () => { stage.arrange(); stage.tick(); });
  setInterval(() => stage.tick(), 1000);
  let wasDown = false;
  listen(stage.state.seq, (event) => stage.hear(event), async (isDown) => {
    at("trouble").hidden = !isDown;
    if (wasDown && !isDown && (await ask("state")).seq < stage.seq) location.reload();
    wasDown = isDown;
  });
}

begin().catch(() => { at("trouble").hidden = false; setTimeout(() => location.reload(), 3000); });

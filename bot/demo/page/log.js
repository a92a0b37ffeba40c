// The messages of one phone, in order, kept at their end unless somebody scrolled up.

import { dayOf, element } from "/page/bubble.js";

const NEAR_END = 60;

export class Log {
  // `make` turns a message into its element; `newest` is the button that leads back to the end.
  constructor(list, newest, make) {
    Object.assign(this, { list, newest, make });
    this.messages = new Map();
    this.day = "";
    newest.onclick = () => this.toEnd();
    list.onscroll = () => { if (this.isAtEnd()) newest.hidden = true; };
  }

  get isEmpty() { return this.messages.size === 0; }

  load(messages) {
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.redraw();
  }

  redraw() {
    this.list.replaceChildren();
    this.day = "";
    for (const message of this.messages.values()) if (!message.deleted) this.append(message);
    this.toEnd();
  }

  append(message) {
    const day = dayOf(message.at);
    if (day !== this.day) this.list.append(element("li", "day", day));
    this.day = day;
    this.list.append(this.make(message));
  }

  // Puts in a new or changed message; true where it is new.
  receive(message, mine) {
    const wasAtEnd = this.isAtEnd();
    const isNew = !this.messages.has(message.id);
    this.messages.set(message.id, message);
    if (isNew) {
      this.append(message);
      this.list.lastElementChild.classList.add("fresh");
    } else {
      this.replace(message);
    }
    if (mine || wasAtEnd) this.toEnd();
    else if (isNew) this.newest.hidden = false;
    return isNew;
  }

  replace(message) {
    const old = this.list.querySelector(`[data-id="${message.id}"]`);
    const hadFocus = old?.contains(document.activeElement);
    const changed = this.make(message);
    if (message.deleted) old?.remove();
    else old?.replaceWith(changed);
    if (hadFocus) ((changed.isConnected && changed.querySelector(".keys button")) || this.list).focus();
  }

  isAtEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END;
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.newest.hidden = true;
  }
}

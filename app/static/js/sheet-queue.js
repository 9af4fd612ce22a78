/**
 * What was typed into a score sheet and is not saved yet: kept on this machine cell by cell, per person and
 * sheet, sent one after the other, sent again with growing pauses while the line is down. An entry goes only
 * when the server has it; what the server refuses, or another has changed, stays until the person decides.
 */

const KEEP = 30 * 24 * 60 * 60 * 1000;
const PAUSES = [1000, 2000, 5000, 10000, 30000];
const RETRIED = [408, 425, 429, 500, 502, 503, 504];

export class Queue {
  /** send(id, entry) resolves to {status, body}, status 0 without a line; told(state) hears of every change. */
  constructor(prefix, send, told) {
    this.prefix = prefix;
    this.send = send;
    this.told = told;
    this.entries = new Map();
    this.memory = false; // a browser may refuse storage: then the entries live as long as the page
    this.failures = 0;
    this.busy = null;
    this.state = "idle";
    this.load();
  }

  load() {
    try {
      for (const key of Object.keys(localStorage).filter((one) => one.startsWith(this.prefix))) {
        const entry = JSON.parse(localStorage.getItem(key));
        if (Date.now() - entry.at < KEEP) this.entries.set(key.slice(this.prefix.length), entry);
        else localStorage.removeItem(key);
      }
    } catch {
      this.memory = true;
    }
  }

  keep(id, entry) {
    this.entries.set(id, entry);
    try {
      localStorage.setItem(this.prefix + id, JSON.stringify(entry));
    } catch {
      this.memory = true;
    }
  }

  forget(id) {
    this.entries.delete(id);
    try {
      localStorage.removeItem(this.prefix + id);
    } catch {
      this.memory = true;
    }
  }

  /** Something was typed: it is kept at once and sent soon. */
  put(id, version, body) {
    const before = this.entries.get(id);
    this.keep(id, { at: Date.now(), version: before?.version ?? version, body, state: before?.state === "conflict" ? "conflict" : "waiting" });
    this.later(700);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), pause);
  }

  of(state) {
    return [...this.entries].filter(([, entry]) => entry.state === state);
  }

  get isClean() {
    return this.entries.size === 0;
  }

  say(state) {
    this.state = state;
    this.told(state);
  }

  /** Send all that waits; whoever asks meanwhile waits for the same round. */
  flush() {
    this.busy ??= this.round().finally(() => {
      this.busy = null;
    });
    return this.busy;
  }

  async round() {
    clearTimeout(this.timer);
    for (let next = this.of("waiting")[0]; next; next = this.of("waiting")[0]) {
      this.say("saving");
      const [id, entry] = next;
      const answer = await this.send(id, entry);
      if (!this.settle(id, entry, answer)) return;
    }
    this.failures = 0;
    this.say("saved");
  }

  /** Whether the next one may be sent. */
  settle(id, entry, { status, body }) {
    if (status === 0 || RETRIED.includes(status)) {
      this.say("offline");
      this.later(PAUSES[Math.min(this.failures++, PAUSES.length - 1)]);
      return false;
    }
    if (status === 401 || status === 400 || status === 403) {
      this.say(status === 401 ? "signed-out" : "stale-page");
      this.later(PAUSES.at(-1));
      return false;
    }
    this.failures = 0;
    const now = this.entries.get(id);
    const isLast = now?.at === entry.at;
    if (status === 200) {
      if (isLast) this.forget(id);
      else if (now) this.keep(id, { ...now, version: body.version });
      return true;
    }
    if (!isLast) return true;
    if (status === 409 || status === 404) {
      this.keep(id, { ...entry, state: "closed" });
    } else {
      this.keep(id, { ...entry, state: status === 412 ? "conflict" : "refused" });
    }
    return true;
  }
}

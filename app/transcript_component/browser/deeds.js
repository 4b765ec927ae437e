// What a person does to codings and suggestions: each deed is shown at once and sent.

import { History, patchOf, placedBy } from "./acts.js";
import { withRecent } from "./code_search.js";
import { codeNamed, nameFrom, nearestParent, tidy } from "./new_codes.js";
import { newId } from "./new_id.js";
import { alike, covering } from "./same_code.js";

const PLACING = new Set(["apply", "accept", "accept_as", "resize", "recode"]);

const QUOTES_TOLD = 20;
/** Characters of the beginning and of the end of a long stretch that go to the server. */
const QUOTED = 40;

/** What stands there, for the server to compare; of a long stretch the beginning and the end, so that acts stay small. */
function quoteOf(text, start, end) {
  if (end - start <= 2 * QUOTED) return text.slice(start, end);
  return [text.slice(start, start + QUOTED), text.slice(end - QUOTED, end)];
}

function shortened(quote) {
  return quote.length > 60 ? `${quote.slice(0, 57).trimEnd()}…` : quote;
}

/** The deeds of a coder. */
export class Deeds {
  constructor(coder) {
    this.coder = coder;
    this.history = new History();
    this.refusedCodes = new Set();
    this.told = [];
  }

  /** Do something at once on screen and send it. */
  act(operation, says, code = operation.code) {
    const full = { cid: newId(), ...operation };
    const { all, text, message, codes, label } = this.coder;
    const patch = patchOf(full, all, message.me, text);
    const path = codes.get(code)?.path ?? "";
    this.history.did(full.cid, patch, all);
    if (PLACING.has(operation.op)) this.coder.attention.active = placedBy(patch).id;
    this.coder.queue(full, patch);
    const joined = Object.keys(patch.codings ?? {}).length > 1;
    this.coder.say(label(joined ? "saidJoined" : says, { code: path }));
  }

  apply(code) {
    const { start, end } = this.coder.attention.selected;
    const operation = { op: "apply", coding: newId(), start, end, code: code.id, quote: quoteOf(this.coder.text, start, end) };
    this.#used(code);
    this.coder.attention.place = start;
    const there = this.#there(code, { start, end });
    if (there) {
      this.coder.attention.active = there.id;
      this.coder.attention.show();
      this.coder.say(this.coder.label("alreadyCoded", { code: code.path }), true);
    } else this.act(operation, "saidApplied");
  }

  /** A code was chosen in the tree or by its digit: code what is selected. */
  choose(code) {
    if (this.coder.attention.selected && !this.coder.attention.resizing) this.apply(code);
    else this.coder.say(this.coder.label("selectFirst"), true);
  }

  applyRecent(number) {
    const code = this.coder.codes.get(this.#recent()[number - 1]);
    if (code && !code.retired) this.choose(code);
  }

  /** Make a code; returns it as it will be, shown at once. */
  create(name, parent, definition = "") {
    const code = newId();
    this.act({ op: "create_code", code, name, parent: parent?.id ?? null, definition: tidy(definition) }, "saidCreated");
    return this.coder.codes.get(code);
  }

  /** Code the selected words with a code that they name themselves, made where there is none of that name. */
  applyInVivo() {
    const { selected, resizing } = this.coder.attention;
    const name = selected && !resizing ? nameFrom(this.coder.text.slice(selected.start, selected.end)) : "";
    if (!name) {
      this.coder.say(this.coder.label("selectFirst"), true);
      return;
    }
    const codes = this.coder.codeList;
    this.apply(codeNamed(codes, name) ?? this.create(name, nearestParent(codes, "", this.#recent())));
  }

  /** Tell of refused acts: why, and where, so that nobody has to search for what they had coded. */
  tellRefused(refused) {
    if (refused.length === 0) return;
    this.history.forget();
    for (const { operation } of refused) if (operation.op === "create_code") this.refusedCodes.add(operation.code);
    const causes = refused.filter(({ operation }) => operation.op === "create_code" || !this.refusedCodes.has(operation.code));
    if (causes.length) this.told.push(...causes);
    else return;
    const { coder, told } = this;
    const reason = [...new Set(told.map((each) => each.reason))].join(" ");
    const words = told.length === 1 ? coder.label("refused", { reason }) : coder.label("refusedSeveral", { n: told.length, reason });
    const places = told.filter(({ operation }) => operation.quote && operation.document === coder.message.document.id);
    coder.notices.say("refused", words, places.slice(-QUOTES_TOLD).map(({ operation }) => ({
      words: shortened([operation.quote].flat().join(" … ")), go: () => coder.guarded(() => coder.attention.select({ start: operation.start, end: operation.end }, true)),
    })));
  }

  /** A notice was closed; what it told need not be told again. */
  noticeClosed(kind) {
    if (kind === "refused") this.told = [];
  }

  /** Open the picker for what is selected, or to change what is active. */
  pick() {
    if (this.coder.attention.selected) {
      const { start, end } = this.coder.attention.selected;
      this.#openPicker(this.coder.label("pickCode"), { start, end }, (code) => this.apply(code), true);
    } else if (this.coder.attention.item()) this.changeCode(this.coder.attention.item());
    else this.coder.say(this.coder.label("selectFirst"), true);
  }

  changeCode(item) {
    if (!item) return;
    if (item.coder === undefined) {
      this.#openPicker(this.coder.label("acceptAs"), item, (code) => {
        this.act({ op: "accept_as", suggestion: item.id, coding: newId(), code: code.id, ...this.#moved(item) }, "saidAccepted");
        this.#used(code);
      });
    } else if (this.owns(item)) {
      this.#openPicker(this.coder.label("changeCode"), item, (code) => {
        this.#used(code);
        this.act({ op: "recode", coding: item.id, code: code.id }, "saidChanged");
        if (code.id !== item.code) this.coder.uses.tell(item, "usedRecoded");
      });
    }
  }

  remove(item) {
    if (!item) return;
    if (item.coder === undefined) this.reject(item);
    else if (this.owns(item)) {
      this.coder.attention.active = null;
      this.act({ op: "remove", coding: item.id }, "saidRemoved", item.code);
      this.coder.uses.tell(item, "usedRemoved");
      this.coder.takeFocus();
    }
  }

  /** Say that one is not sure of a coding, or sure again. */
  doubt(item) {
    if (!item || item.coder === undefined || !this.owns(item)) return;
    const certainty = item.certainty === "uncertain" ? "certain" : "uncertain";
    this.act({ op: "certainty", coding: item.id, certainty }, certainty === "certain" ? "saidCertain" : "saidUncertain", item.code);
  }

  /** Mark a coding as a quote worth quoting, or no longer. */
  star(item) {
    if (!item || item.coder === undefined || !this.owns(item)) return;
    this.act({ op: "star", coding: item.id, starred: !item.starred }, item.starred ? "saidUnstarred" : "saidStarred", item.code);
  }

  accept(item) {
    if (!item || item.coder !== undefined) return;
    this.coder.attention.place = item.start;
    this.act({ op: "accept", suggestion: item.id, coding: newId(), ...this.#moved(item) }, "saidAccepted", item.code);
    this.coder.takeFocus();
  }

  reject(item) {
    if (!item || item.coder !== undefined) return;
    this.coder.attention.active = null;
    this.coder.attention.place = item.start;
    this.act({ op: "reject", suggestion: item.id }, "saidRejected", item.code);
    this.coder.takeFocus();
  }

  /** Put a suggestion off: it is found again last in the queue. */
  defer(item) {
    if (!item || item.coder !== undefined) return;
    this.coder.attention.active = null;
    this.coder.attention.place = item.start;
    this.act({ op: "defer", suggestion: item.id }, "saidDeferred", item.code);
    this.coder.takeFocus();
  }

  #moved(item) {
    const bounds = this.coder.stretching.boundsOf(item);
    return bounds.start === undefined ? {} : { ...bounds, quote: quoteOf(this.coder.text, bounds.start, bounds.end) };
  }

  resize(item, stretch) {
    if (!item || !stretch || !this.owns(item)) return;
    this.coder.attention.place = stretch.start;
    this.act({ op: "resize", coding: item.id, ...stretch, quote: quoteOf(this.coder.text, stretch.start, stretch.end) }, "saidResized", item.code);
  }

  undo() {
    this.coder.attention.active = null;
    const undo = { cid: newId(), op: "undo", of: this.history.undoOf };
    this.coder.queue(undo, this.history.undo(undo.cid));
    this.coder.uses.untell();
    this.coder.say(this.coder.label("saidUndone"));
  }

  redo() {
    this.coder.queue({ cid: newId(), op: "redo", of: this.history.redoOf }, this.history.redo());
    this.coder.say(this.coder.label("saidRedone"));
  }

  #openPicker(title, stretch, onPick, several = false) {
    this.coder.picker.show({
      title, label: this.coder.label, several, onPick, onCreate: (name, parent, definition) => this.create(name, parent, definition),
      codes: () => this.coder.codeList, recent: () => this.#recent().filter((id) => this.coder.codes.has(id)),
      there: () => this.#codesOn(stretch), words: this.coder.text.slice(stretch.start, stretch.end),
      lines: this.#linesOf(stretch), uses: (id) => this.coder.tree.counts.get(id) ?? 0,
      onClose: () => {
        this.coder.takeFocus();
        this.coder.attention.showSelection();
        this.coder.touch.show();
      },
    });
    this.coder.touch.show();
  }

  /** Where words stand on screen, line by line: what a range holds beside the column of text is no part of them. */
  #linesOf(stretch) {
    const { selection, text, view } = this.coder;
    const column = view.holders[text.turnAt(stretch.start).index].getBoundingClientRect();
    return [...selection.rangeOf(text, stretch).getClientRects()].map(({ left, top, right, bottom }) => ({
      left: Math.max(left, column.left), top, right: Math.min(right, column.right), bottom,
    }));
  }

  #codesOn({ start, end }) {
    const own = [...this.coder.all.codings.values()].filter((coding) => coding.coder === this.coder.message.me.id);
    return new Set(own.filter((coding) => coding.start <= start && end <= coding.end).map((coding) => coding.code));
  }

  /** The own coding that holds all of a stretch with this code already, or null. */
  #there(code, stretch) {
    const { all, message } = this.coder;
    return covering(stretch, alike({ id: null, coder: message.me.id, code: code.id }, all.codings));
  }

  /** Whether a coding is this coder's own; says so where it is not. */
  owns(item) {
    if (item.coder === this.coder.message.me.id) return true;
    this.coder.say(this.coder.label("notYours", { coder: item.coder_name }), true);
    return false;
  }

  #recent() {
    try {
      return JSON.parse(sessionStorage.getItem(`citat-recent:${this.coder.message.me.id}`) ?? "[]");
    } catch {
      return [];
    }
  }

  #used(code) {
    try {
      sessionStorage.setItem(`citat-recent:${this.coder.message.me.id}`, JSON.stringify(withRecent(this.#recent(), code.id)));
    } catch {
      // Without storage the digits stay in the order of the codebook.
    }
  }
}

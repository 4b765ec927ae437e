import assert from "node:assert/strict";
import test from "node:test";
import { browser } from "./support.js";

const { Delivery, PATIENCE } = await browser("delivery.js");
const { Outbox } = await browser("outbox.js");
const { Outboxes } = await browser("outboxes.js");
const { History, patchOf } = await browser("acts.js");
const { inverse, project, Views } = await browser("views.js");

function storage() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key), kept };
}

/** Timers that run when told to. */
function clock() {
  let waiting = null;
  return {
    setTimeout: (work, after) => (waiting = { work, after }),
    clearTimeout: () => (waiting = null),
    ring: () => waiting.work(),
    get after() {
      return waiting?.after ?? null;
    },
  };
}

test("an act stays in the outbox, also over a reload, until it is answered", () => {
  const shelf = storage();
  const outbox = new Outbox(shelf, "one");
  outbox.add({ cid: "1", op: "undo" }, {});
  outbox.add({ cid: "2", op: "undo" }, {});
  assert.deepEqual(new Outbox(shelf, "one").operations.map((each) => each.cid), ["1", "2"]);
  assert.deepEqual(new Outbox(shelf, "another").operations, []);
  assert.deepEqual(outbox.answer(["1", "unknown"], []), []);
  assert.deepEqual(outbox.answer([], [{ cid: "2", reason: "No." }]), [{ operation: { cid: "2", op: "undo" }, reason: "No." }]);
  assert.deepEqual(outbox.answer(["1"], [{ cid: "2", reason: "No." }]), []);
  assert.equal(shelf.kept.size, 0);
});

test("a storage that is full or spoilt costs the copy only", () => {
  const full = { getItem: () => "{ spoilt", setItem: () => { throw new Error("full"); }, removeItem: () => {} };
  const outbox = new Outbox(full, "one");
  outbox.add({ cid: "1", op: "undo" }, {});
  assert.equal(outbox.operations.length, 1);
});

test("silence is noticed, shown and answered by asking for a whole run, ever more patiently", () => {
  const timers = clock();
  const seen = [];
  const delivery = new Delivery(
    {
      send: (each) => seen.push(`send ${each.length}`), resync: () => seen.push("resync"), unread: () => unread,
      changed: (state) => seen.push(state),
    },
    timers,
  );
  let unread = true;
  delivery.send([{}, {}]);
  assert.equal(timers.after, PATIENCE);
  timers.ring();
  assert.equal(timers.after, PATIENCE);
  unread = false;
  timers.ring();
  assert.equal(timers.after, 2 * PATIENCE);
  delivery.send([{}, {}, {}]);
  delivery.answered(1);
  delivery.answered(0);
  assert.equal(timers.after, null);
  assert.deepEqual(seen, ["send 2", "saving", "unsaved", "resync", "send 3", "saved"]);
});

const coding = (id, more = {}) => ({ id, start: 0, end: 5, code: "x", coder: "me", memo: "", ...more });
const message = (stamp, base, set, gone = []) => ({ stamp, base, codings: { set, gone }, suggestions: { set: [], gone: [] } });

test("changes are laid over the snapshot they are meant for, also over an older one that was reported", () => {
  const views = new Views();
  assert.ok(views.receive({ ...message("s1", null, [coding("a"), coding("b")]), codes: [1], labels: { saved: "Saved" } }));
  assert.equal(views.report(), "s1");
  assert.ok(views.receive(message("s2", "s1", [coding("c")], ["a"])));
  assert.ok(views.receive(message("s3", "s1", [coding("d")], [])));
  assert.deepEqual([...views.current.codings.keys()], ["a", "b", "d"]);
  assert.deepEqual(views.current.codes, [1]);
  assert.equal(views.receive(message("s5", "s4", [], [])), false);
  assert.equal(views.current.stamp, "s3");
});

test("what is not answered lies over what the server said; what lies outside the text is left out", () => {
  const views = new Views();
  views.receive(message("s1", null, [coding("a"), coding("far", { end: 500 })]));
  const shown = project(views.current, [{ codings: { a: null, b: coding("b") } }], 100);
  assert.deepEqual([...shown.codings.keys()], ["b"]);
});

test("every act can be shown at once and taken back", () => {
  const me = { id: "me", name: "Me" };
  const shown = { codings: new Map([["a", coding("a")]]), suggestions: new Map([["s", { id: "s", start: 1, end: 3, code: "y", score: 0.5 }]]) };
  const acts = [
    { op: "apply", coding: "n", start: 1, end: 2, code: "y" }, { op: "remove", coding: "a" }, { op: "recode", coding: "a", code: "y" },
    { op: "resize", coding: "a", start: 2, end: 4 }, { op: "memo", coding: "a", text: "why" }, { op: "accept", suggestion: "s", coding: "n" },
    { op: "accept_as", suggestion: "s", coding: "n", code: "x" }, { op: "reject", suggestion: "s" },
  ];
  const flat = ({ codings, suggestions }) => JSON.stringify([[...codings.values()], [...suggestions.values()]]);
  for (const act of acts) {
    const patch = patchOf(act, shown, me);
    const after = project(shown, [patch], 100);
    assert.notEqual(flat(after), flat(shown), act.op);
    assert.equal(flat(project(after, [inverse(patch, shown)], 100)), flat(shown), act.op);
  }
});

test("undo and redo foresee what the acts of this page make them do", () => {
  const history = new History();
  const shown = { codings: new Map([["a", coding("a")]]), suggestions: new Map() };
  const patch = patchOf({ op: "remove", coding: "a" }, shown, { id: "me" });
  history.did("1", patch, shown);
  assert.deepEqual(history.undo().codings, { a: coding("a") });
  assert.deepEqual(history.undo(), {});
  assert.deepEqual(history.redo(), patch);
  history.forget();
  assert.deepEqual(history.undo(), {});
});

test("what other interviews of the same study and coder still owe is sent along, and no more", () => {
  const shelf = storage();
  const at = (document, coder = "me", study = "s") => {
    const message = { study, document: { id: document }, me: { id: coder } };
    const keys = { get length() { return shelf.kept.size; }, key: (index) => [...shelf.kept.keys()][index], ...shelf };
    return new Outboxes(keys, message);
  };
  at("one").add({ cid: "1", op: "undo" }, { codings: { a: null } });
  at("one", "other").add({ cid: "2", op: "undo" }, {});
  at("one", "me", "copy").add({ cid: "3", op: "undo" }, {});
  const here = at("two");
  here.add({ cid: "4", op: "undo" }, {});
  assert.deepEqual(here.operations, [{ cid: "1", op: "undo", document: "one" }, { cid: "4", op: "undo", document: "two" }]);
  assert.equal(here.patches.length, 1);
  assert.deepEqual(here.answer(["1"], [{ cid: "4", reason: "No." }]).map((each) => each.reason), ["No."]);
  assert.deepEqual(here.operations, []);
  assert.deepEqual([...shelf.kept.keys()], ["citat-outbox:s:one:other", "citat-outbox:copy:one:me"]);
});

test("while the connection is lost a run is asked for steadily, also where nothing waits", () => {
  const timers = clock();
  const seen = [];
  const delivery = new Delivery({ send: () => {}, resync: () => seen.push("resync"), unread: () => false, changed: (state) => seen.push(state) }, timers);
  delivery.lost(0);
  timers.ring();
  timers.ring();
  assert.equal(timers.after, PATIENCE);
  delivery.answered(0);
  assert.equal(timers.after, null);
  delivery.lost(2);
  assert.deepEqual(seen, ["resync", "resync", "unsaved"]);
});

test("an undo says which act it means, and a redo which undo", () => {
  const history = new History();
  const shown = { codings: new Map(), suggestions: new Map(), codes: new Map() };
  assert.equal(history.undoOf, undefined);
  history.did("1", { codings: { a: coding("a") } }, shown);
  assert.equal(history.undoOf, "1");
  history.undo("2");
  assert.equal(history.undoOf, undefined);
  assert.equal(history.redoOf, "2");
  history.redo();
  assert.equal(history.undoOf, "1");
});

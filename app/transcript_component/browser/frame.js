// The fixed parts of the component around transcript and panel: the bar, the notice, the spoken line.

import { h } from "./dom.js";

/** Build the frame once. Words come later, with the first message. */
export function buildFrame(root, style, parts) {
  const frame = {
    title: h("h2"),
    facts: h("span.facts"),
    state: h("span.state", { role: "status" }),
    undo: h("button.tool", { type: "button", onclick: parts.onUndo }, "↶"),
    redo: h("button.tool", { type: "button", onclick: parts.onRedo }, "↷"),
    help: h("button.tool", { type: "button", onclick: parts.onHelp }, "?"),
    fold: h("button.tool.fold", { type: "button", onclick: parts.onFold }, "▤"),
    notice: h("div.notice", { role: "alert", hidden: true }),
    live: h("div.spoken", { role: "status", "aria-live": "polite" }),
    scroller: h("div.scroller", { role: "region", tabindex: -1 }),
    panel: h("aside.panel", {}, parts.tree, parts.details),
  };
  frame.stage = h("div.stage", {}, h("div.reading", {}, frame.scroller), frame.panel);
  frame.bar = h("header.bar", {}, frame.title, frame.facts, parts.progress, frame.state, ...parts.tools, frame.undo, frame.redo, frame.fold, frame.help);
  frame.body = h("div.citat", {}, frame.bar, frame.notice, frame.stage, frame.live);
  root.append(h("style", {}, style), frame.body);
  return frame;
}

/** Put the interface words of a language into the frame. */
export function wordFrame(frame, label) {
  for (const name of ["undo", "redo", "help", "fold"]) {
    frame[name].setAttribute("aria-label", label(name));
    frame[name].title = label(name);
  }
  frame.scroller.setAttribute("aria-label", label("transcript"));
  frame.panel.setAttribute("aria-label", label("panel"));
}

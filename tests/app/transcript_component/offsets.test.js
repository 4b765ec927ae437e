import assert from "node:assert/strict";
import test from "node:test";
import { browser, turnsOf } from "./support.js";

const { TranscriptText, toPoints, toUnits } = await browser("offsets.js");
const { moveEdge, sentenceAt, sentenceFrom, wordBefore, wordFrom } = await browser("boundaries.js");

const HARD = ["Så 🎉 råbte 👩🏽‍🍳 de.", "Ja.", "  🇩🇰 cafe\u0301en \n arbejds\u00adtid  ", "שלום עולם"];
const text = new TranscriptText(HARD.join("\n"), turnsOf(...HARD));
const points = [...HARD.join("\n")];

test("code points and UTF-16 units convert back and forth", () => {
  for (const each of HARD) {
    [...each].forEach((_, index) => assert.equal(toPoints(each, toUnits(each, index)), index));
    assert.equal(toUnits(each, [...each].length), each.length);
  }
  assert.equal(toPoints("a🎉b", 2), 2, "the inside of a pair counts the whole character");
});

test("every stretch is cut as code points are counted", () => {
  for (let start = 0; start < points.length; start += 1) {
    for (let end = start + 1; end <= points.length; end += 1) {
      assert.equal(text.slice(start, end), points.slice(start, end).join(""));
    }
  }
});

test("turns keep their own words", () => assert.deepEqual(text.turns.map((turn) => turn.text), HARD));

test("an offset between turns belongs to the turn before", () => {
  const [first, second] = text.turns;
  assert.equal(text.turnAt(first.end), first);
  assert.equal(text.turnAt(second.start), second);
  assert.deepEqual(text.turnsOf(first.start, second.start + 1), [0, 1]);
});

test("trimming takes white space at the ends and nothing else", () => {
  const turn = text.turns[2];
  const { start, end } = text.trim(turn.start, turn.end);
  assert.equal(text.slice(start, end), "🇩🇰 cafe\u0301en \n arbejds\u00adtid");
  assert.equal(text.trim(turn.start, turn.start + 2), null);
  assert.deepEqual(text.trim(text.turns[1].start, text.turns[2].start), { start: text.turns[1].start, end: text.turns[1].end });
});

const spoken = ["Først kom vi. Så, omsider, gik de!", "Og hjem."];
const talk = new TranscriptText(spoken.join("\n"), turnsOf(...spoken));
const cut = (stretch) => stretch && talk.slice(stretch.start, stretch.end);

test("sentences follow each other over turns", () => {
  const first = sentenceFrom(talk, 0);
  const second = sentenceFrom(talk, first.end);
  const third = sentenceFrom(talk, second.end);
  assert.deepEqual([first, second, third].map(cut), ["Først kom vi.", "Så, omsider, gik de!", "Og hjem."]);
  assert.equal(sentenceFrom(talk, third.end), null);
  assert.equal(cut(sentenceAt(talk, spoken[0].indexOf("omsider"))), "Så, omsider, gik de!");
});

test("words leave punctuation out", () => {
  const comma = spoken[0].indexOf("Så,");
  assert.equal(cut(wordFrom(talk, comma + 1)), "omsider");
  assert.equal(cut(wordBefore(talk, comma)), "vi");
  assert.equal(wordBefore(talk, 0), null);
});

test("edges move by words, over turns, and never leave nothing", () => {
  let stretch = { start: spoken[0].indexOf("gik"), end: spoken[0].indexOf("gik") + 3 };
  stretch = moveEdge(talk, stretch, "end", 1);
  stretch = moveEdge(talk, stretch, "end", 1);
  assert.equal(cut(stretch), "gik de!\nOg");
  stretch = moveEdge(talk, stretch, "end", -1);
  assert.equal(cut(stretch), "gik de");
  stretch = moveEdge(talk, stretch, "start", -1);
  assert.equal(cut(stretch), "omsider, gik de");
  stretch = moveEdge(talk, moveEdge(talk, stretch, "start", 1), "start", 1);
  assert.equal(cut(stretch), "de");
  assert.deepEqual(moveEdge(talk, stretch, "start", 1), stretch);
  assert.deepEqual(moveEdge(talk, stretch, "end", -1), stretch);
});

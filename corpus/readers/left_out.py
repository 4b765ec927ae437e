"""In words: what a file held besides its text, and was left out."""

from collections.abc import Mapping

from corpus.language import Texts


def describe_left_out(left_out: Mapping[str, int], texts: Texts) -> tuple[str, ...]:
    """Return one phrase for each kind of thing left out, such as "3 footnotes"; kinds with none are not named.

    A key that no reader uses raises KeyError.
    """
    phrases = _phrases(left_out, texts)
    return tuple(phrases[key] for key, count in left_out.items() if count)


def _phrases(left_out: Mapping[str, int], texts: Texts) -> dict[str, str]:
    def n(key: str) -> int:
        return left_out.get(key, 0)

    ngettext = texts.ngettext
    phrases = {
        "footnotes": ngettext("{n} footnote", "{n} footnotes", n("footnotes")),
        "endnotes": ngettext("{n} endnote", "{n} endnotes", n("endnotes")),
        "comments": ngettext("{n} comment", "{n} comments", n("comments")),
        "images": ngettext("{n} picture", "{n} pictures", n("images")),
        "text_boxes": ngettext("{n} text box", "{n} text boxes", n("text_boxes")),
        "deletions": ngettext("{n} tracked deletion", "{n} tracked deletions", n("deletions")),
        "hidden_texts": ngettext("{n} piece of hidden text", "{n} pieces of hidden text", n("hidden_texts")),
        "headers_footers": ngettext("{n} header or footer", "{n} headers or footers", n("headers_footers")),
        "formulas": ngettext("{n} formula", "{n} formulas", n("formulas")),
        "embedded_objects": ngettext("{n} embedded object", "{n} embedded objects", n("embedded_objects")),
        "symbols": ngettext("{n} symbol of a special font", "{n} symbols of a special font", n("symbols")),
        "control_characters": ngettext("{n} invisible character", "{n} invisible characters", n("control_characters")),
        "time_marks": ngettext("{n} time mark without speech", "{n} time marks without speech", n("time_marks")),
        "empty_turns": ngettext("{n} speaker without speech", "{n} speakers without speech", n("empty_turns")),
        "table_cells": ngettext("{n} table cell of remarks", "{n} table cells of remarks", n("table_cells")),
    }
    return {key: phrase.format(n=n(key)) for key, phrase in phrases.items()}

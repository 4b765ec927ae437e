"""How a quote stands to its source, in one line of Markdown: verbatim, cut, changed with the difference, or nowhere."""

from app.plain_text import escaped
from coding.quote_alignment import Change
from coding.written import FoundQuote
from corpus.language import Texts

SHOWN = 4
"""Differences that are shown one by one."""
_WORDS = 9
"""Words at either end of a long quote that are shown."""


def quote_state(quote: FoundQuote, texts: Texts) -> str:
    """A mark, how the words stand to what was said, by whom and where; differences one by one."""
    _ = texts.gettext
    location = quote.location
    who = escaped(", ".join(quote.speakers) or ", ".join(quote.others))
    place = f" :gray[({who}, {escaped(quote.document)})]" if location.source is not None else ""
    words = f"»{escaped(_short(quote.quoted.words))}«"
    if location.outcome == "verbatim":
        state = ":green[:material/check:] " + _("Verbatim: {quote}").format(quote=words)
    elif location.turned:
        state = ":orange[:material/content_cut:] " + _("A mark changes what was said: {quote}").format(quote=words)
        state += "  \n" + turned_words(location.turned, texts)
    elif location.outcome == "cut":
        state = ":green[:material/content_cut:] " + _("Verbatim with marked cuts: {quote}").format(quote=words)
    elif location.outcome == "changed":
        state = ":orange[:material/edit:] " + _("Not as it was said: {quote}").format(quote=words)
        state += "  \n" + differences(location.changes, texts)
    else:
        return ":orange[:material/help:] " + _("Found in no interview: {quote}").format(quote=words)
    if not quote.speakers:
        state += " · " + _("no informant says this")
    return state + place


def turned_words(turned: tuple[Change, ...], texts: Texts) -> str:
    """For each mark that changes what was said, both wordings, whole: a word left out of the middle may be the one."""
    line = texts.gettext("{quoted} for {said}")
    return "; ".join(line.format(quoted=f"»{escaped(each.quoted)}«", said=f"»{escaped(each.said)}«") for each in turned)


def differences(changes: tuple[Change, ...], texts: Texts) -> str:
    """What the interview has, struck out, and what the quote has instead; so many of them, and how many more."""
    _ = texts.gettext
    shown = [_difference(change, texts) for change in changes[:SHOWN]]
    more = len(changes) - SHOWN
    if more > 0:
        shown.append(texts.ngettext("and {count} more", "and {count} more", more).format(count=more))
    return "; ".join(shown)


def _difference(change: Change, texts: Texts) -> str:
    _ = texts.gettext
    said, quoted = f"»{escaped(_short(change.said))}«", f"»{escaped(_short(change.quoted))}«"
    if not change.said:
        return _("added {words}").format(words=quoted)
    if not change.quoted:
        return _("left out {words} without a mark").format(words=said)
    return _("{quoted} for {said}").format(quoted=quoted, said=said)


def _short(words: str) -> str:
    said = words.split()
    if len(said) <= 2 * _WORDS:
        return " ".join(said)
    return " ".join([*said[:_WORDS], "…", *said[-_WORDS:]])

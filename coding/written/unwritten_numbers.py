"""Numbers that a person says contradict a theme, where no text on the theme names them: something left to write."""

import re
from collections.abc import Iterable, Sequence

from coding.indicator_links import IndicatorLink, LinkGround
from coding.suggesting.words import tokens
from coding.written.texts import NamedText, sentences_of
from corpus.language import guess_language

_SHORTEST = 3
"""Words of fewer letters tell no indicator from another, unless its whole name is that short."""


def unwritten_contradictions(
    ground: LinkGround, links: Iterable[IndicatorLink], texts: Sequence[NamedText]
) -> tuple[IndicatorLink, ...]:
    """The links that say "contradicts" and whose indicator no text of their chapter names, in their order.

    A chapter's texts are those about its top code or a code below it, in whatever group. An indicator is named where
    its name stands, or all its longer words do, by stem, in one sentence. What the text means is not asked.
    """
    book = ground.evidence.codebook
    groups = {group.id for group in ground.evidence.groups}
    found = []
    for link in links:
        if link.how != "contradicts" or link.group_id not in groups or book.code(link.code_id).retired:
            continue
        top = book.top(link.code_id).id
        own = [text.text for text in texts if text.code_id in book and book.top(text.code_id or "").id == top]
        if not any(names_indicator(text, ground.indicator(link).name) for text in own):
            found.append(link)
    return tuple(found)


def names_indicator(text: str, name: str) -> bool:
    """Whether a text has the name of an indicator, or all its longer words by stem in one sentence."""
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
        return True
    language = guess_language(text)
    wanted = {each.stem for each in tokens(name, language) if each.end - each.start >= _SHORTEST}
    return bool(wanted) and any(
        wanted <= {each.stem for each in tokens(sentence.words, language)} for sentence in sentences_of(text)
    )

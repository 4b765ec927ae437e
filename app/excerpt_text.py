"""A passage as it was said, and what a reader must know of it, as Markdown in which every word is escaped."""

from collections.abc import Iterable, Sequence

from app.code_swatch import swatch
from app.plain_text import escaped, escaped_lines
from codebooks.values import PATH_SEPARATOR
from coding.evidence import Evidence, Excerpt
from coding.matrix import Tally
from corpus.documents import INTERVIEWEE, Document, Turn
from corpus.language import Texts


def quote_markdown(excerpt: Excerpt) -> str:
    """The words, verbatim; speaker by speaker over several turns, with questions and interpreting muted."""
    if len(excerpt.parts) <= 1:
        return escaped_lines(excerpt.quote)
    return "\n\n".join(_spoken(part.speaker, part.role, words) for part, words in excerpt.said)


def around_markdown(document: Document, excerpt: Excerpt, turns: int) -> tuple[str, str]:
    """What is said before and after a passage: the rest of its own turns and up to `turns` more on either side."""
    start, end = excerpt.coding.start, excerpt.coding.end
    first = excerpt.first_turn
    last = first + max(len(excerpt.parts), 1) - 1
    before = [_cut(document, turn, turn.start, min(turn.end, start)) for turn in document.turns[: first + 1]]
    after = [_cut(document, turn, max(turn.start, end), turn.end) for turn in document.turns[last:]]
    return _join(before[-turns - 1 :]), _join(after[: turns + 1])


def voices_text(excerpt: Excerpt, texts: Texts) -> str:
    """Who says it: label, group and case of each informant, and an interpreter between."""
    _ = texts.gettext
    people = [
        " · ".join(
            filter(
                None,
                (
                    f"**{escaped(voice.label)}**",
                    escaped(voice.group.name) if voice.group else _("no group"),
                    escaped(PATH_SEPARATOR.join(voice.case.path)) if voice.case else "",
                ),
            )
        )
        for voice in excerpt.voices
    ]
    said = "; ".join(people) or _("No informant speaks here")
    return said + " · " + _("via interpreter") if excerpt.mediated else said


def codes_text(evidence: Evidence, excerpts: Iterable[Excerpt]) -> str:
    """Every code on one passage with its path and its coders, in codebook order."""
    coders: dict[str, list[str]] = {}
    for excerpt in excerpts:
        coders.setdefault(excerpt.coding.code_id, []).append(excerpt.coding.coder)
    return " &nbsp; ".join(
        f"{swatch(code.colour)} {escaped(evidence.codebook.path_text(code.id))} "
        f":gray[({escaped(', '.join(dict.fromkeys(coders[code.id])))})]"
        for code in evidence.codebook.codes
        if code.id in coders
    )


def count_text(counted: Tally, texts: Texts) -> str:
    """What the list holds, each number with its unit: "31 passages by 9 of 15 informants in 8 interviews"."""
    _ = texts.gettext
    passages = texts.ngettext("{count} passage", "{count} passages", counted.passages).format(count=counted.passages)
    interviews = texts.ngettext("{count} interview", "{count} interviews", counted.interviews).format(
        count=counted.interviews
    )
    return texts.ngettext(
        "{passages} by {informants} of {asked} informant in {interviews}",
        "{passages} by {informants} of {asked} informants in {interviews}",
        counted.asked,
    ).format(passages=passages, informants=counted.informants, asked=counted.asked, interviews=interviews)


def _spoken(speaker: str, role: str, words: str) -> str:
    said = f"**{escaped(speaker)}**  \n{escaped_lines(words)}" if speaker else escaped_lines(words)
    return said if role == INTERVIEWEE else f":gray[{said}]"


def _cut(document: Document, turn: Turn, start: int, end: int) -> tuple[Turn, str]:
    return turn, document.text[start:end].strip()


def _join(cuts: Sequence[tuple[Turn, str]]) -> str:
    return "\n\n".join(
        f":gray[**{escaped(turn.speaker.participant or turn.speaker.name)}**  \n{escaped_lines(words)}]"
        for turn, words in cuts
        if words
    )

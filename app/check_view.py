"""What to look at again in what is written: quotes, repetitions, numbers, and sentences that disagree."""

from collections.abc import Mapping, Sequence

import streamlit as st

from app import session
from app.checking import Checking, wait_for
from app.number_flags import flag_line
from app.open_text import open_text
from app.plain_text import escaped
from app.quote_words import quote_state
from coding.evidence import Evidence
from coding.indicator_figures import numbers_beside
from coding.indicator_links import LinkGround, list_indicator_links
from coding.study_ladder import load_ladder
from coding.written import NamedText, Repeated
from coding.written.drift import Drift, Spot
from coding.written.drift import Kind as DriftKind
from coding.written.everything import Written, load_written
from coding.written.look_through import LookedThrough, look_through
from coding.written.repeated import Difference
from coding.written.table_check import Contradiction
from coding.written.table_check import Kind as TableKind
from coding.written.unwritten_numbers import unwritten_contradictions
from corpus.language import Texts

SHOWN = 40
"""Findings of one kind that are shown; the line above says how many there are."""
_KEPT = "study:findings:checked"
_WORDS = 160


def show_check(evidence: Evidence) -> None:
    """Everything found, kind by kind, each with the way to the field where it stands."""
    texts = session.texts()
    _ = texts.gettext
    written = load_written(session.study(), evidence, texts)
    _show_unwritten(evidence, written)
    if not written.texts:
        st.info(_("Nothing is written yet. What you write is held against interviews and tables here."))
        return
    checking = _checking(evidence, written)
    found = checking.found()
    if found is None:
        wait_for(checking)
        return
    st.caption(_("Offered for you to judge: rules see words and numbers, not what you mean."))
    st.markdown(_quotes_line(found, texts))
    if not found.count:
        st.success(_("Nothing stands out."), icon=":material/check_circle:")
        return
    _section(_("Quotes to look at"), [(text, quote_state(quote, texts)) for text, quote in found.doubtful])
    by_key = {text.key: text for text in written.texts}
    _section(
        _("Attributed to somebody else"),
        [
            (
                by_key[each.text_key],
                _("{quote} stands as {attributed}; it is said by {speakers}.").format(
                    quote=_quoted(each.words),
                    attributed=f"**{escaped(each.attributed)}**",
                    speakers=f"**{escaped(', '.join(each.said_by))}**",
                ),
            )
            for each in found.misattributed
            if each.text_key in by_key
        ],
    )
    _section(
        _("Quotation marks that stand alone"),
        [(text, _quoted(text.text[max(0, at - 40) : at + 40])) for text, at in found.unpaired],
    )
    _section(_("The same words printed more than once"), [_repeated(each, by_key, texts) for each in found.repeated])
    _section(_("Not what the tables hold"), [(each.text, _contradiction(each, texts)) for each in found.contradictions])
    _section(
        _("Stronger than the count"),
        [(text, flag_line(evidence.codebook, text.code_id or "", flag)) for text, flag in found.too_strong],
    )
    _section(_("Sentences that disagree"), [(each.one.text, _drift(each, texts)) for each in found.drift])
    late = _("Codings changed since this was written.")
    _section(_("Written before codings changed"), [(text, late) for text in found.late])


def _show_unwritten(evidence: Evidence, written: Written) -> None:
    """Numbers that contradict a theme by somebody's word, where no text on the theme names them."""
    links = list_indicator_links(session.study())
    if not any(link.how == "contradicts" for link in links):
        return
    _ = session.texts().gettext
    ground = LinkGround(numbers_beside(session.study(), evidence), written.summaries)
    groups = {group.id: group.name for group in evidence.groups}
    found: list[tuple[NamedText | None, str]] = []
    for link in unwritten_contradictions(ground, links, written.report):
        place = f"{evidence.codebook.path_text(link.code_id)}, {groups[link.group_id]}"
        top = evidence.codebook.top(link.code_id).name
        line = _("“{indicator}” is linked as contradicting. No text on “{theme}” names it.")
        said = line.format(indicator=f"**{escaped(ground.indicator(link).name)}**", theme=escaped(top))
        found.append((NamedText(link.id, place, link.note, link.code_id, link.group_id), said))
    _section(_("Contradictions left to write about"), found)


def _checking(evidence: Evidence, written: Written) -> Checking:
    key = (evidence.revision, written.texts)
    kept: Checking | None = st.session_state.get(_KEPT)
    if kept is None or kept.key != key:
        ladder = load_ladder(session.study())
        _evidence, sources = session.loaders()

        def look() -> LookedThrough:
            framework = written.framework
            return look_through(
                written.texts, evidence, sources(), written.summaries, ladder=ladder, framework=framework
            )

        kept = st.session_state[_KEPT] = Checking(key, look)
    return kept


def _quotes_line(found: LookedThrough, texts: Texts) -> str:
    _ = texts.gettext
    names = {
        "verbatim": _("{count} verbatim"),
        "cut": _("{count} with marked cuts"),
        "changed": _("{count} in changed wording"),
        "not found": _("{count} found in no interview"),
    }
    said = ", ".join(
        name.format(count=count)
        for outcome, name in names.items()
        if (count := found.outcomes.get(outcome, 0))  # type: ignore[call-overload]
    )
    count = len(found.quotes)
    line = texts.ngettext("{count} quote in your texts", "{count} quotes in your texts", count).format(count=count)
    return f"{line}: {said}." if said else f"{line}."


def _section(title: str, found: Sequence[tuple[NamedText | None, str]]) -> None:
    if not found:
        return
    st.markdown(f"**{title}** ({len(found)})")
    for at, (text, line) in enumerate(found[:SHOWN]):
        with st.container(border=True, gap="xsmall"):
            words, go = st.columns([13, 2], gap="small", vertical_alignment="center")
            place = f"  \n:small[:gray[{escaped(text.place)}]]" if text and not line.endswith("\n") else ""
            words.markdown(f"{line}{place}")
            if text is not None:
                _way_to(text, go, f"check:{title}:{at}")


def _way_to(text: NamedText, column: "st.delta_generator.DeltaGenerator", key: str) -> None:
    write = session.texts().gettext("Write")
    column.button(write, key=key, type="tertiary", icon=":material/edit:", on_click=open_text, args=(text.key,))


def _repeated(repeated: Repeated, by_key: Mapping[str, NamedText], texts: Texts) -> tuple[NamedText | None, str]:
    _ = texts.gettext
    names: dict[Difference, str] = {
        "shortened": _("in different lengths"),
        "worded differently": _("in different wording"),
        "attributed differently": _("with different attributions"),
        "several themes": _("under several themes"),
    }
    how = ", ".join(names[each] for each in repeated.differences) or _("alike")
    lines = [
        f"- {_quoted(each.words)} {escaped(f'({each.attributed})') if each.attributed else ''} "
        f":gray[{escaped(each.place)}]"
        for each in repeated.printed
    ]
    text = next((by_key[each.text_key] for each in repeated.printed if each.text_key in by_key), None)
    count = len(repeated.printed)
    said = texts.ngettext("Printed {count} time, {how}", "Printed {count} times, {how}", count)
    return text, said.format(count=count, how=how) + "\n" + "\n".join(lines) + "\n"


def _contradiction(found: Contradiction, texts: Texts) -> str:
    _ = texts.gettext
    lines: dict[TableKind, str] = {
        "none": _("{words}: {holds} informants speak of it."),
        "too weak": _("{words}: {holds} informants hold it, which is most of them."),
        "other number": _("{words}: the table has {holds} informants."),
        "asked": _("{words}: the table has {holds} informants."),
        "cases": _("{words}: the group was interviewed in {holds} of them."),
        "not interviewed": _("{words}: nobody in the group {holds} was interviewed. Say whose account it is."),
        "about others": _("{words}: told as the view of {holds}, in another group's text. Say whose account it is."),
        "total": _("{words}: the study has {holds}."),
    }
    have, _slash, every = found.holds.partition("/")
    holds = _("{informants} of {asked}").format(informants=have, asked=every) if every else have
    return lines[found.kind].format(words=_quoted(found.words), holds=escaped(holds))


def _drift(found: Drift, texts: Texts) -> str:
    _ = texts.gettext
    kinds: dict[DriftKind, str] = {
        "amount": _("Different amounts"),
        "number": _("Different numbers"),
        "contrary": _("One says it, the other denies it"),
        "hedge lost": _("Careful in one place, certain in another"),
        "year": _("One author, two years"),
        "repeated": _("The same sentence twice"),
    }
    return (
        f"{kinds[found.kind]}\n- {_spot(found.one)}\n- {_spot(found.other)} :gray[{escaped(found.other.text.place)}]\n"
    )


def _spot(spot: Spot) -> str:
    mark = f" **{escaped(spot.mark)}**:" if spot.mark else ""
    return f"{mark} {_quoted(spot.sentence.words)}"


def _quoted(words: str) -> str:
    said = " ".join(words.split())
    said = said if len(said) <= _WORDS else said[:_WORDS].rsplit(" ", 1)[0] + " …"
    return f"»{escaped(said)}«"

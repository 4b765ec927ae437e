"""Import of interviews: upload, see how they were read, correct who speaks, store all or nothing."""

import hashlib
from collections.abc import Sequence

import streamlit as st

from app import session
from app.import_files import ReadFiles, forget_read_files, read_people_table, read_transcripts
from app.import_tables import KINDS, edit_files, edit_speakers, forget_corrections
from app.plain_text import escaped
from app.refusals_shown import refusals_shown
from app.small_table import small_table
from app.suggestion_controls import suggest_for_new
from app.translation import in_words
from app.upload_words import show_upload_words
from corpus.import_corrections import correct, people_not_found, speakers_not_listed
from corpus.import_plan import ImportPlan, plan_import
from corpus.importing import DocumentPlan, store_import
from corpus.participants import list_groups
from corpus.people import PeopleTable
from corpus.readers import SUPPORTED_ENDINGS
from corpus.readers.left_out import describe_left_out
from exports.words import kind_word

DONE = "interviews:imported"
_ROUND = "interviews:import_round"
_PLAN = "study:import:plan"
FIRST_TURNS = 6
FIRST_LETTERS = 240
MANY_NAMES = 12


def show_import() -> None:
    """The whole import, from the uploaders to the one button that stores."""
    _ = session.texts().gettext
    turn = st.session_state.setdefault(_ROUND, 0)
    show_upload_words()
    left, right = st.columns([3, 2], gap="medium")
    files = left.file_uploader(
        _("Interviews ({endings})").format(endings=", ".join(SUPPORTED_ENDINGS)),
        accept_multiple_files=True,
        key=f"import:files:{turn}",
    )
    table = right.file_uploader(
        _("Table of people (.xlsx, .csv), if you have one"),
        help=_("One person a row, with columns such as Participant, Group and Case. More columns become attributes."),
        key=f"import:people:{turn}",
    )
    if not files:
        st.caption(_("Nothing is stored before you have seen how the files were read."))
        return
    kind, group = _show_choices()
    with st.spinner(_("Reading …"), show_time=True):
        found = read_transcripts(files)
    people: PeopleTable | None = None
    with refusals_shown():
        people = read_people_table(table) if table else None
    _show_unread(found)
    digest = _digest([read.source_hash for read in found.reads], table.file_id if table else "", kind, group)
    plan = _plan(found, people, kind, group, digest)
    _show_left_out(found, plan)
    new = [document for document in plan.documents if document.already is None]
    if new:
        _show_new(new, plan, people, digest)


def _show_choices() -> tuple[str, str | None]:
    texts = session.texts()
    _ = texts.gettext
    left, right = st.columns([3, 2], gap="medium")
    kind = left.segmented_control(
        _("The files are"),
        list(KINDS),
        default=KINDS[0],
        format_func=lambda key: kind_word(key, texts),
        key="import:kind",
    )
    names = {group.key: group.name for group in list_groups(session.study())}
    group = right.selectbox(
        _("Group of those whose group nothing else tells"),
        [None, *names],
        format_func=lambda key: names[key] if key else _("None for now"),
        key="import:group",
    )
    return kind or KINDS[0], group


def _show_unread(found: ReadFiles) -> None:
    texts = session.texts()
    if found.refusals:
        st.error(_as_list([in_words(refusal, texts) for refusal in found.refusals]), icon=":material/error:")


def _show_left_out(found: ReadFiles, plan: ImportPlan) -> None:
    _ = session.texts().gettext
    said = [
        _("{name} holds the same as {first} and is left out.").format(name=name, first=first)
        for name, first in found.repeated
    ]
    said += [
        _("{name} is in the study already, as “{title}”, and is left out.").format(
            name=document.read.source_name, title=document.already
        )
        for document in plan.documents
        if document.already is not None
    ]
    if said:
        st.info(_as_list(said), icon=":material/content_copy:")


def _show_new(new: Sequence[DocumentPlan], plan: ImportPlan, people: PeopleTable | None, digest: str) -> None:
    _ = session.texts().gettext
    st.markdown("##### " + _("Files"))
    files = edit_files(new, digest)
    st.markdown("##### " + _("Who speaks"))
    st.caption(_("Correct what is wrong. Only interviewees are counted; the label is the name in the report."))
    speakers = edit_speakers(new, digest)
    corrected = [
        correct(
            document,
            files[document.read.source_hash][1],
            {name: said for (key, name), said in speakers.items() if key == document.read.source_hash},
            people,
        )
        for document in new
        if files[document.read.source_hash][0]
    ]
    if people is not None:
        _show_people(corrected, plan, people)
    _show_first_turns(new)
    _show_notices(corrected)
    _show_button(corrected)


def _show_people(plans: Sequence[DocumentPlan], plan: ImportPlan, people: PeopleTable) -> None:
    texts = session.texts()
    _ = texts.gettext
    missing = people_not_found(plans, people)
    unlisted = speakers_not_listed(plans, people)
    said = [texts.gettext(notice.msgid).format(**notice.values) for notice in people.notices]
    if missing:
        names = _listed(missing)
        said.append(_("In the table of people, but in none of these interviews: {names}").format(names=names))
    if unlisted:
        names = _listed([f"{label} ({document.read.source_name})" for document, label in unlisted])
        said.append(_("Interviewed, but not in the table of people: {names}").format(names=names))
    for name, others in plan.near.items():
        said.append(
            _("{name} may be {others} of the table. If so, write that label in “Who speaks”.").format(
                name=name, others=" / ".join(others)
            )
        )
    if said:
        st.warning(_as_list(said), icon=":material/person_search:")
    if not missing and not unlisted:
        st.success(_("Everybody in the table of people speaks, and everybody who is interviewed is in the table."))


def _show_first_turns(plans: Sequence[DocumentPlan]) -> None:
    _ = session.texts().gettext
    st.markdown("##### " + _("How it was read"))
    by_hash = {plan.read.source_hash: plan for plan in plans}
    chosen = st.selectbox(
        _("File"),
        list(by_hash),
        format_func=lambda key: by_hash[key].read.source_name,
        label_visibility="collapsed",
        key="import:look_at",
    )
    turns = by_hash[chosen].read.turns
    small_table(
        "first_turns",
        [_("Speaker"), _("The first turns")],
        [(turn.speaker or "–", _shortened(turn.text)) for turn in turns[:FIRST_TURNS]],
    )
    if len(turns) > FIRST_TURNS:
        st.caption(_("The first {shown} of {count} turns.").format(shown=FIRST_TURNS, count=len(turns)))


def _show_notices(plans: Sequence[DocumentPlan]) -> None:
    texts = session.texts()
    _ = texts.gettext
    lines: list[tuple[str, str]] = []
    for plan in plans:
        name = plan.read.source_name
        if not plan.read.speakers:
            lines.append((name, _("No speakers were found, so the whole text counts as one person's.")))
        elif not plan.interviewees:
            lines.append((name, _("Nobody in it is interviewed: nothing in it will be counted.")))
        lines += [(name, texts.gettext(notice.msgid).format(**notice.values)) for notice in plan.read.notices]
        if left_out := describe_left_out(plan.read.left_out, texts):
            lines.append((name, _("Left out: {what}").format(what=", ".join(left_out))))
    if lines:
        st.markdown("##### " + _("To know before you import"))
        small_table("notices", [_("File"), _("What")], lines)


def _show_button(plans: Sequence[DocumentPlan]) -> None:
    texts = session.texts()
    label = texts.ngettext("Import {count} interview", "Import {count} interviews", len(plans))
    if st.button(
        label.format(count=len(plans)), type="primary", icon=":material/download:", disabled=not plans, key="import:do"
    ):
        with refusals_shown():
            imported = store_import(session.study(), session.coder().id, plans)
            suggest_for_new(imported)
            said = texts.ngettext("{count} interview is imported.", "{count} interviews are imported.", len(plans))
            st.session_state[DONE] = said.format(count=len(plans))
            st.session_state[_ROUND] += 1
            forget_read_files()
            forget_corrections()
            st.rerun()


def _plan(found: ReadFiles, people: PeopleTable | None, kind: str, group: str | None, digest: str) -> ImportPlan:
    stored: tuple[str, ImportPlan] | None = st.session_state.get(_PLAN)
    if stored is None or stored[0] != digest:
        plan = plan_import(session.study(), found.reads, people, group=group, kind=kind)
        stored = st.session_state[_PLAN] = (digest, plan)
    return stored[1]


def _digest(*parts: object) -> str:
    """What an import's proposal depends on, as one short value."""
    everything = (str(session.study_path()), session.study().revision(), session.language(), parts)
    return hashlib.sha256(repr(everything).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _as_list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {escaped(line)}" for line in lines) if len(lines) > 1 else escaped(lines[0])


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MANY_NAMES
    shown = ", ".join(names[:MANY_NAMES])
    return f"{shown} … (+{more})" if more > 0 else shown


def _shortened(text: str) -> str:
    return text if len(text) <= FIRST_LETTERS else text[: FIRST_LETTERS - 1] + "…"

"""The report: its parts in the order that the researcher chooses, how it is divided and quoted, and a preview."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from app import session
from app.kept_value import follow
from app.plain_text import escaped
from app.template_choice import show_template_choice
from app.translation import REFUSALS, in_words
from coding.evidence import Evidence
from exports.picture_names import PICTURES, PictureName, picture_name
from exports.report.assembling import assemble, part_name
from exports.report.attribution import LABEL, attribution, part_words, parts_to_choose
from exports.report.blocks import Report
from exports.report.files import report_file
from exports.report.material import load_material
from exports.report.plan import LONGEST_INLINE, MOST_FROM, MOST_QUOTES, PARTS, ChaptersBy, Part, ReportPlan, Scheme
from exports.report.plan_kept import load_plan, save_plan

_MADE, _PREVIEW = "study:report:made", "study:report:preview"
_PREVIEW_HEIGHT = 720


def choose_plan() -> ReportPlan:
    """The plan as it is kept with the study, each change of it kept at once."""
    _ = session.texts().gettext
    plan = load_plan(session.study())
    st.markdown("**" + _("The report") + "**")
    parts, options = st.columns([4, 7], gap="large")
    with parts:
        _show_parts(plan)
    with options:
        _show_options(plan)
        with st.expander(_("Pictures in the report"), icon=":material/insert_chart:"):
            _show_pictures(plan)
        with st.expander(_("How quotes name who says them"), icon=":material/badge:"):
            _show_schemes(plan, session.evidence())
        with st.expander(_("Your own Word template"), icon=":material/draft:"):
            show_template_choice()
    return plan


def show_preview(plan: ReportPlan) -> None:
    """The report as a page, as soon as somebody asks for it; made anew when plan or study change."""
    _ = session.texts().gettext
    if not st.toggle(_("Preview"), key=_PREVIEW):
        return
    report = made_report(plan)
    if report is not None:
        page = report_file(report, session.texts(), ".html").decode("utf-8")
        with st.container(border=True):
            st.iframe(page, height=_PREVIEW_HEIGHT, alt=_("Preview of the report"))


def made_report(plan: ReportPlan) -> Report | None:
    """The report's blocks, put together once for preview and every file, with progress shown; None where refused."""
    texts, language, study = session.texts(), session.language(), session.study()
    stamp = (study.revision(), plan, language)
    known, report = st.session_state.get(_MADE, (None, None))
    if known == stamp:
        made: Report = report
        return made
    bar = st.progress(0.0, texts.gettext("Making the report …"))
    try:
        material = load_material(study, plan, texts, language, session.evidence())
        made = assemble(material, lambda share, what: _tell(bar, share, what))
    except REFUSALS as refusal:
        st.error(escaped(in_words(refusal, texts)), icon=":material/error:")
        return None
    finally:
        bar.empty()
    st.session_state[_MADE] = (stamp, made)
    return made


def _tell(bar: Any, share: float, what: str) -> None:
    bar.progress(min(share, 1.0), session.texts().gettext("Making the report: {part} …").format(part=escaped(what)))


def _change(change: Callable[[ReportPlan], ReportPlan]) -> None:
    save_plan(session.study(), change(load_plan(session.study())))


def _show_parts(plan: ReportPlan) -> None:
    texts = session.texts()
    _ = texts.gettext
    st.caption(_("Parts, in their order. What has no text yet is left out."))
    others = [part for part in PARTS if part not in plan.parts]
    with st.container(gap="xsmall", key="report_parts"):
        for place, part in enumerate((*plan.parts, *others)):
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                key = f"study:report:part:{part}"
                ticked = follow(key, part in plan.parts)
                st.checkbox(
                    part_name(part, texts), value=ticked, key=key, on_change=_tick, args=(part, key), width="stretch"
                )
                if part in plan.parts:
                    _show_order_buttons(plan, part, place)


def _show_order_buttons(plan: ReportPlan, part: Part, place: int) -> None:
    _ = session.texts().gettext
    for step, icon, helping, possible in (
        (-1, ":material/arrow_upward:", _("Earlier"), place > 0),
        (1, ":material/arrow_downward:", _("Later"), place < len(plan.parts) - 1),
    ):
        st.button(
            icon,
            key=f"report:{step}:{part}",
            type="tertiary",
            help=helping,
            disabled=not possible,
            on_click=_move,
            args=(part, step),
        )


def _tick(part: Part, key: str) -> None:
    wanted = st.session_state[key]

    def ticked(plan: ReportPlan) -> ReportPlan:
        others = tuple(each for each in plan.parts if each != part)
        return replace(plan, parts=(*others, part) if wanted else others)

    _change(ticked)


def _move(part: Part, step: int) -> None:
    def moved(plan: ReportPlan) -> ReportPlan:
        order = list(plan.parts)
        place = order.index(part)
        order.insert(max(place + step, 0), order.pop(place))
        return replace(plan, parts=tuple(order))

    _change(moved)


def _show_options(plan: ReportPlan) -> None:
    _ = session.texts().gettext
    by: dict[ChaptersBy, str] = {"theme": _("By theme"), "group": _("By group")}
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.segmented_control(
            _("Chapters"),
            list(by),
            default=follow(_key("chapters_by"), plan.chapters_by),
            format_func=by.__getitem__,
            key=_key("chapters_by"),
            required=True,
            on_change=_keep,
            args=("chapters_by",),
        )
        st.text_input(
            _("Authors"),
            value=follow(_key("authors"), plan.authors),
            key=_key("authors"),
            width=280,
            on_change=_keep,
            args=("authors",),
        )
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        for name, label, largest, helping in (
            ("quotes", _("Quotes where you chose none"), MOST_QUOTES, None),
            (
                "inline_words",
                _("Quotes in the line up to so many words"),
                LONGEST_INLINE,
                _("0: every quote has a paragraph of its own."),
            ),
        ):
            st.number_input(
                label,
                0,
                largest,
                value=follow(_key(name), getattr(plan, name)),
                key=_key(name),
                help=helping,
                width=300,
                on_change=_keep,
                args=(name,),
            )
    for name, label, helping in (
        ("only_written", _("Only what is written"), _("Themes in a group that nobody wrote on stand in tables alone.")),
        ("guideposts", _("Guideposts at the start of chapters"), None),
        ("boxes", _("Boxes in chapters"), None),
    ):
        on = follow(_key(name), getattr(plan, name))
        st.toggle(label, value=on, key=_key(name), help=helping, on_change=_keep, args=(name,))


def _show_pictures(plan: ReportPlan) -> None:
    texts = session.texts()
    _ = texts.gettext
    for name in PICTURES:
        key = f"study:report:picture:{name}"
        ticked = follow(key, name in plan.pictures)
        st.checkbox(picture_name(name, texts), value=ticked, key=key, on_change=_tick_picture, args=(name, key))
    st.number_input(
        _("A line in the network from so many informants"),
        0,
        MOST_FROM,
        value=follow(_key("network_from"), plan.network_from),
        key=_key("network_from"),
        help=_("0: as few as can be read."),
        width=300,
        on_change=_keep,
        args=("network_from",),
    )


def _tick_picture(name: PictureName, key: str) -> None:
    wanted = st.session_state[key]

    def ticked(plan: ReportPlan) -> ReportPlan:
        kept = {*plan.pictures, name} if wanted else {*plan.pictures} - {name}
        return replace(plan, pictures=tuple(each for each in PICTURES if each in kept))

    _change(ticked)


def _show_schemes(plan: ReportPlan, evidence: Evidence) -> None:
    _ = session.texts().gettext
    st.caption(_("Pick the parts in the order they are printed. More parts tell more of who a person is."))
    kept = dict(plan.schemes)
    for group in evidence.columns:
        people = evidence.asked_in(group.id if group else None)
        group_id = group.id if group else ""
        options = parts_to_choose(people)
        chosen = kept.get(group_id) or (LABEL,)
        key = f"study:report:scheme:{group_id}"
        wanted = [part for part in chosen if part in options]
        st.multiselect(
            escaped(group.name) if group else _("Without a group"),
            options,
            default=follow(key, wanted),
            format_func=lambda part: part_words(part, session.texts()),
            key=key,
            on_change=_keep_scheme,
            args=(group_id, key),
        )
        st.caption(_example(plan, evidence, group_id))


def _example(plan: ReportPlan, evidence: Evidence, group_id: str) -> str:
    """What the first people of a group are called in print."""
    naming = attribution(evidence.asked, plan.schemes, session.texts())
    names = [f"({naming.name(person)})" for person in evidence.asked_in(group_id or None)[:3]]
    return escaped(" · ".join(names))


def _keep_scheme(group_id: str, key: str) -> None:
    chosen: Scheme = tuple(st.session_state[key])

    def changed(plan: ReportPlan) -> ReportPlan:
        others: Sequence[tuple[str, Scheme]] = [(group, parts) for group, parts in plan.schemes if group != group_id]
        usual = not chosen or chosen == (LABEL,)
        return replace(plan, schemes=tuple(others) if usual else (*others, (group_id, chosen)))

    _change(changed)


def _key(name: str) -> str:
    return f"study:report:{name}"


def _keep(name: str) -> None:
    value: Any = st.session_state[_key(name)]
    changed: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value}
    _change(lambda plan: replace(plan, **changed))

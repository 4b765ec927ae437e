"""A report follows its plan: parts in order, chapters by theme or group, names by a scheme, limits carried along."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.evidence import load_evidence
from coding.printed_quotes import print_quote_as
from coding.report_texts import Kind, ReportText, new_report_text, save_report_text
from corpus.coders import ensure_coder
from corpus.language import ENGLISH
from corpus.participants import Group, Participant, list_participants
from corpus.study import Study
from exports.picture_names import PICTURES, USUAL_PICTURES
from exports.report.assembling import assemble
from exports.report.attribution import attribution, listed, parts_to_choose, roman
from exports.report.blocks import Block, Box, Heading, InlineQuotes, Item, Paragraph, Quote, Report, Table
from exports.report.material import load_material
from exports.report.plan import PARTS, ReportPlan, plan_as_json, plan_from_json
from exports.report.plan_kept import load_plan, save_plan
from tests.studies import CHAIR, group_id, small_study

CHAPTERS = ReportPlan(parts=("chapters",))


@pytest.fixture
def own_study(tmp_path: Path) -> Iterator[Study]:
    made = small_study(tmp_path / "egen.citat")
    yield made
    made.close()


def made(study: Study, plan: ReportPlan) -> Report:
    return assemble(load_material(study, plan, ENGLISH, "en"))


def write(study: Study, kind: Kind, words: str, **more: object) -> ReportText:
    text = replace(new_report_text(kind), text=words, **more)  # type: ignore[arg-type]
    return save_report_text(study, ensure_coder(study, "Anna").id, text)


def words_of(block: Block) -> str:
    if isinstance(block, Paragraph | Item):
        return "".join(span.text for span in block.spans)
    if isinstance(block, Quote):
        return "\n".join("".join(span.text for span in line) for line in block.lines) + f" ({block.label})"
    return block.text if isinstance(block, Heading) else ""


def headings(report: Report, level: int = 1) -> list[str]:
    return [f"{b.number} {b.text}".strip() for b in report.blocks if isinstance(b, Heading) and b.level == level]


def chapter(report: Report, title: str) -> list[Block]:
    found: list[Block] = []
    inside = False
    for block in report.blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = block.text == title
        if inside:
            found.append(block)
    return found


# --- parts ----------------------------------------------------------------------------------------------------------


def test_parts_come_in_the_order_of_the_plan_and_empty_ones_are_left_out(own_study: Study) -> None:
    plan = ReportPlan(parts=("codebook", "chapters", "executive", "recommendations", "method"))
    assert headings(made(own_study, plan)) == ["Appendix: the codebook", "1 Barrierer", "2 Mening", "3 Method"]
    write(own_study, "executive", "Kort sagt.\n- Et punkt\nMere.")
    write(own_study, "recommendation", "Giv tid.", title="Ledelsen")
    write(own_study, "recommendation", "Spørg om behov.", title="Jobcenteret")
    write(own_study, "recommendation", "Sæt mål.", title="Ledelsen")
    report = made(own_study, plan)
    assert headings(report)[3:5] == ["3 Executive summary", "4 Recommendations"]
    assert [type(block).__name__ for block in chapter(report, "Executive summary")] == [
        "Heading",
        "Paragraph",
        "Item",
        "Paragraph",
    ]
    said = [words_of(block) for block in chapter(report, "Recommendations")[1:]]
    assert said == ["Ledelsen", "Giv tid.", "Sæt mål.", "Jobcenteret", "Spørg om behov."]


def test_how_far_it_has_come_only_grows_and_names_every_part_and_chapter(own_study: Study) -> None:
    told: list[tuple[float, str]] = []
    plan = ReportPlan(parts=("srqr", "codebook", "chapters", "method"))
    assemble(load_material(own_study, plan, ENGLISH, "en"), lambda share, what: told.append((share, what)))
    shares = [share for share, _what in told]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] < 1
    named = [what for _share, what in told]
    assert named == ["Codebook", "Chapters", "Barrierer", "Mening", "Method", "Reporting after SRQR"]


def test_only_what_is_written_leaves_themes_to_the_tables(own_study: Study) -> None:
    everything, written = made(own_study, CHAPTERS), made(own_study, replace(CHAPTERS, only_written=True))
    assert "2.1 Mening as a whole" not in headings(written, 2)
    across = "Across the groups"
    assert headings(written, 2) == ["1.1 Tid og ressourcer", f"1.2 {across}", "2.1 Fællesskab", f"2.2 {across}"]
    assert [words_of(block) for block in written.blocks if isinstance(block, Heading) and block.level == 3] == [
        "Ledere",
        "Borgere",
    ]
    assert any("no summary yet" in words_of(block) for block in everything.blocks)
    assert not any("no summary yet" in words_of(block) for block in written.blocks)
    tables = [[block for block in report.blocks if isinstance(block, Table)] for report in (everything, written)]
    assert tables[0] == tables[1]
    method = made(own_study, ReportPlan(parts=("method",), only_written=True))
    assert any("2 of 13 themes in a group with passages" in words_of(block) for block in method.blocks)


def test_chapters_by_group_hold_the_same_quotes_in_a_chapter_for_each_group(own_study: Study) -> None:
    report = made(own_study, replace(CHAPTERS, chapters_by="group"))
    assert headings(report) == ["1 Ledere", "2 Sagsbehandlere", "3 Borgere", "4 Across the groups"]
    assert headings(report, 2)[-3:] == ["3.3 Mening > Fællesskab", "4.1 Barrierer", "4.2 Mening"]
    citizens = chapter(report, "Borgere")
    assert f"{CHAIR} (Borger 2)" in map(words_of, citizens)
    assert "Begge ledere mangler tid til oplæring." not in " ".join(map(words_of, citizens))
    table = next(block for block in citizens if isinstance(block, Table))
    assert table.rows[-1] == ("\u2003Fællesskab", "2 of 2", "2", "3")


def test_short_quotes_run_in_the_line_and_long_ones_do_not(own_study: Study) -> None:
    report = made(own_study, replace(CHAPTERS, inline_words=8))
    (first, *_) = [block for block in report.blocks if isinstance(block, InlineQuotes)]
    assert all(len(quote.lines) == 1 for quote in first.quotes)
    shortest = min(len(words_of(block).split()) for block in report.blocks if isinstance(block, Quote))
    assert shortest > 8


def test_guideposts_and_boxes_stand_in_the_chapter_of_their_theme(own_study: Study) -> None:
    write(own_study, "guidepost", "Se efter tiden.", code_id="code-barriers")
    write(own_study, "box", "Sådan gør Nordby.", title="Eksempel", code_id="code-fellowship")
    report = made(own_study, CHAPTERS)
    (guidepost,) = [block for block in chapter(report, "Barrierer") if isinstance(block, Box)]
    (box,) = [block for block in chapter(report, "Mening") if isinstance(block, Box)]
    assert (guidepost.title, box.title) == ("Guideposts", "Eksempel")
    without = made(own_study, replace(CHAPTERS, guideposts=False, boxes=False))
    assert not [block for block in without.blocks if isinstance(block, Box)]


def test_a_shortened_quote_is_printed_so_and_the_method_says_what_the_marks_mean(own_study: Study) -> None:
    plan = ReportPlan(parts=("method", "chapters"))
    assert "Some quotes are shortened." not in " ".join(map(words_of, made(own_study, plan).blocks))
    evidence = load_evidence(own_study)
    chair = next(each for each in evidence.excerpts if each.quote == CHAIR)
    talk = next(each for each in evidence.excerpts if len({part.speaker for part in each.parts}) > 1)
    coder = ensure_coder(own_study, "Anna").id
    print_quote_as(own_study, coder, chair.passage, chair.quote, "Der står en stol til mig [...]")
    print_quote_as(own_study, coder, talk.passage, talk.quote, talk.quote.split()[0] + " [...]")
    said = " ".join(map(words_of, made(own_study, plan).blocks))
    assert "Der står en stol til mig [...] (Borger 2)" in said
    assert CHAIR not in said
    assert "Some quotes are shortened." in said
    assert talk.said[-1][1] in said


# --- limits ---------------------------------------------------------------------------------------------------------


def test_limits_stand_in_every_chapter_that_rests_on_them_and_in_no_other(own_study: Study) -> None:
    write(own_study, "limit", "Kun om tid.", codes=("code-time",))
    write(own_study, "limit", "Kun ledere.", groups=(group_id(own_study, "leader"),))
    report = made(own_study, replace(CHAPTERS, chapters_by="group"))

    def read_along(title: str) -> str:
        return " ".join(w for w in map(words_of, chapter(report, title)) if w.startswith("Limits of what"))

    nobody = "Nobody was interviewed in these groups: Arbejdsgivere. What is said about them is others' account."
    assert nobody in read_along("Borgere")
    assert "Borgere: only 2 informants were interviewed." in read_along("Borgere")
    assert "Borgere: only 2" not in read_along("Ledere")
    assert "Sagsbehandlere: nobody was interviewed in Sydby." in read_along("Sagsbehandlere")
    assert "Kun ledere." in read_along("Ledere")
    assert "Kun ledere." not in read_along("Borgere")
    by_theme = made(own_study, CHAPTERS)
    assert "Kun om tid." in " ".join(map(words_of, chapter(by_theme, "Barrierer")))
    assert "Kun om tid." not in " ".join(map(words_of, chapter(by_theme, "Mening")))
    method = " ".join(map(words_of, made(own_study, ReportPlan(parts=("method",))).blocks))
    assert all(words in method for words in ("Kun om tid.", "Kun ledere.", nobody))


def test_coverage_tells_who_was_asked_where(own_study: Study) -> None:
    tables = [block for block in made(own_study, ReportPlan(parts=("method",))).blocks if isinstance(block, Table)]
    assert tables[1].header == ("Group", "Nordby", "Sydby")
    assert tables[1].rows == (("Ledere", "1", "1"), ("Sagsbehandlere", "3", "0"), ("Borgere", "1", "1"))


# --- standards ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("part", "count"), [("coreq", 32), ("srqr", 21)])
def test_standards_answer_what_the_study_knows_and_leave_the_rest_to_the_team(
    own_study: Study, part: str, count: int
) -> None:
    plan = ReportPlan(parts=("chapters", "coreq" if part == "coreq" else "srqr"))
    report = made(own_study, plan)
    table = report.blocks[-1]
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == [str(number) for number in range(1, count + 1)]
    answers = {row[0]: row[2] for row in table.rows}
    printed = sum(isinstance(block, Quote) for block in report.blocks)
    assert answers["12"] == "7 persons in 6 interviews: Ledere 2, Sagsbehandlere 3, Borgere 2."
    assert answers["29" if part == "coreq" else "17"].startswith(f"{printed} quotes are printed")
    assert answers["2"] == "To be answered by the team"
    known = sum(answer != "To be answered by the team" for answer in answers.values())
    assert words_of(report.blocks[-2]) == f"{known} of {count} items are answered from the study."


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "names"),
    [
        (("label",), ["Leder 1", "Leder 2", "Sagsbehandler 1"]),
        (("role", "case:2"), ["Leder, Vaskeriet", "Leder, Køkkenet", "Sagsbehandler"]),
        (("group", "number"), ["Leder I", "Leder II", "Sagsbehandler I"]),
        (("attribute:Erfaring",), ["12 år", "3 år", "Sagsbehandler"]),
    ],
)
def test_people_are_named_by_the_parts_picked(study: Study, scheme: tuple[str, ...], names: list[str]) -> None:
    people = list_participants(study)
    naming = attribution(people, [("", scheme)], ENGLISH)
    assert [naming.name(person) for person in people[:3]] == names


def test_a_number_stands_behind_the_part_before_it_and_only_where_others_are_called_the_same(study: Study) -> None:
    first = list_participants(study)[0]
    twin, other = replace(first, id="twin"), replace(first, id="other", attributes={"Køn": "Mand"})
    naming = attribution((first, twin, other), [("", ("case:1", "number", "attribute:Køn"))], ENGLISH)
    assert [naming.name(person) for person in (first, twin, other)] == [
        "Nordby I, Kvinde",
        "Nordby II, Kvinde",
        "Nordby, Mand",
    ]


def test_a_group_has_its_own_scheme_and_it_is_used_for_speakers_in_a_quote(own_study: Study) -> None:
    schemes = ((group_id(own_study, "caseworker"), ("role", "number")),)
    said = " ".join(map(words_of, made(own_study, replace(CHAPTERS, schemes=schemes)).blocks))
    assert "Sagsbehandler I: Det er frokostbordet, der flytter noget." in said
    assert "(Sagsbehandler I and Sagsbehandler II)" in said
    assert "Sagsbehandler 1" not in said
    assert "(Borger 2)" in said


def test_one_voice_is_one_of_its_group_and_several_are_the_group(study: Study) -> None:
    people = list_participants(study)
    naming = attribution(people, [("", ("group",))], ENGLISH)
    assert naming.name(people[0]) == "Leder"
    assert naming.names(people[:3]) == ("Ledere", "Sagsbehandler")


@pytest.mark.parametrize(
    ("name", "labels", "one"),
    [
        ("Borgere", ["Mette", "Per"], "Borger"),
        ("Employers", ["A", "B"], "Employer"),
        ("Citizens", ["A", "B"], "Citizen"),
        ("Virksomheder", ["Virksomhed 1", "Virksomhed 2"], "Virksomhed"),
        ("Companies", ["Company 1"], "Company"),
        ("Læger", ["Læge 1", "Læge 2"], "Læge"),
        ("Andre", ["Anden 1"], "Andre"),
        ("Unge", ["Mette"], "Unge"),
        ("Borgere i job", ["Mette"], "Borgere i job"),
        ("Business", ["A"], "Business"),
        ("Ere", ["A"], "Ere"),
    ],
)
def test_the_singular_is_told_by_labels_or_a_sure_ending_and_not_guessed(
    name: str, labels: list[str], one: str
) -> None:
    group = Group("g", "own", name)
    people = [Participant(label, label, group, None, {}) for label in labels]
    assert attribution(people, [("", ("group",))], ENGLISH).name(people[0]) == one


def test_what_participants_have_can_be_picked(study: Study) -> None:
    people = list_participants(study)
    assert parts_to_choose(people) == (
        "label",
        "role",
        "group",
        "case",
        "case:1",
        "case:2",
        "attribute:Erfaring",
        "attribute:Køn",
        "number",
    )


@given(st.lists(st.sampled_from(["role", "group", "attribute:Køn", "number"]), min_size=1, max_size=4, unique=True))
def test_a_number_tells_everybody_apart(parts: list[str]) -> None:
    people = [Participant(str(n), f"Borger {n}", None, None, {"Køn": "Kvinde" if n % 2 else ""}) for n in range(6)]
    naming = attribution(people, [("", (*parts, "number") if "number" not in parts else tuple(parts))], ENGLISH)
    assert len({naming.name(person) for person in people}) == len(people)


def test_names_in_a_row_say_the_same_word_once_and_show_where_each_ends() -> None:
    assert listed(["Leader 1", "Leader 3", "Citizen 2", "Citizen 4"], "en") == "Leader 1, 3, Citizen 2 and 4"
    assert listed(["Borger 1, 27", "Borger 3, 38"], "da") == "Borger 1, 27; Borger 3, 38"
    assert listed(["Mette", "Leder 1"], "da") == "Mette og Leder 1"


def test_roman_figures() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]


# --- keeping --------------------------------------------------------------------------------------------------------


@given(
    st.builds(
        ReportPlan,
        parts=st.lists(st.sampled_from(PARTS), unique=True).map(tuple),
        chapters_by=st.sampled_from(["theme", "group"]),
        only_written=st.booleans(),
        quotes=st.integers(0, 12),
        inline_words=st.integers(0, 30),
        pictures=st.lists(st.sampled_from(PICTURES), unique=True).map(tuple),
        network_from=st.integers(0, 99),
        schemes=st.sampled_from([(), (("g", ("role", "case:1")),)]),
        authors=st.text(max_size=20),
    )
)
def test_a_plan_comes_back_as_it_was_kept(plan: ReportPlan) -> None:
    assert plan_from_json(plan_as_json(plan)) == plan


def test_what_a_later_citat_kept_does_no_harm() -> None:
    assert plan_from_json({"parts": ["chapters", "podcast"], "quotes": 99, "more": 1}).parts == ("chapters",)
    assert plan_from_json({"pictures": ["network", "film"]}).pictures == ("network",)
    # and one from before pictures were chosen one by one
    assert plan_from_json({"parts": ["pictures"]}).pictures == USUAL_PICTURES


def test_the_plan_is_kept_with_the_study_and_is_no_change_of_it(own_study: Study) -> None:
    revision = own_study.revision()
    plan = ReportPlan(parts=("chapters", "method"), authors="Anna")
    save_plan(own_study, plan)
    assert load_plan(own_study) == plan
    assert own_study.revision() == revision

"""The traps of a published synthesis, each with made-up sentences: what a tool can catch, it must catch.

`docs/traps.md` says for each trap which check catches it, or why no tool can.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from coding.evidence import Evidence, load_evidence
from coding.quote_location import unpaired_marks
from coding.synthesis import find_positions
from coding.written import NamedText, QuoteSources, load_quote_sources, printed_quotes, repeated_quotes
from coding.written.drift import Drift, find_drift
from coding.written.look_through import look_through
from coding.written.table_check import contradictions
from coding.written.texts import Level
from corpus.coders import ensure_coder
from corpus.readers import read_transcript
from corpus.study import Study
from exports.disclosure import check_everything
from exports.disclosure.names import names_in
from tests.corpus.test_readers_word import paragraph, raw_word, run
from tests.studies import add_interviews, apply_words, group_id, operate, small_study

ROOT = Path(__file__).resolve().parents[1]
TRAPS = tuple(f"T{number}" for number in range(1, 23))

SAID = "Vi har ikke tid til at stå ved siden af hele dagen, så enkelt er det"
"""What Leder 2 says in the small study."""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("traps") / "prøve.citat")


@pytest.fixture(scope="module")
def evidence(study: Study) -> Evidence:
    return load_evidence(study)


@pytest.fixture(scope="module")
def sources(study: Study) -> QuoteSources:
    return load_quote_sources(study)


def text(key: str, words: str, level: Level = "section", code: str | None = None) -> NamedText:
    return NamedText(key, key, words, code, level=level)


def differences(sources: QuoteSources, one: str, other: str, codes: Sequence[str] = ("a", "a")) -> Sequence[str]:
    texts = [text("kapitel 4", one, code=codes[0]), text("kapitel 5", other, code=codes[1])]
    (found,) = repeated_quotes(printed_quotes(texts, sources))
    return found.differences


def drift(one: str, other: str, levels: tuple[Level, Level] = ("executive", "section")) -> Drift:
    (found,) = find_drift([text("a", one, levels[0]), text("b", other, levels[1])])
    return found


def test_t1_one_quote_in_two_wordings(sources: QuoteSources) -> None:
    changed = SAID.replace("ikke tid", "slet ingen tid")
    assert differences(sources, f"»{SAID}«", f"»Ja, {changed}, altså«") == ("worded differently",)


def test_t2_one_quote_short_and_long(sources: QuoteSources) -> None:
    assert differences(sources, "»Vi har ikke tid til at stå ved siden af«", f"»{SAID}.«") == ("shortened",)


def test_t3_one_word_changed_and_another_attribution(sources: QuoteSources) -> None:
    changed = SAID.replace("enkelt", "simpelt")
    found = differences(sources, f"»{SAID}« (Leder, køkken)", f"»{changed}« (Leder, kantine)")
    assert found == ("worded differently", "attributed differently")


def test_t4_one_quote_under_two_themes(sources: QuoteSources) -> None:
    assert differences(sources, f"»{SAID}«", f"»{SAID}«", ("belastning", "kerneopgave")) == ("several themes",)


def test_t5_a_quote_over_a_footnote_is_read_whole_and_a_number_left_in_it_is_seen(sources: QuoteSources) -> None:
    with_note = "".join(
        [
            paragraph(run("Interviewer: Nå?")),
            paragraph(run("Leder 2: Det stod før noten"), "<w:r><w:footnoteReference/></w:r>", run(" og efter noten.")),
        ]
    )
    read = read_transcript("interview.docx", raw_word(with_note))
    said = "\n".join(turn.text for turn in read.turns)
    assert "før noten og efter noten" in said
    assert read.left_out.get("footnotes") == 1
    found = sources.find(SAID.replace("hele dagen", "12 hele dagen"))
    assert (found.outcome, [each.quoted for each in found.changes]) == ("changed", ["12"])


def test_t6_a_quotation_mark_is_missing() -> None:
    words = "En leder siger: Det er ikke tiden, der mangler.«"
    assert unpaired_marks(words) == (words.index("«"),)


def test_t7_a_first_name_inside_a_quote(tmp_path: Path) -> None:
    assert names_in("Så sagde jeg til Mogens, at jeg blev.") == ("Mogens",)
    made = small_study(tmp_path / "s.citat")
    words = "Så sagde jeg til Mogens, at jeg blev."
    add_interviews(made, {"Borger 2 igen": (("Interviewer", "Nå?"), ("Borger 2", words))})
    operate(made, ensure_coder(made, "Anna"), "Borger 2 igen", [apply_words(made, "Borger 2 igen", words, "Mening")])
    found = [(each.words, each.where) for each in check_everything(made) if each.kind == "name"]
    assert found == [("Mogens", "Borger 2 igen")]
    made.close()


def test_t8_the_summary_says_what_the_chapter_denies() -> None:
    found = drift(
        "Borgerne finder mest mening, når de kan bruge deres styrker.",
        "At bruge sine styrker er ikke fremtrædende for dem, vi talte med.",
    )
    assert found.kind == "contrary"


def test_t10_all_places_in_one_chapter_and_some_in_another() -> None:
    found = drift("I de besøgte kommuner er der ventetid på plads.", "To af kommunerne har ventetid på plads.")
    assert (found.kind, found.other.mark) == ("amount", "To")


@pytest.mark.parametrize(
    ("other", "mark"),
    [
        ("Langt de fleste praktikaftaler godkendes af en tillidsmand.", "Langt de fleste"),
        ("Tillidsfolkene er ikke altid med, når praktikaftaler godkendes.", "altid"),
    ],
)
def test_t11_all_most_and_not_always(other: str, mark: str) -> None:
    found = drift("Tillidsfolkene skal formelt godkende alle praktikaftaler.", other)
    assert (found.kind, found.one.mark, found.other.mark) == ("amount", "alle", mark)


def test_t12_none_here_and_two_there() -> None:
    found = drift("Ingen har nedskrevne lister over opgaver.", "To arbejdspladser har nedskrevne lister over opgaver.")
    assert (found.kind, found.one.mark, found.other.mark) == ("amount", "Ingen", "To")


def test_t13_one_sentence_stands_for_two_points() -> None:
    point = "Styrker i brug giver mening på pladsen."
    (found,) = find_drift([text("a", f"{point}\nEt andet forhold følger her.\n{point}")])
    assert found.kind == "repeated"


def test_t14_one_author_with_two_years() -> None:
    found = drift("Begrebet er fra Holmgaard (2008).", "Se også Holmgaard (2009) om det.")
    assert (found.kind, found.one.mark, found.other.mark) == ("year", "Holmgaard (2008)", "Holmgaard (2009)")


def test_t15_more_people_than_were_asked(study: Study, evidence: Evidence) -> None:
    citizen = group_id(study, "citizen")
    named = NamedText("t", "", "3 af 3 borgere peger på fællesskab.", "code-fellowship", citizen)
    cell = find_positions(evidence, "code-fellowship", citizen)
    assert [(each.kind, each.holds) for each in contradictions(named, evidence, cell)] == [("asked", "2/2")]


def test_t17_words_given_to_somebody_who_did_not_say_them(sources: QuoteSources) -> None:
    (printed,) = printed_quotes([text("t", f"»{SAID}« (Sagsbehandler 1)")], sources)
    assert (printed.misattributed, printed.said_by) == (True, ("Leder 2",))


@pytest.mark.parametrize("words", ["Arbejdsgivere mener, at tiden er knap.", "Arbejdsgivere oplever stor støtte."])
def test_t18_what_people_hold_whom_nobody_asked(study: Study, evidence: Evidence, words: str) -> None:
    for group in (None, group_id(study, "leader")):
        named = NamedText("t", "", words, "code-time", group)
        assert [each.kind for each in contradictions(named, evidence)] == ["not interviewed"]


def test_t19_a_paraphrase_in_quotation_marks_is_no_quote(evidence: Evidence, sources: QuoteSources) -> None:
    named = text("t", "De siger, at det er »kommet for at blive – det går ikke væk«.")
    found = look_through([named], evidence, sources, {})
    assert [(quote.quoted.words, quote.location.outcome) for _text, quote in found.doubtful] == [
        ("kommet for at blive – det går ikke væk", "not found")
    ]


def test_t20_three_places_where_a_group_was_asked_in_fewer(study: Study, evidence: Evidence) -> None:
    named = NamedText("t", "", "I de to kommuner er sagerne mange.", "code-time", group_id(study, "caseworker"))
    assert [(each.kind, each.holds) for each in contradictions(named, evidence)] == [("cases", "1/2")]


def test_t21_care_is_lost_between_chapter_and_summary() -> None:
    found = drift(
        "Borgerne får det efter eget udsagn bedre af praktikken.",
        "Borgerne får det bedre af praktikken.",
        ("section", "executive"),
    )
    assert found.kind == "hedge lost"


def test_t22_more_people_than_the_study_has(evidence: Evidence) -> None:
    named = text("t", "Vi har talt med 9 informanter.", "executive")
    assert [(each.kind, each.words, each.holds) for each in contradictions(named, evidence)] == [("total", "9", "7")]


def test_every_trap_is_in_the_table_with_a_test_that_is_there_or_a_reason() -> None:
    table = (ROOT / "docs/traps.md").read_text(encoding="utf-8")
    rows: Mapping[str, str] = dict(re.findall(r"^\| (T\d+) \|(.*)$", table, re.MULTILINE))
    assert tuple(rows) == TRAPS
    here = {name for name in globals() if name.startswith("test_t")}
    named = {name for row in rows.values() for name in re.findall(r"`(test_t\d+_\w+)`", row)}
    assert named == here
    for trap, row in rows.items():
        assert f"test_{trap.lower()}_" in row or "No:" in row

"""The coding component without a browser: messages, answers to operations, and the JavaScript that needs no page."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.transcript_component import (
    CodingView,
    ShownCode,
    ShownCoding,
    ShownSuggestion,
    ShownTranscript,
    ShownTurn,
)
from app.transcript_component.engine_source import FOLDER, engine_message, modules_in_order, mounting_script, one_script
from app.transcript_component.inbox import KEPT_SNAPSHOTS, Inbox
from app.transcript_component.labels import component_labels
from app.transcript_component.wire import Answers, coder_message, snapshot_of, source_message
from coding.codings import list_codings
from coding.operations import Answer, apply_operations
from corpus.coders import ensure_coder
from corpus.errors import StudyUnavailable
from corpus.language import ENGLISH
from corpus.study import Study
from tests.studies import ANNA, LANGUAGE, apply_words, document_id, small_study

JAVASCRIPT_TESTS = Path(__file__).parent / "transcript_component"
TITLE = "Borger 1"

VIEW = CodingView(
    document="d1",
    hash="h1",
    revision=7,
    coder="anna",
    coder_name="Anna",
    codes=(ShownCode("c1", None, "Mening", "Mening", "Det, der gør det meningsfuldt.", "#CC79A7"),),
    codings=tuple(ShownCoding(f"k{n}", n, n + 5, "c1", "anna", "Anna") for n in range(400)),
    suggestions=(ShownSuggestion("s1", 3, 9, "c1", 0.7, "Nær definitionen."),),
    undo="coding.apply",
)
LABELS = component_labels(ENGLISH)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    made = small_study(tmp_path / "small.citat")
    yield made
    made.close()


def node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is missing, so the browser's arithmetic is tested only through Chromium")
    return found


# The JavaScript


def test_the_modules_that_need_no_page() -> None:
    tests = [str(path) for path in sorted(JAVASCRIPT_TESTS.glob("*.test.js"))]
    run = subprocess.run([node(), "--test", *tests], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:]
    assert int(re.search(r"# pass (\d+)", run.stdout)[1]) >= 24  # type: ignore[index]


letters = st.characters(codec="utf-8") | st.sampled_from("👩🏽\u200d🍳🇩🇰e\u0301\u00ad\n")


@st.composite
def transcripts(draw: st.DrawFn) -> dict[str, Any]:
    turns = draw(st.lists(st.text(letters, min_size=1, max_size=30), min_size=1, max_size=6))
    length = len("\n".join(turns))
    places = (
        st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted).filter(lambda span: span[0] < span[1])
    )
    return {"turns": turns, "spans": draw(st.lists(places, min_size=1, max_size=8))}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(transcripts(), min_size=1, max_size=25))
def test_the_browser_cuts_the_same_words_as_python(cases: list[dict[str, Any]]) -> None:
    run = subprocess.run(
        [node(), str(JAVASCRIPT_TESTS / "slices.js")], input=json.dumps(cases).encode(), capture_output=True, check=True
    )
    for case, cut in zip(cases, json.loads(run.stdout), strict=True):
        text = "\n".join(case["turns"])
        assert cut == [text[start:end] for start, end in case["spans"]]


def test_every_module_comes_after_what_it_imports() -> None:
    modules = modules_in_order(FOLDER / "engine.js")
    names = [path.name for path, _ in modules]
    assert names[-1] == "engine.js"
    assert set(names) == {path.name for path in FOLDER.glob("*.js")}, "a module that nothing imports is dead"
    for place, (_, source) in enumerate(modules):
        assert set(re.findall(r'from "\./(.+?)"', source)) <= set(names[:place])


def test_modules_that_import_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";', encoding="utf-8")
    (tmp_path / "b.js").write_text('import { a } from "./a.js";', encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.js > b\.js > a\.js"):
        modules_in_order(tmp_path / "a.js")


def test_modules_in_one_script_do_what_they_do_apart_and_see_no_names_of_each_other(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "far.js").write_text(
        "const FAR = 3;\nexport const three = FAR;\nexport class Far {\n  get much() { return FAR; }\n}\n",
        encoding="utf-8",
    )
    (tmp_path / "near.js").write_text(
        'import { three } from "./shared/far.js";\nconst FAR = 10 * three;\nexport function near() { return FAR; }\n',
        encoding="utf-8",
    )
    entry = tmp_path / "entry.js"
    entry.write_text(
        'import {\n  near,\n} from "./near.js";\nimport { Far, three } from "./shared/far.js";\n\n'
        "const FAR = 100;\nexport default function (more) {\n  return [FAR, near(), new Far().much, three, more];\n}\n",
        encoding="utf-8",
    )
    results = []
    for path, source in ((tmp_path / "one.mjs", one_script(entry)), (entry, entry.read_text(encoding="utf-8"))):
        path.write_text(source, encoding="utf-8")
        (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        program = f"import it from {json.dumps(path.as_uri())}; console.log(JSON.stringify(it(7)));"
        run = subprocess.run([node(), "--input-type=module", "-e", program], capture_output=True, check=True)
        results.append(json.loads(run.stdout))
    assert results == [[100, 30, 3, 3, 7]] * 2


def test_two_modules_of_one_name_are_refused_in_one_script(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "words.js").write_text("export const b = 1;\n", encoding="utf-8")
    (tmp_path / "words.js").write_text('import { b } from "./more/words.js";\nexport const a = b;\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"two modules are called words\.js"):
        one_script(tmp_path / "words.js")


def test_words_of_the_interface_come_from_python_and_none_is_left_over() -> None:
    source = "\n".join(text for _, text in json.loads(engine_message())["modules"])
    named = {f"role_{role}" for role in ("interviewer", "interpreter", "other")}
    named |= {f"origin_{origin}" for origin in ("manual", "accepted", "imported")}
    groups = ("traits", "origins", "coders", "codes")
    choices = ("starred", "uncertain", "memo", "manual", "accepted", "imported", "suggestion")
    named |= {f"filter_{name}" for name in (*groups, *choices)}
    named |= {f"density_{name}" for name in ("comfortable", "compact", "dense")}
    named |= {"shown_true", "shown_false"}
    asked = {name for name in LABELS if re.search(rf'["`]{name}["`]', source)}
    assert set(LABELS) - asked == named
    called = set(re.findall(r'label\("(\w+)"', source)) | set(re.findall(r'"((?:said|key)[A-Z]\w+)"', source))
    assert called <= set(LABELS)


def test_transcripts_never_become_html() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.js"))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", source)


def test_what_is_sent_with_every_change_is_small() -> None:
    assert len(mounting_script("coder")) < 1_000


# Messages


def test_the_source_carries_the_text_as_it_is() -> None:
    text = "Så 🎉\nJa <b>"
    turns = (ShownTurn(1, 0, 4, "Anna", "interviewee", "Borgere", "00:01"), ShownTurn(2, 5, 11))
    raw = source_message(ShownTranscript("d1", "h1", "Borger 1", text, turns, "Vejen ind"))
    assert "Så 🎉" in raw.decode("utf-8")
    message = json.loads(raw)
    assert message["text"] == text
    assert message["turns"][0]["time"] == "00:01"
    assert message["document"] == {"id": "d1", "hash": "h1", "title": "Borger 1", "note": "Vejen ind"}


def test_the_first_message_is_whole_and_later_ones_carry_changes_only() -> None:
    before = snapshot_of(VIEW, LABELS)
    whole = json.loads(coder_message(VIEW, before, None, Answers(), 700))
    assert whole["base"] is None
    assert len(whole["codings"]["set"]) == 400
    assert whole["labels"] == LABELS
    fresh = ShownCoding("new", 4, 9, "c1", "anna", "Anna", memo="Hør igen.")
    after = replace(VIEW, codings=(*VIEW.codings[1:], fresh), suggestions=())
    now = snapshot_of(after, LABELS)
    raw = coder_message(after, now, before, Answers(("cid-1",), {"cid-2": "No."}, None), 700)
    changes = json.loads(raw)
    assert len(raw) < 1_000
    assert (changes["base"], changes["stamp"]) == (before.stamp, now.stamp)
    assert changes["codings"] == {"set": [asdict(fresh)], "gone": ["k0"]}
    assert changes["suggestions"] == {"set": [], "gone": ["s1"]}
    assert "labels" not in changes
    assert "codes" not in changes
    assert (changes["ack"], changes["nack"]) == (["cid-1"], [{"cid": "cid-2", "reason": "No."}])


def test_a_stamp_tells_contents_apart_and_survives_a_restart() -> None:
    assert snapshot_of(VIEW, LABELS).stamp == snapshot_of(replace(VIEW, revision=8, undo=None), dict(LABELS)).stamp
    renamed = replace(VIEW, codes=(replace(VIEW.codes[0], name="Formål"),))
    assert snapshot_of(VIEW, LABELS).stamp != snapshot_of(renamed, LABELS).stamp
    assert snapshot_of(VIEW, LABELS).stamp != snapshot_of(VIEW, {**LABELS, "saved": "Gemt"}).stamp


# Answers to operations


class Desk:
    """The study's own operations behind an inbox."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.coder = ensure_coder(study, ANNA)
        self.document = document_id(study, TITLE)
        self.session: dict[str, Any] = {}
        self.inbox = Inbox(self.session, "coder")
        self.handed_in: list[int] = []

    def apply(self, operations: Sequence[Mapping[str, Any]]) -> Answer:
        self.handed_in.append(len(operations))
        return apply_operations(self.study, self.coder.id, self.document, operations)

    def take(self, sent: object) -> bool:
        return self.inbox.take(sent, self.apply, ENGLISH)

    def count(self) -> int:
        return len(list_codings(self.study, self.document))


def test_an_operation_is_done_once_whichever_way_it_comes(study: Study) -> None:
    desk = Desk(study)
    before = desk.count()
    first = apply_words(study, TITLE, "råbte de", LANGUAGE)
    second = apply_words(study, TITLE, "gav mig", LANGUAGE)
    assert desk.take([first])
    assert not desk.take([first])
    assert desk.take([first, second])
    assert desk.handed_in == [1, 1]
    assert desk.inbox.answers().acknowledged == (first["cid"], second["cid"])
    anew = Desk(study)
    assert anew.take([first, second])
    assert anew.inbox.answers().acknowledged == (first["cid"], second["cid"])
    assert desk.count() == before + 2


def test_answers_are_kept_only_for_what_the_browser_still_sends(study: Study) -> None:
    desk = Desk(study)
    first = apply_words(study, TITLE, "råbte de", LANGUAGE)
    second = apply_words(study, TITLE, "gav mig", LANGUAGE)
    desk.take([first])
    desk.take([second])
    assert desk.inbox.answers().acknowledged == (second["cid"],)
    assert set(desk.session["coder:inbox"]["answers"]) == {second["cid"]}


def test_a_refusal_comes_with_its_reason_in_words(study: Study) -> None:
    desk = Desk(study)
    wrong = {**apply_words(study, TITLE, "råbte de", LANGUAGE), "quote": "noget andet"}
    before = desk.count()
    desk.take([wrong])
    reason = desk.inbox.answers().refused[str(wrong["cid"])]
    assert reason.endswith(".")
    assert "{" not in reason
    assert desk.count() == before


@pytest.mark.parametrize("sent", [None, "ops", 7, {"cid": "x"}, [None, 3, {}, {"cid": 5}, {"cid": ""}]])
def test_what_is_no_list_of_operations_is_left_out(study: Study, sent: object) -> None:
    desk = Desk(study)
    assert not desk.take(sent)
    assert desk.inbox.answers() == Answers()


def test_nonsense_with_an_id_is_refused_and_not_done(study: Study) -> None:
    desk = Desk(study)
    cid = str(uuid4())
    desk.take([{"cid": cid, "op": "apply", "start": -4, "code": "<script>"}])
    assert list(desk.inbox.answers().refused) == [cid]


def test_where_the_study_is_out_of_reach_nothing_is_answered_and_the_next_time_all_is_done(study: Study) -> None:
    desk = Desk(study)
    sent = [apply_words(study, TITLE, "råbte de", LANGUAGE)]

    def unreachable(_operations: Sequence[Mapping[str, Any]]) -> Answer:
        raise StudyUnavailable("The study {name} is locked. Close it elsewhere.", name="Vejen ind")

    assert not desk.inbox.arrive(sent, unreachable, ENGLISH)
    same_run = Inbox(desk.session, "coder")
    assert not same_run.take(sent, desk.apply, ENGLISH)
    assert not same_run.take(sent, desk.apply, ENGLISH)
    assert desk.handed_in == []
    assert same_run.answers() == Answers(trouble="The study Vejen ind is locked. Close it elsewhere.")
    desk.inbox = Inbox(desk.session, "coder")
    assert desk.take(sent)
    assert desk.inbox.answers() == Answers(acknowledged=(str(sent[0]["cid"]),))


def test_only_a_snapshot_this_session_has_sent_is_a_base(study: Study) -> None:
    inbox = Desk(study).inbox
    snapshots = [snapshot_of(replace(VIEW, codings=VIEW.codings[:n]), LABELS) for n in range(KEPT_SNAPSHOTS + 2)]
    base = snapshots[0]
    for each in snapshots[1:]:
        inbox.remember(each, base)
    assert inbox.base(base.stamp) == base
    assert inbox.base(snapshots[-1].stamp) == snapshots[-1]
    assert inbox.base(snapshots[1].stamp) is None
    assert inbox.base("unknown") is None
    assert inbox.base(None) is None

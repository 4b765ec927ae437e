"""The Danish catalogue: whole, in step with the code, and every text in it fit to be shown.

The command that collects the strings is taken from docs/translating.md, so that what is tested is what people run.
"""

import ast
import re
import shlex
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.translation import CATALOGUES, in_words, texts_for
from codebooks.errors import CodebookRefused
from coding.checking import Problem
from corpus.errors import Refused
from corpus.language import ENGLISH
from corpus.readers import Notice

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "exports", "coding", "codebooks", "corpus")
GUIDE = (ROOT / "docs" / "translating.md").read_text("utf-8")
SAME_IN_DANISH = {
    "case",
    *("CSV", "Case", "Case {level}", "Cases", "Definition", "Excel", "Filter", "Form", "Interview", "Interviewer"),
    *("Memo", "Model: {name}", "Start", "Under", "memo", "version {version}"),
}
CATALOGUE = CATALOGUES / "da.po"
ICON = re.compile(r":material/\w+:|\*\*|:gray\[")
ENDS = re.compile(r"[.!?:…]?\s*$")


def commands() -> dict[str, list[str]]:
    """The guide's pybabel commands by name, without the program itself."""
    lines = [shlex.split(line) for line in GUIDE.splitlines() if line.startswith(".venv/bin/pybabel")]
    return {line[1]: line[1:] for line in lines}


@pytest.fixture(scope="module")
def in_code(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the guide's command finds in the code now."""
    template = tmp_path_factory.mktemp("strings") / "citat.pot"
    command = [str(template) if word == "citat.pot" else word for word in commands()["extract"]]
    babel = [sys.executable, "-m", "babel.messages.frontend", "-q"]
    subprocess.run([*babel, *command], cwd=ROOT, check=True, capture_output=True)
    with template.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def danish() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="da")


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def key(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Each English text with its Danish one, singulars and plurals by themselves."""
    for message in messages(catalogue):
        yield from zip(key(message), forms(message), strict=True)


def places(text: str) -> set[str]:
    return {name for _text, name, _form, _conversion in string.Formatter().parse(text) if name is not None}


def test_catalogue_holds_every_string_of_the_code_and_no_other(in_code: Catalog, danish: Catalog) -> None:
    wanted, there = {key(m) for m in messages(in_code)}, {key(m) for m in messages(danish)}
    assert wanted - there == set(), "not in da.po: run the commands of docs/translating.md"
    assert there - wanted == set(), "no longer in the code: run the commands of docs/translating.md"
    assert not danish.obsolete


def test_every_string_has_danish_words(danish: Catalog) -> None:
    assert [english for english, said in pairs(danish) if not said.strip()] == []
    assert [m.id for m in messages(danish) if m.fuzzy] == []


def test_plural_texts_have_as_many_forms_as_danish_has(danish: Catalog) -> None:
    assert danish.num_plurals == 2
    assert [m.id for m in messages(danish) if len(forms(m)) != len(key(m))] == []


def test_danish_keeps_the_places_that_are_filled_in(danish: Catalog) -> None:
    assert [(english, said) for english, said in pairs(danish) if places(english) != places(said)] == []


def test_danish_keeps_blanks_at_the_ends_icons_and_the_last_sign(danish: Catalog) -> None:
    def frame(text: str) -> tuple[str, str, list[str]]:
        lead = text[: len(text) - len(text.lstrip())]
        found = ENDS.search(text)
        return lead, found[0] if found else "", ICON.findall(text)

    assert [(e, d) for e, d in pairs(danish) if frame(e) != frame(d)] == []


def test_danish_is_danish(danish: Catalog) -> None:
    """Danish quotation marks, the informal address, and none of the words that the glossary has another one for."""
    assert [d for _e, d in pairs(danish) if re.search(r"[“”\"]", d)] == []
    assert [
        d for _e, d in pairs(danish) if re.search(r"(?i)\bvenligst\b|\bDe(?:res)? kan\b|\bsegment|\bcitation", d)
    ] == []
    unbalanced = [d for _e, d in pairs(danish) if d.count("»") != d.count("«")]
    assert unbalanced == []


def test_only_words_that_are_danish_too_are_left_as_they_are(danish: Catalog) -> None:
    one_form = [message for message in messages(danish) if isinstance(message.id, str)]
    assert {message.id for message in one_form if message.id == message.string} <= SAME_IN_DANISH


def test_catalogue_is_sorted_so_that_a_change_is_a_small_diff(danish: Catalog) -> None:
    keys = [key(message) for message in messages(danish)]
    assert keys == sorted(keys)


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call in the five packages: where it stands, the call, and the bare name of what is called."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", node, called(node.func)


def called(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def keepers() -> set[str]:
    """The classes whose first argument is collected as a message id."""
    command = commands()["extract"]
    return {spec.partition(":")[0] for spec in command[command.index("-k") + 1].split()}


def test_no_text_goes_through_a_name_that_is_not_collected() -> None:
    """Only kept message ids, collected where they were written, may reach gettext as anything but a literal."""
    strange = [
        place
        for place, call, name in calls()
        if name in {"_", "gettext", "ngettext"} and literal(call.args[0]) is None and called(call.args[0]) != "msgid"
    ]
    assert strange == []
    renamed = []
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Assign):
                    renamed += [f"{file.relative_to(ROOT)}:{node.lineno}" for _name in wrong_names(node)]
    assert renamed == []


def wrong_names(node: ast.Assign) -> list[str]:
    """Names that `gettext` or `ngettext` is given, other than those that Babel looks for."""
    targets, values = node.targets[0], node.value
    names = targets.elts if isinstance(targets, ast.Tuple) else [targets]
    given = values.elts if isinstance(values, ast.Tuple) else [values]
    right = {"gettext": "_", "ngettext": "ngettext"}
    return [
        called(name)
        for name, value in zip(names, given, strict=False)
        if isinstance(value, ast.Attribute) and value.attr in right and called(name) != right[value.attr]
    ]


def test_no_text_stands_inside_an_f_string() -> None:
    """Before Python 3.12 Babel sees an f-string as one piece, and not the call within."""
    inside = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for package in PACKAGES
        for file in sorted((ROOT / package).rglob("*.py"))
        for outer in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for node in ast.walk(outer)
        if isinstance(node, ast.Call) and called(node.func) in {"_", "gettext", "ngettext"}
    ]
    assert inside == []


def test_every_class_that_keeps_a_message_id_is_collected() -> None:
    kept = {
        node.name
        for package in PACKAGES
        for file in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and keeps_message_id(node)
    }
    # Refusal of a coding operation takes its message id from an exception; Refused's own subclasses pass it on.
    assert kept - keepers() <= {"Refusal", "Refusing"}


def keeps_message_id(node: ast.ClassDef) -> bool:
    if {called(base) for base in node.bases} & {"Protocol"}:
        return False
    if {called(base) for base in node.bases} & {*keepers(), "Refused"}:
        return True
    fields = {called(item.target) for item in node.body if isinstance(item, ast.AnnAssign)}
    parameters = {
        argument.arg
        for item in node.body
        if isinstance(item, ast.FunctionDef) and item.name == "__init__"
        for argument in item.args.args
    }
    return "msgid" in fields | parameters


def test_what_fills_a_text_fits_its_places() -> None:
    """A refusal, and a text that is formatted on the spot, gives a value for every place it has."""
    wrong = []
    for place, call, name in calls():
        text, given = None, {keyword.arg for keyword in call.keywords}
        if name in keepers() and call.args:
            text = literal(call.args[0])
            if len(call.args) > 1:
                continue
        elif name == "format" and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Call):
            inner = call.func.value
            if called(inner.func) in {"_", "gettext", "ngettext"}:
                text = literal(inner.args[-2] if called(inner.func) == "ngettext" else inner.args[0])
        if text is not None and None not in given and places(text) - given:
            wrong.append((place, sorted(places(text) - given)))
    assert wrong == []


def test_every_text_can_be_filled_in(danish: Catalog) -> None:
    for english, said in pairs(danish):
        values = {name: f"‹{name}›" for name in places(english)}
        assert "{" not in said.format(**values), said


def test_a_refusal_is_said_in_danish() -> None:
    texts = texts_for("da")
    empty = Refused("The file {name} is empty. Choose another file.", name="noter.docx")
    assert in_words(empty, texts) == "Filen noter.docx er tom. Vælg en anden fil."
    assert in_words(empty, ENGLISH) == "The file noter.docx is empty. Choose another file."
    nameless = CodebookRefused("The codebook has no usable name. Give it a name.")
    assert in_words(nameless, texts) == "Kodebogen har ikke et brugbart navn. Giv den et navn."
    for kept in (
        Notice("These groups are new and were kept as they are written: {groups}.", {"groups": "Ø"}),
        Problem("The text of “{title}” is not the one that was imported.", {"title": "Ø"}),
    ):
        assert texts.gettext(kept.msgid).format(**kept.values) != kept.msgid.format(**kept.values)


def test_numbers_take_the_danish_plural() -> None:
    texts = texts_for("da")
    said = [texts.ngettext("{count} code", "{count} codes", n).format(count=n) for n in (0, 1, 2)]
    assert said == ["0 koder", "1 kode", "2 koder"]


def test_guide_updates_the_catalogue_that_is_read() -> None:
    update = commands()["update"]
    assert (ROOT / update[update.index("-o") + 1]) == CATALOGUE
    assert "-N" in update, "a guessed translation is worse than none"

"""Pages run as the server runs them, without a browser, on a study of the test's own."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

MAIN = Path(__file__).resolve().parents[2] / "app" / "main.py"


def make_home(folder: Path, monkeypatch: pytest.MonkeyPatch, coder: str = "Anna", language: str = "en") -> Path:
    """A folder of studies with settings of its own, which the pages of this test use."""
    folder.mkdir(exist_ok=True)
    settings = {"language": language, "coder": coder}
    (folder / "citat-settings.json").write_text(json.dumps(settings), encoding="utf-8")
    monkeypatch.setenv("CITAT_HOME", str(folder))
    return folder


def show(name: str, study: Path) -> AppTest:
    """The page `app/page_scripts/<name>.py` with this study open; it must come without an exception."""
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    at.session_state["study_path"] = study
    at.run()
    if name != "home":
        at.switch_page(f"page_scripts/{name}.py").run()
    assert not at.exception, at.exception
    return at


def until(at: AppTest, true: Callable[[], bool]) -> AppTest:
    """The page run again and again, as a browser has it do, until something is so."""
    last = time.monotonic() + 60
    while not true():
        assert time.monotonic() < last, "it never came"
        time.sleep(0.05)
        at.run()
        assert not at.exception, at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    """Press the button whose label begins like this."""
    found = next(button for button in at.button if button.label.startswith(label))
    found.click().run()
    assert not at.exception, at.exception
    return at


def edit(
    at: AppTest,
    key: str,
    rows: Mapping[int, Mapping[str, object]],
    added: Sequence[Mapping[str, object]] = (),
) -> AppTest:
    """Write in cells of the editable table whose key begins like this, row by row, and add rows.

    AppTest has no call for it, so this sends what the browser would.
    """
    table = next(x for x in at.dataframe if (x.key or "").startswith(key))
    said = {"edited_rows": {str(row): cells for row, cells in rows.items()}, "added_rows": added, "deleted_rows": []}
    states = at._tree.get_widget_states()
    states.widgets.append(WidgetState(id=table.proto.id, string_value=json.dumps(said)))
    at._run(states)
    assert not at.exception, at.exception
    return at


def words(at: AppTest) -> str:
    """Everything the page says in text, tables and messages."""
    kinds = (at.markdown, at.caption, at.text, at.error, at.success, at.info, at.warning, at.code, at.subheader)
    return "\n".join(str(element.value) for kind in kinds for element in kind)

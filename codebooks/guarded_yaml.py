"""YAML from outside, read as plain text values with their line numbers, and refused where it could do harm.

Every value stays text: "no" is not read as false, 2020 not as a number, a date not as a date. No tag makes an object.
References are refused, since a few lines of them can unfold to gigabytes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from codebooks.errors import CodebookRefused

MAX_BYTES = 5_000_000
_MAX_NESTING = 100

# The parser in C needs 0.3 s for 5 MB, read twice; the one in Python, for where that was not built, 10 s.
_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_LOST_TO_A_COMMENT = re.compile(r":\s+#\S")

Place = tuple[str | int, ...]
"""Where a value stands: the keys and list positions that lead to it."""


@dataclass(frozen=True)
class GuardedYaml:
    """What a YAML file holds: text, lists and dicts; a key without a value holds None. Lines count from 1."""

    value: object
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_guarded_yaml(data: bytes | str, source_name: str) -> GuardedYaml:
    """Read one YAML document; `source_name` is the file's name as the messages give it.

    Raises CodebookRefused for more than MAX_BYTES bytes, an empty file, text that is not UTF-8 or holds control
    characters, bad YAML (with the line), references, several documents, a key given twice, very deep nesting, and a
    value that is lost because it begins with an unquoted #.
    """
    text = _decoded(data, source_name)
    try:
        _refuse_harmful(text, source_name)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise CodebookRefused(
            "The file {name} is not valid YAML at line {line}. Indent with blanks, not tabs, keep entries of one "
            "level in line, and put text that holds a colon or a # in quotation marks.",
            name=source_name,
            line=mark.line + 1 if mark else 1,
        ) from error
    lines: dict[Place, int] = {}
    value = _Unfolding(source_name, text.splitlines(), lines).value(root, ())
    return GuardedYaml(value, lines)


def _decoded(data: bytes | str, source_name: str) -> str:
    size = len(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    if size > MAX_BYTES:
        raise CodebookRefused(
            "The file {name} is larger than 5 MB. A codebook is far smaller; choose another file.", name=source_name
        )
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodebookRefused(
            "The file {name} is not saved as UTF-8. Open it in a text editor and save it with the encoding UTF-8.",
            name=source_name,
        ) from error
    if not text.strip():
        raise CodebookRefused("The file {name} is empty. Choose another file.", name=source_name)
    if strange := yaml.reader.Reader.NON_PRINTABLE.search(text):
        raise CodebookRefused(
            "The file {name} holds a control character at line {line}. Delete that line or type it again.",
            name=source_name,
            line=text.count("\n", 0, strange.start()) + 1,
        )
    return text


def _refuse_harmful(text: str, source_name: str) -> None:
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        start = event.start_mark
        line = start.line + 1 if start else 1
        if getattr(event, "anchor", None):
            raise CodebookRefused(
                "The file {name} uses a YAML reference (& or *) at line {line}. Write the text out instead; a text "
                "that begins with & or * needs quotation marks.",
                name=source_name,
                line=line,
            )
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise CodebookRefused(
                "The file {name} holds several codebooks; the second begins at line {line}. Save each in its own file.",
                name=source_name,
                line=line,
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_NESTING:
            raise CodebookRefused(
                "The file {name} is nested too deeply at line {line}. Move codes further up.",
                name=source_name,
                line=line,
            )


@dataclass(frozen=True)
class _Unfolding:
    source_name: str
    text_lines: list[str]
    lines: dict[Place, int]

    def value(self, node: yaml.Node | None, place: Place) -> object:
        if node is None:
            return None
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, position)) for position, item in enumerate(node.value)]
        if not getattr(node, "style", None) and node.value in ("", "~", "null"):
            self._refuse_lost_text(node)
            return None
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in values:
                raise CodebookRefused(
                    "The file {name} gives “{key}” twice for the same code, the second time at line {line}. "
                    "Keep one of them.",
                    name=self.source_name,
                    key=key,
                    line=line,
                )
            self.lines[(*place, key)] = line
            values[key] = self.value(value_node, (*place, key))
        return values

    def _refuse_lost_text(self, node: yaml.Node) -> None:
        line = node.start_mark.line
        if line < len(self.text_lines) and _LOST_TO_A_COMMENT.search(self.text_lines[line]):
            raise CodebookRefused(
                "The file {name} has text after a # at line {line}, which YAML takes for a remark and leaves out. "
                "Put the text in quotation marks.",
                name=self.source_name,
                line=line + 1,
            )

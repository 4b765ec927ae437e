"""Codebooks as YAML that people can write by hand: sub-codes stand under `children` of their code."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, Any
from uuid import UUID, uuid4

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from codebooks.colours import with_derived_colours
from codebooks.errors import CodebookRefused
from codebooks.guarded_yaml import GuardedYaml, read_guarded_yaml
from codebooks.values import NEUTRAL_COLOUR, Code, Codebook, Origin, Valence

_NAMED_AT_MOST = 10


def _as_list(value: object) -> object:
    return [] if value is None else [value] if isinstance(value, str) else value


def _as_text(value: object) -> object:
    return "" if value is None else value


_Text = Annotated[str, BeforeValidator(_as_text)]
_Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value

    id: str | None = None
    name: str
    parent: str | None = None
    colour: str | None = None
    definition: _Text = ""
    include: _Text = ""
    exclude: _Text = ""
    examples: _Texts = ()
    signs: _Texts = ()
    source: _Text = ""
    origin: Origin = "deductive"
    valence: Valence | None = None
    retired: bool = False
    children: Annotated[list["_Entry"], BeforeValidator(_as_list)] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    language: str = "da"
    codes: Annotated[list[_Entry], BeforeValidator(_as_list)]


def read_yaml(data: bytes | str, source_name: str) -> Codebook:
    """Read a codebook; `source_name` is the file's name, for messages and for a codebook that gives no name.

    A code is a name alone, or a name with more. Sub-codes stand under `children`, or beside the other codes with the
    id of their code as `parent`. What is left out is filled in: a new id, the language Danish, a colour (a shade of
    the colour of the code above). An id that is not a GUID links codes within the file; the code then gets a GUID of
    its own, a new one at each reading.

    Raises CodebookRefused, with the line number where there is one, for a file that `read_guarded_yaml` refuses,
    unknown keys, values of the wrong kind, and codes that `Code` and `Codebook` refuse.
    """
    raw = read_guarded_yaml(data, source_name)
    try:
        file = _File.model_validate(raw.value)
    except ValidationError as error:
        raise _refusal(error, raw, source_name) from error
    drafts = list(_flattened(file.codes, None, _Ids({})))
    _refuse_unknown_parents(file.codes, source_name)
    codebook = Codebook(
        name=file.name or PurePath(source_name).stem,
        language=file.language,
        codes=tuple(code for code, _ in drafts),
    )
    return with_derived_colours(codebook, {code.id for code, coloured in drafts if not coloured})


def write_yaml(codebook: Codebook) -> str:
    """The codebook as YAML, sub-codes under their codes; what has its default value is left out.

    `read_yaml` gives the same codebook back, ids included where they are GUIDs.
    """
    file = {
        "name": codebook.name,
        "language": codebook.language,
        "codes": [_as_entry(codebook, code) for code in codebook.children(None)],
    }
    return yaml.dump(file, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


@dataclass(frozen=True)
class _Ids:
    """GUIDs for the ids of one file; the same id gets the same GUID."""

    given: dict[str, str]

    def guid(self, written: str) -> str:
        try:
            UUID(written)
        except ValueError:
            return self.given.setdefault(written, str(uuid4()))
        return written


def _flattened(entries: list[_Entry], parent: str | None, ids: _Ids) -> Iterator[tuple[Code, bool]]:
    for entry in entries:
        if parent and entry.parent:
            raise CodebookRefused(
                "The code “{name}” stands under another code and names a parent as well. Keep one of the two.",
                name=entry.name,
            )
        above = parent or (ids.guid(entry.parent.strip()) if entry.parent else None)
        code = Code(
            id=ids.guid(entry.id.strip()) if entry.id else str(uuid4()),
            parent=above,
            colour=entry.colour or NEUTRAL_COLOUR,
            **entry.model_dump(exclude={"id", "parent", "colour", "children"}),
        )
        yield code, entry.colour is not None
        yield from _flattened(entry.children, code.id, ids)


def _refuse_unknown_parents(entries: list[_Entry], source_name: str) -> None:
    # Here, where the parent still has the id that the file gives it.
    every = [entry for top in entries for entry in _with_descendants(top)]
    written = {entry.id.strip() for entry in every if entry.id}
    for entry in every:
        if entry.parent and entry.parent.strip() not in written:
            raise CodebookRefused(
                "The file {name} places the code “{code}” under a code with the id {parent}, which it does not have. "
                "Give the id of a code in the file.",
                name=source_name,
                code=entry.name,
                parent=entry.parent,
            )


def _with_descendants(entry: _Entry) -> Iterator[_Entry]:
    yield entry
    for child in entry.children:
        yield from _with_descendants(child)


def _as_entry(codebook: Codebook, code: Code) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": code.id, "name": code.name, "colour": code.colour}
    for key in ("definition", "include", "exclude", "source"):
        if text := getattr(code, key):
            entry[key] = text
    for key in ("examples", "signs"):
        if texts := getattr(code, key):
            entry[key] = list(texts)
    if code.origin != "deductive":
        entry["origin"] = code.origin
    if code.valence is not None:
        entry["valence"] = code.valence
    if code.retired:
        entry["retired"] = True
    if children := codebook.children(code.id):
        entry["children"] = [_as_entry(codebook, child) for child in children]
    return entry


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        # PyYAML writes lists flush with their key; indented, the levels of codes can be seen.
        super().increase_indent(flow, indentless=False)


def _refusal(error: ValidationError, raw: GuardedYaml, source_name: str) -> CodebookRefused:
    """The first problem of the file, or all its unknown keys, in words and with line numbers."""
    problems = sorted(error.errors(include_url=False), key=lambda problem: raw.line(problem["loc"]))
    unknown = [problem["loc"] for problem in problems if problem["type"] == "extra_forbidden"]
    if unknown:
        return CodebookRefused(
            "The file {name} has keys that a codebook does not know, here with their line numbers: {keys}. "
            "Known keys: {known}.",
            name=source_name,
            keys=", ".join(f"{place[-1]} ({raw.line(place)})" for place in unknown[:_NAMED_AT_MOST]),
            known=", ".join((_File if len(unknown[0]) == 1 else _Entry).model_fields),
        )
    place, kind = problems[0]["loc"], problems[0]["type"]
    line = raw.line(place)
    if not place or place == ("codes",):
        return CodebookRefused(
            "The file {name} does not hold a codebook. It should have a list of codes under “codes:”.",
            name=source_name,
        )
    if kind == "missing":
        return CodebookRefused(
            "The file {name} has a code without a name at line {line}. Give it a name.", name=source_name, line=line
        )
    key = next(part for part in reversed(place) if isinstance(part, str))
    return _wrong_value(kind, problems[0].get("ctx", {}).get("expected", ""), name=source_name, key=key, line=line)


def _wrong_value(kind: str, expected: str, **values: object) -> CodebookRefused:
    if kind == "literal_error":
        return CodebookRefused(
            "The file {name} has an unknown value for “{key}” at line {line}. It can be: {expected}.",
            **values,
            expected=expected.replace("'", "").replace(" or ", ", "),
        )
    if kind == "bool_parsing":
        return CodebookRefused(
            "The file {name} has an unknown value for “{key}” at line {line}. Write true or false.", **values
        )
    if kind == "string_type":
        return CodebookRefused(
            "The file {name} should have a text for “{key}” at line {line}. A text that holds a colon needs quotation "
            "marks.",
            **values,
        )
    return CodebookRefused(
        "The file {name} should have a list for “{key}” at line {line}: a line for each, beginning with a hyphen.",
        **values,
    )

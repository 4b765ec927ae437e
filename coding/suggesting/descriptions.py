"""What a codebook says about its codes, cut into parts that can each be compared with a stretch of talk."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from codebooks.values import PATH_SEPARATOR, Codebook

PartKind = Literal["definition", "include", "example", "name", "exclude"]

_CLAUSE = re.compile(r"[;\n]+")
_SENTENCE = re.compile(r"(?<=[.;])\s+|\n+")
_ELSEWHERE = re.compile(r"\s*:\s*[»“\"„].*$")


@dataclass(frozen=True)
class CodeDescription:
    """One code as the model sees it; `parent` is the id of the code above it, None for a top code.

    `spoken` are made-up utterances that the code fits, in any language; they are compared with talk and never shown.
    """

    id: str
    path: str
    name: str
    parent: str | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One thing that a codebook says about one code."""

    code_id: str
    kind: PartKind
    text: str


@dataclass(frozen=True)
class Family:
    """A top code with all codes below it, by id, so that their order in the codebook changes nothing."""

    top: CodeDescription
    below: tuple[CodeDescription, ...]

    @property
    def members(self) -> tuple[CodeDescription, ...]:
        """The top code, then the codes below it."""
        return (self.top, *self.below)


def describe(codebook: Codebook, spoken: Mapping[str, Sequence[str]] | None = None) -> tuple[CodeDescription, ...]:
    """Return the codes that may be suggested: all but retired ones and those below a retired one.

    `spoken` holds utterances by the id of their code.
    """
    return tuple(
        CodeDescription(
            id=code.id,
            path=codebook.path_text(code.id),
            name=code.name,
            parent=code.parent,
            definition=code.definition,
            include=code.include,
            exclude=code.exclude,
            examples=code.examples,
            signs=code.signs,
            spoken=tuple((spoken or {}).get(code.id, ())),
        )
        for code in codebook.codes
        if not _is_retired(codebook, code.id)
    )


def parts(code: CodeDescription) -> Iterator[Part]:
    """Yield what is said about a code, each aspect by itself.

    Aspects stay apart since one text that holds them all is nearer to everything and less near to what it is about.
    The name counts only where nothing else is said, so that renaming a described code changes no suggestion.
    """
    said = [Part(code.id, "definition", code.definition)] if code.definition else []
    said += [Part(code.id, "include", clause.strip()) for clause in _CLAUSE.split(code.include) if clause.strip()]
    said += [Part(code.id, "example", example) for example in code.examples]
    yield from said or [Part(code.id, "name", code.path.replace(PATH_SEPARATOR, ": "))]


def exclusions(code: CodeDescription) -> tuple[Part, ...]:
    """Return each thing that a codebook says does not belong to a code, without the name of the code it belongs to."""
    found = (_ELSEWHERE.sub("", sentence).strip(" .") for sentence in _SENTENCE.split(code.exclude))
    return tuple(Part(code.id, "exclude", text) for text in found if text)


def families(codes: Sequence[CodeDescription]) -> tuple[Family, ...]:
    """Return the top codes with what is below them, ordered by id.

    A code whose parent is not among `codes` is a top code.
    """
    by_id = {code.id: code for code in codes}
    below: dict[str, list[CodeDescription]] = {}
    for code in sorted(codes, key=lambda code: code.id):
        top = _top(code, by_id)
        below.setdefault(top.id, [])
        if top.id != code.id:
            below[top.id].append(code)
    return tuple(Family(by_id[top], tuple(below[top])) for top in sorted(below))


def _top(code: CodeDescription, by_id: Mapping[str, CodeDescription]) -> CodeDescription:
    while code.parent is not None and code.parent in by_id:
        code = by_id[code.parent]
    return code


def _is_retired(codebook: Codebook, code_id: str) -> bool:
    at: str | None = code_id
    while at is not None:
        code = codebook.code(at)
        if code.retired:
            return True
        at = code.parent
    return False

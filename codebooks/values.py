"""A codebook and its codes as plain values that are valid from the moment they exist."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from codebooks.errors import CodebookRefused

Origin = Literal["deductive", "inductive"]
Valence = Literal["hinders", "supports", "both"]

ORIGINS: tuple[Origin, ...] = ("deductive", "inductive")
VALENCES: tuple[Valence, ...] = ("hinders", "supports", "both")
NEUTRAL_COLOUR = "#767676"
PATH_SEPARATOR = " > "
MAX_CODES = 2_000
MAX_LEVELS = 30

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# Control characters, lone surrogates and U+FFFE/U+FFFF have no place in XML, Word, Excel or PostgreSQL.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Code:
    """One thing a researcher looks for; `parent` is the id of the code above it, None for a top code.

    White space is tidied: names and signs hold single blanks, longer texts lose blanks at their ends and have LF
    line ends; empty examples and signs are left out. The colour is upper case. `signs` are words and phrases that a
    researcher names as typical of the code; `source` is the literature behind it; `valence` says whether what is
    coded hinders or supports what the effort aims at, where that applies.

    Raises CodebookRefused for an empty id or name, a name with ">" (which separates the names of a path), a colour
    that is not "#RRGGBB", an unknown origin or valence, and characters that no file format can hold.
    """

    id: str
    name: str
    parent: str | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    colour: str = NEUTRAL_COLOUR
    origin: Origin = "deductive"
    valence: Valence | None = None
    retired: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        self._tidy("id", self.id.strip())
        self._tidy("parent", (self.parent or "").strip() or None)
        self._tidy("name", _one_line(self.name))
        for field in ("definition", "include", "exclude", "source"):
            self._tidy(field, _paragraphs(getattr(self, field)))
        self._tidy("examples", tuple(filter(None, map(_paragraphs, self.examples))))
        self._tidy("signs", tuple(filter(None, map(_one_line, self.signs))))
        self._refuse_unusable_name()
        self._refuse_unusable_attributes()
        self._tidy("colour", self.colour.upper())

    def _tidy(self, field: str, value: object) -> None:
        object.__setattr__(self, field, value)

    def _refuse_unusable_name(self) -> None:
        if not self.name:
            raise CodebookRefused("A code has no name. Give every code a name.")
        if ">" in self.name:
            raise CodebookRefused(
                "The code name “{name}” holds the sign >, which separates a code from its sub-codes. "
                "Choose a name without it.",
                name=self.name,
            )
        if not self.id:
            raise CodebookRefused("The code “{name}” has no id. Give it one, or leave the id out.", name=self.name)

    def _refuse_unusable_attributes(self) -> None:
        texts = (self.id, self.name, self.definition, self.include, self.exclude, self.source)
        if any(_UNWRITABLE.search(text) for text in (*texts, *self.examples, *self.signs)):
            raise CodebookRefused(
                "The code “{name}” holds a character that cannot be shown or saved. Type its text again.",
                name=_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", self.name),
            )
        if not _COLOUR.fullmatch(self.colour):
            raise CodebookRefused(
                "The code “{name}” has the colour “{colour}”. Write a colour as # and six digits or letters A to F, "
                "such as #0072B2.",
                name=self.name,
                colour=self.colour,
            )
        if self.origin not in ORIGINS or self.valence not in (None, *VALENCES):
            raise CodebookRefused(
                "The code “{name}” has an unknown origin or valence. Origins: {origins}. Valences: {valences}.",
                name=self.name,
                origins=", ".join(ORIGINS),
                valences=", ".join(VALENCES),
            )


@dataclass(frozen=True)
class Codebook:
    """Codes in display order: a code, then its sub-codes, then its next sibling.

    Given in any order, the codes are put in that order; siblings keep the order they were given in. `language` is
    the language its texts are written in, as "da" or "en".

    Raises CodebookRefused for an empty name, an unusable language tag, two codes with one id, an unknown parent,
    codes that are each other's parents, two codes of one name under one parent (upper and lower case count as the
    same; under different parents one name is fine), more than MAX_CODES codes and more than MAX_LEVELS levels.
    """

    name: str
    language: str
    codes: tuple[Code, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _one_line(self.name))
        object.__setattr__(self, "codes", tuple(self.codes))
        if not self.name or _UNWRITABLE.search(self.name):
            raise CodebookRefused("The codebook has no usable name. Give it a name.")
        if not _LANGUAGE.fullmatch(self.language):
            raise CodebookRefused(
                "The codebook {codebook} has the language “{language}”. Write da for Danish or en for English.",
                codebook=self.name,
                language=self.language,
            )
        if len(self.codes) > MAX_CODES:
            raise CodebookRefused(
                "The codebook {codebook} has {count} codes; there can be at most {limit}. Split it into several.",
                codebook=self.name,
                count=len(self.codes),
                limit=MAX_CODES,
            )
        self._refuse_broken_tree()
        ordered = tuple(self._depth_first())
        self._refuse_rings({code.id for code in ordered})
        object.__setattr__(self, "codes", ordered)
        if any(level > MAX_LEVELS for level in self._levels.values()):
            raise CodebookRefused(
                "The codebook {codebook} has codes more than {limit} levels deep. Move them further up.",
                codebook=self.name,
                limit=MAX_LEVELS,
            )

    def __contains__(self, code_id: object) -> bool:
        """Whether there is a code with this id."""
        return code_id in self._by_id

    def code(self, code_id: str) -> Code:
        """The code with this id; raises CodebookRefused when there is none."""
        found = self._by_id.get(code_id)
        if found is None:
            raise CodebookRefused(
                "The codebook {codebook} has no code with the id {id}. It may have been deleted; load the page anew.",
                codebook=self.name,
                id=code_id,
            )
        return found

    def children(self, code_id: str | None) -> tuple[Code, ...]:
        """The sub-codes right under a code, in order; of None, the top codes."""
        return tuple(self._by_parent.get(code_id, ()))

    def descendants(self, code_id: str) -> tuple[Code, ...]:
        """All codes below a code, at every level, in display order; the code itself is not among them."""
        level = len(self.path(code_id))
        start = self._positions[code_id] + 1
        end = start
        while end < len(self.codes) and self._levels[self.codes[end].id] > level:
            end += 1
        return self.codes[start:end]

    def ancestry(self, code_id: str) -> list[Code]:
        """The codes from the top code down to the code itself."""
        chain = [self.code(code_id)]
        while (parent := chain[-1].parent) is not None:
            chain.append(self._by_id[parent])
        return chain[::-1]

    def top(self, code_id: str) -> Code:
        """The top code that a code belongs to; a top code belongs to itself."""
        return self.ancestry(code_id)[0]

    def path(self, code_id: str) -> tuple[str, ...]:
        """The names from the top code down to the code."""
        return tuple(code.name for code in self.ancestry(code_id))

    def path_text(self, code_id: str) -> str:
        """The path as people read it: "Barriers > Language and skills"."""
        return PATH_SEPARATOR.join(self.path(code_id))

    def find_path(self, path: str) -> Code | None:
        """The code at a path written as `path_text` writes it, or None; case and extra blanks do not matter."""
        found: Code | None = None
        for name in path.split(PATH_SEPARATOR.strip()):
            found = self._by_parent_and_name.get((found.id if found else None, _name_key(_one_line(name))))
            if found is None:
                return None
        return found

    @cached_property
    def _by_id(self) -> Mapping[str, Code]:
        return {code.id: code for code in self.codes}

    @cached_property
    def _by_parent(self) -> Mapping[str | None, list[Code]]:
        by_parent: dict[str | None, list[Code]] = {}
        for code in self.codes:
            by_parent.setdefault(code.parent, []).append(code)
        return by_parent

    @cached_property
    def _by_parent_and_name(self) -> Mapping[tuple[str | None, str], Code]:
        return {(code.parent, _name_key(code.name)): code for code in self.codes}

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {code.id: position for position, code in enumerate(self.codes)}

    @cached_property
    def _levels(self) -> Mapping[str, int]:
        levels: dict[str, int] = {}
        for code in self.codes:
            levels[code.id] = 1 + (levels[code.parent] if code.parent is not None else 0)
        return levels

    def _depth_first(self) -> Iterator[Code]:
        ahead = list(reversed(self.children(None)))
        while ahead:
            code = ahead.pop()
            yield code
            ahead.extend(reversed(self.children(code.id)))

    def _refuse_broken_tree(self) -> None:
        seen: dict[str, Code] = {}
        for code in self.codes:
            if code.id in seen:
                raise CodebookRefused(
                    "The codes “{first}” and “{second}” have the same id, {id}. Give one of them another id.",
                    first=seen[code.id].name,
                    second=code.name,
                    id=code.id,
                )
            seen[code.id] = code
        named: dict[tuple[str | None, str], Code] = {}
        for code in self.codes:
            if code.parent is not None and code.parent not in seen:
                raise CodebookRefused(
                    "The code “{name}” is placed under a code with the id {parent}, which does not exist. "
                    "Place it under another code, or make it a top code.",
                    name=code.name,
                    parent=code.parent,
                )
            key = (code.parent, _name_key(code.name))
            if key in named:
                raise _same_name(code, seen.get(code.parent) if code.parent is not None else None)
            named[key] = code

    def _refuse_rings(self, reached: set[str]) -> None:
        # The walk from the top codes reaches every code but those in a ring and those below one.
        lost = next((code for code in self.codes if code.id not in reached), None)
        ring: list[Code] = []
        while lost is not None and lost not in ring:
            ring.append(lost)
            lost = self._by_id.get(lost.parent or "")
        if lost is not None:
            raise CodebookRefused(
                "The codes {names} are placed under each other in a ring. Make one of them a top code.",
                names=", ".join(code.name for code in ring[ring.index(lost) :]),
            )


def _same_name(code: Code, parent: Code | None) -> CodebookRefused:
    if parent is None:
        return CodebookRefused(
            "There are two top codes with the name “{name}”. Rename one of them, or make them one.", name=code.name
        )
    return CodebookRefused(
        "There are two codes with the name “{name}” under “{parent}”. Rename one of them, or make them one.",
        name=code.name,
        parent=parent.name,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _name_key(name: str) -> str:
    # "å" typed on a Mac may be two code points; people see one and the same name.
    return unicodedata.normalize("NFC", name).casefold()

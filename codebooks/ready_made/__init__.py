"""Codebooks that come with Citat, in Danish and English: the same codes with the same ids, in either language."""

from importlib.resources import files

from codebooks.errors import CodebookRefused
from codebooks.values import Codebook
from codebooks.yaml_format import read_yaml

_ENDING = ".yaml"


def names() -> tuple[str, ...]:
    """The names of the ready-made codebooks, in alphabetical order: "stakeholders-da", "stakeholders-en"."""
    found = (file.name for file in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))


def load(name: str) -> Codebook:
    """The ready-made codebook of this name; raises CodebookRefused, with the names there are, for any other."""
    if name not in names():
        raise CodebookRefused(
            "There is no ready-made codebook with the name {name}. There are: {names}.",
            name=name,
            names=", ".join(names()),
        )
    file = name + _ENDING
    return read_yaml(files(__name__).joinpath(file).read_bytes(), file)

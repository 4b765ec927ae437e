"""What has been encoded before, kept in an SQLite file of its own that can be deleted without loss.

Texts are not stored: a row is the fingerprint of the model, the SHA-256 of the text and the vector.
"""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

import numpy as np

from corpus.embedding.encoder import Encoder, Progress, Vectors
from corpus.embedding.folders import cache_folder
from corpus.embedding.ready import READY_FILE, ready_vectors
from corpus.embedding.text_hash import text_hash

Use = Literal["passage", "query"]

_FILE_VERSION = 1
_READ_AT_ONCE = 500
_WRITE_AT_ONCE = 256
_BUSY_SECONDS = 10.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vector (
    fingerprint TEXT NOT NULL,
    use TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    numbers BLOB NOT NULL,
    PRIMARY KEY (fingerprint, use, text_hash)
) WITHOUT ROWID
"""

_log = logging.getLogger(__name__)


class EmbeddingCache:
    """Vectors by model and text; may be shared by threads and by processes.

    What comes ready with Citat goes before what is in the file, so that it is the same whether or not there is a file.

    Trouble with the file (damaged, locked, on a full or read-only disk) never reaches the caller: the vectors are
    then made anew and the trouble goes to the log.
    """

    def __init__(self, path: Path, ready_file: Path = READY_FILE) -> None:
        self._path = path
        self._ready_file = ready_file

    def passages(self, encoder: Encoder, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """Return `encoder.encode_passages(texts)`, encoding only what is new.

        Work done is kept every few hundred texts, so that an interrupted run goes on where it stopped.
        """
        return self._vectors(encoder, "passage", texts, on_progress)

    def queries(self, encoder: Encoder, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """Return `encoder.encode_queries(texts)`, encoding only what is new."""
        return self._vectors(encoder, "query", texts, on_progress)

    def missing(self, encoder: Encoder, texts: Sequence[str]) -> int:
        """Return how many different texts would have to be encoded as passages."""
        hashes = {text_hash(text) for text in texts}
        return len(hashes) - len(self._known(encoder, "passage", sorted(hashes)))

    def _vectors(self, encoder: Encoder, use: Use, texts: Sequence[str], on_progress: Progress | None) -> Vectors:
        by_hash = {text_hash(text): text for text in texts}
        known = self._known(encoder, use, sorted(by_hash))
        # longest first, as the encoder does within a batch, but over everything: batches then need little padding
        new = sorted((key for key in by_hash if key not in known), key=lambda key: -len(by_hash[key]))
        encode = encoder.encode_passages if use == "passage" else encoder.encode_queries
        for start in range(0, len(new), _WRITE_AT_ONCE):
            part = new[start : start + _WRITE_AT_ONCE]
            made = encode([by_hash[key] for key in part])
            fresh = dict(zip(part, made, strict=True))
            known.update(fresh)
            self._write(encoder, use, fresh)
            if on_progress:
                on_progress(len(known), len(by_hash))
        if not texts:
            return np.zeros((0, encoder.dimensions), np.float32)
        return np.stack([known[text_hash(text)] for text in texts])

    def _known(self, encoder: Encoder, use: Use, hashes: Sequence[bytes]) -> dict[bytes, Vectors]:
        ready = ready_vectors(encoder.fingerprint, self._ready_file) if use == "passage" else None
        known = ready.of(hashes) if ready is not None else {}
        left = [key for key in hashes if key not in known]
        return known | self._read(encoder, use, left) if left else known

    def _read(self, encoder: Encoder, use: Use, hashes: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        with self._trouble_logged(), closing(self._connect()) as connection:
            for start in range(0, len(hashes), _READ_AT_ONCE):
                part = hashes[start : start + _READ_AT_ONCE]
                places = ",".join("?" * len(part))
                rows = connection.execute(
                    "SELECT text_hash, numbers FROM vector "
                    f"WHERE fingerprint = ? AND use = ? AND text_hash IN ({places})",
                    (encoder.fingerprint, use, *part),
                )
                for key, numbers in rows:
                    if len(numbers) == 4 * encoder.dimensions:
                        found[key] = np.frombuffer(numbers, "<f4").astype(np.float32)
        return found

    def _write(self, encoder: Encoder, use: Use, fresh: dict[bytes, Vectors]) -> None:
        rows = [(encoder.fingerprint, use, key, vector.astype("<f4").tobytes()) for key, vector in fresh.items()]
        with self._trouble_logged(), closing(self._connect()) as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?)", rows)

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _FILE_VERSION):
                connection.execute("DROP TABLE IF EXISTS vector")
            if version != _FILE_VERSION:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_FILE_VERSION}")
                connection.commit()
            # a cache may lose its last rows in a power cut, so it need not wait for the disk
            connection.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    @contextmanager
    def _trouble_logged(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            _log.warning("the cache of vectors %s could not be used: %s", self._path, error)
        except sqlite3.DatabaseError as error:
            _log.warning("the cache of vectors %s was damaged and is started anew: %s", self._path, error)
            self._remove()
        except OSError as error:
            _log.warning("the cache of vectors %s could not be used: %s", self._path, error)

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            try:
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
            except OSError as error:
                _log.warning("the damaged cache of vectors could not be removed: %s", error)


def shared_cache() -> EmbeddingCache:
    """Return this user's cache on this machine, shared by all studies."""
    return EmbeddingCache(cache_folder() / "embeddings.sqlite")

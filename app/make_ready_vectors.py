"""Make anew the vectors that come with Citat: `python3 -m app.make_ready_vectors`.

To be run where a ready-made codebook, its made-up utterances, the sample study or the built-in model has changed; a
test says so.
"""

import sys
import tempfile
from pathlib import Path

from app.ready_texts import ready_texts
from app.sample import build_sample
from corpus.embedding import CARRIED, load_encoder
from corpus.embedding.ready import READY_FILE, packed
from corpus.embedding.text_hash import text_hash


def main() -> None:
    """Encode all texts, the longest first, and write the file."""
    encoder = load_encoder(CARRIED)
    with tempfile.TemporaryDirectory() as folder:
        sample = build_sample(Path(folder) / "sample.citat")
        texts = sorted(ready_texts(encoder, sample))
        sample.close()
    vectors = encoder.encode_passages(texts, lambda done, of: _say(f"\r{done} of {of} texts"))
    made = packed(encoder.fingerprint, dict(zip(map(text_hash, texts), vectors, strict=True)))
    made.save(READY_FILE)
    _say(f"\n{READY_FILE}: {len(made)} texts, {READY_FILE.stat().st_size / 1e6:.2f} MB\n")


def _say(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()


if __name__ == "__main__":
    main()

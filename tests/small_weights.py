"""A file of weights in the layout that the built-in model comes in, but of a network that is made in no time."""

import struct
from pathlib import Path

import numpy as np

HIDDEN, FEED_FORWARD, POSITIONS = 32, 64, 40
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyzæøå")
LARGE = {"q.w": HIDDEN * HIDDEN, "fi.w": FEED_FORWARD * HIDDEN, "fi.b": FEED_FORWARD, "fo.w": FEED_FORWARD * HIDDEN}


def write_small_weights(path: Path) -> Path:
    """Write them, drawn with a fixed seed; returns `path`."""
    sizes = {"emb.word": len(PIECES) * HIDDEN, "emb.pos": POSITIONS * HIDDEN, "emb.type": 2 * HIDDEN}
    sizes |= {"emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for part in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln"):
        square = HIDDEN * HIDDEN if part in ("k", "v", "ao") else HIDDEN
        sizes[f"l0.{part}.w"] = LARGE.get(f"{part}.w", square)
        sizes[f"l0.{part}.b"] = LARGE.get(f"{part}.b", HIDDEN)
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 1, 2, FEED_FORWARD, len(PIECES), POSITIONS, 2, 1e-12, 32)
    blob = "".join(PIECES).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype("<u4")
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + ends.tobytes()
    head += np.full(len(PIECES), -3, "<f4").tobytes() + blob + struct.pack("<iIi", 0, 0, len(sizes))
    at = len(head) + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in sizes)
    for name, size in sizes.items():
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, size, at, 4 * size)
        at += 4 * size
    drawn = np.random.default_rng(1)
    path.write_bytes(head + b"".join(drawn.normal(0, 0.1, size).astype("<f4").tobytes() for size in sizes.values()))
    return path

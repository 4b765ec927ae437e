"""The key by which a text's vector is kept where the text itself must not be."""

import hashlib


def text_hash(text: str) -> bytes:
    """Return the SHA-256 of a text, whatever is in it."""
    # lone surrogates cannot be encoded otherwise, and every text must have a key
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()

"""Meaning as numbers: the sentence encoder, where its weights come from, and a cache of what it has encoded.

Nothing here imports torch before a model is asked for, and nothing here touches the network.
"""

from corpus.embedding.cache import EmbeddingCache, shared_cache
from corpus.embedding.encoder import Encoder
from corpus.embedding.loading import CARRIED, load_encoder

__all__ = ["CARRIED", "EmbeddingCache", "Encoder", "load_encoder", "shared_cache"]

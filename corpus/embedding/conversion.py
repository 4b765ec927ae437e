"""From carried weights to an ordinary sentence-transformers folder, made once and kept among the derived files.

Widening and tokenising 250,000 pieces takes seconds; loading the folder afterwards takes a fraction of that, and its
weights are mapped into memory, not copied. The folder can be deleted at any time: it is made again.
"""

import hashlib
import json
import logging
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.embedding.carried import CarriedWeights

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertModel

CONVERSION_VERSION = 1
"""Goes up whenever the same weights would give other vectors than before."""

DIMENSIONS = 384
"""Numbers in a vector of the carried model."""

PROMPTS = {"query": "query: ", "passage": "passage: "}
"""The model was trained with these words before every text (Wang et al. 2024, arXiv:2402.05672)."""

WITHOUT_POOLER = {"add_pooling_layer": False}
"""How the converted folder has to be loaded: it holds no pooler, and a random one would only take room."""

_MANIFEST = "citat.json"
_UNFINISHED = ".unfinished-"
_STALE_SECONDS = 24 * 3600
_REMOVED = r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
_BLANKS = r"[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"

_log = logging.getLogger(__name__)


def converted_folder(weights: Path, caches: Path) -> Path:
    """Return a complete sentence-transformers folder made from `weights`, making it below `caches` if need be.

    Safe when several processes ask at once and when one is killed half way: a folder gets its name only when it is
    complete, and the first to finish wins.

    Raises OSError when a file cannot be read or written, ValueError when the weights do not have the known layout.
    """
    data = weights.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    target = caches / "models" / f"multilingual-e5-small-q4-{digest[:16]}-v{CONVERSION_VERSION}"
    if _is_complete(target):
        return target
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_stale(target.parent)
    started = time.monotonic()
    staging = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=target.parent))
    try:
        _write_model(CarriedWeights(data), staging / "plain", staging / "model")
        _write_manifest(staging / "model", digest)
        _put_in_place(staging / "model", target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    _log.info("converted %s in %.1f s", weights.name, time.monotonic() - started)
    return target


def build_tokenizer(weights: CarriedWeights) -> "Tokenizer":
    """Return the tokenizer of the model: unigram pieces over normalised text in which `▁` stands for a blank.

    The character replacements are those that SentencePiece's `nmt_nfkc` makes: NFKC, control characters removed,
    invisible and line-breaking ones turned into blanks, runs of blanks into one.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    known = weights.vocabulary
    tokenizer = Tokenizer(models.Unigram(list(zip(known.pieces, known.scores, strict=True)), unk_id=known.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_REMOVED), ""),
            normalizers.Replace(Regex(_BLANKS), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    begin, end = known.pieces[known.begin], known.pieces[known.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, known.begin), (end, known.end)],
    )
    return tokenizer


def build_network(weights: CarriedWeights) -> "BertModel":
    """Return the network with the carried weights in it, without the pooler that this model does not use.

    Raises ValueError when a tensor is missing or has another size than the network needs.
    """
    import torch
    from transformers import BertConfig, BertModel

    sizes = weights.sizes
    config = BertConfig(
        vocab_size=sizes.vocabulary,
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.feed_forward,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.token_types,
        layer_norm_eps=sizes.epsilon,
        pad_token_id=weights.vocabulary.padding,
    )
    with torch.device("meta"):
        network = BertModel(config, add_pooling_layer=False)
    state = {
        name: torch.tensor(weights.tensor(_carried_as(name))).reshape(parameter.shape)
        for name, parameter in network.named_parameters()
    }
    network.to_empty(device="cpu")
    # position ids are buffers, which carry no weights and are lost on the meta device
    network.embeddings.register_buffer("position_ids", torch.arange(sizes.positions).expand((1, -1)), False)
    network.embeddings.register_buffer("token_type_ids", torch.zeros((1, sizes.positions), dtype=torch.long), False)
    try:
        network.load_state_dict(state, strict=False)
    except RuntimeError as error:
        raise ValueError(str(error)) from error
    network.train(False)
    return network


def _carried_as(parameter: str) -> str:
    """Return the carried name of a BERT parameter: `encoder.layer.3.attention.self.query.weight` is `l3.q.w`."""
    kind = "w" if parameter.endswith(".weight") else "b"
    if parameter.startswith("embeddings."):
        part = parameter.split(".")[1]
        tables = {"word_embeddings": "emb.word", "position_embeddings": "emb.pos", "token_type_embeddings": "emb.type"}
        return tables.get(part, f"emb.ln.{kind}")
    _, _, layer, rest = parameter.split(".", 3)
    parts = {
        "attention.self.query": "q",
        "attention.self.key": "k",
        "attention.self.value": "v",
        "attention.output.dense": "ao",
        "attention.output.LayerNorm": "aln",
        "intermediate.dense": "fi",
        "output.dense": "fo",
        "output.LayerNorm": "oln",
    }
    return f"l{layer}.{parts[rest.rsplit('.', 1)[0]]}.{kind}"


def _write_model(weights: CarriedWeights, plain: Path, model: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    pieces = weights.vocabulary.pieces
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=build_tokenizer(weights),
        model_max_length=weights.sizes.positions,
        bos_token=pieces[weights.vocabulary.begin],
        cls_token=pieces[weights.vocabulary.begin],
        eos_token=pieces[weights.vocabulary.end],
        sep_token=pieces[weights.vocabulary.end],
        pad_token=pieces[weights.vocabulary.padding],
        unk_token=pieces[weights.vocabulary.unknown],
    )
    tokenizer.save_pretrained(str(plain))
    build_network(weights).save_pretrained(str(plain))
    transformer = Transformer(str(plain), model_kwargs=dict(WITHOUT_POOLER))
    modules = [transformer, Pooling(weights.sizes.hidden, "mean"), Normalize()]
    SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu").save(str(model), create_model_card=False)


def _write_manifest(folder: Path, digest: str) -> None:
    sizes = {file.relative_to(folder).as_posix(): file.stat().st_size for file in _files(folder)}
    (folder / _MANIFEST).write_text(json.dumps({"weights": digest, "sizes": sizes}), encoding="utf-8")


def _is_complete(folder: Path) -> bool:
    """Tell whether every file is there with the size it was written with; a power cut can leave shorter ones."""
    try:
        sizes = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["sizes"]
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError):
        return False


def _put_in_place(made: Path, target: Path) -> None:
    if target.exists() and not _is_complete(target):
        _log.warning("the converted model %s was damaged and is made again", target.name)
        shutil.rmtree(target, ignore_errors=True)
    try:
        made.rename(target)
    except OSError:
        # another process finished first: its folder is as good as this one
        if not _is_complete(target):
            raise


def _remove_stale(folder: Path) -> None:
    for left in folder.glob(_UNFINISHED + "*"):
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())

"""The converted model folder is made once, whole, whoever asks and however often it is interrupted."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from corpus.embedding import load_encoder
from corpus.embedding.carried import carried_file
from corpus.embedding.conversion import converted_folder
from corpus.embedding.folders import cache_folder
from tests.small_weights import write_small_weights

CONVERT = """
import sys
from pathlib import Path
from corpus.embedding.conversion import converted_folder
print(converted_folder(Path(sys.argv[1]), Path(sys.argv[2])))
"""


def start_conversion(weights: Path, caches: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", CONVERT, str(weights), str(caches)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def save_small_model(folder: Path, *, seed: int) -> None:
    import torch

    torch.manual_seed(seed)
    words = ["[PAD]", "[UNK]", "vi", "mangler", "tid"]
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    plain = folder.parent / f"plain-{seed}"
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(plain)
    config = BertConfig(vocab_size=5, hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16)
    BertModel(config).save_pretrained(plain)
    SentenceTransformer(modules=[Transformer(str(plain)), Pooling(8, "mean")], device="cpu").save(
        str(folder), create_model_card=False
    )


@pytest.mark.slow
def test_two_processes_at_once_and_a_damaged_folder_end_with_one_whole_folder(tmp_path: Path) -> None:
    weights = write_small_weights(tmp_path / "small.bin")
    running = [start_conversion(weights, tmp_path), start_conversion(weights, tmp_path)]
    answers = {process.communicate()[0].strip() for process in running}
    assert [process.returncode for process in running] == [0, 0]
    (folder,) = (Path(answer) for answer in answers)
    assert [left.name for left in (tmp_path / "models").iterdir()] == [folder.name]

    whole = (folder / "model.safetensors").stat().st_size
    with (folder / "model.safetensors").open("r+b") as file:
        file.truncate(1000)
    assert converted_folder(weights, tmp_path) == folder
    assert (folder / "model.safetensors").stat().st_size == whole


def test_a_converted_folder_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = carried_file()
    assert weights is not None
    folder = converted_folder(weights, cache_folder())
    before = (folder / "citat.json").stat().st_mtime_ns
    assert converted_folder(weights, cache_folder()) == folder
    assert (folder / "citat.json").stat().st_mtime_ns == before
    monkeypatch.setenv("CITAT_CACHE", str(tmp_path / "elsewhere"))
    assert cache_folder() == tmp_path / "elsewhere"
    assert (tmp_path / "elsewhere").stat().st_mode & 0o077 == 0


def test_a_folder_of_the_users_own_is_loaded_under_its_name_and_known_by_its_weights(tmp_path: Path) -> None:
    for seed in (1, 2):
        save_small_model(tmp_path / f"copy-{seed}" / "team-model", seed=seed)
    first = load_encoder(str(tmp_path / "copy-1" / "team-model"))
    second = load_encoder(str(tmp_path / "copy-2" / "team-model"))
    assert first.name == second.name == "team-model"
    assert first.fingerprint != second.fingerprint
    assert first.fingerprint == load_encoder(str(tmp_path / "copy-1" / "team-model")).fingerprint
    assert first.prompts == {"query": "", "passage": ""}
    vectors = first.encode_passages(["vi mangler tid", "tid"])
    assert vectors.shape == (2, 8)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)

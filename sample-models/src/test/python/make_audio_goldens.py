"""Runs the real WhisperFeatureExtractor and Qwen2AudioProcessor and writes goldens/whisper.json and goldens/qwen2-audio.json.

PyTorch must not be installed: transformers then computes spectrograms with NumPy, in double precision, which is what the Java
side has to equal. Sounds at another rate are resampled by SciPy in double precision first, and rounded to float32.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["TRANSFORMERS_NO_ADVISORY_WARNINGS"] = "1"

import numpy as np
import scipy
import scipy.signal
import tokenizers
import transformers
from tokenizers import Tokenizer
from transformers import PreTrainedTokenizerFast, Qwen2AudioProcessor, WhisperFeatureExtractor
from transformers.utils import is_torch_available

from make_goldens import MODEL_DIRECTORY, RESOURCES, one_record_a_line, sha256

MODELS = MODEL_DIRECTORY.parent
RATE = 16000

FORMULAS = {
    "noise": "with n = (i + 7919 * seed + 1) * 2654435761 mod 2**32: ((n * (n xor 0x9E3779B9) mod 2**32) >> 8) / 2**23 - 1",
    "tone": "rint(32767 * sin(2 * pi * seed * i / rate)) / 32768: a sine of seed Hz",
    "burst": "noise for the first 4000 samples, 1/65536 of it behind them: more than 8 decades of power",
    "silence": "0",
}
"""Sample i of channel c; channel c has seed + c. All are exact in float32."""

SOUNDS = [
    ("noise", RATE, 1, 160, 1), ("noise", RATE, 1, 161, 2), ("noise", RATE, 1, 320, 3), ("noise", RATE, 1, 480, 4),
    ("noise", RATE, 1, 1000, 5), ("noise", RATE, 1, 1601, 6), ("noise", RATE, 1, 16000, 7), ("noise", RATE, 1, 48000, 8),
    ("noise", RATE, 1, 160000, 9), ("noise", RATE, 1, 479999, 10), ("noise", RATE, 1, 480000, 11),
    ("noise", RATE, 1, 600000, 12), ("tone", RATE, 1, 16000, 440), ("tone", RATE, 1, 54321, 3000), ("burst", RATE, 1, 20000, 13),
    ("silence", RATE, 1, 8000, 0), ("noise", RATE, 2, 20000, 14), ("noise", 8000, 1, 12000, 15), ("noise", 44100, 2, 50000, 16),
    ("noise", 48000, 1, 70000, 17), ("tone", 22050, 1, 30000, 1000),
]  # fmt: skip
"""Formula, rate, channels, samples per channel and seed. Lengths from one frame to more than 30 seconds."""

QWEN_PROMPTS = [
    ("one sound", "Audio 1: <|audio_bos|><|AUDIO|><|audio_eos|>\nWhat do you hear?", [16000]),
    ("two sounds", "<|audio_bos|><|AUDIO|><|audio_eos|> and <|audio_bos|><|AUDIO|><|audio_eos|>: which is longer?", [1000, 48000]),
    ("a chat", "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\nAudio 1: <|audio_bos|><|AUDIO|>"
     "<|audio_eos|>\nWhat is that?<|im_end|>\n<|im_start|>assistant\n", [600000]),
    ("no sound", "How is the weather?", []),
    ("the shortest", "<|audio_bos|><|AUDIO|><|audio_eos|>", [321]),
]  # fmt: skip

WHISPER_PROMPTS = [
    "<|startoftranscript|>",
    "<|startoftranscript|><|en|><|transcribe|><|notimestamps|>",
    "<|startofprev|> the harbour in the morning!<|startoftranscript|><|de|><|translate|>",
    "!",
    "",
]


def noise(count: int, seed: int) -> np.ndarray:
    n = (np.arange(count, dtype=np.uint64) + np.uint64(seed * 7919 + 1)) * np.uint64(2654435761) % np.uint64(1 << 32)
    n = (n * (n ^ np.uint64(0x9E3779B9)) & np.uint64(0xFFFFFFFF)) >> np.uint64(8)
    return n.astype(np.float64) / (1 << 23) - 1


def channel(kind: str, rate: int, count: int, seed: int) -> np.ndarray:
    if kind == "noise":
        return noise(count, seed)
    if kind == "tone":
        return np.rint(32767 * np.sin(2 * np.pi * seed * np.arange(count) / rate)) / 32768
    if kind == "burst":
        return noise(count, seed) * np.where(np.arange(count) < 4000, 1.0, 1 / 65536)
    return np.zeros(count)


def mono(kind: str, rate: int, channels: int, count: int, seed: int) -> np.ndarray:
    """What vLLM gives to the processor: the mean of the channels in float32, at the model's rate."""
    samples = np.stack([channel(kind, rate, count, seed + c) for c in range(channels)]).astype(np.float32)
    mixed = samples[0] if channels == 1 else np.mean(samples, axis=0)
    if rate == RATE:
        return mixed
    gcd = int(np.gcd(rate, RATE))
    return scipy.signal.resample_poly(mixed.astype(np.float64), RATE // gcd, rate // gcd).astype(np.float32)


def places(frames: int, shape: tuple[int, ...]) -> list[tuple[int, int]]:
    """The corners, the edge of the sound, and places all over it."""
    mels, total = shape
    columns = {0, 1, frames - 1, min(frames, total - 1), total - 1}
    corners = [(m, f) for m in (0, mels // 2, mels - 1) for f in sorted(columns)]
    return corners + [((7 * i) % mels, (i * frames) // 24) for i in range(24)]


def number(value: Any) -> float:
    return float(f"{float(value):.8g}")


def sounds(extractor: WhisperFeatureExtractor, qwen: bool) -> Iterator[dict[str, object]]:
    for kind, rate, channels, count, seed in SOUNDS:
        samples = mono(kind, rate, channels, count, seed)
        made = extractor(samples, sampling_rate=RATE, return_attention_mask=True, return_tensors="np")
        features, mask = made["input_features"][0], made["attention_mask"][0]
        frames = int(mask.sum())
        assert features.dtype == np.float32 and (mask[:frames] == 1).all() and not mask[frames:].any()
        record = {
            "formula": kind,
            "rate": rate,
            "channels": channels,
            "samples": count,
            "seed": seed,
            "shape": list(features.shape),
            "mask": frames,
            "mask_dtype": str(mask.dtype),
        }
        if qwen:
            record["tokens"] = ((frames - 1) // 2 + 1 - 2) // 2 + 1
        yield {
            **record,
            "values": {f"{m},{f}": number(features[m, f]) for m, f in places(frames, features.shape)},
            "row_means": [number(row) for row in features.mean(axis=1, dtype=np.float64)],
        }


def runs(marked: np.ndarray) -> list[list[int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marked.astype(np.int8), [0]])))
    return edges.reshape(-1, 2).tolist()


def qwen_prompts(processor: Qwen2AudioProcessor) -> Iterator[dict[str, object]]:
    for title, text, lengths in QWEN_PROMPTS:
        audio = [mono("noise", RATE, 1, length, 1) for length in lengths]
        made = processor(text=text, audio=audio or None, sampling_rate=RATE, return_tensors="np")
        ids = np.asarray(made["input_ids"])[0].astype(np.int64)
        yield {
            "title": title,
            "text": text,
            "samples": lengths,
            "count": ids.size,
            "sha256": sha256(ids),
            "embeddings": runs(ids == processor.audio_token_id),
        }


def whisper_prompts() -> Iterator[dict[str, object]]:
    tokenizer = Tokenizer.from_file(str(MODELS / "whisper" / "tokenizer.json"))
    for text in WHISPER_PROMPTS:
        yield {"text": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids}


def write(name: str, content: dict[str, object]) -> None:
    versions = {
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "tokenizers": tokenizers.__version__,
        "transformers": transformers.__version__,
    }
    (RESOURCES / "goldens" / f"{name}.json").write_text(
        one_record_a_line({"versions": versions, "formulas": FORMULAS, **content}), encoding="utf-8"
    )


def main() -> None:
    assert not is_torch_available()
    whisper = WhisperFeatureExtractor.from_pretrained(MODELS / "whisper")
    write("whisper", {"sounds": list(sounds(whisper, qwen=False)), "prompts": list(whisper_prompts())})
    directory = MODELS / "qwen2-audio"
    qwen = WhisperFeatureExtractor.from_pretrained(directory)
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(directory / "tokenizer.json"))
    processor = Qwen2AudioProcessor(qwen, tokenizer, chat_template="")
    write("qwen2-audio", {"sounds": list(sounds(qwen, qwen=True)), "prompts": list(qwen_prompts(processor))})


if __name__ == "__main__":
    main()

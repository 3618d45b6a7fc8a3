"""Trains the small tokenizer of models/llava-1.5: Llama's layout (metaspace, byte fallback), LLaVA's special tokens."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

os.environ["TOKENIZERS_PARALLELISM"] = "false"

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

HERE = Path(__file__).resolve().parent
MODEL_DIRECTORY = HERE.parents[2] / "models" / "llava-1.5"

UNKNOWN, START, END = "<unk>", "<s>", "</s>"
IMAGE, PADDING = "<image>", "<pad>"
BYTES = [f"<0x{value:02X}>" for value in range(256)]
VOCABULARY_SIZE = 2048
RARE = 3
"""Characters seen less often than this stay out of the vocabulary, so that byte fallback has something to do."""


def training_lines() -> list[str]:
    text = (HERE / "tokenizer_text.txt").read_text(encoding="utf-8")
    counts = Counter(text)
    common = "".join(character if counts[character] >= RARE or character.isascii() else " " for character in text)
    return common.splitlines()


def train() -> models.BPE:
    """Learns merges inside words only; the finished tokenizer then needs no pre-tokenizer, as Llama's has none."""
    learner = Tokenizer(models.BPE(unk_token=UNKNOWN, byte_fallback=True, fuse_unk=True))
    learner.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY_SIZE, min_frequency=2, show_progress=False, special_tokens=[UNKNOWN, START, END, *BYTES]
    )
    learner.train_from_iterator(training_lines(), trainer)
    learned = json.loads(learner.to_str())["model"]
    merges = [tuple(pair) for pair in learned["merges"]]
    return models.BPE(learned["vocab"], merges, unk_token=UNKNOWN, byte_fallback=True, fuse_unk=True)


def assemble(model: models.BPE) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=False, special=True) for token in (UNKNOWN, START, END, IMAGE, PADDING)]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{START} $A", pair=f"{START} $A {START}:1 $B:1", special_tokens=[(START, tokenizer.token_to_id(START))]
    )
    return tokenizer


def tokenizer_config(tokenizer: Tokenizer) -> dict[str, object]:
    flags = {"lstrip": False, "normalized": False, "rstrip": False, "single_word": False, "special": True}
    added = {
        str(tokenizer.token_to_id(token)): {"content": token, **flags} for token in (UNKNOWN, START, END, IMAGE, PADDING)
    }
    return {
        "add_bos_token": True,
        "add_eos_token": False,
        "added_tokens_decoder": added,
        "bos_token": START,
        "clean_up_tokenization_spaces": False,
        "eos_token": END,
        "legacy": True,
        "model_max_length": 4096,
        "pad_token": PADDING,
        "padding_side": "left",
        "processor_class": "LlavaProcessor",
        "tokenizer_class": "LlamaTokenizer",
        "unk_token": UNKNOWN,
    }


def main() -> None:
    tokenizer = assemble(train())
    MODEL_DIRECTORY.mkdir(parents=True, exist_ok=True)
    (MODEL_DIRECTORY / "tokenizer.json").write_text(tokenizer.to_str(pretty=True) + "\n", encoding="utf-8")
    config = json.dumps(tokenizer_config(tokenizer), indent=2) + "\n"
    (MODEL_DIRECTORY / "tokenizer_config.json").write_text(config, encoding="utf-8")
    print(f"{tokenizer.get_vocab_size()} tokens, {IMAGE} is {tokenizer.token_to_id(IMAGE)}")


if __name__ == "__main__":
    main()

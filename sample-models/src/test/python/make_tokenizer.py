"""Trains the small tokenizers of models/: each in the layout of its family, with the special tokens of its family."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

os.environ["TOKENIZERS_PARALLELISM"] = "false"

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from audio_families import AUDIO_FAMILIES
from families import FAMILIES, TOKENIZER_CONFIG, Family, Special

HERE = Path(__file__).resolve().parent
MODELS = HERE.parents[2] / "models"

UNKNOWN = "<unk>"
BYTES = [f"<0x{value:02X}>" for value in range(256)]
RARE = 3
"""Characters seen less often than this stay out of the vocabulary, so that byte fallback has something to do."""

WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""Where byte-level tokenizers since GPT-4 cut a text before they merge."""


def training_lines() -> list[str]:
    text = (HERE / "tokenizer_text.txt").read_text(encoding="utf-8")
    counts = Counter(text)
    common = "".join(character if counts[character] >= RARE or character.isascii() else " " for character in text)
    return common.splitlines()


def sentencepiece(first: list[str], size: int) -> models.BPE:
    """Learns merges inside words only; the finished tokenizer then needs no pre-tokenizer, as Llama's has none."""
    learner = Tokenizer(models.BPE(unk_token=UNKNOWN, byte_fallback=True, fuse_unk=True))
    learner.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    trainer = trainers.BpeTrainer(
        vocab_size=size, min_frequency=2, show_progress=False, special_tokens=[*first, *BYTES]
    )
    learner.train_from_iterator(training_lines(), trainer)
    learned = json.loads(learner.to_str())["model"]
    merges = [tuple(pair) for pair in learned["merges"]]
    return models.BPE(learned["vocab"], merges, unk_token=UNKNOWN, byte_fallback=True, fuse_unk=True)


def add(tokenizer: Tokenizer, specials: list[Special]) -> None:
    for special in specials:
        token = AddedToken(special.text, normalized=False, special=special.special, rstrip=special.rstrip)
        if special.special:
            tokenizer.add_special_tokens([token])
        else:
            tokenizer.add_tokens([token])


def begin_with(tokenizer: Tokenizer, start: str) -> None:
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A", pair=f"{start} $A {start}:1 $B:1", special_tokens=[(start, tokenizer.token_to_id(start))]
    )


def llama(family: Family) -> Tokenizer:
    """A blank before the text, blanks as metaspaces, bytes where a character is unknown, and the first token in front."""
    tokenizer = Tokenizer(sentencepiece(family.first, family.vocabulary_size))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    add(tokenizer, family.specials)
    begin_with(tokenizer, family.bos)
    return tokenizer


def gemma(family: Family) -> Tokenizer:
    """As Llama's, without the blank before the text."""
    tokenizer = Tokenizer(sentencepiece(family.first, family.vocabulary_size))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    add(tokenizer, family.specials)
    begin_with(tokenizer, family.bos)
    return tokenizer


def byte_level(family: Family) -> Tokenizer:
    """Every byte is a letter; whether a first token is put in front differs from family to family."""
    tokenizer = Tokenizer(models.BPE())
    if family.compose:
        tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORDS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=family.vocabulary_size,
        min_frequency=2,
        show_progress=False,
        special_tokens=family.first,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    # With the line ends, so that two of them become one token, as they do in the real vocabularies.
    tokenizer.train_from_iterator([line + "\n\n" for line in training_lines()], trainer)
    add(tokenizer, family.specials)
    if family.bos:
        begin_with(tokenizer, family.bos)
    else:
        tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    return tokenizer


def whisper(family: Family) -> Tokenizer:
    """A byte-level one that puts the beginning and the end of a transcript around a text."""
    tokenizer = byte_level(family)
    around = [family.bos, "<|notimestamps|>", "<|endoftext|>"]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{around[0]} {around[1]} $A {around[2]}",
        pair=f"{around[0]} {around[1]} $A $B:1 {around[2]}:1",
        special_tokens=[(token, tokenizer.token_to_id(token)) for token in around],
    )
    return tokenizer


LAYOUTS = {"llama": llama, "gemma": gemma, "byte_level": byte_level, "whisper": whisper}


def tokenizer_config(family: Family, tokenizer: Tokenizer) -> dict[str, object]:
    added = {
        str(tokenizer.token_to_id(special.text)): {
            "content": special.text,
            "lstrip": False,
            "normalized": False,
            "rstrip": special.rstrip,
            "single_word": False,
            "special": special.special,
        }
        for special in family.specials
    }
    config = {**family.tokenizer_config, "added_tokens_decoder": added}
    if family.chat_template_file == TOKENIZER_CONFIG:
        config["chat_template"] = family.chat_template_text()
    return dict(sorted(config.items()))


def main() -> None:
    for family in [*FAMILIES, *AUDIO_FAMILIES]:
        tokenizer = LAYOUTS[family.layout](family)
        directory = MODELS / family.name
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "tokenizer.json").write_text(tokenizer.to_str(pretty=True) + "\n", encoding="utf-8")
        config = json.dumps(tokenizer_config(family, tokenizer), indent=2, ensure_ascii=False) + "\n"
        (directory / TOKENIZER_CONFIG).write_text(config, encoding="utf-8")
        print(f"{family.name}: {tokenizer.get_vocab_size()} tokens")


if __name__ == "__main__":
    main()

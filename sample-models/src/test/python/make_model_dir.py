"""Writes the configuration files of models/: public values, vocabulary of our small tokenizers."""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import Tokenizer

from audio_families import AUDIO_FAMILIES
from families import CHAT_TEMPLATE_JINJA, CHAT_TEMPLATE_JSON, FAMILIES, Family

MODELS = Path(__file__).resolve().parents[3] / "models"


def write(family: Family, name: str, content: dict[str, object]) -> None:
    (MODELS / family.name / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def added_tokens(family: Family, tokenizer: Tokenizer) -> dict[str, object]:
    added = [special.text for special in family.specials if special.text not in family.first]
    return {text: tokenizer.token_to_id(text) for text in sorted(added)}


def write_chat_template(family: Family) -> None:
    """make_tokenizer.py writes those in tokenizer_config.json."""
    text = family.chat_template_text()
    if family.chat_template_file == CHAT_TEMPLATE_JINJA:
        (MODELS / family.name / CHAT_TEMPLATE_JINJA).write_text(text, encoding="utf-8")
    elif family.chat_template_file == CHAT_TEMPLATE_JSON:
        write(family, CHAT_TEMPLATE_JSON, {"chat_template": text})


def main() -> None:
    for family in [*FAMILIES, *AUDIO_FAMILIES]:
        tokenizer = Tokenizer.from_file(str(MODELS / family.name / "tokenizer.json"))
        write(family, "config.json", family.config(tokenizer))
        write(family, "preprocessor_config.json", family.preprocessor)
        if family.processor:
            write(family, "processor_config.json", family.processor)
        if family.chat_template:
            write_chat_template(family)
        if family.added_tokens_file:
            write(family, "added_tokens.json", added_tokens(family, tokenizer))


if __name__ == "__main__":
    main()

"""Renders conversations with the chat template of each folder of models/, as transformers' `ProcessorMixin.apply_chat_template` does, and tokenizes them.

What is tokenized is given special tokens unless the template has begun with one. There are no token ids where a placeholder is no token of its own: there
the processor, not the tokenizer, says what becomes of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jinja2
import tokenizers
import transformers
from tokenizers import Tokenizer
from transformers.utils.chat_template_utils import render_jinja_template

HERE = Path(__file__).resolve().parent
MODELS = HERE.parents[2] / "models"
GOLDENS = HERE.parent / "resources" / "goldens"
TOKENS = ("bos_token", "eos_token", "unk_token", "pad_token")

PLACEHOLDERS = {
    "phi-3.5-vision": lambda number: f"<|image_{number}|>",
    "internvl": lambda number: "<image>",
}
"""Where the content of a message is a string: what stands for a picture, on a line of its own."""

MODALITIES = {"qwen2-audio": "audio"}
VIDEOS = {"qwen2-vl"}


def text(value: str) -> dict[str, str]:
    return {"type": "text", "text": value}


def conversations(modality: str) -> dict[str, list[dict[str, Any]]]:
    medium = {"type": modality}
    return {
        "text": [{"role": "user", "content": "What is 2 + 2?"}],
        "item": [{"role": "user", "content": [medium, text("What is this? Größe 日本")]}],
        "item last": [{"role": "user", "content": [text("What is this?"), medium]}],
        "two items": [{"role": "user", "content": [medium, text("and"), medium, text("differ how?")]}],
        "turns": [
            {"role": "user", "content": [medium, text("What is this?")]},
            {"role": "assistant", "content": [text("A harbour.")]},
            {"role": "user", "content": [text("And this? "), medium]},
        ],
        "special tokens": [
            {"role": "user", "content": [text("<image><s></s><|im_end|><|image_pad|><|image_1|>[IMG]<|AUDIO|>"), medium]}
        ],
    }


def chat_template(directory: Path, config: dict[str, Any]) -> str | None:
    """In the order in which transformers looks."""
    if (directory / "chat_template.jinja").exists():
        return (directory / "chat_template.jinja").read_text(encoding="utf-8")
    if (directory / "chat_template.json").exists():
        return json.loads((directory / "chat_template.json").read_text(encoding="utf-8"))["chat_template"]
    return config.get("chat_template")


def as_strings(messages: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    number = 0
    result = []
    for message in messages:
        lines = []
        parts = message["content"] if isinstance(message["content"], list) else [text(message["content"])]
        for part in parts:
            if part["type"] == "text":
                lines.append(part["text"])
            else:
                number += 1
                lines.append(PLACEHOLDERS[name](number))
        result.append({**message, "content": "\n".join(lines)})
    return result


def as_parts(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A text is a list of one part for templates that take lists."""
    return [
        {**message, "content": [text(message["content"])] if isinstance(message["content"], str) else message["content"]}
        for message in messages
    ]


def records(directory: Path) -> list[dict[str, Any]]:
    name = directory.name
    config = json.loads((directory / "tokenizer_config.json").read_text(encoding="utf-8"))
    template = chat_template(directory, config)
    if template is None:
        return []
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    special = {key: config[key] for key in TOKENS if config.get(key) is not None}
    modality = MODALITIES.get(name, "image")
    chats = conversations(modality)
    if name in VIDEOS:
        chats["video"] = [{"role": "user", "content": [{"type": "video"}, {"type": "image"}, text("What happens?")]}]
    result = []
    for chat, messages in chats.items():
        given = as_strings(messages, name) if name in PLACEHOLDERS else as_parts(messages)
        rendered, _ = render_jinja_template(
            conversations=[given], chat_template=template, add_generation_prompt=True, **special
        )
        record = {"model": name, "conversation": chat, "messages": messages, "text": rendered[0]}
        if name not in PLACEHOLDERS and chat != "special tokens":
            begun = "bos_token" in special and rendered[0].startswith(special["bos_token"])
            record["token_ids"] = tokenizer.encode(rendered[0], add_special_tokens=not begun).ids
        result.append(record)
    return result


def main() -> None:
    found = [record for directory in sorted(MODELS.iterdir()) for record in records(directory)]
    versions = {"jinja2": jinja2.__version__, "tokenizers": tokenizers.__version__, "transformers": transformers.__version__}
    lines = ",\n".join("  " + json.dumps(record, ensure_ascii=True) for record in found)
    (GOLDENS / "chats.json").write_text(
        f'{{\n "versions": {json.dumps(versions)},\n "records": [\n{lines}\n ]\n}}\n', encoding="utf-8"
    )


if __name__ == "__main__":
    main()

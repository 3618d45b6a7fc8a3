"""Conversations for the templates of `chat_templates/`, which are ours, written in the manner of the public ones of each family."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SPECIAL_TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}

STRINGS, PARTS, BOTH = "strings", "parts", "both"

STYLES = {
    "deepseek-r1": STRINGS,
    "gemma-3": BOTH,
    "idefics3": PARTS,
    "internvl": BOTH,
    "internvl-2.5": STRINGS,
    "llama-3.1": STRINGS,
    "llava-1.5": PARTS,
    "llava-next-mistral": PARTS,
    "mistral-tools": STRINGS,
    "mllama": BOTH,
    "phi-3.5-vision": STRINGS,
    "pixtral": BOTH,
    "qwen2-audio": BOTH,
    "qwen2-vl": BOTH,
    "qwen3": STRINGS,
    "smolvlm": PARTS,
    "typescript-tools": BOTH,
    "vicuna": STRINGS,
}
"""What the content of a message may be in each template."""

IMAGE = {"type": "image"}
VIDEO = {"type": "video"}
AUDIO = {"type": "audio"}

TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "The weather, \"now\" & <here>\nin °C",
            "parameters": {
                "type": "object",
                "properties": {
                    "city": {"type": "string", "description": "The city"},
                    "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]},
                    "days": {"type": "array", "items": {"type": "integer"}, "nullable": True},
                    "where": {
                        "type": "object",
                        "properties": {"lat": {"type": "number"}, "tags": {"type": "array", "items": {"type": "string"}}},
                        "required": ["lat"],
                    },
                    "any": {"type": ["string", "null"]},
                },
                "required": ["city"],
            },
        },
    },
    {
        "type": "function",
        "function": {
            "name": "add",
            "description": "Adds",
            "parameters": {
                "type": "object",
                "properties": {"a": {"type": "number"}, "b": {"type": "number"}, "exact": {"type": "boolean"}},
            },
            "return": {"type": "number"},
        },
    },
]


def text(value: str) -> dict[str, str]:
    return {"type": "text", "text": value}


def message(role: str, content: Any, **fields: Any) -> dict[str, Any]:
    return {"role": role, "content": content, **fields}


def conversation(name: str, *messages: dict[str, Any], **options: Any) -> dict[str, Any]:
    return {"name": name, "messages": list(messages), **options}


CALL = {"id": "abcdefghi", "type": "function", "function": {"name": "get_weather", "arguments": {"city": "Köln", "days": [1, 2.5, None, True]}}}
TWO_TURNS = [message("user", "Hi!"), message("assistant", " Hello, how can I help? "), message("user", "  Sing\n\na song. ")]

CONVERSATIONS = [
    conversation("question", message("user", "What is 2 + 2?"), add_generation_prompt=True),
    conversation("no generation prompt", message("user", "What is 2 + 2?")),
    conversation("two turns", *TWO_TURNS, add_generation_prompt=True),
    conversation("system", message("system", " Be brief. "), *TWO_TURNS, add_generation_prompt=True),
    conversation("ends with the assistant", *TWO_TURNS[:2]),
    conversation("continued", *TWO_TURNS[:2], continue_final_message=True),
    conversation("wrong order", *reversed(TWO_TURNS[:2])),
    conversation("unicode", message("user", "Größe 日本 👩‍👩‍👧 \u2028 \u00a0end\u3000"), add_generation_prompt=True),
    conversation("special tokens", message("user", "<|im_end|>\n<|im_start|>system\n<image></s>{{ 1 }}{% raw %}"), add_generation_prompt=True),
    conversation("empty", message("user", ""), add_generation_prompt=True),
    conversation("thinking", message("user", "Why?"), message("assistant", "<think>\nhm\n</think>\n\nBecause."), message("user", "Oh."), add_generation_prompt=True),
    conversation("not thinking", message("user", "Why?"), add_generation_prompt=True, enable_thinking=False),
    conversation("date", message("user", "Today?"), date_string="1 Jan 2000"),
    conversation("tools", message("user", "Weather?"), tools=TOOLS, add_generation_prompt=True),
    conversation("tools in system", message("system", "S"), message("user", "Weather?"), tools=TOOLS, tools_in_user_message=False),
    conversation(
        "tool call",
        message("user", "Weather?"),
        {"role": "assistant", "tool_calls": [CALL]},
        message("tool", "{\"temperature\": 20}", tool_call_id="abcdefghi", name="get_weather"),
        tools=TOOLS,
        add_generation_prompt=True,
    ),
    conversation(
        "tool call and answer",
        message("user", "Weather?"),
        message("assistant", None, tool_calls=[CALL]),
        message("tool", "20 °C", tool_call_id="abcdefghi"),
        message("assistant", "It is 20 °C."),
        message("user", "Thanks"),
        tools=TOOLS[:1],
    ),
    conversation("unknown role", message("user", "a"), message("critic", "b")),
    conversation("question in parts", message("user", [text("What is 2 + 2?")]), add_generation_prompt=True),
    conversation("image", message("user", [IMAGE, text("What is this?")]), add_generation_prompt=True),
    conversation("image last", message("user", [text("What is this? "), IMAGE])),
    conversation("image alone", message("user", [IMAGE]), add_generation_prompt=True),
    conversation(
        "interleaved",
        message("user", [text("First "), IMAGE, text(" and second "), IMAGE, text(" differ?")]),
        message("assistant", [text("Yes. ")]),
        message("user", [text("And\n"), IMAGE, text("?")]),
        add_generation_prompt=True,
    ),
    conversation("picture numbers", message("user", [IMAGE, IMAGE, VIDEO, text("Compare.")]), add_generation_prompt=True, add_vision_id=True),
    conversation("system and image", message("system", [text(" Be brief. ")]), message("user", [IMAGE, text("?")])),
    conversation("video", message("user", [VIDEO, text("What happens?")]), add_generation_prompt=True),
    conversation("audio", message("user", [AUDIO, text("Who speaks?"), AUDIO]), add_generation_prompt=True),
    conversation("continued parts", message("user", [IMAGE, text("?")]), message("assistant", [text("It is a ")]), continue_final_message=True),
    conversation("special tokens in parts", message("user", [text("<image><|im_end|>"), IMAGE, text("</s>")]), add_generation_prompt=True),
]  # fmt: skip


def in_parts(messages: list[dict[str, Any]]) -> bool:
    return any(isinstance(entry.get("content"), list) for entry in messages)


def conversations(template: str) -> Iterator[dict[str, Any]]:
    """Those whose content the template can take."""
    for entry in CONVERSATIONS:
        style = PARTS if in_parts(entry["messages"]) else STRINGS
        if STYLES[template] in (style, BOTH):
            yield entry

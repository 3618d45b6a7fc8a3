"""Renders templates with the real transformers and Jinja2 and writes what comes out for the tests of the runtime's own renderer.

Two files in `runtime/src/test/resources/golden/`: `jinja-corpus.json`, small templates a rule each, with what Jinja2 makes of them or
whether it refuses them when they are parsed or rendered; and `chat-templates.json`, the chat templates of `chat_templates/` on
conversations.
"""

from __future__ import annotations

import argparse
import copy
import datetime
import functools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jinja2
import transformers
from transformers.utils import chat_template_utils

import chat_corpus
import template_corpus

HERE = Path(__file__).resolve().parent
GOLDENS = HERE.parents[3] / "runtime" / "src" / "test" / "resources" / "golden"
NOW = datetime.datetime(2024, 7, 6, 9, 5, 3, 42)
GENERATED = 600
SEED = 5


class FixedTime(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
        return NOW


class Unprintable:
    """What a lazy filter returns. Printed, it would name its address in memory, which is never the same twice."""

    def __init__(self, items: Iterator[Any]) -> None:
        self.items = items

    def __iter__(self) -> Iterator[Any]:
        return self.items

    def __str__(self) -> str:
        raise TypeError("address")

    __repr__ = __str__


def unprintable(lazy: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(lazy)
    def call(*args: Any, **kwargs: Any) -> Any:
        items = lazy(*args, **kwargs)
        return Unprintable(items) if isinstance(items, Iterator) else items

    return call


chat_template_utils.datetime = FixedTime
for name in ("map", "select", "reject", "selectattr", "rejectattr", "unique", "items", "batch", "slice", "reverse"):
    jinja2.defaults.DEFAULT_FILTERS[name] = unprintable(jinja2.defaults.DEFAULT_FILTERS[name])


def outcome(template: str, variables: dict[str, Any]) -> dict[str, str]:
    """What is printed, or when and by what it is refused."""
    try:
        compiled = chat_template_utils._compile_jinja_template(template)
    except Exception as e:
        return {"fails": "load", "error": type(e).__name__}
    try:
        # Jinja2's `indent` changes a list that it is given.
        text = compiled.render(**copy.deepcopy(variables))
    except Exception as e:
        return {"fails": "render", "error": type(e).__name__}
    # So would a method.
    return {"fails": "render", "error": "address"} if re.search(r" at 0x[0-9a-f]{6,}", text) else {"text": text}


def jinja_corpus(generated: int, seed: int) -> dict[str, Any]:
    records = []
    for group, template in template_corpus.corpus():
        records.append({"group": group, "template": template, **outcome(template, template_corpus.VARIABLES)})
    for template in template_corpus.UNSUPPORTED:
        records.append({"group": "unsupported", "template": template, "fails": "load", "error": "unsupported"})
    generator = template_corpus.Generator(seed)
    while generated > 0:
        template = generator.template()
        record = {"group": "generated", "template": template, **outcome(template, template_corpus.VARIABLES)}
        # Most random expressions fail, of which a few are enough. Those that fail at once do so because of `Unprintable`.
        if "text" in record or (record["fails"] == "render" and generator.random.random() < 0.2):
            records.append(record)
            generated -= 1
    return {"versions": versions(), "now": NOW.isoformat(), "variables": template_corpus.VARIABLES, "records": records}


def versions() -> dict[str, str]:
    return {"jinja2": jinja2.__version__, "transformers": transformers.__version__}


def chat(template: str, conversation: dict[str, Any]) -> dict[str, Any]:
    options = {key: value for key, value in conversation.items() if key not in ("name", "messages")}
    try:
        rendered, _ = chat_template_utils.render_jinja_template(
            conversations=[conversation["messages"]], chat_template=template, **chat_corpus.SPECIAL_TOKENS, **options
        )
    except jinja2.TemplateError as e:
        return {"fails": "raised" if type(e) is jinja2.TemplateError else "render", "error": str(e)}
    except Exception as e:
        return {"fails": "render", "error": str(e)}
    return {"text": rendered[0]}


def chat_templates() -> dict[str, Any]:
    templates = {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "chat_templates").glob("*.jinja"))}
    records = []
    for name, template in templates.items():
        for conversation in chat_corpus.conversations(name):
            records.append({"template": name, "conversation": conversation["name"], **chat(template, conversation)})
    return {
        "versions": versions(),
        "now": NOW.isoformat(),
        "special_tokens": chat_corpus.SPECIAL_TOKENS,
        "templates": templates,
        "styles": chat_corpus.STYLES,
        "conversations": {conversation["name"]: conversation for conversation in chat_corpus.CONVERSATIONS},
        "records": records,
    }


def write(path: Path, content: dict[str, Any]) -> None:
    """A record a line, so that a difference can be read."""
    records = ",\n".join("  " + json.dumps(record, ensure_ascii=True) for record in content.pop("records"))
    head = json.dumps(content, ensure_ascii=True, indent=1)
    path.write_text(f'{head[:-2]},\n "records": [\n{records}\n ]\n}}\n', encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--generated", type=int, default=GENERATED, help="how many random templates")
    parser.add_argument("--seed", type=int, default=SEED, help="where they begin")
    parser.add_argument("--output", type=Path, default=GOLDENS)
    arguments = parser.parse_args()
    write(arguments.output / "jinja-corpus.json", jinja_corpus(arguments.generated, arguments.seed))
    write(arguments.output / "chat-templates.json", chat_templates())


if __name__ == "__main__":
    main()

"""Runs the real processors of the families and writes goldens/<family>.json: what the Java side has to equal.

The processors are those of transformers on Pillow and NumPy. Those that need PyTorch are run by make_torch_goldens.py.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["TRANSFORMERS_NO_ADVISORY_WARNINGS"] = "1"

import numpy as np
import PIL
import tokenizers
import transformers
from PIL import Image
from transformers import (
    Blip2Processor,
    BlipImageProcessor,
    GemmaTokenizerFast,
    Idefics3ImageProcessor,
    Idefics3Processor,
    LlavaNextImageProcessor,
    LlavaNextProcessor,
    PaliGemmaProcessor,
    PixtralImageProcessor,
    PixtralProcessor,
    PreTrainedTokenizerFast,
    Qwen2VLImageProcessor,
    Qwen2VLProcessor,
    SiglipImageProcessor,
)

from families import FAMILIES
from make_goldens import MODEL_DIRECTORY, RESOURCES, SAMPLES, formula_picture, one_record_a_line, opened, sha256, to_rgb_as_vllm

MODELS = MODEL_DIRECTORY.parent

FORMULA_SIZES = [
    (640, 480), (480, 640), (336, 336), (672, 672), (100, 37), (37, 53), (333, 777), (1300, 876), (1920, 1080), (900, 50),
    (50, 900), (20, 20), (5, 2),
]  # fmt: skip
"""Width and height: up and down, odd, extreme. No height of 1 or 3: the slow processors take such a picture for channels-first."""

FILES = [
    "420.jpg", "cmyk.jpg", "grey-alpha8.png", "grey1.png", "grey16.png", "grey8.png", "lossy-alpha.webp", "palette8-trns.png",
    "palette8.png", "rgb16.png", "rgba16.png", "rgba8.png",
]  # fmt: skip

Outputs = dict[str, np.ndarray]


# -------------------------------------------------------------------------------------------- the processors by family


class Real:
    """A processor of transformers."""

    def __init__(self, processor: Any, placeholder: str, image_token: str):
        self.processor = processor
        self.placeholder = placeholder
        self.image_token_id = processor.tokenizer.convert_tokens_to_ids(image_token)

    def outputs(self, image: Image.Image) -> Outputs:
        made = self.processor.image_processor([image], return_tensors="np")
        return {name: np.asarray(value) for name, value in made.items()}

    def ids(self, text: str, images: list[Image.Image]) -> np.ndarray:
        made = self.processor(images=images or None, text=text, return_tensors="np")
        return np.asarray(made["input_ids"])[0].astype(np.int64)

    def runs(self, ids: np.ndarray) -> list[list[int]]:
        return runs(ids == self.image_token_id)


class Idefics3(Real):
    """Text without an image is not a batch here."""

    def ids(self, text: str, images: list[Image.Image]) -> np.ndarray:
        made = self.processor(images=[images] if images else None, text=[text], return_tensors="np")
        return np.asarray(made["input_ids"])[0].astype(np.int64)


def tokenizer(
    directory: Path, kind: type[PreTrainedTokenizerFast] = PreTrainedTokenizerFast
) -> PreTrainedTokenizerFast:
    config = json.loads((directory / "tokenizer_config.json").read_text(encoding="utf-8"))
    names = {key: config[key] for key in ("bos_token", "eos_token", "pad_token", "unk_token") if config.get(key)}
    return kind(tokenizer_file=str(directory / "tokenizer.json"), **names)


def processor_config(directory: Path) -> dict[str, Any]:
    config = json.loads((directory / "processor_config.json").read_text(encoding="utf-8"))
    config.pop("processor_class")
    return config


def llava_next(directory: Path) -> Real:
    processor = LlavaNextProcessor(
        LlavaNextImageProcessor.from_pretrained(directory), tokenizer(directory), **processor_config(directory)
    )
    return Real(processor, "<image>", "<image>")


def qwen2_vl(directory: Path) -> Real:
    """Its constructor wants a video processor, which needs PyTorch; pictures do not."""
    processor = Qwen2VLProcessor.__new__(Qwen2VLProcessor)
    processor.image_processor = Qwen2VLImageProcessor.from_pretrained(directory)
    processor.tokenizer = tokenizer(directory)
    processor.chat_template = None
    processor.image_token, processor.video_token = "<|image_pad|>", "<|video_pad|>"
    processor.image_token_id = processor.tokenizer.convert_tokens_to_ids(processor.image_token)
    processor.video_token_id = processor.tokenizer.convert_tokens_to_ids(processor.video_token)
    return Real(processor, "<|vision_start|><|image_pad|><|vision_end|>", "<|image_pad|>")


def pixtral(directory: Path) -> Real:
    processor = PixtralProcessor(
        PixtralImageProcessor.from_pretrained(directory), tokenizer(directory), **processor_config(directory)
    )
    return Real(processor, "[IMG]", "[IMG]")


def idefics3(directory: Path) -> Real:
    processor = Idefics3Processor(
        Idefics3ImageProcessor.from_pretrained(directory), tokenizer(directory), **processor_config(directory)
    )
    return Idefics3(processor, "<image>", "<image>")


class PaliGemma(Real):
    """Hugging Face appends a line end to a prompt; in ours it is part of the prompt."""

    def ids(self, text: str, images: list[Image.Image]) -> np.ndarray:
        return super().ids(text.removesuffix("\n"), images)


def paligemma(directory: Path) -> Real:
    processor = PaliGemmaProcessor(
        SiglipImageProcessor.from_pretrained(directory), tokenizer(directory, GemmaTokenizerFast)
    )
    return PaliGemma(processor, "\n", "<image>")


def blip2(directory: Path) -> Real:
    config = processor_config(directory)
    processor = Blip2Processor(BlipImageProcessor.from_pretrained(directory), tokenizer(directory), **config)
    return Real(processor, "", "<image>")


PROCESSORS = {
    "llava-next": llava_next,
    "qwen2-vl": qwen2_vl,
    "pixtral": pixtral,
    "idefics3": idefics3,
    "paligemma": paligemma,
    "blip2": blip2,
}

PROMPTS = {
    "paligemma": [("caption en\n", 1), ("segment the boat; größer\n", 1), ("\n", 1)],
    "blip2": [("Question: how many boats are there? Answer:", 1), ("", 1), ("Größe", 1), ("no picture here", 0)],
}
"""Of families whose pictures have no placeholder."""

PICTURES_OF_PROMPTS = [(64, 48), (100, 37), (37, 91)]


def prompts(family: str, placeholder: str) -> list[tuple[str, int]]:
    if family in PROMPTS:
        return PROMPTS[family]

    def at(number: int) -> str:
        return placeholder.replace("_1|", f"_{number}|")

    return [
        (at(1), 1),
        (f"What is in {at(1)}?", 1),
        (f"{at(1)}\nDescribe the image in one sentence.", 1),
        (f"first {at(1)} then {at(2)}\n\nWhich is larger? größer", 2),
        (f"{at(1)}{at(2)}{at(3)}\n", 3),
        ("no picture here", 0),
    ]


# ------------------------------------------------------------------------------------------------------ the records


def runs(marked: np.ndarray) -> list[list[int]]:
    """Where a mask is true, as beginnings and ends."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marked.astype(np.int8), [0]])))
    return edges.reshape(-1, 2).tolist()


def pictures() -> Iterator[tuple[dict[str, object], Image.Image]]:
    for width, height in FORMULA_SIZES:
        yield {"width": width, "height": height, "seed": 0}, formula_picture(width, height)
    for path in [SAMPLES / "images" / "harbour.jpg", *(RESOURCES / "pictures" / name for name in FILES)]:
        yield {"file": path.relative_to(SAMPLES).as_posix()}, to_rgb_as_vllm(opened(path))


def described(name: str, value: np.ndarray) -> dict[str, object]:
    record: dict[str, object] = {"shape": list(value.shape), "dtype": str(value.dtype)}
    if name == "global_view":
        # Equal within 1e-5 only: the order in which PyTorch adds is not fixed.
        flat = value.reshape(-1)
        return {**record, "samples": {str(i): float(flat[i]) for i in range(0, flat.size, flat.size // 16)}}
    return {**record, "sha256": sha256(value)}


def picture_records(processor: Any) -> Iterator[dict[str, object]]:
    for source, image in pictures():
        ids = processor.ids(processor.placeholder, [image])
        yield {
            **source,
            "embeddings": sum(end - start for start, end in processor.runs(ids)),
            "tokens": ids.size,
            "outputs": {name: described(name, value) for name, value in processor.outputs(image).items()},
        }


def prompt_records(family: str, processor: Any) -> Iterator[dict[str, object]]:
    for text, count in prompts(family, processor.placeholder):
        sizes = PICTURES_OF_PROMPTS[:count]
        ids = processor.ids(text, [formula_picture(*size) for size in sizes])
        yield {
            "text": text,
            "images": sizes,
            "count": ids.size,
            "sha256": sha256(ids),
            "embeddings": processor.runs(ids),
        }


def versions() -> dict[str, str]:
    return {
        "pillow": PIL.__version__,
        "transformers": transformers.__version__,
        "tokenizers": tokenizers.__version__,
        "numpy": np.__version__,
    }


def main() -> None:
    transformers.logging.set_verbosity_error()
    if not PIL.__version__.startswith("12.0."):
        raise SystemExit(f"install requirements-families.txt: this is Pillow {PIL.__version__}")
    for family in FAMILIES:
        if family.name not in PROCESSORS:
            continue
        processor = PROCESSORS[family.name](MODELS / family.name)
        content: dict[str, object] = {
            "versions": versions(),
            "made_by": type(processor.processor).__name__,
            "placeholder": processor.placeholder,
            "pictures": list(picture_records(processor)),
            "prompts": list(prompt_records(family.name, processor)),
        }
        (RESOURCES / "goldens" / f"{family.name}.json").write_text(one_record_a_line(content), encoding="utf-8")
        print(family.name)


if __name__ == "__main__":
    main()

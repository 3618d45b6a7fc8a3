"""Runs the real processors of every family and writes goldens/<family>.json: what the Java side has to equal.

The processors are those of transformers on Pillow and NumPy. Two families have none there that runs without PyTorch:
Phi-3.5-vision's comes with its checkpoint, InternVL's is vLLM's own. Theirs are written out in NumPy below, from their
descriptions; the pictures in them are resized by Pillow and the texts tokenised by tokenizers as in all others.
"""

from __future__ import annotations

import json
import os
import re
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
from tokenizers import Tokenizer
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
    SmolVLMImageProcessor,
)

from transformers.models.qwen2_vl.image_processing_qwen2_vl import smart_resize

from families import CLIP_MEAN, CLIP_STD, FAMILIES, IMAGENET_MEAN, IMAGENET_STD
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


class Qwen2Vl(Real):
    """With videos, whose processor needs PyTorch: computed in NumPy from the description of torchvision's resize."""

    VIDEOS = [(64, 48, 4), (320, 240, 3), (97, 131, 1), (640, 480, 2), (30, 300, 5), (112, 56, 7)]
    """Width, height and frames."""

    def video_outputs(self, frames: list[Image.Image]) -> Outputs:
        images = self.processor.image_processor
        height, width = smart_resize(
            frames[0].height, frames[0].width, images.patch_size * images.merge_size, images.min_pixels, images.max_pixels
        )
        pixels = np.stack([torchvision_bicubic(np.asarray(frame), height, width) for frame in frames])
        mean = np.array(images.image_mean, np.float32) * np.float32(255)
        std = np.array(images.image_std, np.float32) * np.float32(255)
        values = ((pixels.astype(np.float32) - mean) / std).transpose(0, 3, 1, 2)
        values = np.concatenate([values, values[-1:]])[: len(frames) + len(frames) % 2]
        rows, columns = height // 14, width // 14
        patches = values.reshape(len(values) // 2, 2, 3, rows // 2, 2, 14, columns // 2, 2, 14)
        patches = patches.transpose(0, 3, 6, 4, 7, 2, 1, 5, 8).reshape(-1, 1176)
        return {
            "pixel_values_videos": np.ascontiguousarray(patches),
            "video_grid_thw": np.array([[len(values) // 2, rows, columns]], np.int64),
        }

    def videos(self) -> Iterator[dict[str, object]]:
        for width, height, count in self.VIDEOS:
            outputs = self.video_outputs([formula_picture(width, height, 7 * i) for i in range(count)])
            yield {
                "width": width,
                "height": height,
                "frames": count,
                "embeddings": len(outputs["pixel_values_videos"]) // 4,
                "outputs": {name: described(name, value) for name, value in outputs.items()},
            }


def torchvision_bicubic(picture: np.ndarray, height: int, width: int) -> np.ndarray:
    """PyTorch's antialiased resize of uint8 on the CPU: 16-bit weights of as many fraction bits as the axis allows."""

    def cubic(x: np.ndarray) -> np.ndarray:
        a, x = -0.5, np.abs(x)
        inner = ((a + 2) * x - (a + 3)) * x * x + 1
        outer = (((x - 5) * x + 8) * x - 4) * a
        return np.where(x < 1, inner, np.where(x < 2, outer, 0.0))

    def along_rows(lines: np.ndarray, new: int) -> np.ndarray:
        old = lines.shape[0]
        if old == new:
            return lines
        scale = old / new
        support, inverse = 2 * max(scale, 1.0), 1 / max(scale, 1.0)
        exact = []
        for o in range(new):
            center = scale * (o + 0.5)
            low = max(int(center - support + 0.5), 0)
            high = min(int(center + support + 0.5), old)
            weights = cubic((np.arange(low, high) - center + 0.5) * inverse)
            exact.append((low, weights / sum(weights.tolist())))
        largest = max(weights.max() for _, weights in exact)
        precision = 0
        while precision < 22 and int(0.5 + largest * (1 << (precision + 1))) < 1 << 15:
            precision += 1
        result = np.empty((new, *lines.shape[1:]), np.uint8)
        for o, (low, weights) in enumerate(exact):
            scaled = np.trunc(weights * (1 << precision) + np.copysign(0.5, weights)).astype(np.int64)
            total = np.tensordot(scaled, lines[low : low + len(scaled)].astype(np.int64), axes=1)
            result[o] = np.clip((total + (1 << (precision - 1))) >> precision, 0, 255)
        return result

    return along_rows(along_rows(picture.transpose(1, 0, 2), width).transpose(1, 0, 2), height)


class Idefics3(Real):
    """Text without an image is not a batch here."""

    def ids(self, text: str, images: list[Image.Image]) -> np.ndarray:
        made = self.processor(images=[images] if images else None, text=[text], return_tensors="np")
        return np.asarray(made["input_ids"])[0].astype(np.int64)


class Tokenized:
    """What the two families with NumPy processors share."""

    def __init__(self, directory: Path):
        self.tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
        self.config = json.loads((directory / "config.json").read_text(encoding="utf-8"))
        self.preprocessor = json.loads((directory / "preprocessor_config.json").read_text(encoding="utf-8"))

    def encode(self, text: str, special: bool) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=special).ids


def normalised(image: Image.Image, mean: list[float], std: list[float]) -> np.ndarray:
    """torchvision's ToTensor and Normalize of a PIL picture, channels first."""
    values = np.asarray(image, dtype=np.uint8).astype(np.float32) / np.float32(255)
    values = (values - np.array(mean, np.float32)) / np.array(std, np.float32)
    return np.ascontiguousarray(values.transpose(2, 0, 1))


def tiles(image: Image.Image, side: int) -> list[Image.Image]:
    return [
        image.crop((x, y, x + side, y + side)) for y in range(0, image.height, side) for x in range(0, image.width, side)
    ]


class Phi(Tokenized):
    """microsoft/Phi-3.5-vision-instruct, processing_phi3_v.py, without PyTorch."""

    placeholder = "<|image_1|>"
    SIDE = 336

    def __init__(self, directory: Path):
        super().__init__(directory)
        self.crops = self.preprocessor["num_crops"]
        self.image_token_id = self.tokenizer.token_to_id("<|image|>")

    def hd_transform(self, image: Image.Image) -> Image.Image:
        turned = image.width < image.height
        if turned:
            image = image.transpose(Image.Transpose.TRANSPOSE)
        ratio = image.width / image.height
        scale = 1
        while scale * np.ceil(scale / ratio) <= self.crops:
            scale += 1
        scale -= 1
        width = int(scale * self.SIDE)
        height = int(width / ratio)
        image = image.resize((width, height), Image.Resampling.BILINEAR)
        padded_height = int(np.ceil(height / self.SIDE) * self.SIDE)
        padded = Image.new("RGB", (width, padded_height), (255, 255, 255))
        padded.paste(image, (0, int((padded_height - height) / 2)))
        return padded.transpose(Image.Transpose.TRANSPOSE) if turned else padded

    def tokens(self, padded: Image.Image) -> int:
        rows, columns = padded.height // self.SIDE, padded.width // self.SIDE
        return int((rows * columns + 1) * 144 + 1 + (rows + 1) * 12)

    def outputs(self, image: Image.Image) -> Outputs:
        padded = self.hd_transform(image)
        whole = normalised(padded, CLIP_MEAN, CLIP_STD)
        return {
            "sub_crops": np.stack([normalised(tile, CLIP_MEAN, CLIP_STD) for tile in tiles(padded, self.SIDE)]),
            "global_view": torch_bicubic(whole, self.SIDE, self.SIDE),
            "image_sizes": np.array([[padded.height, padded.width]], np.int64),
        }

    def ids(self, text: str, images: list[Image.Image]) -> np.ndarray:
        chunks = [self.encode(chunk, True) for chunk in re.split(r"<\|image_\d+\|>", text)]
        numbers = [int(number) for number in re.findall(r"<\|image_(\d+)\|>", text)]
        ids = list(chunks[0])
        for number, chunk in zip(numbers, chunks[1:], strict=True):
            ids += [self.image_token_id] * self.tokens(self.hd_transform(images[number - 1])) + chunk
        return np.array(ids, np.int64)

    def runs(self, ids: np.ndarray) -> list[list[int]]:
        return runs(ids == self.image_token_id)


def torch_bicubic(planes: np.ndarray, height: int, width: int) -> np.ndarray:
    """torch.nn.functional.interpolate(mode="bicubic"), in float32: columns first, then rows."""

    def cubic(x: np.ndarray) -> np.ndarray:
        a = np.float32(-0.75)
        inner = ((a + 2) * x - (a + 3)) * x * x + 1
        outer = ((a * x - 5 * a) * x + 8 * a) * x - 4 * a
        return np.where(x <= 1, inner, outer).astype(np.float32)

    def axis(length: int, new: int) -> tuple[np.ndarray, np.ndarray]:
        scale = np.float32(length) / np.float32(new)
        source = scale * (np.arange(new, dtype=np.float32) + np.float32(0.5)) - np.float32(0.5)
        first = np.floor(source)
        t = (source - first).astype(np.float32)
        weights = np.stack([cubic(t + 1), cubic(t), cubic(1 - t), cubic(2 - t)])
        places = np.clip(first.astype(np.int64)[None, :] + np.arange(-1, 3)[:, None], 0, length - 1)
        return weights, places

    weights, places = axis(planes.shape[2], width)
    across = sum(planes[:, :, places[i]] * weights[i] for i in range(4))
    weights, places = axis(planes.shape[1], height)
    return sum(across[:, places[i], :] * weights[i][None, :, None] for i in range(4)).astype(np.float32)


class InternVl(Tokenized):
    """vLLM's processor for InternVLChatModel, without PyTorch."""

    placeholder = "<image>"

    def __init__(self, directory: Path):
        super().__init__(directory)
        self.side = self.config["force_image_size"]
        low, high = self.config["min_dynamic_patch"], self.config["max_dynamic_patch"]
        grids = {(i, j) for n in range(low, high + 1) for i in range(1, n + 1) for j in range(1, n + 1)}
        self.grids = sorted(((i, j) for i, j in grids if low <= i * j <= high), key=lambda grid: grid[0] * grid[1])
        patches = self.side // self.config["vision_config"]["patch_size"]
        self.tokens_per_tile = int(patches**2 * self.config["downsample_ratio"] ** 2)
        self.image_token_id = self.tokenizer.token_to_id("<IMG_CONTEXT>")

    def grid(self, image: Image.Image) -> tuple[int, int]:
        best, least = (1, 1), float("inf")
        for columns, rows in self.grids:
            difference = abs(image.width / image.height - columns / rows)
            if difference < least:
                best, least = (columns, rows), difference
            elif difference == least and image.width * image.height > 0.5 * self.side * self.side * columns * rows:
                best = (columns, rows)
        return best

    def outputs(self, image: Image.Image) -> Outputs:
        columns, rows = self.grid(image)
        parts = tiles(image.resize((columns * self.side, rows * self.side)), self.side)
        if len(parts) > 1 and self.config["use_thumbnail"]:
            parts.append(image.resize((self.side, self.side)))
        return {
            "pixel_values_flat": np.stack([normalised(part, IMAGENET_MEAN, IMAGENET_STD) for part in parts]),
            "image_num_patches": np.array([len(parts)], np.int64),
        }

    def ids(self, text: str, images: list[Image.Image]) -> np.ndarray:
        """Each placeholder becomes tokens, what stands between is tokenised by itself."""
        chunks = text.split(self.placeholder)
        ids = self.encode(chunks[0], True)
        for image, chunk in zip(images, chunks[1:], strict=True):
            patches = int(self.outputs(image)["image_num_patches"][0])
            replacement = "<img>" + "<IMG_CONTEXT>" * (self.tokens_per_tile * patches) + "</img>"
            ids += self.encode(replacement, False)
            ids += self.encode(chunk, False) if chunk else []
        return np.array(ids, np.int64)

    def runs(self, ids: np.ndarray) -> list[list[int]]:
        return runs(ids == self.image_token_id)


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
    return Qwen2Vl(processor, "<|vision_start|><|image_pad|><|vision_end|>", "<|image_pad|>")


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


def smolvlm(directory: Path) -> Real:
    """With the text of Idefics 3, which is the same: SmolVLM's own processor cannot be imported without PyTorch."""
    made = idefics3(directory)
    made.processor.image_processor = SmolVLMImageProcessor.from_pretrained(directory)
    return made


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
    "smolvlm": smolvlm,
    "paligemma": paligemma,
    "blip2": blip2,
    "phi-3.5-vision": Phi,
    "internvl": InternVl,
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
        real = isinstance(processor, Real)
        content: dict[str, object] = {
            "versions": versions(),
            "made_by": type(processor.processor).__name__ if real else "NumPy and Pillow, from the description",
            "placeholder": processor.placeholder,
            "pictures": list(picture_records(processor)),
            "prompts": list(prompt_records(family.name, processor)),
        }
        if isinstance(processor, Qwen2Vl):
            content["videos"] = list(processor.videos())
        (RESOURCES / "goldens" / f"{family.name}.json").write_text(one_record_a_line(content), encoding="utf-8")
        print(family.name)


if __name__ == "__main__":
    main()

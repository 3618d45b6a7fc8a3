"""Runs the real Pillow, transformers and tokenizers and writes goldens/llava-1.5.json: what the Java side has to equal."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["TRANSFORMERS_NO_ADVISORY_WARNINGS"] = "1"

import numpy as np
import PIL
import tokenizers
import transformers
from PIL import Image, features
from tokenizers import Tokenizer
from transformers import CLIPImageProcessor, LlamaTokenizerFast, LlavaProcessor

SAMPLES = Path(__file__).resolve().parents[3]
MODEL_DIRECTORY = SAMPLES / "models" / "llava-1.5"
RESOURCES = SAMPLES / "src" / "test" / "resources"
GOLDENS = RESOURCES / "goldens" / "llava-1.5.json"
FORMULA = (
    "channel c of pixel (x,y): (x*(3+c) + y*(5+2*c) + ((x*y) mod 97)*(c+1) + (((x div 16)+(y div 16)) mod 2)*90 + 31*c + seed)"
    " mod 256"
)

FORMULA_SIZES = [
    (640, 480), (480, 640), (336, 336), (100, 37), (37, 53), (672, 672), (337, 336), (335, 999), (1920, 1080),
    (900, 50), (20, 1200), (1, 40), (5, 2), (224, 224),
]  # fmt: skip
"""Width and height. No height of 1 or 3: the slow processor takes such a picture for channels-first."""

TALL_SIZES = [(672, 1344), (672, 1346), (400, 1300), (700, 2000), (1000, 4000)]
"""Shrunk portraits. Pillow 13 resizes one vertically first if (h - new_h) > 2 * (w - new_w), so its bits differ from Pillow 12's
for all of these but the first, which is just on the line."""

PROMPTS = {
    "one image": "USER: <image>\nWhat is this? ASSISTANT:",
    "two images": "USER: <image> and <image>\nWhat has changed? ASSISTANT:",
    "five images": "<image><image>\n<image>,<image> <image> Which of the five shows the sea?",
    "no image": "USER: How is the weather? ASSISTANT:",
    "leading image": "<image>Describe the image in one sentence.",
    "trailing image": "Describe the image: <image>",
    "only the image": "<image>",
    "three in a row": "USER: <image><image><image> Compare. ASSISTANT:",
    "image between blanks": "a  <image>  b",
    "special characters": "if (x <= 3 && y != 0) { <image>; } // 100% \"quoted\" \\n\t#end",
    "almost a placeholder": "<image <image> image> < image > <Image> <image/>",
    "other special tokens": "one</s> two<unk>three <pad> <image>",
    "umlauts": "Größe, Höhe, Breite: <image> Ist das schön?",
    "japanese": "この写真<image>には何が写っていますか。",
    "emoji": "a sunset \U0001f305\U0001f468\u200d\U0001f469\u200d\U0001f467 <image> ok",
    "metaspace typed by the user": "a\u2581b <image>\u2581c",
    "line ends": "one\r\ntwo\n\n\nthree <image>\n",
    "empty": "",
}


def sha256(array: np.ndarray) -> str:
    little_endian = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    return hashlib.sha256(little_endian.tobytes()).hexdigest()


def formula_picture(width: int, height: int, seed: int = 0) -> Image.Image:
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    shared = (x * y) % 97
    checks = ((x // 16 + y // 16) % 2) * 90
    channels = [x * (3 + c) + y * (5 + 2 * c) + shared * (c + 1) + checks + 31 * c + seed for c in range(3)]
    return Image.fromarray((np.stack(channels, axis=-1) % 256).astype(np.uint8))


def to_rgb_as_vllm(image: Image.Image) -> Image.Image:
    """Mode RGBA is laid on white; every other mode is converted, which drops transparency. Nothing is turned by EXIF."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGB", image.size, (255, 255, 255))
    white.paste(image, mask=image.getchannel("A"))
    return white


def opened(path: Path) -> Image.Image:
    image = Image.open(path)
    image.load()
    return image


def files() -> list[Path]:
    return [SAMPLES / "images" / "harbour.jpg", *sorted((RESOURCES / "pictures").iterdir())]


def name(path: Path) -> str:
    return path.relative_to(SAMPLES).as_posix()


def decoded() -> Iterator[dict[str, object]]:
    for path in files():
        image = opened(path)
        yield {
            "file": name(path),
            "width": image.width,
            "height": image.height,
            "mode": image.mode,
            "convert_sha256": sha256(np.asarray(image.convert("RGB"))),
            "vllm_sha256": sha256(np.asarray(to_rgb_as_vllm(image))),
        }


def samples(array: np.ndarray) -> dict[str, float]:
    flat = array.reshape(-1)
    return {str(i): float(flat[i]) for i in (0, 1, flat.size // 3, flat.size // 2, flat.size - 1)}


def pixel_values(processor: CLIPImageProcessor) -> Iterator[dict[str, object]]:
    pictures: list[tuple[dict[str, object], Image.Image]]
    pictures = [({"width": w, "height": h, "seed": 0}, formula_picture(w, h)) for w, h in FORMULA_SIZES]
    pictures += [({"file": name(path)}, to_rgb_as_vllm(opened(path))) for path in files()]
    for source, image in pictures:
        values = processor(image, return_tensors="np")["pixel_values"]
        yield {
            **source,
            "shape": list(values.shape),
            "dtype": str(values.dtype),
            "sha256": sha256(values),
            "samples": samples(values),
        }


def tall_pixel_values(processor: CLIPImageProcessor) -> Iterator[dict[str, object]]:
    """Both orders, from the real code: two resizes of one axis each are the one resize in the order of our choice."""
    for width, height in TALL_SIZES:
        image = formula_picture(width, height)
        short = processor.size["shortest_edge"]
        new_height = short * height // width
        horizontal = image.resize((short, height), processor.resample).resize((short, new_height), processor.resample)
        vertical = image.resize((width, new_height), processor.resample).resize((short, new_height), processor.resample)
        hashes = {
            key: sha256(processor(picture, return_tensors="np")["pixel_values"])
            for key, picture in (
                ("sha256", image),
                ("horizontal_first_sha256", horizontal),
                ("vertical_first_sha256", vertical),
            )
        }
        yield {"width": width, "height": height, "seed": 0, **hashes}


def llava_processor(processor: CLIPImageProcessor) -> LlavaProcessor:
    config = json.loads((MODEL_DIRECTORY / "processor_config.json").read_text(encoding="utf-8"))
    config.pop("processor_class")
    return LlavaProcessor(processor, LlamaTokenizerFast.from_pretrained(MODEL_DIRECTORY), **config)


def prompts(processor: LlavaProcessor) -> Iterator[dict[str, object]]:
    tokenizer = Tokenizer.from_file(str(MODEL_DIRECTORY / "tokenizer.json"))
    image_token = tokenizer.token_to_id("<image>")
    for title, text in PROMPTS.items():
        images = [formula_picture(64, 48)] * text.count("<image>")
        ids = tokenizer.encode(text).ids
        expanded = processor(images=images or None, text=text, return_tensors="np")["input_ids"][0].astype(np.int64)
        tokens_per_image = int((expanded == image_token).sum()) // max(1, len(images))
        starts = image_starts(ids, image_token, tokens_per_image)
        assert expanded.tolist() == expand(ids, image_token, tokens_per_image), title
        yield {
            "title": title,
            "text": text,
            "ids": ids,
            "ids_without_special": tokenizer.encode(text, add_special_tokens=False).ids,
            "images": len(images),
            "tokens_per_image": tokens_per_image,
            "placeholder_offsets": starts,
            "expanded_count": expanded.size,
            "expanded_sha256": sha256(expanded),
            "decoded": tokenizer.decode(ids),
        }


def expand(ids: list[int], image_token: int, tokens_per_image: int) -> list[int]:
    return [i for token in ids for i in ([token] * tokens_per_image if token == image_token else [token])]


def image_starts(ids: list[int], image_token: int, tokens_per_image: int) -> list[int]:
    places = [position for position, token in enumerate(ids) if token == image_token]
    return [position + earlier * (tokens_per_image - 1) for earlier, position in enumerate(places)]


def versions() -> dict[str, str | None]:
    return {
        "pillow": PIL.__version__,
        "libjpeg-turbo": features.version("libjpeg_turbo"),
        "libwebp": features.version("webp"),
        "transformers": transformers.__version__,
        "tokenizers": tokenizers.__version__,
        "numpy": np.__version__,
    }


def one_record_a_line(content: dict[str, object]) -> str:
    """Indented to the level of the records and no further, so that a diff shows which record changed."""
    parts = []
    for key, value in content.items():
        if isinstance(value, list):
            records = ",\n".join(f"  {json.dumps(record, ensure_ascii=False)}" for record in value)
            parts.append(f" {json.dumps(key)}: [\n{records}\n ]")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    processor = CLIPImageProcessor.from_pretrained(MODEL_DIRECTORY)
    content: dict[str, object] = {
        "versions": versions(),
        "image_formula": FORMULA,
        "hash": "SHA-256 over C-order little-endian bytes: HWC uint8 for pictures, float32 for pixel_values, int64 for ids",
        "pictures": list(decoded()),
        "pixel_values": list(pixel_values(processor)),
        "tall_pixel_values": list(tall_pixel_values(processor)),
        "prompts": list(prompts(llava_processor(processor))),
    }
    GOLDENS.parent.mkdir(parents=True, exist_ok=True)
    GOLDENS.write_text(one_record_a_line(content), encoding="utf-8")


if __name__ == "__main__":
    main()

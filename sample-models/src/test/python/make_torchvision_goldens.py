"""What processors make of pictures with the option `"parity": "torchvision"`: computed in NumPy from the description of PyTorch's resize and normalisation.

The sizes are those of the real processors; only the pixels are computed here, so a difference is one of the kernel or of the arithmetic.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from transformers.models.pixtral.image_processing_pixtral import get_resize_output_image_size
from transformers.models.qwen2_vl.image_processing_qwen2_vl import smart_resize

from make_family_goldens import torchvision_bicubic
from make_goldens import formula_picture

HERE = Path(__file__).resolve().parent
MODELS = HERE.parents[2] / "models"
GOLDEN = HERE.parent / "resources" / "goldens" / "torchvision.json"
SIZES = [(336, 336), (640, 480), (97, 131), (131, 97), (500, 333), (30, 300), (1, 40), (37, 5), (224, 224), (1023, 769)]
"""Width and height."""

Config = dict[str, Any]


def fused(pixels: np.ndarray, config: Config) -> np.ndarray:
    """Rescaled and normalised in one step, all in float32: (v - 255 mean) / (255 std), channels first."""
    mean = np.array(config["image_mean"], np.float32) * np.float32(255)
    std = np.array(config["image_std"], np.float32) * np.float32(255)
    return np.ascontiguousarray(((pixels.astype(np.float32) - mean) / std).transpose(2, 0, 1))


def llava(picture: np.ndarray, config: Config) -> np.ndarray:
    height, width = picture.shape[:2]
    edge = config["size"]["shortest_edge"]
    short, long = min(height, width), max(height, width)
    longer = int(edge * long / short)
    new = (longer, edge) if width <= height else (edge, longer)
    resized = torchvision_bicubic(picture, *new)
    top, left = (new[0] - edge) // 2, (new[1] - edge) // 2
    return fused(resized[top : top + edge, left : left + edge], config)


def square(picture: np.ndarray, config: Config) -> np.ndarray:
    return fused(torchvision_bicubic(picture, config["size"]["height"], config["size"]["width"]), config)


def pixtral(picture: np.ndarray, config: Config) -> np.ndarray:
    patch = (config["patch_size"]["height"], config["patch_size"]["width"])
    longest = (config["size"]["longest_edge"],) * 2
    height, width = get_resize_output_image_size(picture, longest, patch, input_data_format="channels_last")
    return fused(torchvision_bicubic(picture, height, width), config)


def qwen2_vl(picture: np.ndarray, config: Config) -> np.ndarray:
    height, width = smart_resize(*picture.shape[:2], 28, config["min_pixels"], config["max_pixels"])
    values = fused(torchvision_bicubic(picture, height, width), config)
    rows, columns = height // 14, width // 14
    patches = np.stack([values, values]).reshape(1, 2, 3, rows // 2, 2, 14, columns // 2, 2, 14)
    return np.ascontiguousarray(patches.transpose(0, 3, 6, 4, 7, 2, 1, 5, 8).reshape(-1, 1176))


FAMILIES: dict[str, Callable[[np.ndarray, Config], np.ndarray]] = {
    "llava-1.5": llava,
    "paligemma": square,
    "blip2": square,
    "pixtral": pixtral,
    "qwen2-vl": qwen2_vl,
}


def records() -> Iterator[dict[str, object]]:
    for name, process in FAMILIES.items():
        config = json.loads((MODELS / name / "preprocessor_config.json").read_text(encoding="utf-8"))
        for width, height in SIZES:
            if max(width, height) > 100 * min(width, height):
                continue
            values = process(np.asarray(formula_picture(width, height, 3)), config)
            yield {
                "model": name,
                "width": width,
                "height": height,
                "seed": 3,
                "shape": list(values.shape),
                "sha256": hashlib.sha256(values.astype("<f4").tobytes()).hexdigest(),
            }


def main() -> None:
    lines = ",\n".join("  " + json.dumps(record) for record in records())
    GOLDEN.write_text(f'{{\n "numpy": "{np.__version__}",\n "records": [\n{lines}\n ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()

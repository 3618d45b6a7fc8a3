"""Runs the real processors that need PyTorch and writes goldens/<family>.json of those families, and three goldens of all:
qwen2-vl-videos.json, counts.json and torchvision.json.

* Phi-3.5-vision's processor comes with its checkpoint; the folder given has a public copy of its two modules.
* InternVL's processor is vLLM's own; the folder given has vLLM's internvl.py, out of which its classes are cut: importing it
  would import all of vLLM. transformers' own processor for the same model (GotOcr2ImageProcessor, on Pillow) has to agree.
* SmolVLM's and Qwen2-VL's are transformers'.
* counts.json has the hashes of many embedding counts, by size alone, of the processors that can tell them so.
* torchvision.json has what the "fast" processors of all families make, which resize with torchvision's kernel for bytes.

Neither source is part of this repository: README.md says where to get them.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import make_family_goldens as families  # sets the environment before transformers is imported

import numpy as np
import PIL
import torch
import torchvision.transforms.v2
import transformers
from PIL import Image
from transformers import (
    BlipImageProcessorFast,
    CLIPImageProcessorFast,
    GotOcr2ImageProcessor,
    Idefics3ImageProcessorFast,
    LlavaNextImageProcessorFast,
    PixtralImageProcessorFast,
    Qwen2VLImageProcessor,
    Qwen2VLImageProcessorFast,
    Qwen2VLVideoProcessor,
    SiglipImageProcessorFast,
    SmolVLMImageProcessor,
    SmolVLMImageProcessorFast,
    SmolVLMProcessor,
)
from transformers.models.idefics3 import image_processing_idefics3_fast
from transformers.models.pixtral.image_processing_pixtral import get_resize_output_image_size
from transformers.models.smolvlm import image_processing_smolvlm_fast

from families import IMAGENET_MEAN, IMAGENET_STD
from make_family_goldens import MODELS, Outputs, formula_picture, picture_records, prompt_records, runs, tokenizer
from make_goldens import RESOURCES, one_record_a_line, sha256

REMOTE_CODE = {
    "image_processing_phi3_v.py": "e456945e17583d198f67a04543c71e880b889b34961a389d118dcada2fa98784",
    "processing_phi3_v.py": "921fb457e46be5c3b13144570bda85ad0221e67efe7e5110d3f4ead486748d31",
    "internvl.py": "369d52078afba45e8628d2c5e0b5de526ea04b7b30aab7fef85e53886d3206e8",
}
"""The SHA-256 of the sources that this was run with."""


# ----------------------------------------------------------------------------------------------------- Phi-3.5-vision


class Phi:
    """The code that comes with microsoft's checkpoints, and vLLM's token in place of its negative ids."""

    placeholder = "<|image_1|>"
    made_by = "Phi3VProcessor of the checkpoint's own code"

    def __init__(self, directory: Path):
        processing = importlib.import_module("processing_phi3_v")
        config = json.loads((directory / "preprocessor_config.json").read_text(encoding="utf-8"))
        self.images = processing.Phi3VImageProcessor(num_crops=config["num_crops"])
        self.processor = processing.Phi3VProcessor.__new__(processing.Phi3VProcessor)
        self.processor.image_processor = self.images
        self.processor.tokenizer = tokenizer(directory)
        self.image_token_id = self.processor.tokenizer.convert_tokens_to_ids("<|image|>")

    def outputs(self, image: Image.Image) -> Outputs:
        made = self.images([image], return_tensors="pt")
        height, width = made["image_sizes"][0].tolist()
        crops = height // 336 * (width // 336)
        pixels = made["pixel_values"][0].numpy()
        assert not pixels[1 + crops :].any()
        assert int(made["num_img_tokens"][0]) == self.images.calc_num_image_tokens_from_image_size(*image.size)
        return {
            "sub_crops": pixels[1 : 1 + crops],
            "global_view": pixels[0],
            "image_sizes": made["image_sizes"].numpy(),
        }

    def ids(self, text: str, images: list[Image.Image]) -> np.ndarray:
        # Without images its tokenizer is asked directly, which leaves the ids as they are.
        ids = np.asarray(self.processor(text, images or None)["input_ids"])[0].astype(np.int64)
        return np.where(ids < 0, self.image_token_id, ids)

    def runs(self, ids: np.ndarray) -> list[list[int]]:
        return runs(ids == self.image_token_id)


# ----------------------------------------------------------------------------------------------------------- InternVL


def vllm_processor(source: Path) -> type:
    """vLLM's InternVLProcessor, with the functions and classes that it is made of and nothing else of vLLM."""
    module = ast.parse(source.read_text(encoding="utf-8"))
    wanted = {
        "build_transform", "find_closest_aspect_ratio", "resolve_internvl_min_max_num", "get_internvl_target_ratios",
        "calculate_internvl_targets", "dynamic_preprocess_internvl", "image_to_pixel_values_internvl",
        "BaseInternVLProcessor", "InternVLProcessor",
    }  # fmt: skip
    module.body = [
        node
        for node in module.body
        if getattr(node, "name", None) in wanted
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).startswith(("IMG_", "IMAGENET_")))
        or (isinstance(node, (ast.Import, ast.ImportFrom)) and "vllm" not in ast.unparse(node) and not getattr(node, "level", 0))
    ]
    scope: dict[str, Any] = {
        "AnyTokenizer": Any,
        "PromptUpdateDetails": SimpleNamespace(select_text=lambda full, _: SimpleNamespace(full=full)),
        "NestedTensors": Any,
        "convert_image_mode": lambda image, mode: image.convert(mode),
        "set_default_torch_num_threads": lambda _: torch.no_grad(),
    }
    exec(compile("from __future__ import annotations\n" + ast.unparse(module), str(source), "exec"), scope)
    return scope["InternVLProcessor"]


class InternVl:
    placeholder = "<image>"
    made_by = "vLLM's InternVLProcessor; GotOcr2ImageProcessor agrees"

    def __init__(self, directory: Path):
        config = json.loads((directory / "config.json").read_text(encoding="utf-8"), object_hook=lambda o: SimpleNamespace(**o))
        self.processor = vllm_processor(Path(sys.path[0]) / "internvl.py")(config, tokenizer(directory))
        self.image_token_id = self.processor.image_token_id
        self.transformers = GotOcr2ImageProcessor(
            size={"height": config.force_image_size, "width": config.force_image_size},
            crop_to_patches=True,
            min_patches=config.min_dynamic_patch,
            max_patches=config.max_dynamic_patch,
            image_mean=IMAGENET_MEAN,
            image_std=IMAGENET_STD,
        )

    def outputs(self, image: Image.Image) -> Outputs:
        made = self.processor("<image>", [image], return_tensors="pt")
        outputs = {name: made[name].numpy() for name in ("pixel_values_flat", "image_num_patches")}
        other = self.transformers([image], return_tensors="np")
        assert np.array_equal(outputs["pixel_values_flat"], other["pixel_values"])
        assert outputs["image_num_patches"].tolist() == np.asarray(other["num_patches"]).tolist()
        patches = int(outputs["image_num_patches"][0])
        assert self.processor.get_num_image_tokens(image_width=image.width, image_height=image.height) == 256 * patches
        return outputs

    def ids(self, text: str, images: list[Image.Image]) -> np.ndarray:
        made = self.processor(text, images, return_tensors="pt")
        return made["input_ids"][0].numpy().astype(np.int64)

    def runs(self, ids: np.ndarray) -> list[list[int]]:
        return runs(ids == self.image_token_id)


# ------------------------------------------------------------------------------------------------------------ SmolVLM


def smolvlm(directory: Path) -> families.Real:
    config = families.processor_config(directory)
    processor = SmolVLMProcessor(
        SmolVLMImageProcessor.from_pretrained(directory),
        tokenizer(directory),
        transformers.SmolVLMVideoProcessor(),
        **config,
    )
    made = families.Idefics3(processor, "<image>", "<image>")
    made.made_by = "SmolVLMProcessor"
    return made


# ------------------------------------------------------------------------------------------------- videos of Qwen2-VL

VIDEOS = [
    (1, 64, 48), (2, 64, 48), (3, 100, 37), (4, 131, 97), (5, 640, 480), (8, 29, 29), (2, 20, 20), (7, 37, 91), (6, 336, 336),
    (2, 1920, 1080), (3, 50, 900), (4, 5, 2), (7, 112, 56),
]  # fmt: skip
"""Frames, width and height. Frame i is the formula picture of seed 7 * i."""

LIMITS = {"hub": (3136, 12845056), "class": (128 * 28 * 28, 768 * 28 * 28), "small": (3136, 50176)}


def pillow_video(frames: np.ndarray, least: int, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Of the processor of pictures, which still takes videos."""
    processor = Qwen2VLImageProcessor(min_pixels=least, max_pixels=most, do_convert_rgb=False)
    made = processor(images=None, videos=[[Image.fromarray(frame) for frame in frames]], return_tensors="np")
    return made["pixel_values_videos"], made["video_grid_thw"][0]


def torchvision_video(frames: np.ndarray, least: int, most: int) -> tuple[np.ndarray, np.ndarray]:
    processor = Qwen2VLVideoProcessor(min_pixels=least, max_pixels=most)
    made = processor(videos=[torch.from_numpy(frames).permute(0, 3, 1, 2)], return_tensors="pt")
    return made["pixel_values_videos"].numpy(), made["video_grid_thw"][0].numpy()


def videos() -> Iterator[dict[str, object]]:
    for count, width, height in VIDEOS:
        frames = np.stack([np.asarray(formula_picture(width, height, 7 * i)) for i in range(count)])
        for name, (least, most) in LIMITS.items():
            if max(width, height) > 1000 and name == "class":
                continue
            for parity, process in (("pil", pillow_video), ("torchvision", torchvision_video)):
                patches, grid = process(frames, least, most)
                assert patches.dtype == np.float32
                yield {
                    "frames": count,
                    "width": width,
                    "height": height,
                    "min_pixels": least,
                    "max_pixels": most,
                    "parity": parity,
                    "grid": [int(n) for n in grid],
                    "shape": list(patches.shape),
                    "sha256": sha256(patches),
                }


# -------------------------------------------------------------------------------------------------- "fast" processors

FAST = {
    "llava-1.5": CLIPImageProcessorFast,
    "llava-next": LlavaNextImageProcessorFast,
    "qwen2-vl": Qwen2VLImageProcessorFast,
    "pixtral": PixtralImageProcessorFast,
    "idefics3": Idefics3ImageProcessorFast,
    "smolvlm": SmolVLMImageProcessorFast,
    "paligemma": SiglipImageProcessorFast,
    "blip2": BlipImageProcessorFast,
}


def resize_bytes_as_bytes() -> None:
    """transformers 4.57 calls torchvision's older resize for two families, which computes in floats and is up to 24 off: the newer one here."""
    for module in (image_processing_idefics3_fast, image_processing_smolvlm_fast):
        module.F = torchvision.transforms.v2.functional


def fast_pictures() -> Iterator[dict[str, object]]:
    resize_bytes_as_bytes()
    for family, kind in FAST.items():
        processor = kind.from_pretrained(MODELS / family)
        for width, height in families.FORMULA_SIZES:
            made = processor([formula_picture(width, height)], return_tensors="pt")
            yield {
                "family": family,
                "width": width,
                "height": height,
                "outputs": {
                    name: {"shape": list(value.shape), "dtype": str(value.dtype).split(".")[1], "sha256": sha256(value.numpy())}
                    for name, value in made.items()
                    if isinstance(value, torch.Tensor)
                },
            }


# ---------------------------------------------------------------------------------------------- counts by size alone


def sizes(pairs: int, least: int) -> Iterator[tuple[int, int]]:
    """Widths and heights from least to 2,000, each pair in both orientations."""
    state = pairs

    def edge() -> int:
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return least + (state >> 33) % (2001 - least)

    for _ in range(pairs):
        one, other = edge(), edge()
        yield one, other
        yield other, one


def llava_next_count(width: int, height: int) -> int:
    return LLAVA_NEXT._get_num_multimodal_tokens([(height, width)])["num_image_tokens"][0]


def qwen2_vl_count(width: int, height: int) -> int:
    return QWEN2_VL._get_num_multimodal_tokens([(height, width)])["num_image_tokens"][0]


def pixtral_count(width: int, height: int) -> int:
    side = PIXTRAL.image_processor.size["longest_edge"]
    patch = PIXTRAL.patch_size
    rows, columns = get_resize_output_image_size(np.broadcast_to(0, (height, width, 3)), (side, side), (patch, patch))
    return rows // patch * (columns // patch)


def tiles_count(processor: Any, width: int, height: int) -> int:
    return processor.image_processor.get_number_of_image_patches(height, width, {})[0] * processor.image_seq_len


LLAVA_NEXT = families.llava_next(MODELS / "llava-next").processor
QWEN2_VL = families.qwen2_vl(MODELS / "qwen2-vl").processor
PIXTRAL = families.pixtral(MODELS / "pixtral").processor
IDEFICS3 = families.idefics3(MODELS / "idefics3").processor

PAIRS = 5_000
PAIRS_OF_LLAVA_NEXT = 386_867


def counts() -> Iterator[dict[str, object]]:
    phi = Phi(MODELS / "phi-3.5-vision").images
    intern = InternVl(MODELS / "internvl").processor
    smol = smolvlm(MODELS / "smolvlm").processor
    families_and_counts: dict[str, Callable[[int, int], int]] = {
        "llava-next": llava_next_count,
        "qwen2-vl": qwen2_vl_count,
        "pixtral": pixtral_count,
        "idefics3": lambda width, height: tiles_count(IDEFICS3, width, height),
        "smolvlm": lambda width, height: tiles_count(smol, width, height),
        "phi-3.5-vision": phi.calc_num_image_tokens_from_image_size,
        "internvl": lambda width, height: intern.get_num_image_tokens(image_width=width, image_height=height),
    }
    for family, count in families_and_counts.items():
        # Where the real code fails, as it does on too extreme a ratio, there is no count: from 20 on nothing is.
        least, pairs = (1, PAIRS_OF_LLAVA_NEXT) if family == "llava-next" else (20, PAIRS)
        found = np.array([count(width, height) for width, height in sizes(pairs, least)], np.int64)
        yield {
            "family": family,
            "pairs": pairs,
            "least": least,
            "sum": int(found.sum()),
            "most": int(found.max()),
            "sha256": sha256(found),
        }


# ------------------------------------------------------------------------------------------------------------ writing

PROCESSORS = {"phi-3.5-vision": Phi, "internvl": InternVl, "smolvlm": smolvlm}


def versions() -> dict[str, str]:
    return {**families.versions(), "torch": torch.__version__, "torchvision": torchvision.__version__}


def write(name: str, content: dict[str, object]) -> None:
    (RESOURCES / "goldens" / f"{name}.json").write_text(one_record_a_line({"versions": versions(), **content}), encoding="utf-8")
    print(name)


def require_known(folder: Path) -> None:
    for name, expected in REMOTE_CODE.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != expected:
            raise SystemExit(f"{name} has SHA-256 {found}, this was written for {expected}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("remote_code", type=Path, help="the folder of " + ", ".join(REMOTE_CODE))
    folder = parser.parse_args().remote_code
    require_known(folder)
    sys.path.insert(0, str(folder))
    transformers.logging.set_verbosity_error()
    torch.set_num_threads(1)
    if not PIL.__version__.startswith("12.0."):
        raise SystemExit(f"install requirements-torch.txt: this is Pillow {PIL.__version__}")
    for family, make in PROCESSORS.items():
        processor = make(MODELS / family)
        write(
            family,
            {
                "made_by": processor.made_by,
                "placeholder": processor.placeholder,
                "pictures": list(picture_records(processor)),
                "prompts": list(prompt_records(family, processor)),
            },
        )
    write("qwen2-vl-videos", {"videos": list(videos())})
    write("counts", {"counts": list(counts())})
    write("torchvision", {"fast": list(fast_pictures())})


if __name__ == "__main__":
    main()

"""Times what the Java kernels are compared with: Pillow's resize alone, and Hugging Face's slow path after decoding.

One thread: Pillow's resize and NumPy's element-wise arithmetic use no other. Prints JSON, milliseconds.

By default glibc's allocator hands large blocks back to the system or keeps them, depending on what ran before; fresh blocks cost
page faults, which come to as much as the arithmetic. So the blocks are kept here, which is the faster of the two and the fairer
one to be compared with; `--default-heap` leaves the allocator alone. Every result names its page faults per run.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np
import PIL
import transformers
from PIL import Image
from transformers import CLIPImageProcessor

MODEL_DIRECTORY = Path(__file__).resolve().parents[3] / "models" / "llava-1.5"
CASES = [((640, 480), (448, 336)), ((1920, 1080), (597, 336)), ((4000, 3000), (448, 336))]
SIDE = 336
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
KEPT_BYTES = 1 << 30
MEAN = np.array([0.48145466, 0.4578275, 0.40821073], dtype=np.float32)
STD = np.array([0.26862954, 0.26130258, 0.27577711], dtype=np.float32)


def keep_heap() -> None:
    for option in (M_TRIM_THRESHOLD, M_MMAP_THRESHOLD):
        if ctypes.CDLL(None).mallopt(option, KEPT_BYTES) != 1:
            raise OSError(f"mallopt({option}) refused")


def page_faults() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def picture(width: int, height: int) -> Image.Image:
    """Noise: the time of a resize does not depend on the content."""
    noise = np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(noise)


def bare(image: Image.Image, size: tuple[int, int]) -> np.ndarray:
    """The arithmetic of the slow processor without its checks and extra copies."""
    pixels = np.asarray(image.resize(size, Image.Resampling.BICUBIC))
    top, left = (size[1] - SIDE) // 2, (size[0] - SIDE) // 2
    cropped = pixels[top : top + SIDE, left : left + SIDE]
    scaled = (cropped.astype(np.float64) * 0.00392156862745098).astype(np.float32)
    return np.ascontiguousarray(((scaled - MEAN) / STD).transpose(2, 0, 1))


def timed(action: Callable[[], object], runs: int, warm_up: int) -> dict[str, float | int]:
    for _ in range(warm_up):
        action()
    times = []
    faults = page_faults()
    for _ in range(runs):
        start = time.perf_counter_ns()
        action()
        times.append((time.perf_counter_ns() - start) / 1e6)
    faults = (page_faults() - faults) // runs
    return {"median_ms": round(median(times), 3), "min_ms": round(min(times), 3), "page_faults": faults}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--warm-up", type=int, default=5)
    parser.add_argument("--default-heap", action="store_true")
    arguments = parser.parse_args()
    if not arguments.default_heap:
        keep_heap()
    processor = CLIPImageProcessor.from_pretrained(MODEL_DIRECTORY)
    results = []
    for source, target in CASES:
        image = picture(*source)
        actual = processor.preprocess(image, return_tensors="np")["pixel_values"][0]
        assert np.array_equal(actual, bare(image, target))
        actions: dict[str, Callable[[], object]] = {
            "resize": lambda: image.resize(target, Image.Resampling.BICUBIC),
            "processor": lambda: processor.preprocess(image, return_tensors="np"),
            "bare": lambda: bare(image, target),
        }
        times = {name: timed(action, arguments.runs, arguments.warm_up) for name, action in actions.items()}
        results.append({"source": source, "target": target, **times})
    versions = {"pillow": PIL.__version__, "numpy": np.__version__, "transformers": transformers.__version__}
    heap = "default" if arguments.default_heap else "kept"
    records = ",\n".join(f"  {json.dumps(result)}" for result in results)
    print(f'{{"versions": {json.dumps(versions)}, "heap": "{heap}", "runs": {arguments.runs}, "results": [\n{records}\n]}}')


if __name__ == "__main__":
    main()

"""Whole paths after decoding beside Pillow, Hugging Face and torchvision, in turns and in one run; prints Markdown.

The Java side is `PathTimes` of the benchmarks module, which this script starts and asks. Both sides take turns of a few milliseconds, and the fastest call
of each counts: on a machine that does other work too, this is what a call costs when it is left alone. For two threads, which need both cores, the best turn counts.

Everything here uses one thread unless it says otherwise. As in `bench_pillow.py` glibc's heap is kept between runs. Without torchvision its columns are left out.
"""

from __future__ import annotations

import argparse
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from bench_pillow import CASES, MEAN, SIDE, STD, bare, keep_heap, picture

import numpy as np
import PIL
import transformers
from PIL import Image
from transformers import CLIPImageProcessor, Qwen2VLImageProcessor

try:
    import torch
    import torchvision
    from torchvision.transforms.v2 import functional as tv
except ImportError:
    torch = None

ROOT = Path(__file__).resolve().parents[4]
MODELS = ROOT / "sample-models" / "models"


class Java:
    """Asks `PathTimes`."""

    def __init__(self, java: str, backend: str, options: list[str]) -> None:
        classes = ["-cp", "benchmarks/target/benchmarks.jar", "io.multimodal4j.benchmarks.path.PathTimes", backend]
        self.process = subprocess.Popen(
            [java, *options, *classes], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def path(self, name: str, size: tuple[int, int], threads: int = 0) -> Callable[[float], float]:
        def ask(milliseconds: float) -> float:
            self.process.stdin.write(f"{name} {size[0]} {size[1]} {threads} {milliseconds:.0f}\n")
            self.process.stdin.flush()
            return int(self.process.stdout.readline()) / 1e6

        return ask


def timed(action: Callable[[], object]) -> Callable[[float], float]:
    """The fastest call in some milliseconds."""

    def ask(milliseconds: float) -> float:
        begin = end = time.perf_counter_ns()
        fastest = float("inf")
        while end - begin < milliseconds * 1e6:
            start = end
            action()
            end = time.perf_counter_ns()
            fastest = min(fastest, end - start)
        return fastest / 1e6

    return ask


def alternate(sides: dict[str, Callable[[float], float]], rounds: int, turn: float) -> dict[str, float]:
    """The fastest call of each side, in turns."""
    for ask in sides.values():
        ask(20 * turn)
    best = dict.fromkeys(sides, float("inf"))
    for _ in range(rounds):
        for name, ask in sides.items():
            best[name] = min(best[name], ask(turn))
    return best


def torchvision_path(image: Image.Image, target: tuple[int, int]) -> tuple[Callable[[], object], Callable[[], object]]:
    """Resize alone, and resize, crop and normalise: on uint8 and channels last in memory, which is torchvision's fast path."""
    pixels = torch.from_numpy(np.array(image)).permute(2, 0, 1)
    mean, std = torch.from_numpy(MEAN * 255)[:, None, None], torch.from_numpy(STD * 255)[:, None, None]
    bicubic = tv.InterpolationMode.BICUBIC

    def resize() -> torch.Tensor:
        return tv.resize(pixels, [target[1], target[0]], interpolation=bicubic, antialias=True)

    def path() -> torch.Tensor:
        cropped = tv.center_crop(resize(), [SIDE, SIDE])
        return cropped.to(torch.float32).sub_(mean).div_(std).contiguous()

    return resize, path


def llava(java: Java, arguments: argparse.Namespace) -> None:
    processor = CLIPImageProcessor.from_pretrained(MODELS / "llava-1.5")
    rows: dict[str, list[str]] = {}

    def add(row: str, text: str) -> None:
        rows.setdefault(row, []).append(text)

    for size, target in CASES:
        image = picture(*size)
        sides = {
            "ours, resize": java.path("resize", size),
            "ours, after decoding": java.path("llava-1.5", size),
            "Pillow, resize": timed(lambda: image.resize(target, Image.Resampling.BICUBIC)),
            "Pillow + NumPy, after decoding": timed(lambda: bare(image, target)),
            "HF processor, after decoding": timed(lambda: processor.preprocess(image, return_tensors="np")),
        }
        if torch:
            resize, path = torchvision_path(image, target)
            sides["torchvision, resize"], sides["torchvision, after decoding"] = timed(resize), timed(path)
        best = alternate(sides, arguments.rounds, arguments.turn)
        for name, milliseconds in best.items():
            add(f"{name}, ms", f"{milliseconds:.3f}")
        for name, milliseconds in best.items():
            if not name.startswith("ours"):
                ours = best["ours, resize" if name.endswith("resize") else "ours, after decoding"]
                add(f"times as fast as {name}", f"{milliseconds / ours:.1f}")
    table(["LLaVA-1.5", *(f"{w}x{h}" for (w, h), _ in CASES)], [[name, *cells] for name, cells in rows.items()])


def qwen(java: Java, arguments: argparse.Namespace) -> None:
    processor = Qwen2VLImageProcessor.from_pretrained(MODELS / "qwen2-vl")
    image = picture(1024, 1024)
    sides = {
        "ours, ms": java.path("qwen2-vl", (1024, 1024)),
        "HF processor, ms": timed(lambda: processor.preprocess(image, return_tensors="np")),
    }
    best = alternate(sides, arguments.rounds, arguments.turn)
    rows = [[name, f"{milliseconds:.3f}"] for name, milliseconds in best.items()]
    ratio = best["HF processor, ms"] / best["ours, ms"]
    table(["Qwen2-VL, pixels to patches", "1024x1024"], [*rows, ["times as fast as the HF processor", f"{ratio:.1f}"]])


def two_requests(java: Java, arguments: argparse.Namespace) -> None:
    """Calls per second of two threads beside those of one, best turn of each."""
    rows = []
    for size, _ in CASES:
        sides = {str(threads): java.path("llava-1.5", size, threads) for threads in (1, 2)}
        best = alternate(sides, 2 * arguments.rounds, arguments.turn)
        one, two = best["1"], best["2"]
        rows.append([f"{size[0]}x{size[1]}", f"{1e3 / one:.0f}", f"{1e3 / two:.0f}", f"{one / two:.2f}"])
    table(["pictures a second", "one thread", "two threads", "times as many"], rows)


def table(header: list[str], rows: list[list[str]]) -> None:
    for cells in [header, ["---"] * len(header), *rows]:
        print(f"| {' | '.join(cells)} |", flush=True)
    print(flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--turn", type=float, default=30, help="milliseconds")
    parser.add_argument("--java", default="java")
    parser.add_argument("--option", action="append", default=[], help="of the JVM")
    parser.add_argument("--backend", default="tvm-cpu")
    parser.add_argument("--only", choices=["llava", "qwen", "two"])
    arguments = parser.parse_args()
    keep_heap()
    if torch:
        torch.set_num_threads(1)
    versions = f"Pillow {PIL.__version__}, NumPy {np.__version__}, transformers {transformers.__version__}"
    print(versions + (f", torch {torch.__version__}, torchvision {torchvision.__version__}" if torch else ""), end="\n\n")
    java = Java(arguments.java, arguments.backend, arguments.option)
    for name, part in {"llava": llava, "qwen": qwen, "two": two_requests}.items():
        if arguments.only in (None, name):
            part(java, arguments)
    java.process.stdin.close()


if __name__ == "__main__":
    main()

"""Measures pictures per second of every family, ours by JMH and Hugging Face's processors, in one run, and prints a table.

    mvn -B -ntp -DskipTests package
    python sample-models/src/test/python/bench_families.py [--remote-code FOLDER]

Run it in the repository's root. "After decoding" is from pixels to fields, "request" from the bytes of a JPEG to fields and
token ids. Two threads of ours share one processor; Hugging Face gets two processes in their place, as Python's threads would
wait for each other. Its memory allocator keeps large blocks, which is the faster setting for it (see bench_pillow.py). Families
take turns, and within a family Hugging Face runs before and after ours; the better of its two is what counts.

Needs requirements-families.txt; for Phi-3.5-vision requirements-torch.txt and the folder that make_torch_goldens.py needs.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from multiprocessing.synchronize import Barrier
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

from PIL import Image

ROOT = Path(__file__).resolve().parents[4]
PHOTOGRAPH = ROOT / "sample-models" / "images" / "harbour.jpg"
QUESTION = "What is this?"
BACKENDS = ("java", "tvm-cpu")
STAGES = {"preprocess": "after decoding", "request": "request"}
FAMILIES = [
    "llava-1.5", "llava-next", "qwen2-vl", "pixtral", "idefics3", "smolvlm", "paligemma", "blip2", "phi-3.5-vision", "internvl",
]  # fmt: skip


# --------------------------------------------------------------------------------------------- Hugging Face's processors


def actions(family: str, remote_code: str, jpeg: bytes) -> dict[str, Callable[[], object]]:
    """The stages of a family, each to be called again and again. Imports here: only the processes that measure need them."""
    import make_family_goldens as goldens
    import transformers
    from families import IMAGENET_MEAN, IMAGENET_STD
    from make_goldens import llava_processor
    from transformers import CLIPImageProcessor, GotOcr2ImageProcessor, SmolVLMImageProcessor

    transformers.logging.set_verbosity_error()
    directory = goldens.MODELS / family

    def decoded() -> Image.Image:
        return Image.open(BytesIO(jpeg)).convert("RGB")

    picture = decoded()
    if family == "phi-3.5-vision":
        sys.path.insert(0, remote_code)
        import make_torch_goldens
        import torch

        torch.set_num_threads(1)
        phi = make_torch_goldens.Phi(directory)
        return {
            "preprocess": lambda: phi.images([picture], return_tensors="pt"),
            "request": lambda: phi.processor(phi.placeholder + QUESTION, [decoded()]),
        }
    if family == "internvl":
        # transformers' own for the same model; the tokens are what vLLM's makes of its tiles.
        images = GotOcr2ImageProcessor(
            size={"height": 448, "width": 448}, crop_to_patches=True, min_patches=1, max_patches=12,
            image_mean=IMAGENET_MEAN, image_std=IMAGENET_STD,
        )  # fmt: skip
        tokenizer = goldens.tokenizer(directory)

        def request() -> None:
            patches = int(images([decoded()], return_tensors="np")["num_patches"][0])
            tokenizer("<img>" + "<IMG_CONTEXT>" * (256 * patches) + "</img>" + QUESTION)

        return {"preprocess": lambda: images([picture], return_tensors="np"), "request": request}
    if family == "llava-1.5":
        real = goldens.Real(llava_processor(CLIPImageProcessor.from_pretrained(directory)), "<image>", "<image>")
    elif family == "smolvlm":
        real = goldens.idefics3(directory)
        real.processor.image_processor = SmolVLMImageProcessor.from_pretrained(directory)
    else:
        real = goldens.PROCESSORS[family](directory)
    images = real.processor.image_processor
    text = real.placeholder.strip() + QUESTION
    return {
        "preprocess": lambda: images([picture], return_tensors="np"),
        "request": lambda: real.processor(images=[decoded()], text=text, return_tensors="np"),
    }


def work(family: str, remote_code: str, jpeg: bytes, seconds: float, together: Barrier, results: dict[str, list[float]]) -> None:
    from bench_pillow import keep_heap

    keep_heap()
    for stage, action in actions(family, remote_code, jpeg).items():
        action()
        action()
        together.wait()
        calls, start = 0, time.perf_counter()
        while (elapsed := time.perf_counter() - start) < seconds:
            action()
            calls += 1
        results[stage].append(calls / elapsed)


def hugging_face(family: str, processes: int, remote_code: str, jpeg: bytes, seconds: float) -> dict[str, float]:
    """Calls per second of all processes together, by stage."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        results = {stage: manager.list() for stage in STAGES}
        arguments = (family, remote_code, jpeg, seconds, context.Barrier(processes), results)
        running = [context.Process(target=work, args=arguments) for _ in range(processes)]
        for process in running:
            process.start()
        for process in running:
            process.join()
        if any(len(found) != processes for found in results.values()):
            raise SystemExit(f"the processor of {family} failed")
        return {stage: sum(found) for stage, found in results.items()}


# --------------------------------------------------------------------------------------------------------------- ours


def ours(java: str, family: str, threads: int, file: str, seconds: float) -> dict[tuple[str, str], float]:
    """Calls per second by stage and back end."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "jmh.json"
        command = [
            java, "-jar", str(ROOT / "benchmarks" / "target" / "benchmarks.jar"), "FamilyImagePath", "-t", str(threads),
            "-p", f"family={family}", "-p", "backend=" + ",".join(BACKENDS), "-p", f"file={file}", "-wi", "3", "-w", "2",
            "-i", "3", "-r", str(max(1, round(seconds / 3))), "-rf", "json", "-rff", str(output), "-v", "SILENT",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        if done.returncode != 0 or not output.exists():
            raise SystemExit(f"the benchmarks of {family} failed:\n{done.stdout}{done.stderr}")
        records = json.loads(output.read_text(encoding="utf-8"))
    return {
        (record["benchmark"].rpartition(".")[2], record["params"]["backend"]): record["primaryMetric"]["score"]
        for record in records
    }


# ------------------------------------------------------------------------------------------------------------ the table


def picture(size: str) -> bytes:
    width, height = map(int, size.split("x"))
    out = BytesIO()
    Image.open(PHOTOGRAPH).convert("RGB").resize((width, height), Image.Resampling.BICUBIC).save(out, "JPEG", quality=90)
    return out.getvalue()


def measure(arguments: argparse.Namespace, family: str, threads: int, jpeg: bytes, file: str) -> list[list[str]]:
    def theirs() -> dict[str, float]:
        return hugging_face(family, threads, str(arguments.remote_code or ""), jpeg, arguments.seconds)

    before = theirs()
    found = ours(arguments.java, family, threads, file, arguments.seconds)
    after = theirs()
    rows = []
    for stage, title in STAGES.items():
        peer = max(before[stage], after[stage])
        row = [family, title, str(threads), f"{peer:.1f}"]
        for backend in BACKENDS:
            row += [f"{found[stage, backend]:.1f}", f"{found[stage, backend] / peer:.1f}"]
        rows.append(row)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", nargs="+", default=FAMILIES, choices=FAMILIES)
    parser.add_argument("--threads", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--size", default="1024x768")
    parser.add_argument("--seconds", type=float, default=3.0, help="of measuring, for each number")
    parser.add_argument("--java", default="java")
    parser.add_argument("--remote-code", type=Path)
    arguments = parser.parse_args()
    print(f"| {arguments.size} | from | threads | Hugging Face | java | times | tvm-cpu | times |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    jpeg = picture(arguments.size)
    with tempfile.NamedTemporaryFile(suffix=".jpg") as file:
        file.write(jpeg)
        file.flush()
        for family in arguments.families:
            if family == "phi-3.5-vision" and arguments.remote_code is None:
                continue
            for threads in arguments.threads:
                for row in measure(arguments, family, threads, jpeg, file.name):
                    print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()

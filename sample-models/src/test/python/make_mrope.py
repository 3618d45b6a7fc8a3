"""Runs get_rope_index of transformers' Qwen2-VL and Qwen2.5-VL and writes golden/qwen-vl-mrope.json: what our positions have to equal.

The function is transformers' own, cut out of its module and run on NumPy: the module itself needs PyTorch, the function uses a dozen calls of it, which
NumPyTorch below imitates. For videos whose layers are not whole seconds apart transformers 4.57 cuts the seconds to an integer; there the expected values
come from mrope() below, our own writing of vLLM's formula, which is compared with transformers in all other cases. Those records say "source": "formula".
"""

from __future__ import annotations

import ast
import json
import textwrap
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable, Optional, Union

import numpy as np
import transformers

GOLDENS = Path(__file__).resolve().parents[4] / "runtime" / "src" / "test" / "resources" / "golden" / "qwen-vl-mrope.json"
VISION_START, VISION_END, IMAGE, VIDEO = 151652, 151653, 151655, 151656
MERGE = 2


class Tensor(np.ndarray):
    """An array with the methods of a torch tensor that the function calls."""

    device = None

    def view(self, *shape: Any) -> Any:
        return self.reshape(shape) if shape and isinstance(shape[0], int) else super().view(*shape)

    def expand(self, *shape: int) -> Tensor:
        wanted = [old if new == -1 else new for old, new in zip((1,) * (len(shape) - self.ndim) + self.shape, shape)]
        return tensor(np.broadcast_to(self, wanted))

    def to(self, *_: Any, **__: Any) -> Tensor:
        return self

    def long(self) -> Tensor:
        return tensor(np.trunc(self).astype(np.int64))

    def unsqueeze(self, axis: int) -> Tensor:
        return tensor(np.expand_dims(self, axis))


def tensor(values: Any, **_: Any) -> Tensor:
    return np.asarray(values).view(Tensor)


def numpy_torch() -> SimpleNamespace:
    return SimpleNamespace(
        LongTensor=Tensor,
        Tensor=Tensor,
        tensor=tensor,
        as_tensor=lambda value, dtype, device: tensor(np.asarray(value).astype(dtype)),
        arange=lambda *args, device=None: tensor(np.arange(*args)),
        ones=lambda *shape, dtype, device: tensor(np.ones(shape, dtype)),
        ones_like=lambda values: tensor(np.ones_like(values)),
        zeros=lambda shape, device, dtype: tensor(np.zeros(shape, dtype)),
        argwhere=lambda mask: tensor(np.argwhere(mask)),
        stack=lambda parts: tensor(np.stack(parts)),
        cat=lambda parts, dim: tensor(np.concatenate(parts, axis=dim)),
    )


def get_rope_index(family: str) -> Callable[..., tuple[Tensor, Tensor]]:
    """The method of the family's model class, compiled alone."""
    source = Path(transformers.__file__).parent / "models" / family / f"modeling_{family}.py"
    module = ast.parse(source.read_text(encoding="utf-8"))
    function = next(n for n in ast.walk(module) if isinstance(n, ast.FunctionDef) and n.name == "get_rope_index")
    scope: dict[str, Any] = {"torch": numpy_torch(), "Optional": Optional, "Union": Union}
    exec(compile(textwrap.dedent(ast.unparse(function)), str(source), "exec"), scope)
    return scope["get_rope_index"]


@dataclass(frozen=True)
class Item:
    """A picture, or a video if seconds is set; the grid is in patches."""

    grid: tuple[int, int, int]
    seconds: float | None = None

    @property
    def modality(self) -> str:
        return "image" if self.seconds is None else "video"

    def merged(self) -> tuple[int, int, int]:
        t, h, w = self.grid
        return t, h // MERGE, w // MERGE


def image(h: int, w: int) -> Item:
    return Item((1, h, w))


def video(t: int, h: int, w: int, seconds: float = 1.0) -> Item:
    return Item((t, h, w), seconds)


CASES: dict[str, list[int | Item]] = {
    "one token": [1],
    "text only": [17],
    "image first": [image(4, 6), 9],
    "image last": [5, image(8, 4)],
    "image alone": [image(2, 2)],
    "one row": [3, image(2, 16), 4],
    "one column": [3, image(16, 2), 4],
    "grid of the 100x37 picture": [7, image(2, 8), 3],
    "grid of the 70x70 picture": [7, image(4, 4), 3],
    "two images": [2, image(4, 4), 3, image(6, 8), 5],
    "two images side by side": [image(6, 4), image(4, 6)],
    "three images without text between them": [1, image(2, 4), image(8, 2), image(4, 4), 2],
    "an image that is longer than its text": [1, image(4, 20), 1, image(2, 2), 1],
    "video": [4, video(3, 4, 6), 6],
    "video first": [video(2, 4, 4), 3],
    "a long video of small frames": [2, video(12, 2, 2), 2],
    "two videos": [1, video(2, 4, 4), 2, video(4, 2, 6), 1],
    "image and video": [3, image(6, 6), 2, video(2, 4, 4), 4],
    "video and image": [3, video(2, 4, 4), 2, image(6, 6), 4],
    "image, video, image, video": [image(2, 4), 1, video(2, 2, 4), 1, image(4, 2), 1, video(3, 4, 2)],
    "many of each": [p for i in range(1, 6) for p in (i, image(2 * i, 4), 6 - i, video(i, 2, 2))],
}
"""Numbers of text tokens, and items; each item stands between its start and end tokens."""

TIMED: dict[str, tuple[float, list[int | Item]]] = {
    "two positions a second": (2, [4, video(3, 4, 6, 1), 6]),
    "a layer every two seconds": (2, [4, video(3, 4, 6, 2), 6]),
    "the example of the documentation": (25, [video(3, 4, 4, 2), 5]),
    "different rates": (4, [2, video(2, 4, 4, 1), 3, video(3, 2, 2, 3), 1, image(8, 6), 2]),
    "an image among timed videos": (2, [video(2, 2, 2, 4), image(4, 8), video(3, 2, 2, 1), 1]),
    "half a second": (2, [3, video(5, 4, 4, 0.5), 2]),
    "30 frames a second": (2, [3, video(9, 2, 4, 2 / 30), 2]),
    "24 frames a second and 4 positions": (4, [3, video(9, 2, 4, 2 / 24), 2, video(6, 2, 2, 1.7), 5]),
    "rounding down to the same position": (2, [1, video(7, 2, 2, 0.1), 1]),
    "almost an integer": (10, [1, video(8, 2, 2, 0.3), 1]),
}


def tokens_and_offsets(parts: list[int | Item]) -> tuple[list[int], list[int]]:
    tokens: list[int] = []
    offsets: list[int] = []
    for part in parts:
        if isinstance(part, int):
            tokens += range(100, 100 + part)
        else:
            offsets.append(len(tokens) + 1)
            placeholder = IMAGE if part.seconds is None else VIDEO
            tokens += [VISION_START, *[placeholder] * int(np.prod(part.merged())), VISION_END]
    return tokens, offsets


def transformers_positions(family: str, parts: list[int | Item], tokens_per_second: float) -> np.ndarray:
    items = [part for part in parts if isinstance(part, Item)]
    images = [item.grid for item in items if item.seconds is None]
    videos = [item.grid for item in items if item.seconds is not None]
    vision = SimpleNamespace(spatial_merge_size=MERGE, tokens_per_second=tokens_per_second)
    config = SimpleNamespace(
        vision_config=vision, image_token_id=IMAGE, video_token_id=VIDEO, vision_start_token_id=VISION_START
    )
    arguments: dict[str, Any] = {
        "input_ids": tensor([tokens_and_offsets(parts)[0]]),
        "image_grid_thw": tensor(images) if images else None,
        "video_grid_thw": tensor(videos) if videos else None,
    }
    if family == "qwen2_5_vl":
        arguments["second_per_grid_ts"] = [item.seconds for item in items if item.seconds is not None]
    positions, delta = get_rope_index(family)(SimpleNamespace(config=config), **arguments)
    assert int(delta[0][0]) == int(positions.max()) + 1 - positions.shape[-1]
    return np.asarray(positions[:, 0, :])


def mrope(parts: list[int | Item], tokens_per_second: float | None) -> np.ndarray:
    """Our writing of vLLM's formula: offsets and grids alone."""
    tokens, offsets = tokens_and_offsets(parts)
    runs: list[np.ndarray] = []
    written, following = 0, 0
    for item, offset in zip([part for part in parts if isinstance(part, Item)], offsets):
        runs.append(np.tile(following + np.arange(offset - written), (3, 1)))
        following += offset - written
        grid = np.indices(item.merged())
        if item.seconds is not None and tokens_per_second is not None:
            grid[0] = (grid[0] * (item.seconds * tokens_per_second)).astype(np.int64)
        runs.append(grid.reshape(3, -1) + following)
        following = int(runs[-1].max()) + 1
        written = offset + runs[-1].shape[1]
    runs.append(np.tile(following + np.arange(len(tokens) - written), (3, 1)))
    return np.concatenate(runs, axis=1)


def record(name: str, family: str, parts: list[int | Item], tokens_per_second: float | None) -> dict[str, object]:
    expected = mrope(parts, tokens_per_second)
    items = [part for part in parts if isinstance(part, Item)]
    by_formula = tokens_per_second is not None and any(i.seconds != int(i.seconds) for i in items if i.seconds is not None)
    if not by_formula:
        original = transformers_positions(family, parts, tokens_per_second or 0)
        assert np.array_equal(original, expected), name
        expected = original
    tokens, offsets = tokens_and_offsets(parts)
    return {
        "name": name,
        "source": "formula" if by_formula else f"transformers {transformers.__version__} {family}",
        "tokens": len(tokens),
        **({} if tokens_per_second is None else {"tokens_per_second": tokens_per_second}),
        "items": [
            {"modality": item.modality, "offset": offset, "grid_thw": item.grid, "seconds": item.seconds or 0}
            for item, offset in zip(items, offsets)
        ],
        "positions": expected.tolist(),
        "delta": int(expected.max()) + 1 - len(tokens),
    }


def main() -> None:
    records = [record(name, "qwen2_vl", parts, None) for name, parts in CASES.items()]
    records += [record(name, "qwen2_5_vl", parts, rate) for name, (rate, parts) in TIMED.items()]
    lines = ",\n".join(json.dumps(r, separators=(",", ":")) for r in records)
    GOLDENS.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(records)} records, {sum(r['source'] == 'formula' for r in records)} by our formula")


if __name__ == "__main__":
    main()

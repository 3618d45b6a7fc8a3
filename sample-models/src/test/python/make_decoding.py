"""Draws the fixtures of src/test/resources/decoding and writes goldens/decoding.json: what Pillow makes of them under each loading rule."""

from __future__ import annotations

import hashlib
import json
import struct
from io import BytesIO
from pathlib import Path
from typing import Any, Callable

import numpy as np
import PIL
from PIL import Image, ImageOps

SAMPLES = Path(__file__).resolve().parents[3]
FIXTURES = SAMPLES / "src" / "test" / "resources" / "decoding"
GOLDEN = SAMPLES / "src" / "test" / "resources" / "goldens" / "decoding.json"
WIDTH, HEIGHT = 23, 17
ORIENTATION = 0x0112


def samples(channels: int, seed: int, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    generator = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    planes = [x * (5 + k) + y * (7 - k) + k * 31 + generator.integers(0, 40, (height, width)) for k in range(channels)]
    return (np.stack(planes, axis=-1) % 256).astype(np.uint8)


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


# ------------------------------------------------------------------------------------------------------------ TIFF


def tiff(photometric: int, data: np.ndarray, byte_order: str = "<", **tags: int) -> bytes:
    """One uncompressed strip, with tags that Pillow does not write: minimal, so that every byte is known."""
    height, width, channels = data.shape
    bits = data.dtype.itemsize * 8
    entries = {256: [width], 257: [height], 258: [bits] * channels, 259: [1], 262: [photometric], 273: [0]}
    entries |= {277: [channels], 278: [height], 279: [data.nbytes]} | {int(k[1:]): [v] for k, v in tags.items()}
    behind = 8 + 2 + 12 * len(entries) + 4
    outside = b""
    body = b""
    strip_at = behind + (2 * channels if channels > 2 else 0)
    for tag, values in sorted(entries.items()):
        values = [strip_at] if tag == 273 else values
        packed = b"".join(struct.pack(byte_order + "H", v) for v in values)
        if len(packed) > 4:
            body += struct.pack(byte_order + "HHII", tag, 3, len(values), behind + len(outside))
            outside += packed
        else:
            body += struct.pack(byte_order + "HHI", tag, 3, len(values)) + packed.ljust(4, b"\0")
    head = (b"II*\0" if byte_order == "<" else b"MM\0*") + struct.pack(byte_order + "I", 8)
    pixels = data.astype(data.dtype.newbyteorder(byte_order)).tobytes()
    return head + struct.pack(byte_order + "H", len(entries)) + body + b"\0" * 4 + outside + pixels


def tiffs() -> dict[str, bytes]:
    made = {
        "rgba-unsaid.tiff": tiff(2, samples(4, 1)),
        "rgba-ignored.tiff": tiff(2, samples(4, 2), t338=0),
        "rgba-premultiplied.tiff": tiff(2, samples(4, 3), t338=1),
        "rgba.tiff": tiff(2, samples(4, 4), ">", t338=2),
        "grey-alpha.tiff": tiff(1, samples(2, 5), t338=2),
        "cmyk.tiff": tiff(5, samples(4, 6)),
        "cmyk-big-endian.tiff": tiff(5, samples(4, 7), ">"),
        "white-is-zero.tiff": tiff(0, samples(1, 8)),
        "grey16.tiff": tiff(1, samples(2, 9).view(np.uint16)),
        "rgb16.tiff": tiff(2, samples(6, 10).view(np.uint16)),
        "lab.tiff": tiff(8, samples(3, 11)),
        "deflate-cmyk.tiff": encoded(Image.frombytes("CMYK", (WIDTH, HEIGHT), samples(4, 12).tobytes()), "TIFF", compression="tiff_adobe_deflate"),
        "group4.tiff": encoded(Image.fromarray(samples(1, 13)[..., 0]).convert("1"), "TIFF", compression="group4"),
        "jpeg.tiff": encoded(Image.fromarray(samples(3, 14)), "TIFF", compression="jpeg"),
    }
    for orientation in range(2, 9):
        made[f"orientation{orientation}.tiff"] = tiff(1, samples(1, 20 + orientation), t274=orientation)
    return made


# ----------------------------------------------------------------------------------------------------- other files


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[ORIENTATION] = orientation
    return data


def as_ycck(jpeg: bytes) -> bytes:
    """Only Adobe's byte is changed, so that the same samples now mean brightness and two differences."""
    changed = bytearray(jpeg)
    changed[changed.index(b"Adobe") + 11] = 2
    return bytes(changed)


def pictures() -> dict[str, bytes]:
    rgb, rgba = Image.fromarray(samples(3, 40)), Image.fromarray(samples(4, 41))
    inks = Image.frombytes("CMYK", (WIDTH, HEIGHT), samples(4, 42).tobytes())
    cmyk = encoded(inks, "JPEG", quality=85)
    made = {
        "cmyk-progressive.jpg": encoded(inks, "JPEG", quality=85, progressive=True),
        "cmyk-sampled.jpg": encoded(inks, "JPEG", quality=85, subsampling=2),
        "ycck.jpg": as_ycck(cmyk),
        "rgba32.bmp": encoded(rgba, "BMP"),
        "rgba.png": encoded(rgba, "PNG"),
        "rgba.webp": encoded(rgba, "WEBP", lossless=True, exact=True),
        "exif.png": encoded(rgb, "PNG", exif=exif(5)),
        "exif.webp": encoded(rgba, "WEBP", lossless=True, exact=True, exif=exif(7)),
        "local-palette.gif": gif(9, 7, 3, [GifFrame(2, 1, 6, 5, transparent=4, local=True)], has_palette=False),
        "stretched.gif": gif(5, 5, 3, [GifFrame(2, 1, 9, 8)]),
        "interlaced.gif": gif(19, 13, 0, [GifFrame(0, 0, 19, 13, interlaced=True)]),
    }
    for orientation in range(2, 9):
        made[f"exif{orientation}.jpg"] = encoded(rgb, "JPEG", quality=90, exif=exif(orientation))
    return made


# ------------------------------------------------------------------------------------------------------ animations


class GifFrame:
    def __init__(self, x, y, width, height, disposal=0, transparent=None, interlaced=False, local=False, delay=0):
        self.x, self.y, self.width, self.height = x, y, width, height
        self.disposal, self.transparent, self.interlaced, self.local, self.delay = disposal, transparent, interlaced, local, delay


def lzw(indices: np.ndarray, bits: int) -> bytes:
    """LZW that starts over before its codes grow: valid, and simple enough to be believed."""
    clear, end, size = 1 << bits, (1 << bits) + 1, bits + 1
    codes: list[int] = []
    for i, index in enumerate(indices):
        codes += [clear] * (i % (clear - 2) == 0) + [int(index)]
    number = sum(code << (size * i) for i, code in enumerate([*codes, end]))
    data = number.to_bytes((size * (len(codes) + 1) + 7) // 8, "little")
    blocks = [data[i : i + 255] for i in range(0, len(data), 255)]
    return bytes([bits]) + b"".join(bytes([len(b)]) + b for b in blocks) + b"\0"


def gif(width: int, height: int, seed: int, frames: list[GifFrame], background: int = 3, has_palette: bool = True) -> bytes:
    generator = np.random.default_rng(seed)

    def palette() -> bytes:
        return generator.integers(0, 256, 48).astype(np.uint8).tobytes()

    data = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x83 if has_palette else 0, background, 0)
    data += palette() if has_palette else b""
    for f in frames:
        flags = f.disposal << 2 | (f.transparent is not None)
        data += b"!\xf9\x04" + struct.pack("<BHBB", flags, f.delay, f.transparent or 0, 0)
        data += b"," + struct.pack("<HHHHB", f.x, f.y, f.width, f.height, 0x40 * f.interlaced | 0x83 * f.local)
        data += (palette() if f.local else b"") + lzw(generator.integers(0, 16, f.width * f.height), 4)
    return data + b";"


def random_gif(seed: int) -> bytes:
    generator = np.random.default_rng(1000 + seed)

    def below(n: int) -> int:
        return int(generator.integers(0, n))

    width, height, has_palette = 3 + below(15), 3 + below(15), below(5) > 0
    frames = []
    for _ in range(2 + below(4)):
        x, y = below(width), below(height)
        w, h = 1 + below(width - x), 1 + below(height - y)
        x, y, w, h = (0, 0, width, height) if below(3) == 0 else (x, y, w, h)
        transparent = below(16) if below(2) else None
        local = not has_palette or below(2) > 0
        frames.append(GifFrame(x, y, w, h, below(4), transparent, below(2) > 0, local, below(20)))
    return gif(width, height, seed, frames, below(16), has_palette)


def animation_frame(i: int, alpha: str) -> Image.Image:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    inside = (x - 6 - 3 * i) ** 2 + (y - 8) ** 2 < 30
    share = {"opaque": 255 + 0 * x, "cut": np.where(inside, 255, 0), "soft": (x * 11 + y * 5 + i * 40) % 256}[alpha]
    planes = [(x * 9 + i * 20) % 256, (y * 13) % 256, i * 50 % 256 + 0 * x, share]
    image = Image.fromarray(np.stack(planes, axis=-1).astype(np.uint8))
    return image.convert("RGB") if alpha == "opaque" else image


def animations() -> dict[str, bytes]:
    made = {f"random{seed}.gif": random_gif(seed) for seed in range(12)}
    for alpha in ("opaque", "cut", "soft"):
        frames = [animation_frame(i, alpha) for i in range(5)]
        rest = {"save_all": True, "append_images": frames[1:], "duration": [40, 60, 0, 100, 20]}
        made[f"{alpha}-lossless.webp"] = encoded(frames[0], "WEBP", lossless=True, **rest)
        made[f"{alpha}-small.webp"] = encoded(frames[0], "WEBP", lossless=True, minimize_size=True, **rest)
        made[f"{alpha}-lossy.webp"] = encoded(frames[0], "WEBP", quality=60, **rest)
    return made


# --------------------------------------------------------------------------------------------------------- goldens


def loaded(image: Image.Image, background: tuple[int, int, int] | None) -> Image.Image:
    """vLLM's rule: mode RGBA, and only that, is laid on a background."""
    image.load()
    if image.mode != "RGBA" or background is None:
        return image.convert("RGB")
    canvas = Image.new("RGB", image.size, background)
    canvas.paste(image, mask=image.split()[3])
    return canvas


def sha256(image: Image.Image) -> str:
    return hashlib.sha256(np.asarray(image).tobytes()).hexdigest()


RULES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "default": lambda image: loaded(image, (255, 255, 255)),
    "on_102030": lambda image: loaded(image, (16, 32, 48)),
    "drop_alpha": lambda image: loaded(image, None),
    "apply_orientation": lambda image: loaded(ImageOps.exif_transpose(image), (255, 255, 255)),
}


def picture_record(name: str, data: bytes) -> dict[str, Any]:
    record: dict[str, Any] = {"file": name, "mode": Image.open(BytesIO(data)).mode}
    for rule, load in RULES.items():
        image = load(Image.open(BytesIO(data)))
        record |= {rule: sha256(image), f"{rule}_size": list(image.size)}
    return record


def animation_record(name: str, data: bytes) -> dict[str, Any]:
    image = Image.open(BytesIO(data))
    frames = []
    for i in range(image.n_frames):
        image.seek(i)
        frames.append(sha256(loaded(image.copy(), (255, 255, 255))))
    return {"file": name, "size": list(image.size), "frames": frames}


def lines(records: list[dict[str, Any]]) -> str:
    return "[\n" + ",\n".join("  " + json.dumps(r) for r in records) + "\n]"


def main() -> None:
    FIXTURES.mkdir(parents=True, exist_ok=True)
    still, moving = tiffs() | pictures(), animations()
    for name, data in (still | moving).items():
        (FIXTURES / name).write_bytes(data)
    parts = [
        f'"versions": {json.dumps({"numpy": np.__version__, "pillow": PIL.__version__})}',
        f'"pictures": {lines([picture_record(k, v) for k, v in still.items()])}',
        f'"animations": {lines([animation_record(k, v) for k, v in moving.items()])}',
    ]
    GOLDEN.write_text("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()

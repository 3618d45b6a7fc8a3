"""Draws images/harbour.jpg and the small decoder fixtures of src/test/resources/pictures. Nothing random without a seed."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SAMPLES = Path(__file__).resolve().parents[3]
HARBOUR = SAMPLES / "images" / "harbour.jpg"
FIXTURES = SAMPLES / "src" / "test" / "resources" / "pictures"
WIDTH, HEIGHT = 97, 61
ORIENTATION = 0x0112

GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
"""PNG colour types."""


# ---------------------------------------------------------------------------------------------------- the harbour


def gradient(top: tuple[int, ...], bottom: tuple[int, ...], width: int, height: int) -> np.ndarray:
    share = np.linspace(0.0, 1.0, height)[:, None, None]
    return (np.array(top) * (1 - share) + np.array(bottom) * share).repeat(width, axis=1)


def smooth_noise(generator: np.random.Generator, width: int, height: int, cell: tuple[int, int]) -> np.ndarray:
    """Noise between -1 and 1 whose grains are about `cell` pixels wide and high."""
    coarse = generator.integers(0, 256, (height // cell[1] + 2, width // cell[0] + 2), dtype=np.uint8)
    fine = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(fine, dtype=np.float64)[..., None] / 127.5 - 1


def harbour(width: int = 1024, height: int = 768) -> Image.Image:
    generator = np.random.default_rng(7)
    horizon = height * 9 // 20
    sky = gradient((58, 104, 176), (250, 178, 110), width, horizon)
    sky += smooth_noise(generator, width, horizon, (160, 24)) * 12
    sea = gradient((214, 150, 112), (22, 60, 84), width, height - horizon)
    sea += smooth_noise(generator, width, height - horizon, (40, 5)) * 18
    sea += smooth_noise(generator, width, height - horizon, (11, 3)) * 9

    sun_x, sun_y, radius = width * 7 // 10, horizon - 60, 46
    x, y = np.meshgrid(np.arange(width), np.arange(horizon))
    distance = np.hypot(x - sun_x, y - sun_y)[..., None]
    sky += np.clip(1 - distance / 260, 0, 1) ** 2 * np.array((70, 60, 30))
    sky = np.where(distance < radius, (255, 240, 196), sky)
    glitter = np.clip(1 - np.abs(np.arange(width) - sun_x) / 90, 0, 1)[None, :, None]
    sea += glitter * np.clip(smooth_noise(generator, width, height - horizon, (24, 4)), 0, 1) * 150

    scene = Image.fromarray(np.clip(np.concatenate([sky, sea]), 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(scene)
    hills = np.asarray(smooth_noise(generator, width, 1, (120, 1)))[0, :, 0] * 22 + 34
    draw.polygon([(0, horizon), *((i, horizon - int(h)) for i, h in enumerate(hills)), (width, horizon)], (70, 74, 96))
    draw_pier(draw, generator, width, height)
    for left, water, size, hull in ((150, 520, 190, (168, 36, 32)), (480, 430, 90, (40, 70, 60)), (820, 470, 120, (60, 52, 110))):
        draw_boat(draw, left, water, size, hull)
    scene = scene.filter(ImageFilter.GaussianBlur(0.7))
    grain = generator.integers(-4, 5, (height, width, 1))
    return Image.fromarray(np.clip(np.asarray(scene).astype(int) + grain, 0, 255).astype(np.uint8))


def draw_boat(draw: ImageDraw.ImageDraw, left: int, water: int, size: int, hull: tuple[int, int, int]) -> None:
    mast = left + size * 11 // 20
    top = water - size * 6 // 5
    draw.ellipse((left + size // 8, water - size // 10, left + size * 7 // 8, water + size // 10), (46, 54, 64))
    draw.rectangle((mast - 2, top, mast + 2, water), (92, 66, 44))
    draw.polygon([(mast - 6, top + 6), (mast - 6, water - size // 4), (left + size // 10, water - size // 4)], (244, 238, 226))
    draw.polygon([(mast + 6, top + 20), (mast + 6, water - size // 4), (left + size, water - size // 4)], (222, 210, 190))
    deck = water - size // 6
    draw.polygon([(left, deck), (left + size, deck), (left + size * 7 // 8, water), (left + size // 8, water)], hull)
    draw.line((left, deck, left + size, deck), (250, 246, 236), max(2, size // 40))


def draw_pier(draw: ImageDraw.ImageDraw, generator: np.random.Generator, width: int, height: int) -> None:
    top, row_height = height - 120, 24
    for row in range(5):
        x = -40 if row % 2 else -10
        while x < width:
            stone = int(generator.integers(46, 92))
            length = int(generator.integers(46, 90))
            y = top + row * row_height
            draw.rectangle((x, y, x + length - 3, y + row_height - 3), (stone + 10, stone + 4, stone))
            x += length
    draw.rectangle((84, top - 210, 90, top), (40, 38, 40))
    draw.ellipse((72, top - 236, 102, top - 206), (255, 226, 150))


# ---------------------------------------------------------------------------------------------------- fixtures


def picture() -> np.ndarray:
    """A smooth picture with hard edges, HWC uint8: both kinds of content decide how chroma is brought back to full size."""
    x, y = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    red = 40 + x * 2
    green = 220 - y * 3 + (x // 12 + y // 9) % 2 * 24
    blue = 128 + ((x * y) % 61)
    disc = (x - 30) ** 2 + (y - 28) ** 2 < 320
    channels = np.stack([np.where(disc, 230, red), np.where(disc, 40, green), np.where(disc, 60, blue)], axis=-1)
    channels[44:50, 55:90] = (250, 250, 20)
    return np.clip(channels, 0, 255).astype(np.uint8)


def grey() -> np.ndarray:
    return (picture().astype(int) @ np.array((77, 150, 29)) >> 8).astype(np.uint8)


def alpha() -> np.ndarray:
    """From clear at the left to opaque at the right, with columns of exactly 0 and 255."""
    ramp = np.clip(np.arange(WIDTH) * 3 - 12, 0, 255).astype(np.uint8)
    return np.broadcast_to(ramp, (HEIGHT, WIDTH)).copy()


def png(
    samples: np.ndarray, depth: int, colour: int, palette: np.ndarray | None = None, transparency: bytes | None = None
) -> bytes:
    """Our own writer: Pillow has none for 16-bit colour and 2-bit or 4-bit grey."""
    rows = samples.reshape(HEIGHT, -1)
    if depth == 16:
        packed = rows.astype(">u2").view(np.uint8)
    elif depth == 8:
        packed = rows.astype(np.uint8)
    else:
        bits = rows[..., None] >> np.arange(depth - 1, -1, -1) & 1
        packed = np.packbits(bits.reshape(HEIGHT, -1).astype(np.uint8), axis=1)
    distance = max(1, depth * (rows.shape[1] // WIDTH) // 8)
    filtered = packed.copy()
    filtered[:, distance:] -= packed[:, :-distance]
    sub = 1
    raw = np.insert(filtered, 0, sub, axis=1).tobytes()

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    parts = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colour, 0, 0, 0))]
    if palette is not None:
        parts.append(chunk(b"PLTE", palette.astype(np.uint8).tobytes()))
    if transparency is not None:
        parts.append(chunk(b"tRNS", transparency))
    parts += [chunk(b"IDAT", zlib.compress(raw, 9)), chunk(b"IEND", b"")]
    return b"".join(parts)


def png_fixtures() -> dict[str, bytes]:
    rgb, luma = picture(), grey()
    x, y = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    rgb16 = rgb.astype(np.uint16) * 256 + ((x + y) % 256)[..., None]
    grey16 = (luma.astype(np.uint16) * 256 + x).astype(np.uint16)
    grey16[:12] = x[:12] * 4  # values below 256 and just above: where clamping and scaling part
    indices = rgb[..., 0] // 64 * 16 + rgb[..., 1] // 64 * 4 + rgb[..., 2] // 64
    palette = np.stack([np.arange(64) // 16, np.arange(64) // 4 % 4, np.arange(64) % 4], axis=-1) * 85
    alphas = bytes(i * 4 for i in range(64))
    yellow = struct.pack(">HHH", 250, 250, 20)
    return {
        "rgb8.png": png(rgb, 8, RGB),
        "rgb16.png": png(rgb16, 16, RGB),
        "rgb8-trns.png": png(rgb, 8, RGB, transparency=yellow),
        "rgba8.png": png(np.dstack([rgb, alpha()]), 8, RGBA),
        "rgba16.png": png(np.dstack([rgb16, alpha().astype(np.uint16) * 257]), 16, RGBA),
        "grey1.png": png(luma >> 7, 1, GREY),
        "grey2.png": png(luma >> 6, 2, GREY),
        "grey4.png": png(luma >> 4, 4, GREY),
        "grey8.png": png(luma, 8, GREY),
        "grey16.png": png(grey16, 16, GREY),
        "grey8-trns.png": png(luma, 8, GREY, transparency=struct.pack(">H", int(luma[0, 0]))),
        "grey-alpha8.png": png(np.dstack([luma, alpha()]), 8, GREY_ALPHA),
        "grey-alpha16.png": png(np.dstack([grey16, alpha().astype(np.uint16) * 257]), 16, GREY_ALPHA),
        "palette8.png": png(indices, 8, PALETTE, palette),
        "palette8-trns.png": png(indices, 8, PALETTE, palette, alphas),
        "palette2.png": png(luma >> 6, 2, PALETTE, palette[[3, 12, 48, 63]]),
    }


def encoded(image: Image.Image, **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, **options)
    return buffer.getvalue()


def jpeg_440(rgb: np.ndarray) -> bytes:
    """4:4:0 (chroma halved in height only), which Pillow cannot write.

    A 4:2:2 unit and a 4:4:0 unit hold the same four blocks. So the two luma blocks that belong above each other are laid
    side by side, the picture is written as 4:2:2, and the frame header is then told its true size and sampling.
    """
    columns, rows = -(-WIDTH // 8), -(-HEIGHT // 16)
    padded = np.pad(rgb, ((0, rows * 16 - HEIGHT), (0, columns * 8 - WIDTH), (0, 0)), mode="edge")
    ycc = np.asarray(Image.fromarray(padded).convert("YCbCr"))
    luma = ycc[..., 0].reshape(rows, 2, 8, columns, 8).transpose(0, 2, 3, 1, 4).reshape(rows * 8, columns * 16)
    pairs = ycc[..., 1:].reshape(rows * 8, 2, columns * 8, 2).astype(np.uint16)
    chroma = ((pairs.sum(axis=1) + 1) // 2).repeat(2, axis=1)
    laid_out = np.dstack([luma, chroma]).astype(np.uint8)
    data = bytearray(encoded(Image.fromarray(laid_out, mode="YCbCr"), format="JPEG", quality=90, subsampling="4:2:2"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", HEIGHT, WIDTH)
    luma_sampling = frame + 11
    assert data[luma_sampling] == 0x21
    data[luma_sampling] = 0x12
    return bytes(data)


def jpeg_fixtures() -> dict[str, bytes]:
    rgb = picture()
    image = Image.fromarray(rgb)
    turned = Image.Exif()
    turned[ORIENTATION] = 6
    inks = np.dstack([255 - rgb, 255 - rgb.max(axis=-1)])
    options = {"format": "JPEG", "quality": 90}
    return {
        "444.jpg": encoded(image, subsampling="4:4:4", **options),
        "422.jpg": encoded(image, subsampling="4:2:2", **options),
        "420.jpg": encoded(image, subsampling="4:2:0", **options),
        "440.jpg": jpeg_440(rgb),
        "grey.jpg": encoded(Image.fromarray(grey()), **options),
        "progressive.jpg": encoded(image, subsampling="4:2:0", progressive=True, **options),
        "cmyk.jpg": encoded(Image.fromarray(inks, mode="CMYK"), **options),
        "orientation6.jpg": encoded(image, subsampling="4:2:0", exif=turned, **options),
    }


def other_fixtures() -> dict[str, bytes]:
    image = Image.fromarray(picture())
    clear = Image.fromarray(np.dstack([picture(), alpha()]))
    webp = {"format": "WEBP", "quality": 90, "method": 4}
    return {
        "lossy.webp": encoded(image, **webp),
        "lossless.webp": encoded(image, lossless=True, **webp),
        "alpha.webp": encoded(clear, lossless=True, exact=True, **webp),
        "lossy-alpha.webp": encoded(clear, exact=True, **webp),
        "rgb.gif": encoded(image.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE), format="GIF"),
        "rgb.bmp": encoded(image, format="BMP"),
        "rgb.tiff": encoded(image, format="TIFF"),
    }


def main() -> None:
    HARBOUR.parent.mkdir(parents=True, exist_ok=True)
    HARBOUR.write_bytes(encoded(harbour(), format="JPEG", quality=90, subsampling="4:2:0", optimize=True))
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for name, content in {**png_fixtures(), **jpeg_fixtures(), **other_fixtures()}.items():
        (FIXTURES / name).write_bytes(content)


if __name__ == "__main__":
    main()

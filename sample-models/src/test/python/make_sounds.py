"""Writes the WAV fixtures of src/test/resources/sounds and goldens/sounds.json: what libsndfile, NumPy and SciPy make of them."""

from __future__ import annotations

import hashlib
import json
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import scipy
import scipy.signal
import soundfile

SAMPLES = Path(__file__).resolve().parents[3]
FIXTURES = SAMPLES / "src" / "test" / "resources" / "sounds"
GOLDEN = SAMPLES / "src" / "test" / "resources" / "goldens" / "sounds.json"


def formula(count: int, seed: int) -> np.ndarray:
    """Noise in [-1, 1) that any language can repeat: the high bits of a multiplicative sequence, exact in float32."""
    n = (np.arange(count, dtype=np.uint64) + np.uint64(seed * 7919 + 1)) * np.uint64(2654435761) % np.uint64(1 << 32)
    n = (n * (n ^ np.uint64(0x9E3779B9)) & np.uint64(0xFFFFFFFF)) >> np.uint64(8)
    return n.astype(np.float64) / (1 << 23) - 1


# ------------------------------------------------------------------------------------------------------- WAV files


def encoded(frames: int, channels: int, rate: int, subtype: str, form: str = "WAV") -> bytes:
    samples = formula(frames * channels, frames + channels).reshape(frames, channels)
    file = BytesIO()
    soundfile.write(file, samples, rate, subtype=subtype, format=form)
    return file.getvalue()


def chunks(wav: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 12
    while at + 8 <= len(wav):
        size = struct.unpack_from("<I", wav, at + 4)[0]
        found.append((wav[at : at + 4], wav[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


def riff(parts: list[tuple[bytes, bytes]]) -> bytes:
    body = b"WAVE" + b"".join(k + struct.pack("<I", len(v)) + v + b"\0" * (len(v) % 2) for k, v in parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def with_strangers(wav: bytes) -> bytes:
    """Chunks of odd length that nobody knows, before, between and after the usual ones."""
    fmt, data = (next(v for k, v in chunks(wav) if k == name) for name in (b"fmt ", b"data"))
    return riff([(b"JUNK", b"abc"), (b"fmt ", fmt), (b"LIST", b"INFOx"), (b"data", data), (b"id3 ", b"!")])


def streamed(wav: bytes) -> bytes:
    """As FFmpeg writes to a pipe: both sizes unknown."""
    at = wav.index(b"data")
    return wav[:4] + b"\xff" * 4 + wav[8 : at + 4] + b"\xff" * 4 + wav[at + 8 :]


def files() -> dict[str, bytes]:
    made = {
        "u8.wav": encoded(301, 1, 8000, "PCM_U8"),
        "s16.wav": encoded(301, 1, 16000, "PCM_16"),
        "s16-stereo.wav": encoded(150, 2, 44100, "PCM_16"),
        "s16-5.1.wav": encoded(60, 6, 48000, "PCM_16"),
        "s16-19ch.wav": encoded(33, 19, 48000, "PCM_16"),
        "s24.wav": encoded(301, 1, 22050, "PCM_24"),
        "s24-stereo.wav": encoded(151, 2, 48000, "PCM_24"),
        "s32.wav": encoded(200, 1, 96000, "PCM_32"),
        "s32-stereo.wav": encoded(77, 2, 44100, "PCM_32"),
        "f32.wav": encoded(200, 1, 16000, "FLOAT"),
        "f32-3ch.wav": encoded(90, 3, 16000, "FLOAT"),
        "f64.wav": encoded(120, 1, 11025, "DOUBLE"),
        "f64-stereo.wav": encoded(60, 2, 32000, "DOUBLE"),
        "extensible-u8.wav": encoded(64, 3, 16000, "PCM_U8", "WAVEX"),
        "extensible-s16.wav": encoded(100, 2, 44100, "PCM_16", "WAVEX"),
        "extensible-s24.wav": encoded(100, 4, 48000, "PCM_24", "WAVEX"),
        "extensible-f32.wav": encoded(100, 2, 48000, "FLOAT", "WAVEX"),
        "rf64.wav": encoded(100, 2, 48000, "PCM_16", "RF64"),
    }
    made["strangers.wav"] = with_strangers(made["u8.wav"])
    made["streamed.wav"] = streamed(made["s16-stereo.wav"])
    return made


def file_record(name: str, data: bytes) -> dict[str, Any]:
    samples, rate = soundfile.read(BytesIO(data), dtype="float32")
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    mono = samples if samples.ndim == 1 else np.mean(samples.T, axis=0)
    assert mono.dtype == np.float32
    return {
        "file": f"src/test/resources/sounds/{name}",
        "rate": rate,
        "channels": channels,
        "frames": len(mono),
        "first": [float(v) for v in mono[:3]],
        "mono_sha256": hashlib.sha256(mono.astype("<f4").tobytes()).hexdigest(),
    }


# ------------------------------------------------------------------------------------------------------ resampling


def resampled_record(source: int, target: int, count: int) -> dict[str, Any]:
    gcd = int(np.gcd(source, target))
    samples = formula(count, source // 100 + count)
    exact = scipy.signal.resample_poly(samples, target // gcd, source // gcd)
    single = scipy.signal.resample_poly(samples.astype(np.float32), target // gcd, source // gcd)
    assert single.dtype == np.float32
    return {
        "from": source,
        "to": target,
        "samples": count,
        "seed": source // 100 + count,
        "scipy_float32_differs_by": float(np.abs(single - exact).max()),
        "values": [float(np.float32(v)) for v in exact],
    }


RATES = [
    (48000, 16000, 300), (44100, 16000, 400), (32000, 16000, 101), (22050, 16000, 150), (11025, 16000, 90), (8000, 16000, 64),
    (96000, 16000, 500), (192000, 16000, 700), (16000, 44100, 50), (44100, 48000, 120), (16000, 8000, 99), (24000, 16000, 31),
    (16000, 16000, 17), (48000, 16000, 1), (8000, 16000, 1), (44100, 16000, 2), (44101, 16000, 60),
]  # fmt: skip


def line(record: dict[str, Any]) -> str:
    return "  " + json.dumps(record)


def main() -> None:
    FIXTURES.mkdir(parents=True, exist_ok=True)
    made = files()
    for name, data in made.items():
        (FIXTURES / name).write_bytes(data)
    versions = {
        "libsndfile": soundfile.__libsndfile_version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "soundfile": soundfile.__version__,
    }
    parts = [
        f'"versions": {json.dumps(versions)}',
        '"files": [\n' + ",\n".join(line(file_record(k, v)) for k, v in made.items()) + "\n]",
        '"resampled": [\n' + ",\n".join(line(resampled_record(*r)) for r in RATES) + "\n]",
    ]
    GOLDEN.write_text("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()

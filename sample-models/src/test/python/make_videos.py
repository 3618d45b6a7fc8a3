"""Writes the video and sound files of runtime/src/test/resources/videos and golden/videos.json: what PyAV and libsndfile make of them."""

from __future__ import annotations

import hashlib
import json
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
import soundfile

from make_sounds import formula

RESOURCES = Path(__file__).resolve().parents[4] / "runtime" / "src" / "test" / "resources"
FIXTURES = RESOURCES / "videos"
GOLDEN = RESOURCES / "golden" / "videos.json"
WIDTH, HEIGHT = 48, 32


def frame(i: int) -> np.ndarray:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    return np.stack([(x * 5 + i * 9) % 256, (y * 7 + i * 3) % 256, (x + y + i * 11) % 256], axis=-1).astype(np.uint8)


def video(path: Path, codec: str, pixels: str, count: int, rate: int, **options: str) -> None:
    with av.open(str(path), "w") as file:
        stream = file.add_stream(codec, rate=rate, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, pixels
        for i in range(count):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(frame(i), format="rgb24")))
        file.mux(stream.encode())


def turned(mp4: bytes) -> bytes:
    """Asks for a quarter turn clockwise in the header of the first track."""
    at = mp4.index(b"tkhd") + 4 + 40
    one = 1 << 16
    matrix = struct.pack(">9i", 0, one, 0, -one, 0, 0, HEIGHT << 16, 0, 1 << 30)
    return mp4[:at] + matrix + mp4[at + len(matrix) :]


def sound(path: Path, codec: str, rate: int, layout: str, count: int) -> None:
    channels = {"mono": 1, "stereo": 2}[layout]
    time = np.arange(count) / rate
    waves = np.stack([0.5 * np.sin(2 * np.pi * (300 + 200 * k) * time) for k in range(channels)]).astype(np.float32)
    with av.open(str(path), "w") as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        resampler = av.AudioResampler(format=stream.codec_context.format.name, layout=layout, rate=rate)
        given = av.AudioFrame.from_ndarray(waves, format="fltp", layout=layout)
        given.rate, given.pts = rate, 0
        for part in resampler.resample(given):
            file.mux(stream.encode(part))
        file.mux(stream.encode())


def flac(subtype: str) -> bytes:
    file = BytesIO()
    soundfile.write(file, formula(2000, 5).reshape(1000, 2), 44100, subtype=subtype, format="FLAC")
    return file.getvalue()


def video_record(path: Path) -> dict[str, Any]:
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        frames = [f.to_ndarray(format="rgb24", interpolation="BICUBIC") for f in file.decode(stream)]
        rate = float(stream.average_rate)
    sums = [hashlib.sha256(np.ascontiguousarray(f).tobytes()).hexdigest() for f in frames]
    return {"file": path.name, "rate": rate, "frames": sums}


def sound_record(path: Path) -> dict[str, Any]:
    parts = []
    with av.open(str(path)) as file:
        for part in file.decode(audio=0):
            data = part.to_ndarray().astype(np.float64) / (1 << 15 if part.format.name.startswith("s16") else 1)
            parts.append(data.reshape(-1, part.layout.nb_channels).T if not part.format.is_planar else data)
            rate = part.sample_rate
    mono = np.concatenate(parts, axis=1).mean(axis=0)
    return {"file": path.name, "rate": rate, "samples": len(mono), "every_100th": [float(v) for v in mono[::100]]}


def exact_record(path: Path) -> dict[str, Any]:
    samples, rate = soundfile.read(path, dtype="float32")
    mono = np.mean(samples.T, axis=0)
    return {"file": path.name, "rate": rate, "samples": len(mono), "sha256": hashlib.sha256(mono.tobytes()).hexdigest()}


def lines(records: list[dict[str, Any]]) -> str:
    return "[\n" + ",\n".join("  " + json.dumps(r) for r in records) + "\n]"


def main() -> None:
    FIXTURES.mkdir(parents=True, exist_ok=True)
    video(FIXTURES / "ffv1.mkv", "ffv1", "bgr0", 5, 10)
    video(FIXTURES / "h264.mp4", "libx264", "yuv420p", 20, 10, bf="2", threads="1")
    video(FIXTURES / "vp8.webm", "libvpx", "yuv420p", 30, 25, **{"auto-alt-ref": "1", "lag-in-frames": "10", "threads": "1"})
    video(FIXTURES / "mpeg4.avi", "mpeg4", "yuv420p", 6, 5, threads="1")
    (FIXTURES / "turned.mp4").write_bytes(turned((FIXTURES / "h264.mp4").read_bytes()))
    sound(FIXTURES / "stereo.mp3", "libmp3lame", 44100, "stereo", 9000)
    sound(FIXTURES / "mono.mp3", "libmp3lame", 16000, "mono", 5000)
    sound(FIXTURES / "stereo.opus", "libopus", 48000, "stereo", 9000)
    sound(FIXTURES / "stereo.m4a", "aac", 44100, "stereo", 9000)
    (FIXTURES / "16.flac").write_bytes(flac("PCM_16"))
    (FIXTURES / "24.flac").write_bytes(flac("PCM_24"))

    videos = ["ffv1.mkv", "h264.mp4", "vp8.webm", "mpeg4.avi"]
    sounds = ["stereo.mp3", "mono.mp3", "stereo.opus", "stereo.m4a"]
    versions = {"av": av.__version__, "libsndfile": soundfile.__libsndfile_version__, "numpy": np.__version__}
    parts = [
        f'"versions": {json.dumps(versions)}',
        f'"videos": {lines([video_record(FIXTURES / n) for n in videos])}',
        f'"lossy": {lines([sound_record(FIXTURES / n) for n in sounds])}',
        f'"lossless": {lines([exact_record(FIXTURES / n) for n in ("16.flac", "24.flac")])}',
    ]
    GOLDEN.write_text("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()

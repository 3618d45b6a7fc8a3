"""Calls every kernel with arguments that touch pages nobody may touch: an access outside an argument ends the process.

A line of standard input is a library and the CPU flags that it needs, separated by tabs; what this CPU cannot run is left out. Each tensor is
called with once where it starts behind a forbidden page, and once where it ends before one. The tests in Java compare results; this only looks where
kernels reach, with the sizes of scratch memory that the Java side gives them.
"""

import ctypes
import faulthandler
import functools
import mmap
import pathlib
import sys

import numpy as np
import tvm
from tvm._ffi.base import _LIB, py_str

PAGE = mmap.PAGESIZE
ROUNDS = 25
LIBC = ctypes.CDLL(None, use_errno=True)
KINDS = {"u": 1, "i": 0, "f": 2}
CPU, TENSOR, INTEGER = 1, 7, 0


class DLTensor(ctypes.Structure):
    _fields_ = [
        ("data", ctypes.c_void_p),
        ("device_type", ctypes.c_int),
        ("device_id", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("code", ctypes.c_uint8),
        ("bits", ctypes.c_uint8),
        ("lanes", ctypes.c_uint16),
        ("shape", ctypes.c_void_p),
        ("strides", ctypes.c_void_p),
        ("byte_offset", ctypes.c_uint64),
    ]


class Guarded:
    """An array between two pages that may not be touched, close to the one or the other."""

    def __init__(self, array, at_end):
        pages = -(-max(array.nbytes, 1) // PAGE)
        self.memory = mmap.mmap(-1, (pages + 2) * PAGE)
        base = ctypes.addressof(ctypes.c_char.from_buffer(self.memory))
        self.address = base + PAGE + (pages * PAGE - array.nbytes if at_end else 0)
        ctypes.memmove(self.address, array.ctypes.data, array.nbytes)
        for page in (base, base + (pages + 1) * PAGE):
            if LIBC.mprotect(ctypes.c_void_p(page), ctypes.c_size_t(PAGE), 0) != 0:
                raise OSError(ctypes.get_errno(), "mprotect")
        self.shape = (ctypes.c_int64 * max(array.ndim, 1))(*array.shape)
        kind, bits = KINDS[array.dtype.kind], 8 * array.itemsize
        self.tensor = DLTensor(self.address, CPU, 0, array.ndim, kind, bits, 1, ctypes.addressof(self.shape), None, 0)


def call(library, name, *arguments):
    """Calls with all tensors at the start of their pages, then at the end. A function stands for an integer: it is given the last tensor's address."""
    for at_end in (False, True):
        guarded = [Guarded(a, at_end) if isinstance(a, np.ndarray) else None for a in arguments]
        values = [
            ctypes.addressof(g.tensor) if g else int(a(guarded[-1].address) if callable(a) else a) for a, g in zip(arguments, guarded)
        ]
        count = len(values)
        numbers = (ctypes.c_int64 * count)(*values)
        codes = (ctypes.c_int * count)(*[TENSOR if g else INTEGER for g in guarded])
        shapes = [a.shape if g else value for a, g, value in zip(arguments, guarded, values)]
        print(name, "at the end:" if at_end else "at the start:", *shapes, file=sys.stderr)
        result, result_code = ctypes.c_int64(), ctypes.c_int()
        handle = library[name].handle
        if _LIB.TVMFuncCall(handle, numbers, codes, count, ctypes.byref(result), ctypes.byref(result_code)) != 0:
            raise AssertionError(f"{name}: {py_str(_LIB.TVMGetLastError())}")


def axis(rng, size, out_size):
    """Windows as wide as a cubic's, with any weights that are small enough."""
    scale = size / out_size
    support = 2 * max(scale, 1)
    centers = (np.arange(out_size) + 0.5) * scale
    starts = np.maximum(centers - support + 0.5, 0).astype(np.int32)
    counts = np.minimum(centers + support + 0.5, size).astype(np.int32) - starts
    taps = min(size, int(np.ceil(support)) * 2 + 1)
    weights = rng.integers(-1000, 1000, (out_size, taps)).astype(np.int32) << 7
    return starts, counts, weights


def up(number, multiple):
    return -(-number // multiple) * multiple


def resizes(rng, library):
    height, width, out_height, out_width = (int(n) for n in rng.integers(1, 160, 4))
    x, y = axis(rng, width, out_width), axis(rng, height, out_height)
    source = pixels(rng, height, width * 3)
    target = pixels(rng, out_height, out_width * 3)
    groups, padded, ring_rows = up(int(x[1].max()), 4) // 4, up(out_width, 4), up(int(y[1].max()) + 3, 4)
    if width >= 4 * groups + 3:
        shifts, plan = ints(padded // 4, 4), ints(padded // 4, groups, 4, 5)
        ring = pixels(rng, ring_rows, padded * 3 + 16)
        for name in ("resize_rgb_u8", "resize_rgb_u8_short"):
            call(library, name, source, x[0], x[2], 7, *y, shifts, plan, ring, target)
    channels = int(rng.integers(1, 5))
    wide = pixels(rng, height, width, channels)
    call(library, "resample_columns_u8", wide, *x, pixels(rng, height, out_width, channels))
    call(library, "resample_rows_u8", source, *y, pixels(rng, out_height, width * 3))
    call(library, "nearest_u8", wide, y[0], x[0], pixels(rng, out_height, out_width, channels))


def windows(rng, library):
    height, width, out_height, out_width = (int(n) for n in rng.integers(1, 200, 4))
    channels = 3 if rng.integers(3) else int(rng.integers(1, 5))
    top, left = (int(n) for n in rng.integers(-150, 150, 2))
    crop = pixels(rng, out_height, out_width * channels)
    call(library, "crop_u8", pixels(rng, height, width * channels), top, left * channels, 7, crop)
    source = pixels(rng, height, width, channels)
    for name, dtype in (("normalize_u8_f32", np.float32), ("normalize_u8_u16", np.uint16)):
        table, target = np.zeros((channels, 256), dtype), np.zeros((channels, out_height, out_width), dtype)
        call(library, name, source, top, left, 7, table, target)
        whole = np.zeros((channels, height, width), dtype)
        call(library, name, source, 0, 0, 0, table, whole)


def patches(rng, library):
    patch = (14, 16, int(rng.integers(1, 20)))[int(rng.integers(3))]
    temporal, merge, count = (int(n) for n in rng.integers(1, 4, 3))
    height, width = (int(n) * patch * merge for n in rng.integers(1, 4, 2))
    channels = 3 if rng.integers(3) else int(rng.integers(1, 5))
    frames = pixels(rng, count, height, width, channels)
    elements = up(count, temporal) * height * width * channels
    for name, dtype in (("patchify_u8_f32", np.float32), ("patchify_u8_u16", np.uint16)):
        table, target = np.zeros((channels, 256), dtype), np.zeros(elements, dtype)
        stage = np.zeros(merge * merge * channels * temporal * patch * patch + 16, dtype)
        lead = functools.partial(first_of_line, target.itemsize)
        for streamed in (-1, lead):
            call(library, name, frames, patch, temporal, merge, table, stage, streamed, target)


def first_of_line(size, address):
    """The number of the first element that starts a cache line."""
    return -address % 64 // size


def floats(rng, library):
    channels, height, width, out_height, out_width = (int(n) for n in rng.integers(1, 60, 5))
    source, target = np.zeros((channels, height, width), np.float32), np.zeros((channels, out_height, out_width), np.float32)
    columns = rng.integers(0, width, (out_width, 4)).astype(np.int32)
    rows = np.clip(np.arange(out_height)[:, None] * height // out_height + np.arange(-1, 3), 0, height - 1).astype(np.int32)
    column_weights, row_weights = np.zeros((out_width, 4), np.float32), np.zeros((out_height, 4), np.float32)
    ring = np.zeros((4, out_width), np.float32)
    call(library, "float_bicubic", source, columns, column_weights, rows, row_weights, ring, target)
    count = int(rng.integers(1, 300))
    wide, narrow = np.zeros(count, np.float32), np.zeros(count, np.float16)
    call(library, "cast_f32_f16", wide, narrow)
    call(library, "cast_f16_f32", narrow, wide)
    call(library, "cast_f32_bf16", wide.view(np.uint32), narrow.view(np.uint16))
    call(library, "cast_bf16_f32", narrow.view(np.uint16), wide.view(np.uint32))
    mask = rng.integers(0, 2, count).astype(np.uint8)
    row_bytes = int(rng.integers(1, 200))
    call(library, "merge_rows_u8", mask, pixels(rng, int(mask.sum()), row_bytes), ints(2), pixels(rng, count, row_bytes))


def spectrograms(rng, library):
    size = (400, 8, 30, 64, 250)[int(rng.integers(5))]
    hop, mels, given = int(rng.integers(1, size + 1)), int(rng.integers(1, 100)), int(rng.integers(0, 5000))
    frames = size // 2 // hop + 1 + int(rng.integers(40))
    bins = size // 2 + 1
    first = rng.integers(0, bins, mels).astype(np.int32)
    offsets = np.concatenate([[0], np.cumsum(np.minimum(rng.integers(0, 9, mels), bins - first))]).astype(np.int32)
    doubles = [np.zeros(n) for n in (size, offsets[-1], 32 * size, 16 * bins)]
    logs = np.zeros((mels, up(frames, 16)), np.float32)
    padded = np.zeros(frames * hop + size, np.float32)
    target = np.zeros((mels, frames), np.float32)
    samples = np.zeros(given, np.float32)
    call(
        library, "log_mel_f32", samples, hop, doubles[0], np.zeros((size, 2)), first, offsets, doubles[1], padded, *doubles[2:], logs, target
    )


def pixels(rng, *shape):
    return rng.integers(0, 256, shape).astype(np.uint8)


def ints(*shape):
    return np.zeros(shape, np.int32)


def main():
    faulthandler.enable()
    flags = next(line for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("flags")).split()
    for line in sys.stdin:
        path, *needed = line.rstrip("\n").split("\t")
        if set(needed) <= set(flags):
            library = tvm.runtime.load_module(path)
            rng = np.random.default_rng(5)
            for _ in range(ROUNDS):
                for kernels in (resizes, windows, patches, floats, spectrograms):
                    kernels(rng, library)
            print(f"bounds of {pathlib.Path(path).name}: checked", flush=True)


if __name__ == "__main__":
    main()

"""Look-ups of bytes in a table of 256 floats.

With AVX-512 VBMI a register pair is a table of 128 bytes, which `vpermi2b` looks 64 bytes up in at once. A table of floats is four tables of
bytes, one per byte of a float: sixteen registers, half of all.
"""

from tvm import tir
from tvm.script import tir as T

from . import vectors as v

STEP = 64
"""Pixels that are looked up together."""

CHANNELS = 3


def look_up_pixels(source, table, target, c):
    """All pixels of channel `c`, one by one."""
    pixels = source.shape[0]
    with T.serial(0, pixels) as p:
        T.buffer_store(target, table[c, T.Cast("int32", source[p, c])], [c, p])


def fill_planes(words, c, planes):
    """Byte `i` of each entry of channel `c` goes to plane `i`."""
    with T.serial(0, 256) as entry:
        for i, plane in enumerate(planes):
            T.buffer_store(plane, T.Cast("uint8", words[c, entry] >> (8 * i) & 255), [entry])


def look_up_channels(samples, words, planes, target):
    """All pixels of three channels. The last step ends with the picture, so it may do some pixels twice."""
    pixels = target.shape[1]
    for c in range(CHANNELS):
        fill_planes(words, c, planes)
        with T.serial(0, (pixels + (STEP - 1)) // STEP) as step:
            look_up_step(samples, T.min(step * STEP, pixels - STEP), c, planes, target)


def look_up_step(samples, first, c, planes, target):
    """`STEP` pixels of channel `c` from pixel `first` on."""
    loaded = [v.load(samples, first * CHANNELS + i * STEP, lanes=STEP) for i in range(CHANNELS)]
    with T.LetStmt(tir.Shuffle(loaded, [_position(i, c) for i in range(STEP)])) as bytes_:
        found = [_look_up(plane, v.as_bytes(bytes_)) for plane in planes]
        low = [v.interleave(found[0], found[1], 1, half) for half in range(2)]
        high = [v.interleave(found[2], found[3], 1, half) for half in range(2)]
        for i in range(4):
            floats = v.interleave(low[i // 2], high[i // 2], 2, i % 2)
            T.buffer_store(target, tir.reinterpret("float32x16", floats), [c, T.Ramp(first + 16 * i, 1, 16)])


def _position(i, c):
    """Where the sample is that goes to byte `i`, so that the interleaving within blocks of 16 bytes ends in order."""
    block, quarter, j = i // 16, i // 4 % 4, i % 4
    return (16 * quarter + 4 * block + j) * CHANNELS + c


def _look_up(plane, indices):
    halves = [
        tir.call_llvm_pure_intrin(
            f"int8x{STEP}",
            "llvm.x86.avx512.vpermi2var.qi.512",
            tir.const(3, "uint32"),
            v.as_bytes(v.load(plane, half, lanes=STEP)),
            indices,
            v.as_bytes(v.load(plane, half + STEP, lanes=STEP)),
        )
        for half in (0, 128)
    ]
    return tir.Select(indices < v.splat(T.int8(0), STEP), halves[1], halves[0])

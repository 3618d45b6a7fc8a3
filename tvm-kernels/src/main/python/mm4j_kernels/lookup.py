"""Look-ups of bytes in tables of 256 entries of two or four bytes.

With AVX-512 VBMI a register pair is a table of 128 bytes, in which `vpermi2b` looks 64 bytes up at once. A table of floats is four tables of
bytes, one per byte of a float, which are sixteen registers, half of all. The bytes that are found are interleaved to entries again, within
blocks of 16; so the bytes that are looked up stand in an order that makes the entries come out in theirs.
"""

import contextlib

from tvm import tir
from tvm.script import tir as T

from . import vectors as v

STEP = 64
"""Bytes that are looked up together."""

ENTRIES = 256
CHANNELS = 3
MOST_PLANES = 4


class Table:
    """The planes of a table of three channels; `bits` is the table as integers of the size of an entry."""

    def __init__(self, dtype, bits, planes):
        self.dtype = dtype
        self.bits = bits
        self.planes = planes[: v.bits_of(dtype) // 8]
        self.lanes = STEP // len(self.planes)

    def fill(self):
        """Byte `i` of each entry goes to plane `i`."""
        for i, plane in enumerate(self.planes):
            with T.grid(CHANNELS, ENTRIES) as (c, entry):
                byte = self.bits[c, entry] >> T.Cast(self.bits.dtype, 8 * i) & T.Cast(self.bits.dtype, 255)
                T.buffer_store(plane, T.Cast("uint8", byte), [c * ENTRIES + entry])

    def position(self, i):
        """Which of the 64 entries byte `i` is looked up for."""
        size = len(self.planes)
        block = 16 // size
        return self.lanes * (i // block % size) + block * (i // 16) + i % block

    @contextlib.contextmanager
    def look_up(self, bytes_, c):
        """The entries of channel `c` for 64 bytes in the order of `position`, in vectors of `lanes`."""
        with contextlib.ExitStack() as stack:
            found = stack.enter_context(v.bound([self._find(plane, v.as_bytes(bytes_), c * ENTRIES) for plane in self.planes]))
            yield [tir.reinterpret(f"{self.dtype}x{self.lanes}", entries) for entries in _interleaved(stack, found)]

    def _find(self, plane, bytes_, first):
        halves = [
            tir.call_llvm_pure_intrin(
                f"int8x{STEP}",
                "llvm.x86.avx512.vpermi2var.qi.512",
                tir.const(3, "uint32"),
                v.as_bytes(v.load(plane, first + half, lanes=STEP)),
                bytes_,
                v.as_bytes(v.load(plane, first + half + STEP, lanes=STEP)),
            )
            for half in (0, 128)
        ]
        return tir.Select(bytes_ < v.splat(T.int8(0), STEP), halves[1], halves[0])


def _interleaved(stack, parts):
    """Entries from vectors of their bytes: pairs of bytes, then pairs of pairs."""
    if len(parts) == 1:
        return parts
    size = len(parts) // 2
    low, high = _interleaved(stack, parts[:size]), _interleaved(stack, parts[size:])
    entries = [v.interleave(low[i // 2], high[i // 2], size, i % 2) for i in range(len(parts))]
    return stack.enter_context(v.bound(entries))

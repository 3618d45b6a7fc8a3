"""What the resize kernel needs of a CPU: exact dot products of bytes with 22-bit weights.

A weight has 23 bits with its sign, more than any multiply-and-add of bytes or halves takes, so it is split and the parts are summed apart:

    weight = sum over i of part[i] << shift[i]        sum = (sum over i of dot(pixels, part[i]) << shift[i])

Every dot product is exact: no instruction here saturates. `vpmaddubsw` would, and is not used.

The pixels of one call are blocks of 16 bytes, one block per row of the picture: `taps` neighbours of three channels each, then bytes that do not
count. The weights of a tap group are four int32 words, whatever the instruction set makes of them.
"""

from tvm import tir
from tvm.script import tir as T

from . import vectors as v
from .row_sums import HALF, PRECISION_BITS

GROUP = 4
"""Taps of one group."""

WORDS = 4
"""int32 words that hold the weights of a group."""

DROP = 0x80
"""A shuffle index that gives 0."""


PAIRS = (
    [0, DROP, 3, DROP, 1, DROP, 4, DROP, 2, DROP, 5, DROP, DROP, DROP, DROP, DROP],
    [6, DROP, 9, DROP, 7, DROP, 10, DROP, 8, DROP, 11, DROP, DROP, DROP, DROP, DROP],
)
"""Of four neighbouring pixels the first two, and the other two: per channel two halves, a pair of taps."""


def _intrinsic(name, dtype, *arguments):
    return tir.call_llvm_pure_intrin(dtype, name, tir.const(len(arguments), "uint32"), *arguments)


class Vectors:
    """A register of `rows` blocks of 16 bytes and the shuffles and packs that work within the blocks."""

    def __init__(self, rows):
        self.rows = rows
        self.words = 4 * rows
        prefix, suffix = {2: ("llvm.x86.avx2.", ""), 4: ("llvm.x86.avx512.", ".512")}[rows]
        self._shuffle = prefix + ("pshuf.b" if rows == 2 else "pshuf.b.512")
        self._pack_words = prefix + "packssdw" + suffix
        self._pack_halves = prefix + "packuswb" + suffix
        self._pair_dot = prefix + ("pmadd.wd" if rows == 2 else "pmaddw.d.512")

    def clear(self, sums, index):
        """Zero, but for the half that makes the last shift round."""
        for i, _ in enumerate(self.shifts):
            T.buffer_store(sums, v.splat(T.int32(HALF if i == 0 else 0), self.words), [index, i, T.Ramp(0, 1, self.words)])

    def load(self, sums, index):
        """The sums of each part."""
        return [v.load(sums, index, i, 0, lanes=self.words) for i, _ in enumerate(self.shifts)]

    def store(self, sums, index, parts):
        """Writes the sums of each part."""
        for i, part in enumerate(parts):
            T.buffer_store(sums, part, [index, i, T.Ramp(0, 1, self.words)])

    def rounded(self, sums, index):
        """The parts together, without the fraction bits; not clamped yet."""
        parts = self.load(sums, index)
        total = parts[0]
        for part, shift in zip(parts[1:], self.shifts[1:]):
            total = total + (part << v.splat(T.int32(shift), self.words))
        return total >> v.splat(T.int32(PRECISION_BITS), self.words)

    def shorts(self, shift):
        """For weights that are int16 once they are shifted right by `shift`."""
        return Shorts(self.rows, shift)

    def shuffle(self, blocks, indices, offset=None):
        """Byte i of every block becomes byte `indices[i] + offset` of that block, or 0 where the index is DROP."""
        mask = v.as_bytes(v.constant(v.words_of(indices), self.words))
        if offset is not None:
            mask = mask + v.splat(tir.Cast("int8", offset), 4 * self.words)
        return _intrinsic(self._shuffle, f"int8x{4 * self.words}", blocks, mask)

    def pair_dot(self, pixels, pair):
        """Per int32 lane the dot product of two int16 with the two int16 of `pair`."""
        weights = v.as_halves(v.splat(pair, self.words))
        return _intrinsic(self._pair_dot, f"int32x{self.words}", v.as_halves(pixels), weights)

    def pack(self, sums):
        """Four vectors of int32 clamped to bytes: block by block, four lanes of each vector in turn."""
        halves = [_intrinsic(self._pack_words, f"int16x{2 * self.words}", sums[i], sums[i + 1]) for i in (0, 2)]
        return _intrinsic(self._pack_halves, f"int8x{4 * self.words}", *halves)


class Shorts(Vectors):
    """weight = part << shift, one int16, two taps per step (`vpmaddwd`); `shift` is the same for all weights of a picture."""

    shifts = (0,)

    def __init__(self, rows, shift):
        super().__init__(rows)
        self.shift = shift

    def clear(self, sums, index):
        """Zero; the half comes when the sum has all its bits."""
        self.store(sums, index, [v.splat(T.int32(0), self.words)])

    def rounded(self, sums, index):
        """The sum without the fraction bits; not clamped yet."""
        total = (self.load(sums, index)[0] << v.splat(self.shift, self.words)) + v.splat(T.int32(HALF), self.words)
        return total >> v.splat(T.int32(PRECISION_BITS), self.words)

    def split(self, weights):
        """The words of four taps: both pairs."""
        parts = [k >> self.shift & 0xFFFF for k in weights]
        zero = tir.IntImm("int32", 0)
        return [parts[0] | parts[1] << 16, parts[2] | parts[3] << 16, zero, zero]

    def accumulate(self, sums, blocks, offset, words):
        """Adds four taps to the sums."""
        low, high = [self.shuffle(blocks, indices, offset) for indices in PAIRS]
        return [sums[0] + self.pair_dot(low, words[0]) + self.pair_dot(high, words[1])]


class Halves(Vectors):
    """weight = high << 11 | low, both int16, two taps per step (`vpmaddwd`)."""

    shifts = (0, 11)
    looks_up_bytes = False
    dots_of_four = False

    def split(self, weights):
        """The words of four taps: both pairs' low halves, both pairs' high halves."""
        low = [k & 2047 for k in weights]
        high = [k >> 11 for k in weights]
        pairs = [(low[0], low[1]), (low[2], low[3]), (high[0], high[1]), (high[2], high[3])]
        return [first & 0xFFFF | second << 16 for first, second in pairs]

    def accumulate(self, sums, blocks, offset, words):
        """Adds four taps to the sums of each part."""
        pairs = [self.shuffle(blocks, indices, offset) for indices in PAIRS]
        return [
            sums[i] + self.pair_dot(pairs[0], words[2 * i]) + self.pair_dot(pairs[1], words[2 * i + 1])
            for i in range(2)
        ]


class Digits(Vectors):
    """weight = d2 << 16 | d1 << 8 | d0, balanced signed bytes, four taps per step (`vpdpbusd`)."""

    shifts = (0, 8, 16)
    looks_up_bytes = True
    dots_of_four = True

    _TAPS = [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11, DROP, DROP, DROP, DROP]

    def split(self, weights):
        """The words of four taps: their lowest digits, the middle ones, the highest ones."""
        words, rest = [], list(weights)
        for _ in self.shifts:
            digits = [(k + 128 & 255) - 128 for k in rest]
            rest = [k - digit >> 8 for k, digit in zip(rest, digits)]
            low = [digit & 255 for digit in digits]
            words.append(low[0] | low[1] << 8 | low[2] << 16 | low[3] << 24)
        return [*words, tir.IntImm("int32", 0)]

    def accumulate(self, sums, blocks, offset, words):
        """Adds four taps to the sums of each part."""
        return self.accumulate_taps(sums, self.shuffle(blocks, self._TAPS, offset), words)

    def accumulate_taps(self, sums, taps, words):
        """Adds four taps, which lie side by side, to the sums of each part."""
        return [
            _intrinsic(
                "llvm.x86.avx512.vpdpbusd.512",
                f"int32x{self.words}",
                total,
                v.as_words(taps),
                v.splat(word, self.words),
            )
            for total, word in zip(sums, words)
        ]


INSTRUCTIONS = {"avx2": Halves(2), "avx512": Halves(4), "avx512-vnni": Digits(4)}
"""By the name that the build uses."""

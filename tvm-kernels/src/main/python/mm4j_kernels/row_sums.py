"""The second pass of a resize: output rows as weighted sums of rows.

The rows lie in a ring, so that the first pass can make them just before they are needed: row `ring_rows` is row 0 again.
"""

from tvm.script import tir as T

from .vectors import load

PRECISION_BITS = 22
HALF = 1 << (PRECISION_BITS - 1)

CHUNK = 64
"""Columns whose sums stay in registers while the taps go by."""


def to_byte(total):
    """Rounds a sum, whose half is already in it, to a byte."""
    return T.Cast("uint8", T.max(T.min(total >> PRECISION_BITS, 255), 0))


def weighted_rows(ring, slot, ring_rows, count, weights, y, column, sums, target):
    """`CHUNK` columns of output row `y`; its first tap is row `slot` of a ring."""
    T.buffer_store(sums, T.Broadcast(HALF, CHUNK), [T.Ramp(0, 1, CHUNK)])
    with T.serial(0, count) as j:
        row = T.if_then_else(slot + j < ring_rows, slot + j, slot + j - ring_rows)
        samples = T.Cast(f"int32x{CHUNK}", load(ring, row, column, lanes=CHUNK))
        step = load(sums, 0, lanes=CHUNK) + samples * T.Broadcast(weights[y, j], CHUNK)
        T.buffer_store(sums, step, [T.Ramp(0, 1, CHUNK)])
    total = load(sums, 0, lanes=CHUNK) >> T.Broadcast(PRECISION_BITS, CHUNK)
    clamped = T.max(T.min(total, T.Broadcast(255, CHUNK)), T.Broadcast(0, CHUNK))
    T.buffer_store(target, T.Cast(f"uint8x{CHUNK}", clamped), [y, T.Ramp(column, 1, CHUNK)])


def weighted_row(ring, slot, ring_rows, count, weights, y, columns, sums, target):
    """Output row `y`. The last chunk ends with the row, so it may do some columns twice, but never one behind the row."""
    with T.serial(0, columns // CHUNK) as chunk:
        weighted_rows(ring, slot, ring_rows, count, weights, y, chunk * CHUNK, sums, target)
    with T.If(columns % CHUNK != 0):
        with T.Then():
            with T.If(columns >= CHUNK):
                with T.Then():
                    weighted_rows(ring, slot, ring_rows, count, weights, y, columns - CHUNK, sums, target)
                with T.Else():
                    narrow_row(ring, slot, ring_rows, count, weights, y, columns, sums, target)


def narrow_row(ring, slot, ring_rows, count, weights, y, columns, sums, target):
    """Output row `y` of fewer than `CHUNK` columns."""
    with T.serial(0, columns) as column:
        T.buffer_store(sums, HALF, [0])
        with T.serial(0, count) as j:
            row = T.if_then_else(slot + j < ring_rows, slot + j, slot + j - ring_rows)
            T.buffer_store(sums, sums[0] + T.Cast("int32", ring[row, column]) * weights[y, j], [0])
        T.buffer_store(target, to_byte(sums[0]), [y, column])

"""The second pass of a resize with dot products of four rows at once.

The same sums as in `row_sums`. The bytes of four rows are interleaved, so that the four taps of a column lie side by side.
"""

from tvm.script import tir as T

from . import vectors as v
from .instructions import GROUP
from .row_sums import narrow_row, weighted_row

COLUMNS = 64
"""Columns that are computed together: four registers of 16 sums."""

MOST_GROUPS = 64
"""Groups of taps whose split weights fit the stack; what has more is left to `row_sums`."""


def dotted_row(cpu, ring, slot, count, weights, y, sums, words, totals, target):
    """Output row `y`. The last columns end with the row, so some may be done twice, but never one behind the row."""
    ring_rows, columns = ring.shape[0], target.shape[1]
    groups = (count + (GROUP - 1)) // GROUP
    with T.If(groups > MOST_GROUPS):
        with T.Then():
            weighted_row(ring, slot, ring_rows, count, weights, y, columns, totals, target)
        with T.Else():
            with T.If(columns < COLUMNS):
                with T.Then():
                    narrow_row(ring, slot, ring_rows, count, weights, y, columns, totals, target)
                with T.Else():
                    split_row(cpu, weights, y, groups, words)
                    with T.serial(0, (columns + (COLUMNS - 1)) // COLUMNS) as chunk:
                        column = T.min(chunk * COLUMNS, columns - COLUMNS)
                        dotted_columns(cpu, ring, slot, groups, words, y, column, sums, target)


def split_row(cpu, weights, y, groups, words):
    """The words of all groups of taps of row `y`."""
    taps = weights.shape[1]
    with T.serial(0, groups) as group:
        four = [T.if_then_else(group * GROUP + i < taps, weights[y, group * GROUP + i], 0) for i in range(GROUP)]
        for i, word in zip(range(len(cpu.shifts)), cpu.split(four)):
            T.buffer_store(words, word, [group, i])


def dotted_columns(cpu, ring, slot, groups, words, y, column, sums, target):
    """`COLUMNS` columns of output row `y`. A group may have rows too many: any row of the ring will do for a weight of 0."""
    ring_rows = ring.shape[0]
    for quarter in range(4):
        cpu.clear(sums, quarter)
    with T.serial(0, groups) as group:
        rows = [slot + group * GROUP + i for i in range(GROUP)]
        loaded = [
            v.load(ring, T.if_then_else(row < ring_rows, row, row - ring_rows), column, lanes=COLUMNS) for row in rows
        ]
        for quarter in range(4):
            pairs = [v.interleave(loaded[i], loaded[i + 1], 1, quarter // 2) for i in (0, 2)]
            taps = v.interleave(*pairs, 2, quarter % 2)
            four = [words[group, i] for i, _ in enumerate(cpu.shifts)]
            cpu.store(sums, quarter, cpu.accumulate_taps(cpu.load(sums, quarter), taps, four))
    packed = cpu.pack([cpu.rounded(sums, quarter) for quarter in range(4)])
    T.buffer_store(target, v.as_unsigned_bytes(packed), [y, T.Ramp(column, 1, COLUMNS)])

"""Pillow's 8-bit resize of a picture of three channels, both passes at once.

The arithmetic is that of `resample`: along x first, rounded to bytes, then along y. Here the rows that the first pass makes go into a ring that is
just large enough for the second, which takes them while they are in the cache.

The first pass takes `rows` rows of the picture at a time, so that a weight is loaded once for all of them, and four output pixels, which are 12
neighbouring bytes. Taps come in groups of four: 12 bytes that are loaded as 16. A window that would reach behind its row starts further left
with weights of 0; where the 4 bytes too many would, the load starts 4 bytes before the taps. So nothing is read outside the picture, which must
therefore be at least `4 * groups + 3` pixels wide.

`resize_rgb_u8_short` is the same for first-pass weights that are int16 once they are shifted right by `x_shift`, as PyTorch's are.
"""

from tvm.script import tir as T

from .. import vectors as v
from ..instructions import DROP, GROUP, WORDS
from ..row_dots import MOST_GROUPS, dotted_row
from ..row_sums import CHUNK, weighted_row

CHANNELS = 3
BLOCK = 16
PIXELS = 4
"""Output pixels that are computed together."""

CLOSE_UP = [0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, DROP, DROP, DROP, DROP]
"""From four pixels of four bytes to four of three."""


def window_start(starts, width, groups):
    """The first pixel that the loads of a window need."""
    return T.min(starts, width - GROUP * groups)


def window_shift(first, width, groups):
    """How many bytes before its taps a window's loads start, so that the last one ends with the row."""
    return T.if_then_else((first + GROUP * groups) * CHANNELS + BLOCK - GROUP * CHANNELS > width * CHANNELS, 4, 0)


def tap_weight(weights, taps, x, tap):
    """Weight `tap` of output pixel `x`, 0 where there is none."""
    return T.if_then_else(T.And(tap >= 0, tap < taps), weights[x, tap], 0)


def plan_group(cpu, weights, taps, x, late, at, group, plan, quad, pixel):
    """What one group of taps of output pixel `x` needs: its words, and where its bytes are. The weights start `late` taps late."""
    four = [tap_weight(weights, taps, x, group * GROUP + i - late) for i in range(GROUP)]
    for i, word in enumerate([*cpu.split(four), at + group * (GROUP * CHANNELS)]):
        T.buffer_store(plan, word, [quad, group, pixel, i])


def add_group(cpu, source, rows, plan, quad, group, pixel, shift, sums):
    """Adds one group of taps of one output pixel, for all rows."""
    at = T.Cast("int64", plan[quad, group, pixel, WORDS])
    blocks = v.as_bytes(v.concat([v.load(source, row + at, lanes=BLOCK) for row in rows]))
    words = [plan[quad, group, pixel, i] for i in range(WORDS)]
    cpu.store(sums, pixel, cpu.accumulate(cpu.load(sums, pixel), blocks, shift, words))


def store_pixels(cpu, sums, ring, slot, x):
    """Rounds the sums to bytes and stores 12 of them per row, and 4 that the next pixels overwrite."""
    packed = cpu.shuffle(cpu.pack([cpu.rounded(sums, pixel) for pixel in range(PIXELS)]), CLOSE_UP)
    for row in range(cpu.rows):
        block = v.part(packed, row * BLOCK, BLOCK)
        T.buffer_store(ring, T.reinterpret("uint8x16", block), [slot + row, T.Ramp(x * CHANNELS, 1, BLOCK)])


def block_starts(cpu, first, source):
    """Where the rows of a block start, in bytes. A block that reaches behind the picture repeats the last row."""
    height, row_bytes = source.shape
    return [T.Cast("int64", T.min(first + row, height - 1)) * T.Cast("int64", row_bytes) for row in range(cpu.rows)]


def narrow_rows(cpu, source, rows, plan, shifts, sums, ring, slot):
    """One block of rows along x; `rows` are where they start in the picture."""
    quads, groups, _, _ = plan.shape
    with T.serial(0, quads) as quad:
        for pixel in range(PIXELS):
            cpu.clear(sums, pixel)
        with T.serial(0, groups) as group:
            for pixel in range(PIXELS):
                add_group(cpu, source, rows, plan, quad, group, pixel, shifts[quad, pixel], sums)
        store_pixels(cpu, sums, ring, slot, quad * PIXELS)


def resize(symbol, cpu, has_short_weights):
    """The kernel for one instruction set."""
    block_rows = cpu.rows
    parts = len(cpu.shifts)

    def first_pass(x_shift):
        return cpu.shorts(x_shift) if has_short_weights else cpu

    def second_pass(ring, slot, count, weights, y, sums, words, totals, target):
        rows, columns = ring.shape[0], target.shape[1]
        if cpu.dots_of_four:
            dotted_row(cpu, ring, slot, count, weights, y, sums, words, totals, target)
        else:
            weighted_row(ring, slot, rows, count, weights, y, columns, totals, target)

    @T.prim_func
    def resize_rgb_u8(
        source_: T.handle,
        x_starts_: T.handle,
        x_weights_: T.handle,
        x_shift: T.int32,
        y_starts_: T.handle,
        y_counts_: T.handle,
        y_weights_: T.handle,
        shifts_: T.handle,
        plan_: T.handle,
        ring_: T.handle,
        target_: T.handle,
    ):
        T.func_attr({"global_symbol": symbol, "tir.noalias": True})
        height = T.int32()
        row_bytes = T.int32()
        out_width = T.int32()
        x_taps = T.int32()
        out_height = T.int32()
        y_taps = T.int32()
        quads = T.int32()
        groups = T.int32()
        ring_rows = T.int32()
        ring_bytes = T.int32()
        source = T.match_buffer(source_, (height, row_bytes), "uint8", align=1)
        x_starts = T.match_buffer(x_starts_, (out_width,), "int32", align=4)
        x_weights = T.match_buffer(x_weights_, (out_width, x_taps), "int32", align=4)
        y_starts = T.match_buffer(y_starts_, (out_height,), "int32", align=4)
        y_counts = T.match_buffer(y_counts_, (out_height,), "int32", align=4)
        y_weights = T.match_buffer(y_weights_, (out_height, y_taps), "int32", align=4)
        shifts = T.match_buffer(shifts_, (quads, PIXELS), "int32", align=4)
        plan = T.match_buffer(plan_, (quads, groups, PIXELS, WORDS + 1), "int32", align=4)
        ring = T.match_buffer(ring_, (ring_rows, ring_bytes), "uint8", align=1)
        target = T.match_buffer(target_, (out_height, out_width * CHANNELS), "uint8", align=1)
        sums = T.alloc_buffer((PIXELS, parts, 4 * block_rows), "int32")
        words = T.alloc_buffer((MOST_GROUPS, parts), "int32")
        totals = T.alloc_buffer((CHUNK,), "int32")
        samples = T.Buffer((height * row_bytes,), "uint8", data=source.data, align=1)
        first = T.meta_var(first_pass(x_shift))
        for quad, pixel in T.grid(quads, PIXELS):
            x: T.int32 = T.min(quad * PIXELS + pixel, out_width - 1)
            start: T.int32 = window_start(x_starts[x], row_bytes // CHANNELS, groups)
            shift: T.int32 = window_shift(start, row_bytes // CHANNELS, groups)
            shifts[quad, pixel] = shift
            for group in range(groups):
                plan_group(first, x_weights, x_taps, x, x_starts[x] - start, start * CHANNELS - shift, group, plan, quad, pixel)
        for y in range(out_height):
            first_row: T.int32 = y_starts[0]
            before: T.int32 = T.if_then_else(y > 0, y_starts[y - 1] + y_counts[y - 1] - first_row, 0)
            now: T.int32 = y_starts[y] + y_counts[y] - first_row
            done: T.int32 = (before + (block_rows - 1)) // block_rows
            for block in range((now + (block_rows - 1)) // block_rows - done):
                row: T.int32 = (done + block) * block_rows
                narrow_rows(first, samples, block_starts(first, first_row + row, source), plan, shifts, sums, ring, row % ring_rows)
            slot: T.int32 = (y_starts[y] - first_row) % ring_rows
            second_pass(ring, slot, y_counts[y], y_weights, y, sums, words, totals, target)

    return resize_rgb_u8


def functions(cpu):
    """The PrimFuncs for one instruction set, by symbol."""
    kinds = {"resize_rgb_u8": False, "resize_rgb_u8_short": True}
    return {symbol: resize(symbol, cpu, has_short_weights) for symbol, has_short_weights in kinds.items()}

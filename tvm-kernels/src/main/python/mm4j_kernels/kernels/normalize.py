"""A window of a picture, rescaled, normalised, cast and changed from interleaved to planar, as one look-up per sample.

    target[c, y, x] = table[c, source[top + y, left + x, c]], or table[c, fill] outside the picture

The entries are float32, or 16-bit floats whose bits are looked up as they are.
"""

from tvm import tir
from tvm.script import tir as T

from .. import vectors as v
from ..lookup import CHANNELS, ENTRIES, STEP, Table

BLOCK = 8
"""Rows that one channel takes before the next one does, while their pixels are in the cache."""

SPAN = 16
"""Steps of a row that are taken together, likewise."""


def look_up_samples(source, row, column, table, target, y, x, rows, columns):
    """The window's part that is inside the picture, sample by sample."""
    with T.grid(rows, table.shape[0], columns) as (i, c, j):
        T.buffer_store(target, table[c, T.Cast("int32", source[row + i, column + j, c])], [c, y + i, x + j])


def look_up_window(samples, width, row, column, table, target, y, x, rows, columns):
    """The same, `STEP` pixels at a time. The last step of a row ends with it, so it may do some pixels twice."""
    steps = (columns + (STEP - 1)) // STEP
    with T.grid((rows + (BLOCK - 1)) // BLOCK, (steps + (SPAN - 1)) // SPAN) as (block, span):
        for c in range(CHANNELS):
            with T.grid(T.min(BLOCK, rows - block * BLOCK), T.min(SPAN, steps - span * SPAN)) as (line, step):
                i = block * BLOCK + line
                with T.LetStmt(T.min((span * SPAN + step) * STEP, columns - STEP)) as j:
                    look_up_step(samples, (row + i) * width + column + j, table, target, c, y + i, x + j)


def look_up_step(samples, first, table, target, c, y, x):
    """`STEP` pixels of channel `c`."""
    loaded = [v.load(samples, first * CHANNELS + i * STEP, lanes=STEP) for i in range(CHANNELS)]
    pixels = tir.Shuffle(loaded, [table.position(i) * CHANNELS + c for i in range(STEP)])
    with T.LetStmt(pixels) as bytes_:
        with table.look_up(bytes_, c) as entries:
            for part, vector in enumerate(entries):
                T.buffer_store(target, vector, [c, y, T.Ramp(x + part * table.lanes, 1, table.lanes)])


def window(symbol, dtype, looks_up_bytes):
    """The kernel for tables of `dtype`."""
    size = v.bits_of(dtype) // 8

    def look_up(samples, source, row, column, values, table, target, y, x, rows, columns):
        if not looks_up_bytes:
            look_up_samples(source, row, column, values, target, y, x, rows, columns)
            return
        with T.If(T.And(source.shape[2] == CHANNELS, columns >= STEP)):
            with T.Then():
                look_up_window(samples, source.shape[1], row, column, table, target, y, x, rows, columns)
            with T.Else():
                look_up_samples(source, row, column, values, target, y, x, rows, columns)

    def prepare(table, channels):
        if looks_up_bytes:
            with T.If(channels == CHANNELS):
                with T.Then():
                    table.fill()

    @T.prim_func
    def normalize(source_: T.handle, top: T.int32, left: T.int32, fill: T.int32, table_: T.handle, target_: T.handle):
        T.func_attr({"global_symbol": symbol, "tir.noalias": True})
        height = T.int32()
        width = T.int32()
        channels = T.int32()
        out_height = T.int32()
        out_width = T.int32()
        source = T.match_buffer(source_, (height, width, channels), "uint8", align=1)
        table = T.match_buffer(table_, (channels, ENTRIES), dtype, align=size)
        target = T.match_buffer(target_, (channels, out_height, out_width), dtype, align=size)
        samples = T.Buffer((height * width * channels,), "uint8", data=source.data, align=1)
        bits = T.Buffer((channels, ENTRIES), f"uint{8 * size}", data=table.data, align=size)
        plane0 = T.alloc_buffer((CHANNELS * ENTRIES,), "uint8")
        plane1 = T.alloc_buffer((CHANNELS * ENTRIES,), "uint8")
        plane2 = T.alloc_buffer((CHANNELS * ENTRIES,), "uint8")
        plane3 = T.alloc_buffer((CHANNELS * ENTRIES,), "uint8")
        planes = T.meta_var(Table(dtype, bits, [plane0, plane1, plane2, plane3]))
        prepare(planes, channels)
        y_begin: T.int32 = T.max(0, T.min(out_height, 0 - top))
        y_end: T.int32 = T.max(y_begin, T.min(out_height, height - top))
        x_begin: T.int32 = T.max(0, T.min(out_width, 0 - left))
        x_end: T.int32 = T.max(x_begin, T.min(out_width, width - left))
        for c, y in T.grid(channels, out_height):
            inside: T.bool = T.And(y >= y_begin, y < y_end)
            for x in range(T.if_then_else(inside, x_begin, out_width)):
                target[c, y, x] = table[c, fill]
            for x in range(T.if_then_else(inside, out_width - x_end, 0)):
                target[c, y, x_end + x] = table[c, fill]
        look_up(
            samples,
            source,
            top + y_begin,
            left + x_begin,
            table,
            planes,
            target,
            y_begin,
            x_begin,
            y_end - y_begin,
            x_end - x_begin,
        )

    return normalize


def functions(cpu):
    """The PrimFuncs for one instruction set, by symbol."""
    kinds = {"normalize_u8_f32": "float32", "normalize_u8_u16": "uint16"}
    return {symbol: window(symbol, dtype, cpu.looks_up_bytes) for symbol, dtype in kinds.items()}

"""Frames, rescaled, normalised and cut into rows of patches in Qwen2-VL's order, as one look-up per sample.

    target[row, column] = table[c, frames[time * temporal + t, y, x, c]]

    row    = (time, y // block, x // block, y % block // patch, x % block // patch)      block = merge * patch
    column = (c, t, y % patch, x % patch)

The frame behind the last one is the last one again. The rows of a block are put together in `stage`, which stays in the cache, and leave it as
whole cache lines.
"""

from tvm import tir
from tvm.script import tir as T

from .. import vectors as v
from ..lookup import CHANNELS, ENTRIES, STEP, Table
from ..streaming import LLVM_IR, copy, copy_past_cache, finish

RUN = 16
"""Pixels of a row of a patch that are looked up together, at most; patches that are wider are done sample by sample."""

ROWS = STEP // RUN
"""Rows of a patch that are looked up together, at least; patches of fewer rows are done sample by sample."""


def look_up_samples(frames, frame, top, left, table, patch, stage, at, c):
    """One channel of a patch, sample by sample."""
    with T.grid(patch, patch) as (y, x):
        sample = frames[frame, top + y, left + x, c]
        T.buffer_store(stage, table[c, T.Cast("int32", sample)], [at + y * patch + x])


def look_up_rows(samples, first, row_samples, table, patch, stage, at, c):
    """
    One channel of a patch whose first pixel is at `samples[first]`, four rows at a time; the last four rows may include rows that were done. A row
    is written as `RUN` entries; those too many are overwritten by the next row, or lie where the next channel goes, or behind the stage's end.
    """
    end = samples.shape[0] - STEP
    with T.serial(0, (patch + (ROWS - 1)) // ROWS) as step:
        y = T.min(step * ROWS, patch - ROWS)
        starts = [first + (y + i) * row_samples for i in range(ROWS)]
        runs = [_run(samples, T.min(start, end), T.max(start - end, 0) + c) for start in starts]
        order = [table.position(i) // RUN * STEP + table.position(i) % RUN for i in range(STEP)]
        with T.LetStmt(tir.Shuffle(runs, order)) as bytes_, table.look_up(bytes_, c) as entries:
            for row in range(ROWS):
                vector = v.part(entries[row * RUN // table.lanes], row * RUN % table.lanes, RUN)
                T.buffer_store(stage, vector, [at + (y + row) * patch + T.Ramp(0, 1, RUN)])


def _run(samples, start, late):
    """A channel of `RUN` pixels, in the first lanes, the first of which is `late` bytes after `start`."""
    indices = [i % RUN * CHANNELS for i in range(STEP)]
    return tir.call_llvm_pure_intrin(
        f"uint8x{STEP}",
        "llvm.x86.avx512.permvar.qi.512",
        tir.const(2, "uint32"),
        v.load(samples, start, lanes=STEP),
        v.as_bytes(v.constant(v.words_of(indices), STEP // 4)) + v.splat(T.Cast("int8", late), STEP),
    )


def patches(symbol, dtype, looks_up_bytes):
    """The kernel for tables of `dtype`."""
    size = v.bits_of(dtype) // 8

    def prepare(table, channels):
        if looks_up_bytes:
            with T.If(channels == CHANNELS):
                with T.Then():
                    table.fill()

    def look_up(samples, frames, frame, top, left, values, table, patch, stage, at, c):
        _, height, width, channels = frames.shape
        if not looks_up_bytes:
            look_up_samples(frames, frame, top, left, values, patch, stage, at, c)
            return
        with T.If(T.And(T.And(channels == CHANNELS, samples.shape[0] >= STEP), T.And(patch >= ROWS, patch <= RUN))):
            with T.Then():
                first = ((frame * height + top) * width + left) * CHANNELS
                look_up_rows(samples, first, width * CHANNELS, table, patch, stage, at, c)
            with T.Else():
                look_up_samples(frames, frame, top, left, values, patch, stage, at, c)

    @T.prim_func
    def patchify(
        frames_: T.handle,
        patch: T.int32,
        temporal: T.int32,
        merge: T.int32,
        table_: T.handle,
        stage_: T.handle,
        lead: T.int32,
        target_: T.handle,
    ):
        T.func_attr({"global_symbol": symbol, "tir.noalias": True})
        count = T.int32()
        height = T.int32()
        width = T.int32()
        channels = T.int32()
        staged = T.int32()
        elements = T.int32()
        frames = T.match_buffer(frames_, (count, height, width, channels), "uint8", align=1)
        table = T.match_buffer(table_, (channels, ENTRIES), dtype, align=size)
        stage = T.match_buffer(stage_, (staged,), dtype, align=size)
        target = T.match_buffer(target_, (elements,), dtype, align=size)
        samples = T.Buffer((count * height * width * channels,), "uint8", data=frames.data, align=1)
        bits = T.Buffer((channels, ENTRIES), f"uint{8 * size}", data=table.data, align=size)
        plane0 = T.alloc_buffer((CHANNELS * ENTRIES,), "uint8")
        plane1 = T.alloc_buffer((CHANNELS * ENTRIES,), "uint8")
        plane2 = T.alloc_buffer((CHANNELS * ENTRIES,), "uint8")
        plane3 = T.alloc_buffer((CHANNELS * ENTRIES,), "uint8")
        planes = T.meta_var(Table(dtype, bits, [plane0, plane1, plane2, plane3]))
        T.attr(0, "pragma_import_llvm", LLVM_IR)
        prepare(planes, channels)
        block: T.int32 = merge * patch
        area: T.int32 = patch * patch
        columns: T.int32 = channels * temporal * area
        for time, block_y, block_x in T.grid((count + temporal - 1) // temporal, height // block, width // block):
            for patch_y, patch_x, c in T.grid(merge, merge, channels):
                for t in range(temporal):
                    frame: T.int32 = time * temporal + t
                    at: T.int32 = (patch_y * merge + patch_x) * columns + (c * temporal + t) * area
                    if T.And(t > 0, frame >= count):
                        for i in range(area):
                            stage[at + i] = stage[at - area + i]
                    else:
                        top: T.int32 = block_y * block + patch_y * patch
                        left: T.int32 = block_x * block + patch_x * patch
                        look_up(samples, frames, frame, top, left, table, planes, patch, stage, at, c)
            first: T.int32 = ((time * (height // block) + block_y) * (width // block) + block_x) * merge * merge * columns
            if lead < 0:
                copy(stage, 0, target, first, merge * merge * columns)
            else:
                copy_past_cache(stage, target, first, lead, merge * merge * columns)
        finish()

    return patchify


def functions(cpu):
    """The PrimFuncs for one instruction set, by symbol."""
    kinds = {"patchify_u8_f32": "float32", "patchify_u8_u16": "uint16"}
    return {symbol: patches(symbol, dtype, cpu.looks_up_bytes) for symbol, dtype in kinds.items()}

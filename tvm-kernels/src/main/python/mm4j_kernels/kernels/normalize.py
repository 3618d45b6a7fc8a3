"""Rescaling, normalising and the change from interleaved to planar, as one look-up per sample.

    target[c, p] = table[c, source[p, c]]
"""

from tvm.script import tir as T

from ..lookup import CHANNELS, STEP, look_up_channels, look_up_pixels

ENTRIES = 256


@T.prim_func
def normalize_u8_f32(source_: T.handle, table_: T.handle, target_: T.handle):
    """Sample by sample, for any number of channels."""
    T.func_attr({"global_symbol": "normalize_u8_f32", "tir.noalias": True})
    pixels = T.int32()
    channels = T.int32()
    source = T.match_buffer(source_, (pixels, channels), "uint8", align=1)
    table = T.match_buffer(table_, (channels, ENTRIES), "float32", align=4)
    target = T.match_buffer(target_, (channels, pixels), "float32", align=4)
    for c in range(channels):
        look_up_pixels(source, table, target, c)


@T.prim_func
def normalize_u8_f32_in_registers(source_: T.handle, table_: T.handle, target_: T.handle):
    """Three channels with the table of one in registers; the last step ends with the picture, so it may do some pixels twice."""
    T.func_attr({"global_symbol": "normalize_u8_f32", "tir.noalias": True})
    pixels = T.int32()
    channels = T.int32()
    source = T.match_buffer(source_, (pixels, channels), "uint8", align=1)
    table = T.match_buffer(table_, (channels, ENTRIES), "float32", align=4)
    target = T.match_buffer(target_, (channels, pixels), "float32", align=4)
    samples = T.Buffer((pixels * channels,), "uint8", data=source.data, align=1)
    words = T.Buffer((channels, ENTRIES), "int32", data=table.data, align=4)
    plane0 = T.alloc_buffer((ENTRIES,), "uint8")
    plane1 = T.alloc_buffer((ENTRIES,), "uint8")
    plane2 = T.alloc_buffer((ENTRIES,), "uint8")
    plane3 = T.alloc_buffer((ENTRIES,), "uint8")
    if channels == CHANNELS and pixels >= STEP:
        look_up_channels(samples, words, [plane0, plane1, plane2, plane3], target)
    else:
        for c in range(channels):
            look_up_pixels(source, table, target, c)


def functions(cpu):
    """The PrimFunc for one instruction set, by symbol."""
    return {"normalize_u8_f32": normalize_u8_f32_in_registers if cpu.looks_up_bytes else normalize_u8_f32}

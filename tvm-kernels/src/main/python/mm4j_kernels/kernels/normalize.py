"""Rescaling, normalising and the change from interleaved to planar, as one look-up per sample."""

from tvm.script import tir as T

BLOCK = 1024
"""Pixels that stay in the first-level cache while each channel goes through them."""


@T.prim_func
def normalize_u8_f32(source_: T.handle, table_: T.handle, target_: T.handle):
    """target[c, p] = table[c, source[p, c]]."""
    T.func_attr({"global_symbol": "normalize_u8_f32", "tir.noalias": True})
    pixels = T.int32()
    channels = T.int32()
    source = T.match_buffer(source_, (pixels, channels), "uint8", align=1)
    table = T.match_buffer(table_, (channels, 256), "float32", align=4)
    target = T.match_buffer(target_, (channels, pixels), "float32", align=4)
    for block in range((pixels + BLOCK - 1) // BLOCK):
        first: T.int32 = block * BLOCK
        for c in range(channels):
            for p in range(T.min(BLOCK, pixels - first)):
                target[c, first + p] = table[c, T.Cast("int32", source[first + p, c])]


def functions(instructions):
    """The PrimFunc by symbol; the same for all instruction sets."""
    return {"normalize_u8_f32": normalize_u8_f32}

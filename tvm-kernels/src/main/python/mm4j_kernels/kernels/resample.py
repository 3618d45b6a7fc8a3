"""One pass of Pillow's 8-bit resampling, for any number of channels.

    target[o] = clamp((2**21 + sum over j of source[start[o] + j] * weight[o, j]) >> 22, 0, 255)

The sums fit int32: the weights of a position add up to about 2**22, and negative ones are small.
"""

from tvm.script import tir as T

from ..row_sums import CHUNK, HALF, to_byte, weighted_row


@T.prim_func
def resample_columns_u8(source_: T.handle, starts_: T.handle, counts_: T.handle, weights_: T.handle, target_: T.handle):
    """Along x: every row of `source` becomes one of `target`."""
    T.func_attr({"global_symbol": "resample_columns_u8", "tir.noalias": True})
    height = T.int32()
    width = T.int32()
    channels = T.int32()
    out_width = T.int32()
    taps = T.int32()
    source = T.match_buffer(source_, (height, width, channels), "uint8", align=1)
    starts = T.match_buffer(starts_, (out_width,), "int32", align=4)
    counts = T.match_buffer(counts_, (out_width,), "int32", align=4)
    weights = T.match_buffer(weights_, (out_width, taps), "int32", align=4)
    target = T.match_buffer(target_, (height, out_width, channels), "uint8", align=1)
    total = T.alloc_buffer((1,), "int32")
    for y, x, c in T.grid(height, out_width, channels):
        total[0] = HALF
        for j in range(counts[x]):
            total[0] = total[0] + T.Cast("int32", source[y, starts[x] + j, c]) * weights[x, j]
        target[y, x, c] = to_byte(total[0])


@T.prim_func
def resample_rows_u8(source_: T.handle, starts_: T.handle, counts_: T.handle, weights_: T.handle, target_: T.handle):
    """Along y. A column is one channel of one pixel; the rows of `source` may lie apart."""
    T.func_attr({"global_symbol": "resample_rows_u8", "tir.noalias": True})
    height = T.int32()
    columns = T.int32()
    stride = T.int32()
    out_height = T.int32()
    taps = T.int32()
    source = T.match_buffer(source_, (height, columns), "uint8", strides=(stride, 1), align=1)
    starts = T.match_buffer(starts_, (out_height,), "int32", align=4)
    counts = T.match_buffer(counts_, (out_height,), "int32", align=4)
    weights = T.match_buffer(weights_, (out_height, taps), "int32", align=4)
    target = T.match_buffer(target_, (out_height, columns), "uint8", align=1)
    sums = T.alloc_buffer((CHUNK,), "int32")
    for y in range(out_height):
        weighted_row(source, starts[y], height, counts[y], weights, y, columns, sums, target)


def functions(instructions):
    """The PrimFuncs by symbol; the same for all instruction sets."""
    return {"resample_columns_u8": resample_columns_u8, "resample_rows_u8": resample_rows_u8}

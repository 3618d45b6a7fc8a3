"""The nearest neighbour: a row and a column for each output position, which the caller computes.

    target[y, x] = source[rows[y], columns[x]]
"""

from tvm.script import tir as T

from ..lookup import CHANNELS


@T.prim_func
def nearest_u8(source_: T.handle, rows_: T.handle, columns_: T.handle, target_: T.handle):
    """Pixels of any number of channels; the loop over three is written apart, so that it is unrolled."""
    T.func_attr({"global_symbol": "nearest_u8", "tir.noalias": True})
    height = T.int32()
    width = T.int32()
    channels = T.int32()
    out_height = T.int32()
    out_width = T.int32()
    source = T.match_buffer(source_, (height, width, channels), "uint8", align=1)
    rows = T.match_buffer(rows_, (out_height,), "int32", align=4)
    columns = T.match_buffer(columns_, (out_width,), "int32", align=4)
    target = T.match_buffer(target_, (out_height, out_width, channels), "uint8", align=1)
    if channels == CHANNELS:
        for y, x in T.grid(out_height, out_width):
            for c in T.unroll(CHANNELS):
                target[y, x, c] = source[rows[y], columns[x], c]
    else:
        for y, x, c in T.grid(out_height, out_width, channels):
            target[y, x, c] = source[rows[y], columns[x], c]


def functions(instructions):
    """The PrimFunc by symbol; the same for all instruction sets."""
    return {"nearest_u8": nearest_u8}

"""A window of a picture; what lies outside becomes `fill`. A column is one channel of one pixel."""

from tvm.script import tir as T


@T.prim_func
def crop_u8(source_: T.handle, top: T.int32, left: T.int32, fill: T.int32, target_: T.handle):
    """target[y, x] = source[top + y, left + x], or `fill` outside."""
    T.func_attr({"global_symbol": "crop_u8", "tir.noalias": True})
    height = T.int32()
    columns = T.int32()
    out_height = T.int32()
    out_columns = T.int32()
    source = T.match_buffer(source_, (height, columns), "uint8", align=1)
    target = T.match_buffer(target_, (out_height, out_columns), "uint8", align=1)
    begin: T.int32 = T.max(0, T.min(out_columns, 0 - left))
    end: T.int32 = T.max(begin, T.min(out_columns, columns - left))
    outside: T.uint8 = T.Cast("uint8", fill)
    for y in range(out_height):
        inside: T.bool = T.And(top + y >= 0, top + y < height)
        if inside:
            for x in range(begin):
                target[y, x] = outside
            for x in range(end - begin):
                target[y, begin + x] = source[top + y, left + begin + x]
            for x in range(out_columns - end):
                target[y, end + x] = outside
        else:
            for x in range(out_columns):
                target[y, x] = outside


def functions(instructions):
    """The PrimFunc by symbol; the same for all instruction sets."""
    return {"crop_u8": crop_u8}

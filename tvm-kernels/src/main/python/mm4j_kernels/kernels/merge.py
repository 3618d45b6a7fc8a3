"""Embeddings that go to the rows of a prompt's embeddings that a mask marks, in order.

The marked rows are counted first, and nothing is written if there are more or fewer than embeddings. A row is bytes, whatever its type.
"""

from tvm.script import tir as T


@T.prim_func
def merge_rows_u8(mask_: T.handle, embeddings_: T.handle, marked_: T.handle, target_: T.handle):
    """target[mask.nonzero()] = embeddings, and marked[0] = the number of marked rows, marked[1] = the number of rows written."""
    T.func_attr({"global_symbol": "merge_rows_u8", "tir.noalias": True})
    rows = T.int32()
    taken = T.int32()
    row_bytes = T.int32()
    mask = T.match_buffer(mask_, (rows,), "uint8", align=1)
    embeddings = T.match_buffer(embeddings_, (taken, row_bytes), "uint8", align=1)
    marked = T.match_buffer(marked_, (2,), "int32", align=4)
    target = T.match_buffer(target_, (rows, row_bytes), "uint8", align=1)
    marked[0] = 0
    marked[1] = 0
    for row in range(rows):
        if mask[row] != T.uint8(0):
            marked[0] = marked[0] + 1
    if marked[0] == taken:
        for row in range(rows):
            if mask[row] != T.uint8(0):
                for i in range(row_bytes):
                    target[T.Cast("int64", row), T.Cast("int64", i)] = embeddings[T.Cast("int64", marked[1]), T.Cast("int64", i)]
                marked[1] = marked[1] + 1


def functions(instructions):
    """The PrimFunc by symbol; the same for all instruction sets."""
    return {"merge_rows_u8": merge_rows_u8}

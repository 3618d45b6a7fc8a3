"""PyTorch's bicubic interpolation of planes of floats, without antialiasing.

    narrowed[x] = sum over i of source[c, row, columns[x, i]] * column_weights[x, i]
    target[c, y, x] = sum over j of narrowed at row rows[y, j] * row_weights[y, j]

Products and sums are rounded one by one, in this order. The four rows that an output row needs are neighbours, so each has a place of its own in
a ring of four, and is made once for all the output rows that follow each other.
"""

from tvm.script import tir as T

from ..exact import product

TAPS = 4


def weighted_sum(samples, weights):
    """From the first to the last."""
    total = product(samples[0], weights[0])
    for sample, weight in zip(samples[1:], weights[1:]):
        total = total + product(sample, weight)
    return total


def narrow(source, c, row, columns, weights, ring):
    """One row of the source along x."""
    with T.serial(0, columns.shape[0]) as x:
        samples = [source[c, row, columns[x, i]] for i in range(TAPS)]
        T.buffer_store(ring, weighted_sum(samples, [weights[x, i] for i in range(TAPS)]), [row % TAPS, x])


def combine(ring, rows, weights, c, y, target):
    """One row of the target from its four rows in the ring."""
    with T.serial(0, target.shape[2]) as x:
        samples = [ring[rows[y, j] % TAPS, x] for j in range(TAPS)]
        T.buffer_store(target, weighted_sum(samples, [weights[y, j] for j in range(TAPS)]), [c, y, x])


@T.prim_func
def float_bicubic(
    source_: T.handle,
    columns_: T.handle,
    column_weights_: T.handle,
    rows_: T.handle,
    row_weights_: T.handle,
    ring_: T.handle,
    target_: T.handle,
):
    """`held` says which row is in each place of the ring."""
    T.func_attr({"global_symbol": "float_bicubic", "tir.noalias": True})
    channels = T.int32()
    height = T.int32()
    width = T.int32()
    out_height = T.int32()
    out_width = T.int32()
    source = T.match_buffer(source_, (channels, height, width), "float32", align=4)
    columns = T.match_buffer(columns_, (out_width, TAPS), "int32", align=4)
    column_weights = T.match_buffer(column_weights_, (out_width, TAPS), "float32", align=4)
    rows = T.match_buffer(rows_, (out_height, TAPS), "int32", align=4)
    row_weights = T.match_buffer(row_weights_, (out_height, TAPS), "float32", align=4)
    ring = T.match_buffer(ring_, (TAPS, out_width), "float32", align=4)
    target = T.match_buffer(target_, (channels, out_height, out_width), "float32", align=4)
    held = T.alloc_buffer((TAPS,), "int32")
    for c in range(channels):
        for place in range(TAPS):
            held[place] = -1
        for y in range(out_height):
            for j in range(TAPS):
                row: T.int32 = rows[y, j]
                if held[row % TAPS] != row:
                    narrow(source, c, row, columns, column_weights, ring)
                    held[row % TAPS] = row
            combine(ring, rows, row_weights, c, y, target)


def functions(instructions):
    """The PrimFunc by symbol; the same for all instruction sets."""
    return {"float_bicubic": float_bicubic}

"""Casts between float32 and the two 16-bit floats, to the nearest, ties to even; a NaN stays one and becomes quiet.

For float16 the CPU has instructions. A bfloat16 is the upper half of a float32: half of its last place is added, or a little less if that leaves
an even number, and the lower half is cut off.
"""

from tvm import tir
from tvm.script import tir as T

ABSOLUTE = 0x7FFFFFFF
INFINITY = 0x7F800000
QUIET = 0x00400000


def bfloat16_bits(bits):
    """The upper half of the bits of a float32, rounded."""
    odd = bits >> T.uint32(16) & T.uint32(1)
    nan = (bits & T.uint32(ABSOLUTE)) > T.uint32(INFINITY)
    return T.Cast("uint16", tir.Select(nan, bits | T.uint32(QUIET), bits + T.uint32(0x7FFF) + odd) >> T.uint32(16))


def float32_bits(bits):
    """The bits of a float32 from those of a bfloat16."""
    wide = T.Cast("uint32", bits) << T.uint32(16)
    nan = (wide & T.uint32(ABSOLUTE)) > T.uint32(INFINITY)
    return tir.Select(nan, wide | T.uint32(QUIET), wide)


def float16(value):
    """As the CPU rounds."""
    return T.Cast("float16", value)


def float32(value):
    """As the CPU widens."""
    return T.Cast("float32", value)


def cast(symbol, source_type, target_type, convert):
    """The kernel that converts numbers one by one."""

    @T.prim_func
    def elements(source_: T.handle, target_: T.handle):
        T.func_attr({"global_symbol": symbol, "tir.noalias": True})
        count = T.int32()
        source = T.match_buffer(source_, (count,), source_type, align=2)
        target = T.match_buffer(target_, (count,), target_type, align=2)
        for i in range(count):
            target[i] = convert(source[i])

    return elements


def functions(instructions):
    """The PrimFuncs by symbol; the same for all instruction sets."""
    kinds = {
        "cast_f32_bf16": ("uint32", "uint16", bfloat16_bits),
        "cast_bf16_f32": ("uint16", "uint32", float32_bits),
        "cast_f32_f16": ("float32", "float16", float16),
        "cast_f16_f32": ("float16", "float32", float32),
    }
    return {symbol: cast(symbol, *kind) for symbol, kind in kinds.items()}

"""Floating point as it is written.

TVM lets LLVM contract a product and a sum to one rounding where the CPU can, which gives other bits than the libraries whose results are to be
met. A fence between the two stops it and costs nothing.
"""

from tvm import tir

_FENCE = "llvm.arithmetic.fence"


def product(a, b):
    """a * b, rounded on its own."""
    return tir.call_llvm_pure_intrin(a.dtype, _FENCE, tir.const(1, "uint32"), a * b)

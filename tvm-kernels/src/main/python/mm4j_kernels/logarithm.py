"""The decimal logarithm of vectors of doubles, to about a unit in the last place.

    x = 2**e * m, m from sqrt(1/2) to sqrt(2)        ln(m) = 2 * atanh(s) = 2 * (s + s**3 / 3 + s**5 / 5 + ...), s = (m - 1) / (m + 1)

For positive normal numbers.
"""

import math

from tvm import tir
from tvm.script import tir as T

from . import vectors as v

FRACTION_BITS = 52
BIAS = 1023
TERMS = 11
"""Terms of the series: s**2 is at most 0.0295, so the next one would be under 2**-60."""

ROOT_BITS = 0x3FE6A09E667F3BCD
"""The bits of sqrt(1/2)."""


def log10(x):
    """log10(x)."""
    lanes = v.lane_count(x)
    bits = tir.reinterpret(f"int64x{lanes}", x)
    exponent = (bits - _ints(ROOT_BITS, lanes)) >> _ints(FRACTION_BITS, lanes)
    m = tir.reinterpret(f"float64x{lanes}", bits - (exponent << _ints(FRACTION_BITS, lanes)))
    one = _doubles(1, lanes)
    s = (m - one) / (m + one)
    square = s * s
    series = _doubles(1 / (2 * TERMS - 1), lanes)
    for term in reversed(range(TERMS - 1)):
        series = series * square + _doubles(1 / (2 * term + 1), lanes)
    scaled = T.Cast(f"float64x{lanes}", exponent) * _doubles(math.log10(2), lanes)
    return scaled + s * series * _doubles(2 / math.log(10), lanes)


def _ints(value, lanes):
    return v.splat(tir.const(value, "int64"), lanes)


def _doubles(value, lanes):
    return v.splat(tir.const(value, "float64"), lanes)

"""Discrete Fourier transforms of several signals at a time, a signal per lane.

Stockham's algorithm: a stage takes the first factor `r` off the length `n` and leaves the result in order, without a permutation of bits. With
`stride` transforms of length `n` interleaved, element `p` of transform `q` is at `q + stride * p`, and

    out[q + stride * (r * p + k)] = (sum over i of in[q + stride * (p + i * n / r)] * root(r, i * k)) * root(n, p * k)

where `root(n, j) = exp(-2 * pi * i * j / n)`. Complex numbers are pairs of vectors.
"""

import math

from tvm.script import tir as T

from . import vectors as v

RADICES = (4, 5, 3, 2)
"""Factors that there are butterflies for."""


def stage(radix, data, source, length, stride, twiddles, lanes):
    """One stage, from half `source` of `data` to the other one. Row `j` of `twiddles` is root(size, j)."""
    part = length // radix
    with T.grid(part, stride) as (p, q):
        inputs = [_load(data, source, q + stride * (p + i * part), lanes) for i in range(radix)]
        with v.bound([number for pair in inputs for number in pair]) as numbers:
            pairs = list(zip(numbers[::2], numbers[1::2]))
            with v.bound([number for pair in butterfly(pairs) for number in pair]) as sums:
                for k, (re, im) in enumerate(zip(sums[::2], sums[1::2])):
                    at = q + stride * (radix * p + k)
                    _store(data, 1 - source, at, _turned(re, im, twiddles, p * k * stride, lanes) if k else (re, im), lanes)


def _load(data, half, at, lanes):
    return [v.load(data, half, at, part, 0, lanes=lanes) for part in range(2)]


def _store(data, half, at, number, lanes):
    for part in range(2):
        T.buffer_store(data, number[part], [half, at, part, T.Ramp(0, 1, lanes)])


def _turned(re, im, twiddles, at, lanes):
    cosine, sine = [v.splat(twiddles[at, part], lanes) for part in range(2)]
    return re * cosine - im * sine, re * sine + im * cosine


def butterfly(x):
    """The transform of a few complex numbers."""
    if len(x) == 2:
        return [_plus(x[0], x[1]), _minus(x[0], x[1])]
    if len(x) == 4:
        even, odd = butterfly([x[0], x[2]]), butterfly([x[1], x[3]])
        turned = odd[1][1], -odd[1][0]
        return [_plus(even[0], odd[0]), _plus(even[1], turned), _minus(even[0], odd[0]), _minus(even[1], turned)]
    return _odd_butterfly(x)


def _odd_butterfly(x):
    """Elements `i` and `size - i` have conjugate roots, so their sum takes the cosines and their difference the sines."""
    size = len(x)
    pairs = [(i, _plus(x[i], x[size - i]), _minus(x[i], x[size - i])) for i in range(1, size // 2 + 1)]
    result = [x[0]] * size
    for _, total, _ in pairs:
        result[0] = _plus(result[0], total)
    for k in range(1, size // 2 + 1):
        even, turned = x[0], None
        for i, total, difference in pairs:
            angle = 2 * math.pi * (i * k % size) / size
            even = _plus(even, _times(total, math.cos(angle)))
            term = _times((difference[1], -difference[0]), math.sin(angle))
            turned = term if turned is None else _plus(turned, term)
        result[k], result[size - k] = _plus(even, turned), _minus(even, turned)
    return result


def _plus(a, b):
    return a[0] + b[0], a[1] + b[1]


def _minus(a, b):
    return a[0] - b[0], a[1] - b[1]


def _times(a, factor):
    constant = v.splat(T.float64(factor), v.lane_count(a[0]))
    return a[0] * constant, a[1] * constant

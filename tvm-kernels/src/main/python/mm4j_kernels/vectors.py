"""Expressions on vectors of fixed length, which TVMScript has no words for."""

from tvm import tir


def load(buffer, *index, lanes):
    """`lanes` neighbours along the last axis, from `index` on."""
    return tir.BufferLoad(buffer, [*index[:-1], tir.Ramp(index[-1], 1, lanes)])


def concat(parts):
    """The lanes of all parts, one part after the other."""
    lanes = sum(lane_count(part) for part in parts)
    return tir.Shuffle(parts, list(range(lanes)))


def part(vector, first, lanes):
    """`lanes` lanes of a vector, from lane `first` on."""
    return tir.Shuffle([vector], list(range(first, first + lanes)))


def constant(words, lanes):
    """An int32 vector that repeats `words`."""
    return concat([tir.IntImm("int32", words[i % len(words)]) for i in range(lanes)])


def as_bytes(vector):
    """The same bits as int8 lanes."""
    return _reinterpret(vector, 8)


def as_halves(vector):
    """The same bits as int16 lanes."""
    return _reinterpret(vector, 16)


def as_words(vector):
    """The same bits as int32 lanes."""
    return _reinterpret(vector, 32)


def splat(scalar, lanes):
    """A vector whose lanes all are `scalar`."""
    return tir.Broadcast(scalar, lanes)


def interleave(a, b, width, half):
    """Elements of `width` bytes of `a` and `b` in turn, from the lower or upper half of each block of 16 bytes."""
    size = lane_count(a)
    lanes = []
    for block in range(0, size, 16):
        for element in range(block + 8 * half, block + 8 * half + 8, width):
            lanes += [element + byte for byte in range(width)]
            lanes += [size + element + byte for byte in range(width)]
    return tir.Shuffle([a, b], lanes)


def lane_count(expression):
    """How many lanes an expression has; 1 for a scalar."""
    return _lanes(expression.dtype)


def _lanes(dtype):
    return int(dtype.partition("x")[2] or 1)


def as_unsigned_bytes(vector):
    """The same bits as uint8 lanes."""
    return tir.reinterpret(f"u{as_bytes(vector).dtype}", vector)


def _reinterpret(vector, bits):
    dtype = vector.dtype
    width = int("".join(c for c in dtype.partition("x")[0] if c.isdigit()))
    return tir.reinterpret(f"int{bits}x{width * _lanes(dtype) // bits}", vector)

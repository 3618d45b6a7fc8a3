"""Expressions on vectors of fixed length, which TVMScript has no words for."""

import contextlib

from tvm import tir
from tvm.script import tir as T


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


def words_of(bytes_):
    """int32 words, low byte first, from four bytes each."""
    unsigned = [int.from_bytes(bytes(bytes_[i : i + 4]), "little") for i in range(0, len(bytes_), 4)]
    return [word - (1 << 32) if word >= 1 << 31 else word for word in unsigned]


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


@contextlib.contextmanager
def bound(expressions):
    """Variables for expressions that are used more than once."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(T.LetStmt(expression)) for expression in expressions]


@contextlib.contextmanager
def transposed(rows):
    """As many vectors as rows, which have as many lanes: vector `i` has lane `i` of each row."""
    size = len(rows)
    with contextlib.ExitStack() as stack:
        vectors = stack.enter_context(bound(rows))
        for _ in range(size.bit_length() - 1):
            pairs = zip(vectors[: size // 2], vectors[size // 2 :])
            zipped = [tir.Shuffle([a, b], _zip(half * size // 2, size)) for a, b in pairs for half in range(2)]
            vectors = stack.enter_context(bound(zipped))
        yield vectors


def _zip(first, size):
    return [lane for i in range(first, first + size // 2) for lane in (i, size + i)]


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


def bits_of(dtype):
    """How many bits a lane has."""
    return int("".join(c for c in dtype.partition("x")[0] if c.isdigit()))

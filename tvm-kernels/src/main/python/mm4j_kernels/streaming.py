"""Copies that write whole cache lines past the cache.

An ordinary store to a line that is not in the cache reads it first. A non-temporal store does not, if the line is written as a whole, which
makes half of the traffic of a result that is larger than the cache. TIR has no word for it, so it is a function of LLVM's language, inlined.
"""

from tvm import tir
from tvm.script import tir as T

from . import vectors as v

LINE = 64
"""Bytes of a cache line."""

LLVM_IR = """
define void @mm4j_store_line(ptr %line, <16 x i32> %value) alwaysinline {
  store <16 x i32> %value, ptr %line, align 64, !nontemporal !0
  ret void
}

declare void @llvm.x86.sse.sfence()

define void @mm4j_fence() alwaysinline {
  call void @llvm.x86.sse.sfence()
  ret void
}

!0 = !{i32 1}
"""


def copy_past_cache(source, target, at, lead, count):
    """Copies `count` elements of `source` to `target[at:]`. Element `lead` of the target is the first that starts a line."""
    lanes = 8 * LINE // v.bits_of(target.dtype)
    with T.LetStmt(T.min((lead - at) & (lanes - 1), count)) as head:
        with T.LetStmt((count - head) // lanes) as lines:
            copy(source, 0, target, at, head)
            with T.serial(0, lines) as line:
                value = v.as_words(v.load(source, head + line * lanes, lanes=lanes))
                T.evaluate(T.call_extern("void", "mm4j_store_line", T.address_of(target[at + head + line * lanes]), value))
            with T.LetStmt(head + lines * lanes) as done:
                copy(source, done, target, at + done, count - done)


def copy(source, first, target, at, count):
    """Copies `count` elements of `source[first:]` to `target[at:]`."""
    with T.serial(0, count) as i:
        T.buffer_store(target, source[first + i], [at + i])


def finish():
    """Makes what was written past the cache visible to other threads."""
    T.evaluate(tir.call_extern("void", "mm4j_fence"))

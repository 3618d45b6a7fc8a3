"""Whisper's log-mel spectrogram.

    padded   = samples, or 0 behind them, reflected at both ends by half a window
    spectrum = complex64(rfft(padded[frame * hop :][: size] * window))
    log      = float32(log10(max(1e-10, sum over k of filter[mel, k] * abs(spectrum[k]) ** 2)))
    target   = (max(log, max(log) - 8) + 4) / 4

A lane is a frame. Two frames make one transform, as real and imaginary part: the spectrum of a real signal is its own conjugate mirror image, which
tells them apart again. So one batch is twice as many frames as there are lanes; what the last one has too many repeats the last frame.
"""

from tvm.script import tir as T

from .. import vectors as v
from ..fft import RADICES, stage
from ..logarithm import log10

FLOOR = 1e-10
RANGE = 8.0


def pad(samples, given, padded, half, length):
    """Continues the samples with zeros to `length`, and reflects the ends; an edge is not repeated."""
    with T.serial(0, length) as i:
        T.buffer_store(padded, T.float32(0), [half + i])
    with T.serial(0, given) as i:
        T.buffer_store(padded, samples[i], [half + i])
    with T.serial(0, half) as i:
        T.buffer_store(padded, padded[2 * half - i], [i])
    with T.serial(0, half) as i:
        T.buffer_store(padded, padded[half + length - 2 - i], [half + length + i])


def load_frames(padded, first, frames, hop, window, data, lanes):
    """The windowed samples of a batch, transposed so that a lane is a frame. The last step ends with the frame."""
    size = window.shape[0]
    with T.serial(0, (size + (lanes - 1)) // lanes) as step:
        with T.LetStmt(T.min(step * lanes, size - lanes)) as n:
            for part in range(2):
                starts = [T.min(first + part * lanes + lane, frames - 1) * hop + n for lane in range(lanes)]
                rows = [v.load(padded, start, lanes=lanes) for start in starts]
                with v.transposed(rows) as columns:
                    for i, column in enumerate(columns):
                        windowed = T.Cast(f"float64x{lanes}", column) * v.splat(window[n + i], lanes)
                        T.buffer_store(data, windowed, [0, n + i, part, T.Ramp(0, 1, lanes)])


def transform(data, state, twiddles, lanes):
    """All stages. `state` is the length that is left, the stride, and the half of `data` that holds the numbers."""
    for i, value in enumerate((twiddles.shape[0], 1, 0)):
        T.buffer_store(state, value, [i])
    with T.While(state[0] > 1):
        with T.LetStmt(first_radix(state[0])) as radix:
            for known in RADICES:
                with T.If(radix == known):
                    with T.Then():
                        stage(known, data, state[2], state[0], state[1], twiddles, lanes)
            for i, value in enumerate((state[0] // radix, state[1] * radix, 1 - state[2])):
                T.buffer_store(state, value, [i])


def first_radix(length):
    """The first of the known factors; the caller gives no length that has others."""
    radix = RADICES[-1]
    for known in reversed(RADICES[:-1]):
        radix = T.if_then_else(length % known == 0, known, radix)
    return radix


def power(re, im, lanes):
    """The squared magnitude of numbers that are rounded to complex64 first; the products are exact."""
    single = [T.Cast(f"float64x{lanes}", T.Cast(f"float32x{lanes}", part)) for part in (re, im)]
    return single[0] * single[0] + single[1] * single[1]


def powers(data, half, size, spectrum, lanes):
    """The power spectra of both frames of each lane."""
    middle = v.splat(T.float64(0.5), lanes)
    with T.serial(0, size // 2 + 1) as k:
        with T.LetStmt(T.if_then_else(k == 0, 0, size - k)) as mirror:
            re, im = [v.load(data, half, k, part, 0, lanes=lanes) for part in range(2)]
            mirrored_re, mirrored_im = [v.load(data, half, mirror, part, 0, lanes=lanes) for part in range(2)]
            first = power((re + mirrored_re) * middle, (im - mirrored_im) * middle, lanes)
            second = power((im + mirrored_im) * middle, (mirrored_re - re) * middle, lanes)
            for part, value in enumerate((first, second)):
                T.buffer_store(spectrum, value, [k, part, T.Ramp(0, 1, lanes)])


def filter_bank(spectrum, first_bins, offsets, weights, first, logs, sums, most, lanes):
    """The logarithms of a batch, and the largest so far."""
    with T.serial(0, first_bins.shape[0]) as m:
        for part in range(2):
            T.buffer_store(sums, v.splat(T.float64(0), lanes), [part, T.Ramp(0, 1, lanes)])
        with T.serial(0, offsets[m + 1] - offsets[m]) as k:
            for part in range(2):
                weight = v.splat(weights[offsets[m] + k], lanes)
                weighted = weight * v.load(spectrum, first_bins[m] + k, part, 0, lanes=lanes)
                T.buffer_store(sums, v.load(sums, part, 0, lanes=lanes) + weighted, [part, T.Ramp(0, 1, lanes)])
        for part in range(2):
            total = T.max(v.load(sums, part, 0, lanes=lanes), v.splat(T.float64(FLOOR), lanes))
            with v.bound([total]) as (floored,):
                with v.bound([T.Cast(f"float32x{lanes}", log10(floored))]) as (log,):
                    T.buffer_store(logs, log, [m, first + part * lanes + T.Ramp(0, 1, lanes)])
                    T.buffer_store(most, T.max(v.load(most, 0, lanes=lanes), log), [T.Ramp(0, 1, lanes)])


def scale(logs, most, target, lanes):
    """Clamps to `RANGE` under the maximum of all."""
    with T.serial(0, lanes) as lane:
        T.buffer_store(most, T.max(most[0], most[lane]), [0])
    with T.grid(*target.shape) as (m, frame):
        clamped = T.max(logs[m, frame], most[0] - T.float32(RANGE))
        T.buffer_store(target, (clamped + T.float32(4)) * T.float32(0.25), [m, frame])


def functions(cpu):
    """The PrimFunc for one instruction set, by symbol. The scratch memory is enough for eight lanes."""
    lanes = 2 * cpu.rows

    @T.prim_func
    def log_mel_f32(
        samples_: T.handle,
        hop: T.int32,
        window_: T.handle,
        twiddles_: T.handle,
        first_bins_: T.handle,
        offsets_: T.handle,
        weights_: T.handle,
        padded_: T.handle,
        data_: T.handle,
        spectrum_: T.handle,
        logs_: T.handle,
        target_: T.handle,
    ):
        """Filter `m` is `weights[offsets[m] : offsets[m + 1]]`, from bin `first_bins[m]` on; `size` has no prime factors but 2, 3 and 5."""
        T.func_attr({"global_symbol": "log_mel_f32", "tir.noalias": True})
        given = T.int32()
        size = T.int32()
        mels = T.int32()
        ends = T.int32()
        weight_count = T.int32()
        padded_size = T.int32()
        data_size = T.int32()
        spectrum_size = T.int32()
        padded_frames = T.int32()
        frames = T.int32()
        samples = T.match_buffer(samples_, (given,), "float32", align=4)
        window = T.match_buffer(window_, (size,), "float64", align=8)
        twiddles = T.match_buffer(twiddles_, (size, 2), "float64", align=8)
        first_bins = T.match_buffer(first_bins_, (mels,), "int32", align=4)
        offsets = T.match_buffer(offsets_, (ends,), "int32", align=4)
        weights = T.match_buffer(weights_, (weight_count,), "float64", align=8)
        padded = T.match_buffer(padded_, (padded_size,), "float32", align=4)
        data_memory = T.match_buffer(data_, (data_size,), "float64", align=8)
        spectrum_memory = T.match_buffer(spectrum_, (spectrum_size,), "float64", align=8)
        logs = T.match_buffer(logs_, (mels, padded_frames), "float32", align=4)
        target = T.match_buffer(target_, (mels, frames), "float32", align=4)
        data = T.Buffer((2, size, 2, lanes), "float64", data=data_memory.data, align=8)
        spectrum = T.Buffer((size // 2 + 1, 2, lanes), "float64", data=spectrum_memory.data, align=8)
        sums = T.alloc_buffer((2, lanes), "float64")
        most = T.alloc_buffer((lanes,), "float32")
        state = T.alloc_buffer((3,), "int32")
        pad(samples, T.min(given, frames * hop), padded, size // 2, frames * hop)
        for lane in range(lanes):
            most[lane] = T.float32(-1e30)
        for batch in range(padded_frames // (2 * lanes)):
            load_frames(padded, batch * (2 * lanes), frames, hop, window, data, lanes)
            transform(data, state, twiddles, lanes)
            powers(data, state[2], size, spectrum, lanes)
            filter_bank(spectrum, first_bins, offsets, weights, batch * (2 * lanes), logs, sums, most, lanes)
        scale(logs, most, target, lanes)

    return {"log_mel_f32": log_mel_f32}

"""Prints the sections of ../resources/catalogue-counts.txt for models whose numbers nobody published.

Molmo, MiniCPM-o and DeepSeek-VL2 say by a rule how a picture is cut; the rules are written down here a second time, in Python and with NumPy, whose
arithmetic they were made with. Needs numpy. Neither the build nor the tests run it:

    python catalogue_counts.py
"""

import math

import numpy as np

SIZES = [
    (336, 336), (672, 672), (640, 480), (480, 640), (1300, 876), (1770, 1180), (1920, 1080), (1080, 1920), (2560, 1669), (1669, 2560),
    (488, 183), (183, 488), (50, 8000), (8000, 50), (100, 37), (32, 32), (448, 448), (449, 448), (448, 449), (3136, 3136), (588, 1225),
    (112, 112), (112, 400), (1000, 112),
]


def molmo_tiling(width, height, most=12, window=224, margins=112):
    """Rows and columns of crops: the smallest enlargement, or else the smallest reduction."""
    tilings = [(rows, columns) for rows in range(1, most + 1) for columns in range(1, most + 1) if rows * columns <= most]
    tilings = np.array(sorted(tilings, key=lambda t: t[0] * t[1]), dtype=np.int32)
    with np.errstate(all="ignore"):
        needed = np.array([height - margins, width - margins], dtype=np.float32)
        scales = ((tilings * window).astype(np.float32) / needed).min(axis=-1)
    if (scales < 1).all():
        return tilings[scales.argmax()]
    return tilings[np.where(scales < 1.0, 10e9, scales).argmin()]


def molmo():
    print("\n[Molmo]\n# computed with NumPy, in 32-bit floats, from vLLM's rule for tilings")
    for width, height in SIZES + [(336, 4032), (4032, 336)]:
        rows, columns = molmo_tiling(width, height)
        grids = [(12, 12), (8 * rows + 4, 8 * columns + 4)]
        print(f"{width}x{height} = {sum(r * c for r, c in grids)} {sum(r * (c + 1) + 2 for r, c in grids)}")


def minicpm_grid(width, height, most=9, side=448):
    """Columns and rows of slices, or None for a picture that is not cut."""
    wanted = min(math.ceil(width * height / (side * side)), most)
    if wanted <= 1:
        return None
    best, least = (1, 1), float("inf")
    for slices in (wanted - 1, wanted, wanted + 1):
        if slices == 1 or slices > most:
            continue
        for columns in range(1, slices + 1):
            if slices % columns == 0:
                error = abs(math.log(width / height) - math.log(columns / (slices // columns)))
                if error < least:
                    best, least = (columns, slices // columns), error
    return best


def minicpm_o():
    print("\n[MiniCpmO]\n# computed from the slicing rule of MiniCPM-V 2.6; images 1, video frames, audio in chunks of a second")
    for width, height in SIZES:
        grid = minicpm_grid(width, height)
        slices, rows = (grid[0] * grid[1], grid[1]) if grid else (0, 1)
        print(f"{width}x{height} = {64 * (slices + 1)} {3 + 66 * (slices + 1) + rows - 1}")
    for frames, width, height in [(1, 448, 448), (16, 1920, 1080), (3, 32, 32)]:
        print(f"{frames}x{width}x{height} = {64 * frames} {66 * frames}")
    for samples in (480, 16000, 16001, 24000, 160000, 480000):
        frames = (math.ceil(samples / 160) - 1) // 2 + 1
        tokens = (frames - 2) // 2 + 1
        print(f"{samples}@16000 = {tokens} {tokens + 2 * math.ceil(tokens / 25)}")


def deepseek_vl2():
    candidates = [
        [384, 384], [384, 768], [768, 384], [384, 1152], [1152, 384], [384, 1536], [1536, 384], [768, 768], [384, 1920], [1920, 384],
        [384, 2304], [2304, 384], [768, 1152], [1152, 768], [384, 2688], [2688, 384], [384, 3072], [3072, 384], [768, 1536], [1536, 768],
        [384, 3456], [3456, 384], [1152, 1152],
    ]

    def tokens(width, height, cut=True):
        best, most, least = None, 0, float("inf")
        for w, h in candidates:
            scale = min(w / width, h / height)
            effective = min(int(width * scale) * int(height * scale), width * height)
            waste = w * h - effective
            if effective > most or (effective == most and waste < least):
                best, most, least = (w, h), effective, waste
        columns, rows = (best[0] // 384, best[1] // 384) if cut else (1, 1)
        side = math.ceil(384 // 14 / 2)
        return side * (side + 1) + 1 + rows * side * (columns * side + 1)

    print(f'\n[DeepseekVl2]\nprocessor_config.json: {{"candidate_resolutions": {candidates}}}')
    print("# computed from the rule of DeepSeek's processor: 14 x 14 a tile; more than two images are not cut")
    for width, height in SIZES:
        print(f"{width}x{height} = {tokens(width, height)}")
    print(f"1300x876 of 2 = {tokens(1300, 876)}")
    for width, height in [(1300, 876), (50, 8000)]:
        print(f"{width}x{height} of 3 = {tokens(width, height, cut=False)}")


if __name__ == "__main__":
    molmo()
    minicpm_o()
    deepseek_vl2()

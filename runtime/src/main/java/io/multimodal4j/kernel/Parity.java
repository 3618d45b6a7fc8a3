package io.multimodal4j.kernel;

/**
 * Whose bytes a picture is processed to. Hugging Face has two implementations of its image processors, which differ in the last bit of a
 * resized byte (by 1 or 2 in up to two samples of a hundred) and of a normalised float.
 */
public enum Parity {
    /** The "slow" processors: Pillow resizes with 22-bit weights, NumPy rescales and then normalises. */
    PIL,
    /**
     * The "fast" processors on the CPU: PyTorch's uint8 kernel resizes with 16-bit weights, of as many fraction bits as the largest weight of
     * the axis leaves room for; the rescaling is folded into mean and standard deviation.
     */
    TORCHVISION
}

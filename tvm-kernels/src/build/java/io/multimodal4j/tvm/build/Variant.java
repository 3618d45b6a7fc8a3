package io.multimodal4j.tvm.build;

import java.util.List;

/**
 * A kind of CPU that the kernels are compiled for.
 *
 * @param name the name of the library
 * @param instructions the instruction set, as the Python sources name it
 * @param target what TVM compiles for
 * @param cpu the flags that a CPU must have, as Linux names them
 */
record Variant(String name, String instructions, String target, List<String> cpu) {

    private static final String TRIPLE = "llvm -mtriple=x86_64-unknown-linux-gnu -mcpu=";

    /** With whole registers, which LLVM would halve, and without gathers, which it would take for look-ups and which are slower than loads. */
    private static final String V4_TARGET = TRIPLE + "x86-64-v4 -mattr=-prefer-256-bit,+prefer-no-gather";

    private static final List<String> V3 = List.of("avx2", "bmi1", "bmi2", "f16c", "fma", "movbe");
    private static final List<String> V4 = append(V3, "avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl");

    /** All of them, the best first. */
    static final List<Variant> ALL = List.of(
            new Variant(
                    "x86-64-v4-vnni",
                    "avx512-vnni",
                    V4_TARGET + ",+avx512vnni,+avx512vbmi",
                    append(V4, "avx512_vnni", "avx512vbmi")),
            new Variant("x86-64-v4", "avx512", V4_TARGET, V4),
            new Variant("x86-64-v3", "avx2", TRIPLE + "x86-64-v3", V3));

    String library() {
        return "libmm4j_kernels_" + name.replace('-', '_') + ".so";
    }

    private static List<String> append(List<String> flags, String... more) {
        return java.util.stream.Stream.concat(flags.stream(), java.util.Arrays.stream(more))
                .toList();
    }
}

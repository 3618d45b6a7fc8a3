package io.multimodal4j.tvm;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What the build put into this module's jar. */
final class JarFiles implements KernelFiles {

    private static final String FOLDER = "/META-INF/multimodal4j/kernels/linux-x86_64/";

    @Override
    public @Nullable InputStream open(String name) {
        return JarFiles.class.getResourceAsStream(FOLDER + name);
    }
}

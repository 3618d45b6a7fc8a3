package io.multimodal4j.tvm;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Where the manifest and the libraries are read from. */
interface KernelFiles {

    /** The file's content, or null if there is none of that name. */
    @Nullable InputStream open(String name) throws IOException;
}

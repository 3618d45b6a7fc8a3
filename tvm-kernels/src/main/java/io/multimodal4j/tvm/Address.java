package io.multimodal4j.tvm;

import org.bytedeco.javacpp.Pointer;

/** A pointer to memory that somebody else owns. */
final class Address extends Pointer {

    Address(long address) {
        super((Pointer) null);
        this.address = address;
    }
}

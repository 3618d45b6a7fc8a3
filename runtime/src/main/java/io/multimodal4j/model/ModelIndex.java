package io.multimodal4j.model;

import java.util.List;

/**
 * The models of one module or jar; generated once per compilation and found with {@link java.util.ServiceLoader}. Looking up one model
 * loads no other.
 */
public interface ModelIndex {

    /**
     * The architectures that this index can register.
     *
     * @return the names, sorted
     */
    List<String> architectures();

    /**
     * The registration for an architecture.
     *
     * @param architecture one of {@link #architectures()}
     * @return the registration
     * @throws IllegalArgumentException if it is none of them
     */
    ModelRegistration<?> registration(String architecture);
}

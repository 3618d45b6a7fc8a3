package io.multimodal4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.registry.ModelRegistry;
import org.junit.jupiter.api.Test;

class NoReflectionTest {

    @Test
    void theRuntimeUsesNoReflection() throws Exception {
        assertThat(ReflectionUse.besides(ModelRegistry.class)).isEmpty();
    }

    @Test
    void whatUsesReflectionIsFound() throws Exception {
        assertThat(ReflectionUse.besides(org.junit.jupiter.api.Test.class))
                .anyMatch(use -> use.contains("java/lang/reflect/Method"));
    }
}

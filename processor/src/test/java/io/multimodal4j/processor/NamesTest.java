package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.processor.diag.Suggestions;
import io.multimodal4j.processor.types.Names;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "imageTokenIndex, image_token_index",
        "visionConfig, vision_config",
        "size, size",
        "image_size, image_size",
        "numKVHeads, num_kv_heads",
        "conv2dSize, conv2d_size",
        "layer2Size, layer2_size",
        "rope2D, rope2d",
        "pos3DEmbed, pos3d_embed",
        "x, x",
        "URL, url"
    })
    void componentsAreReadFromTheirNamesInSnakeCase(String component, String key) {
        assertThat(Names.snakeCase(component)).isEqualTo(key);
    }

    @Test
    void theNearestNameIsSuggestedIfItIsNear() {
        List<String> known = List.of("video", "image", "audio");

        assertThat(Suggestions.didYouMean("vidoe", known)).isEqualTo(" Did you mean \"video\"?");
        assertThat(Suggestions.didYouMean("Image", known)).isEqualTo(" Did you mean \"image\"?");
        assertThat(Suggestions.didYouMean("imgs", known)).isEmpty();
        assertThat(Suggestions.didYouMean("", known)).isEmpty();
        assertThat(Suggestions.didYouMean("image", List.of())).isEmpty();
    }

    @Test
    void listsReadLikeSentences() {
        assertThat(Names.enumerate(List.of())).isEmpty();
        assertThat(Names.enumerate(List.of("a"))).isEqualTo("a");
        assertThat(Names.enumerate(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }
}

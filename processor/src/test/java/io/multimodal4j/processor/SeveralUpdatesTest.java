package io.multimodal4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.prompt.PromptUpdate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Several updates of one modality say where an item may go; what it becomes is the same with each, because they are all on one method or one class (MM4J305). The
 * runtime counts and sizes with whichever it likes.
 */
class SeveralUpdatesTest {

    @Test
    void anItemBecomesTheSameWithEachUpdateOfItsModality() throws ReflectiveOperationException {
        Compilation compilation = Javac.compiler().compile(Javac.sources(Javac.resource("golden/language/src")));
        assertThat(Javac.diagnostics(compilation)).isEmpty();
        @SuppressWarnings("unchecked")
        ModelRegistration<Object> registration = (ModelRegistration<Object>) new MemoryLoader(compilation)
                .loadClass("com.acme.Vielsprachig_Registration")
                .getMethod("registration")
                .invoke(null);
        List<PromptUpdate> updates = registration.promptUpdates(registration.readConfig(
                ConfigNode.parse("config.json", "{\"größe\": 8}".getBytes(StandardCharsets.UTF_8))));

        assertAgree(updates, "image", new ImageSize(64, 48));
        assertAgree(updates, "audio", new AudioLength(16_000, 16_000));
    }

    private static void assertAgree(List<PromptUpdate> updates, String modality, ItemSize size) {
        ItemInfo item = new ItemInfo(size, 0, 1);
        assertThat(updates)
                .filteredOn(update -> update.modality().equals(modality))
                .hasSize(2)
                .extracting(update -> update.content(item).pieces())
                .containsOnly(updates.stream()
                        .filter(update -> update.modality().equals(modality))
                        .findFirst()
                        .orElseThrow()
                        .content(item)
                        .pieces());
    }
}

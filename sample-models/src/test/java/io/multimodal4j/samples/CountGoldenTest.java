package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.image.LlavaNextGeometry;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.prompt.Prompt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The embeddings of many sizes in both orientations, against what the real code says of the same sizes. */
class CountGoldenTest {

    private static final String LLAVA_NEXT = "llava-next";
    private static final int LONGEST_EDGE = 2000;

    /** Counted by a model's own formula alone, which takes a tenth of the time that a request takes. */
    private static final LlavaNextGeometry PINPOINTS = LlavaNextGeometry.of(
            List.of(List.of(336, 672), List.of(672, 336), List.of(672, 672), List.of(1008, 336), List.of(336, 1008)),
            336);

    static List<JsonNode> counts() {
        return Goldens.list("counts", "counts");
    }

    @ParameterizedTest
    @MethodSource("counts")
    void everySizeHasTheCountOfTheRealCode(JsonNode golden) {
        String family = golden.get("family").asText();
        if (family.equals(LLAVA_NEXT)) {
            assertSame(golden, size -> PINPOINTS.tokens(size, 24, 576));
            return;
        }
        try (MultiModalProcessor processor = MultiModalProcessor.builder(Path.of("models", family))
                .backend("java")
                .load()) {
            Prompt prompt = Prompt.of(FamilyGoldens.placeholderOf(family));
            assertSame(
                    golden,
                    size -> processor
                            .count(prompt.withImage(ImageItem.blank(size)))
                            .items()
                            .get("image")
                            .get(0));
            assertThat(golden.get("most").asInt()).isLessThanOrEqualTo(processor.maxTokensPerItem("image", 32_768));
        }
    }

    private static void assertSame(JsonNode golden, ToIntFunction<ImageSize> count) {
        int pairs = golden.get("pairs").asInt();
        Edges edges = new Edges(pairs, golden.get("least").asInt());
        ByteBuffer found = ByteBuffer.allocate(2 * pairs * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long sum = 0;
        for (int i = 0; i < pairs; i++) {
            int one = edges.next();
            int other = edges.next();
            long tokens = count.applyAsInt(new ImageSize(one, other));
            long turned = count.applyAsInt(new ImageSize(other, one));
            found.putLong(tokens).putLong(turned);
            sum += tokens + turned;
        }
        assertThat(sum).isEqualTo(golden.get("sum").asLong());
        assertThat(sha256(found.array())).isEqualTo(golden.get("sha256").asText());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The same sides as the script draws. */
    private static final class Edges {

        private final int least;
        private long state;

        Edges(long seed, int least) {
            this.state = seed;
            this.least = least;
        }

        int next() {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return least + (int) ((state >>> 33) % (LONGEST_EDGE + 1 - least));
        }
    }
}

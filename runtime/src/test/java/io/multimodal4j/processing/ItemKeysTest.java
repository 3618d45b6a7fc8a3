package io.multimodal4j.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.TestPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.media.ContentWriter;
import io.multimodal4j.media.EmbeddingsItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageLoading;
import io.multimodal4j.media.ImageReader;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.MediaPolicy;
import io.multimodal4j.media.MediaReaders;
import io.multimodal4j.media.PixelLayout;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.omni.OmniModel;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Different items have different keys (vLLM's GHSA-c65p-x677-fgj6 and what its fix left open), equal ones have equal keys. */
class ItemKeysTest {

    private static final ModelSchema SCHEMA = new OmniModel().schema();
    private static final ImageReader READER = new ImageReader(MediaPolicy.DEFAULT, ImageLoading.DEFAULT);

    private final ItemHasher hasher = new ItemHasher("model", SCHEMA);

    private static String digest(Consumer<ContentWriter> content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.accept(new DigestWriter(digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @SafeVarargs
    private static void allDiffer(Consumer<ContentWriter>... contents) {
        List<String> digests = new ArrayList<>();
        for (Consumer<ContentWriter> content : contents) {
            digests.add(digest(content));
        }
        assertThat(digests).doesNotHaveDuplicates();
    }

    private static String picture(ImageItem item) {
        return digest(READER.open(item)::identify);
    }

    /** vLLM: {@code a="bc"} and {@code ab="c"} feed the same bytes, as do the int and the float of one bit pattern, and a nested key and its path. */
    @Test
    void namesTypesAndLengthsAreFramed() {
        allDiffer(
                c -> c.text("a", "bc"),
                c -> c.text("ab", "c"),
                c -> c.text("a", "b").text("c", ""),
                c -> c.text("a", ""),
                c -> c.text("", "a"),
                c -> c.bytes("a", new byte[] {'b', 'c'}),
                c -> c.number("a", 1),
                c -> c.number("a", Double.doubleToLongBits(1.0)),
                c -> c.bytes("a", ByteBuffer.allocate(8).putLong(0, 1)),
                c -> c.text("a", "\u0001"),
                c -> c.floats("a", new float[] {1}),
                c -> c.floats("a", new float[] {1, 0}),
                c -> c.floats("a", new float[] {-0.0f}),
                c -> c.floats("a", new float[] {0.0f}),
                c -> {});
    }

    @Test
    void longFloatsAreAllSeen() {
        float[] one = new float[10_000];
        float[] other = one.clone();
        other[9_999] = 1;
        allDiffer(c -> c.floats("a", one), c -> c.floats("a", other));
    }

    /** vLLM's cases of T15: shape () and (1,), (5, 10, 20, 3) and (10, 20, 5, 3), float32 and bfloat16. */
    @Test
    void tensorsDifferInDtypeAndShape() {
        TensorAllocator allocator = new TensorAllocator();
        try (Tensor scalar = allocator.allocate(DType.FLOAT32).fill((byte) 0);
                Tensor vector = allocator.allocate(DType.FLOAT32, 1).fill((byte) 0);
                Tensor whole = allocator.allocate(DType.FLOAT32, 5, 10, 20, 3).fill((byte) 1);
                Tensor sixteen =
                        allocator.allocate(DType.BFLOAT16, 10, 10, 20, 3).fill((byte) 1)) {
            allDiffer(
                    c -> c.tensor("a", scalar),
                    c -> c.tensor("a", vector),
                    c -> c.tensor("a", whole),
                    c -> c.tensor("a", whole.reshape(10, 20, 5, 3)),
                    c -> c.tensor("a", whole.narrow(0, 4)),
                    c -> c.tensor("a", sixteen));
            // Every tensor is contiguous; a view has the key of its elements alone.
            assertThat(digest(c -> c.tensor("a", whole.slice(0))))
                    .isEqualTo(digest(c -> c.tensor("a", whole.slice(4))));
        }
    }

    /** vLLM's cases of T15: mode and transposed size. */
    @Test
    void picturesDifferInSizeAndLayout() {
        byte[] bytes = new byte[600];
        assertThat(List.of(
                        picture(ImageItem.ofPixels(bytes, PixelLayout.HWC_RGB, new ImageSize(10, 20))),
                        picture(ImageItem.ofPixels(bytes, PixelLayout.HWC_RGB, new ImageSize(20, 10))),
                        picture(ImageItem.ofPixels(bytes, PixelLayout.HWC_BGR, new ImageSize(20, 10))),
                        picture(ImageItem.ofPixels(bytes, PixelLayout.CHW_RGB, new ImageSize(20, 10))),
                        picture(ImageItem.ofPixels(bytes, PixelLayout.HW_GREY, new ImageSize(60, 10))),
                        picture(ImageItem.ofPixels(bytes, PixelLayout.HWC_RGBA, new ImageSize(15, 10))),
                        picture(ImageItem.blank(new ImageSize(20, 10)))))
                .doesNotHaveDuplicates();
        assertThat(picture(ImageItem.ofPixels(bytes.clone(), PixelLayout.HWC_RGB, new ImageSize(10, 20))))
                .isEqualTo(picture(ImageItem.ofPixels(bytes, PixelLayout.HWC_RGB, new ImageSize(10, 20))));
    }

    /**
     * vLLM's cases of T15 for pictures of a mode or a palette: of an encoded picture the whole file is the content, so everything that is in it counts, EXIF data too. An identity
     * that a caller gives (vLLM reads one from EXIF data) is the item's id.
     */
    @Test
    void encodedPicturesDifferInModeAndPalette() {
        byte[] red = {0, -1};
        byte[] none = {0, 0};
        List<String> keys = new ArrayList<>();
        for (BufferedImage image : List.of(
                new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY),
                new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY),
                new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR),
                new BufferedImage(8, 8, BufferedImage.TYPE_4BYTE_ABGR),
                new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(1, 2, red, none, none)),
                new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(1, 2, none, red, none)))) {
            keys.add(picture(ImageItem.of(TestPictures.encode(image, "png"))));
        }
        assertThat(keys).doesNotHaveDuplicates();
    }

    private static ItemPipeline<?, ?> pipeline(ImageLoading loading, Map<String, Object> options) {
        return new OmniModel()
                .imageProcessor()
                .<ItemPipeline<?, ?>>map(factory -> ItemPipeline.images(
                        new MediaReaders(MediaPolicy.DEFAULT, loading),
                        factory.create(16, ConfigNode.of("options", options))))
                .orElseThrow();
    }

    @Test
    void keysTellModelsOptionsTenantsAndIdsApart() {
        ItemPipeline<?, ?> pipeline = pipeline(ImageLoading.DEFAULT, Map.of());
        ItemSource source = pipeline.open(ImageItem.blank(new ImageSize(3, 3)));
        List<String> keys = new ArrayList<>(List.of(
                hasher.byContent("image", source, ""),
                hasher.byContent("video", source, ""),
                hasher.byContent("image", source, "tenant"),
                new ItemHasher("other", SCHEMA).byContent("image", source, ""),
                new ItemHasher("model", new ModelSchema("M", List.of(), "", List.of())).byContent("image", source, ""),
                hasher.byId("image", "id", pipeline, ""),
                hasher.byId("image", "id", pipeline, "tenant"),
                hasher.byId("image", "id", pipeline(ImageLoading.DEFAULT, Map.of("do_invert", true)), ""),
                hasher.byId("image", "id", pipeline(ImageLoading.DEFAULT.onBackground(0, 0, 0), Map.of()), ""),
                hasher.byId("image", "id", pipeline(ImageLoading.DEFAULT.applyingOrientation(), Map.of()), ""),
                hasher.byId("audio", "id", pipeline, ""),
                hasher.byId("image", "di", pipeline, "")));
        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[0-9a-f]{64}"));
        assertThat(hasher.byContent("image", source, "")).isEqualTo(keys.get(0));
    }

    @Test
    void embeddingsDifferInSizeAndFields() {
        TensorAllocator allocator = new TensorAllocator();
        try (Tensor tensor = allocator.allocate(DType.FLOAT32, 2, 4).fill((byte) 0)) {
            Map<String, Tensor> one = Map.of("image_embeds", tensor);
            Map<String, Tensor> two = Map.of("image_embeds", tensor, "image_sizes", tensor);
            assertThat(List.of(
                            embeddings(one, Optional.empty()),
                            embeddings(one, Optional.of(new ImageSize(1, 2))),
                            embeddings(one, Optional.of(new ImageSize(2, 1))),
                            embeddings(two, Optional.empty())))
                    .doesNotHaveDuplicates();
        }
    }

    private String embeddings(Map<String, Tensor> fields, Optional<ItemSize> size) {
        return hasher.byContent("image", new EmbeddingsSource(new EmbeddingsItem("image", fields, size)), "");
    }
}

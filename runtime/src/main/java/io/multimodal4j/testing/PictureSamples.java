package io.multimodal4j.testing;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.prompt.PromptItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pictures in both orientations: what a real request has is larger, but no other case. */
final class PictureSamples {

    private static final List<ImageSize> SMALL = List.of(
            new ImageSize(64, 48),
            new ImageSize(37, 91),
            new ImageSize(160, 40),
            new ImageSize(1, 1),
            new ImageSize(29, 29),
            new ImageSize(301, 203));

    private static final int LONGEST_EDGE = 2000;
    private static final int RANDOM_SIZES = 500;
    private static final int MULTIPLES = 3;

    /** Around the patch and tile sizes that models use, where a rounding shows. */
    private static final int[] EDGES = {
        1,
        2,
        3,
        13,
        14,
        15,
        27,
        28,
        29,
        55,
        56,
        57,
        111,
        112,
        113,
        224,
        335,
        336,
        337,
        448,
        449,
        672,
        768,
        1000,
        1024,
        1344,
        1920,
        1999,
        LONGEST_EDGE,
        4000,
        8000,
        16000
    };

    private PictureSamples() {}

    static ItemSamples<ImageSize> of(MultiModalProcessor processor) {
        return new ItemSamples<>(
                ImageSize.class,
                SMALL,
                seed -> search(seed, worst(processor)),
                size -> ImageItem.of(PngWriter.write(size)),
                ImageItem::blank,
                size -> processor.imageProcessor().outputs(size));
    }

    /** What the model declares to be the worst cases, which its own dummy inputs are. */
    private static List<ImageSize> worst(MultiModalProcessor processor) {
        return processor.dummyInputs(Map.of(Modality.IMAGE, 1)).items(Modality.IMAGE).stream()
                .map(PromptItem::media)
                .filter(ImageItem.Blank.class::isInstance)
                .map(item -> ((ImageItem.Blank) item).size())
                .toList();
    }

    private static List<ImageSize> search(long seed, List<ImageSize> worst) {
        List<ImageSize> sizes = new ArrayList<>();
        worst.forEach(size -> around(size, sizes));
        for (int width : EDGES) {
            for (int height : EDGES) {
                sizes.add(new ImageSize(width, height));
            }
        }
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM_SIZES; i++) {
            int one = logarithmic(random, LONGEST_EDGE);
            int other = logarithmic(random, LONGEST_EDGE);
            sizes.add(new ImageSize(one, other));
            sizes.add(new ImageSize(other, one));
        }
        return sizes;
    }

    /** A size, its neighbours and its multiples, and the same in the other orientation: a maximum that holds in one alone is the commonest mistake. */
    private static void around(ImageSize size, List<ImageSize> sizes) {
        for (int across = -1; across <= 1; across++) {
            for (int down = -1; down <= 1; down++) {
                int width = Math.max(1, size.width() + across);
                int height = Math.max(1, size.height() + down);
                sizes.add(new ImageSize(width, height));
                sizes.add(new ImageSize(height, width));
            }
        }
        for (int times = 2; times <= MULTIPLES; times++) {
            sizes.add(new ImageSize(size.width() * times, size.height()));
            sizes.add(new ImageSize(size.width(), size.height() * times));
            sizes.add(new ImageSize(size.height() * times, size.width()));
            sizes.add(new ImageSize(size.height(), size.width() * times));
        }
    }

    /** As many small numbers as large ones, so that ratios are extreme. */
    static int logarithmic(Random random, int most) {
        return (int) Math.round(Math.exp(random.nextDouble() * Math.log(most)));
    }
}

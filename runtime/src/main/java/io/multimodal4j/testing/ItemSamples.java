package io.multimodal4j.testing;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.audio.AudioProcessor;
import io.multimodal4j.media.ItemProcessor.Output;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.MediaItem;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The items of one modality on which a model is tried.
 *
 * @param type the class of their sizes
 * @param small sizes that are processed: small, ugly, and the usual case first
 * @param search sizes that are only counted, drawn from a seed, with as many extreme ones as usual ones
 * @param content an item whose content follows from its size alone and is different everywhere
 * @param blank an item of a size without content
 * @param outputs what the model's processor says that an item becomes
 */
record ItemSamples<S extends ItemSize>(
        Class<S> type,
        List<S> small,
        LongFunction<List<S>> search,
        Function<S, MediaItem> content,
        Function<S, MediaItem> blank,
        Function<S, List<Output>> outputs) {

    /** The samples of a modality that the model takes. */
    static ItemSamples<?> of(String modality, MultiModalProcessor processor) {
        return switch (modality) {
            case Modality.IMAGE -> PictureSamples.of(processor);
            case Modality.VIDEO -> VideoSamples.of(processor);
            case Modality.AUDIO -> SoundSamples.of((AudioProcessor) processor.itemProcessor(modality));
            default -> throw new IllegalArgumentException("there are no samples of modality " + modality);
        };
    }

    List<ItemSize> searched(long seed) {
        return List.copyOf(search.apply(seed));
    }

    MediaItem item(ItemSize size) {
        return content.apply(type.cast(size));
    }

    MediaItem blank(ItemSize size) {
        return blank.apply(type.cast(size));
    }

    boolean isMadeOf(ItemSize size) {
        return !outputs.apply(type.cast(size)).isEmpty();
    }
}

import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

record Settings(
        Integer boxed,
        Map<String, Integer> map,
        float single,
        int[] array,
        List<Optional<Integer>> holes,
        @ConfigKey({"a", "", "a"}) int keys,
        @ConfigKey(defaultValue = "2.5") int whole,
        @ConfigKey(defaultValue = "3000000000") int tooLarge,
        @ConfigKey(defaultValue = "yes") boolean flag,
        @ConfigKey(defaultValue = "one") double number,
        @ConfigKey(defaultValue = "ful") Mode mode,
        @ConfigKey(defaultValue = "1") Optional<Integer> optional,
        @ConfigKey(defaultValue = "7") long fine,
        Hidden hidden,
        Part part,
        @ConfigKey(defaultValue = {"1", "2"}) int two,
        @ConfigKey(defaultValue = "") int nothing,
        @ConfigKey(defaultValue = "") Mode neither) {

    enum Mode {
        FULL,
        DEFAULT
    }

    private record Hidden(int x) {}

    record Part(Object anything) {}
}

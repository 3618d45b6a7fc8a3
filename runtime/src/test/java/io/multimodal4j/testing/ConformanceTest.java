package io.multimodal4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multimodal4j.TestModel;
import io.multimodal4j.TestModelDirectory;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.testing.ConformanceReport.Outcome;
import io.multimodal4j.testing.ConformanceReport.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every check passes on a model that conforms, and fails on one that is wrong in just that. */
class ConformanceTest {

    @TempDir
    private Path folder;

    private Conformance of(WrongModel model) {
        try {
            return Conformance.of(TestModelDirectory.write(folder, TestModel.ARCHITECTURE))
                    .backend("java")
                    .registry(model.registry());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String failure(WrongModel model, String check) {
        ConformanceReport report = of(model).run();
        return report.failures().stream()
                .filter(result -> result.check().equals(check))
                .map(Result::detail)
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " did not fail: " + report.results()));
    }

    @Test
    void aModelThatConformsPassesEveryCheck() {
        ConformanceReport report = of(new WrongModel()).check();
        assertThat(report.results()).extracting(Result::outcome).containsOnly(Outcome.PASSED);
        assertThat(report.results())
                .extracting(Result::check)
                .containsExactly(
                        "dummy-maximum",
                        "placeholders",
                        "size-search",
                        "count-equals-apply",
                        "text-equals-tokens",
                        "deterministic",
                        "batch-equals-alone",
                        "split-and-merge",
                        "declared-fields",
                        "encode",
                        "memory");
        assertThat(report)
                .hasToString("The model " + TestModel.ARCHITECTURE + " conforms: 11 of 11 checks passed, none failed");
    }

    @Test
    void theMessageHasModelCheckSizesExpectedAndFound() {
        WrongModel model = new WrongModel() {
            @Override
            ImageSize largest() {
                return new ImageSize(28, 28);
            }
        };
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> of(model).check())
                .withMessageMatching(
                        "(?s)The model " + TestModel.ARCHITECTURE + " does not conform: 1 of 11 checks failed\n"
                                + "  size-search \\(image\\): expected at most the declared maximum of 4 tokens, found that"
                                + " \\d+x\\d+ has 5, and \\d+ of \\d+ sizes have more than the maximum");
    }

    @Test
    void aDeclaredMaximumThatNoDummyReaches() {
        WrongModel model = new WrongModel() {
            @Override
            OptionalInt maximum() {
                return OptionalInt.of(6);
            }
        };
        assertThat(failure(model, "dummy-maximum"))
                .isEqualTo(
                        "expected 3 dummy items of the declared maximum of 6 tokens each, found [5, 5, 5] for items of"
                                + " [a blank picture of 56x28, a blank picture of 56x28, a blank picture of 56x28]");
    }

    @Test
    void dummyInputsWithAnItemTooFew() {
        WrongModel model = new WrongModel() {
            @Override
            public Prompt dummyInputs(Integer config, DummyInputsBuilder dummies) {
                return Prompt.of("<image>").withImage(ImageItem.blank(new ImageSize(56, 28)));
            }
        };
        assertThat(failure(model, "dummy-maximum")).contains("expected 3 dummy items", "found [5]");
        assertThat(failure(model, "placeholders")).contains("has 1 '<image>' placeholder but 3 images were given");
    }

    @Test
    void aCountThatDependsOnHowOftenItWasAsked() {
        AtomicInteger calls = new AtomicInteger();
        WrongModel model = new WrongModel() {
            @Override
            ToIntFunction<ItemInfo> count() {
                return item -> 1 + calls.getAndIncrement() % 7;
            }
        };
        assertThat(failure(model, "deterministic"))
                .contains("the first time and the second time differ in the placeholders: expected ");
        assertThat(failure(model, "count-equals-apply")).contains("expected the counted [", "processing gives [");
        assertThat(failure(model, "text-equals-tokens")).contains("the text and its tokens differ in the placeholders");
    }

    @Test
    void aCountThatDependsOnTheNeighbours() {
        WrongModel model = new WrongModel() {
            @Override
            ToIntFunction<ItemInfo> count() {
                return item -> super.count().applyAsInt(item) - (item.count() > 1 ? 1 : 0);
            }
        };
        assertThat(failure(model, "batch-equals-alone"))
                .contains(
                        "item 0 of sizes [64x48, 37x91, 160x40] differs from the same item alone: expected {embeddings=5")
                .contains("found {embeddings=4");
    }

    @Test
    void aCountThatFailsOnSomeSize() {
        WrongModel model = new WrongModel() {
            @Override
            ToIntFunction<ItemInfo> count() {
                return item -> Math.min(1, item.imageSize().height() / 14);
            }
        };
        assertThat(failure(model, "size-search"))
                .contains("expected a token count for size 1x1", "is 0; it must be at least 1");
    }

    @Test
    void aFieldThatIsNotWhatWasDeclared() {
        WrongModel model = new WrongModel() {
            @Override
            public ModelSchema schema() {
                return new ModelSchema(
                        "Wrong",
                        architectures(),
                        "",
                        List.of(new ModelSchema.ModalitySchema(
                                "image",
                                OptionalInt.empty(),
                                List.of(FieldSpec.batched("pixel_values", "image", DType.FLOAT32, "n 3 32 w")),
                                List.of(List.of("pixel_values")),
                                List.of(ModelSchema.PromptUpdateSpec.replacement("<image>")))));
            }
        };
        assertThat(failure(model, "declared-fields"))
                .isEqualTo(
                        "for size 64x48 the field 'pixel_values' of modality image was declared as float32 [n 3 32 w],"
                                + " but the tensor is float32[1, 3, 28, 28]: dimension 2 is 28");
    }

    @Test
    void anEncodeMethodThatReturnsOtherEmbeddings() {
        WrongModel model = new WrongModel() {
            @Override
            public List<Tensor> embed(SupportsMultiModal created, String modality, EncodeInputs inputs) {
                super.embed(created, modality, inputs).forEach(Tensor::close);
                return List.of();
            }
        };
        assertThat(failure(model, "encode"))
                .isEqualTo("for size 64x48 the encode method returned 0 embeddings for 1 items of modality image");
    }

    @Test
    void anEncoderOfTheApplicationIsComparedToo() {
        TensorAllocator own = new TensorAllocator();
        List<Tensor> made = new ArrayList<>();
        Conformance check = of(new WrongModel()).encoder("image", fields -> {
            made.add(own.allocate(DType.FLOAT32, 7, 2));
            return made.subList(made.size() - 1, made.size());
        });
        assertThatThrownBy(check::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "encode (image): for size 64x48 item 0 of modality image has 5 placeholders, but the"
                                + " encode method returned float32[7, 2]");
        made.forEach(Tensor::close);
    }

    @Test
    void aModelThatKeepsMemory() {
        List<Tensor> kept = new ArrayList<>();
        TensorAllocator shared = new TensorAllocator();
        Findings findings = new Findings("image");
        kept.add(shared.allocate(DType.UINT8, 4));
        Conformance.memory(shared, findings);
        kept.forEach(Tensor::close);
        Conformance.memory(shared, findings);
        assertThat(findings.results()).extracting(Result::outcome).containsExactly(Outcome.FAILED, Outcome.PASSED);
        assertThat(findings.results().get(0).detail())
                .isEqualTo("expected no live tensor after every result was closed, found 1 of 4 bytes");
    }

    @Test
    void itemsThatAreNotThePartsOfTheirMergedTensor() {
        FieldSpec spec = FieldSpec.batched("grid", "image", DType.UINT8, "n 2");
        TensorAllocator allocator = new TensorAllocator();
        try (Tensor merged = allocator.allocate(DType.UINT8, 2, 2).put(new byte[] {1, 2, 3, 4})) {
            Tensor first = merged.slice(0);
            Tensor second = merged.slice(1);
            FieldChecks.splitAndMerge(spec, Optional.of(merged), List.of(first, second), 2);
            assertThatThrownBy(() -> FieldChecks.splitAndMerge(spec, Optional.of(merged), List.of(second, first), 2))
                    .hasMessageContaining("expected item 0 of the field 'grid' in bytes 0 to 2 of its 4 merged bytes");
            assertThatThrownBy(() -> FieldChecks.splitAndMerge(spec, Optional.of(merged), List.of(first), 1))
                    .hasMessageContaining("to be its 4 merged bytes, found 2");
            assertThatThrownBy(() -> FieldChecks.splitAndMerge(spec, Optional.of(merged), List.of(first), 2))
                    .hasMessageContaining("expected 2 items of the field 'grid', found 1");
        }
    }

    @Test
    void aModelThatThrowsFailsItsCheckAndNoOther() {
        WrongModel model = new WrongModel() {
            @Override
            public SupportsMultiModal create(Integer config, ModelContext context) {
                throw new IllegalStateException("no such thing");
            }
        };
        ConformanceReport report = of(model).run();
        assertThat(report.failures()).extracting(Result::check).containsExactly("encode");
        assertThat(report.failures().get(0).detail()).contains("IllegalStateException: no such thing at ");
    }

    @Test
    void theSeedChoosesTheSizes() {
        Map<String, String> first = details(of(new WrongModel()).seed(1).run());
        assertThat(details(of(new WrongModel()).seed(1).sequenceLength(100).run()))
                .isEqualTo(first);
    }

    private static Map<String, String> details(ConformanceReport report) {
        return report.results().stream().collect(java.util.stream.Collectors.toMap(Result::check, Result::detail));
    }

    @Test
    void aDirectoryThatCannotBeLoadedIsSaidAsEver() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Conformance.of(folder.resolve("none")).check())
                .withMessageContaining("there is no model directory at");
    }
}

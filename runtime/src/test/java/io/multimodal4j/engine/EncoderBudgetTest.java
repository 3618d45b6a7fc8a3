package io.multimodal4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.engine.EncoderBudget.Demand;
import io.multimodal4j.engine.EncoderBudget.ModalityBudget;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncoderBudgetTest {

    @Test
    void isWhatIsConfiguredIfItemsAreSmall() {
        EncoderBudget budget =
                EncoderBudget.of(SchedulerLimits.of(4096, 256, 8192), Map.of("image", new Demand(576, 999)));
        assertThat(budget.encoderComputeBudget()).isEqualTo(8192);
        assertThat(budget.encoderCacheSize()).isEqualTo(8192);
        assertThat(budget.encoderBudget()).isEqualTo(8192);
        // 4096 / 576 = 7 fit into a sequence, 8192 / 576 = 14 into a step.
        assertThat(budget.modalities()).isEqualTo(Map.of("image", new ModalityBudget(576, 7, 14)));
        assertThat(budget.modalityWithMaxTokens()).hasValue("image");
    }

    @Test
    void isAtLeastOneItem() {
        EncoderBudget budget =
                EncoderBudget.of(SchedulerLimits.of(4096, 256, 2048), Map.of("image", new Demand(16384, 999)));
        assertThat(budget).isEqualTo(new EncoderBudget(16384, 16384, Map.of("image", new ModalityBudget(16384, 1, 1))));
    }

    @Test
    void computeBudgetAndCacheAreRaisedOneByOne() {
        SchedulerLimits limits = SchedulerLimits.of(32768, 8, 2048).withEncoder(10_000, 1_000);
        EncoderBudget budget = EncoderBudget.of(limits, Map.of("image", new Demand(3_000, 2)));
        assertThat(budget.encoderComputeBudget()).isEqualTo(10_000);
        assertThat(budget.encoderCacheSize()).isEqualTo(3_000);
        assertThat(budget.encoderBudget()).isEqualTo(3_000);
        assertThat(budget.modalities()).isEqualTo(Map.of("image", new ModalityBudget(3_000, 2, 1)));
    }

    @Test
    void theItemsOfABatchAreThoseOfAllSequences() {
        SchedulerLimits limits = SchedulerLimits.of(4096, 2, 8192);
        assertThat(EncoderBudget.of(limits, Map.of("image", new Demand(64, 3))).modalities())
                .isEqualTo(Map.of("image", new ModalityBudget(64, 3, 6)));
        // Without chunked prefill a step has no more sequences than items fit into it: 200 / 64 = 3.
        SchedulerLimits whole =
                SchedulerLimits.of(4096, 8, 200).withEncoder(8192, 8192).withoutChunkedPrefill();
        assertThat(EncoderBudget.of(whole, Map.of("image", new Demand(64, 2))).modalities())
                .isEqualTo(Map.of("image", new ModalityBudget(64, 2, 6)));
        SchedulerLimits chunked = SchedulerLimits.of(4096, 8, 200).withEncoder(8192, 8192);
        assertThat(EncoderBudget.of(chunked, Map.of("image", new Demand(64, 2))).modalities())
                .isEqualTo(Map.of("image", new ModalityBudget(64, 2, 16)));
    }

    @Test
    void theModalityThatIsProfiledHasTheLargestItems() {
        SchedulerLimits limits = SchedulerLimits.of(4096, 2, 8192);
        assertThat(EncoderBudget.of(
                                limits,
                                Map.of(
                                        "image",
                                        new Demand(576, 1),
                                        "audio",
                                        new Demand(750, 1),
                                        "video",
                                        new Demand(4, 1)))
                        .modalityWithMaxTokens())
                .hasValue("audio");
        assertThat(EncoderBudget.of(
                                limits,
                                Map.of(
                                        "video",
                                        new Demand(576, 1),
                                        "image",
                                        new Demand(576, 1),
                                        "audio",
                                        new Demand(576, 1)))
                        .modalityWithMaxTokens())
                .hasValue("video");
    }

    @Test
    void aModalityWithLimitZeroNeedsNothing() {
        SchedulerLimits limits = SchedulerLimits.of(4096, 2, 8192);
        EncoderBudget budget =
                EncoderBudget.of(limits, Map.of("image", new Demand(576, 1), "video", new Demand(50_000, 0)));
        assertThat(budget.modalities()).containsOnlyKeys("image");
        assertThat(budget.encoderCacheSize()).isEqualTo(8192);
        EncoderBudget none = EncoderBudget.of(limits, Map.of("image", new Demand(576, 0)));
        assertThat(none).isEqualTo(new EncoderBudget(0, 0, Map.of()));
        assertThat(none.modalityWithMaxTokens()).isEmpty();
        assertThat(none.encoderBudget()).isZero();
    }

    @Test
    void aModalityWithoutTokensNeedsNoItems() {
        assertThat(EncoderBudget.of(SchedulerLimits.of(4096, 2, 8192), Map.of("audio", new Demand(0, 1)))
                        .modalities())
                .isEqualTo(Map.of("audio", new ModalityBudget(0, 0, 0)));
    }

    @Test
    void anItemThatMustBeScheduledWholeMustFitIntoAStep() {
        SchedulerLimits limits = SchedulerLimits.of(4096, 2, 500).withoutChunkedMmInput();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncoderBudget.of(limits, Map.of("image", new Demand(576, 1))))
                .withMessage("items must be scheduled whole, but one can have 576 tokens and a step takes 500;"
                        + " raise maxNumBatchedTokens or allow chunked items");
        assertThat(EncoderBudget.of(limits, Map.of("image", new Demand(500, 1))).encoderBudget())
                .isEqualTo(500);
    }

    @Test
    void numbersAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchedulerLimits.of(4096, 0, 1))
                .withMessage("maxNumSeqs must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchedulerLimits.of(1, 1, 1).withEncoder(-1, 0))
                .withMessageContaining("maxNumEncoderInputTokens");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncoderBudget.of(SchedulerLimits.of(1, 1, 1), Map.of("image", new Demand(-1, 1))))
                .withMessageContaining("modality image is negative");
    }
}

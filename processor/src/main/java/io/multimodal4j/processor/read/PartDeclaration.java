package io.multimodal4j.processor.read;

import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.types.TypeNames;
import javax.lang.model.type.TypeMirror;

/** A class that {@code @RegisterProcessor} names for something that is written by hand. */
public record PartDeclaration(Part part, TypeMirror type, Place place) {

    /** What can be written by hand. */
    public enum Part {
        INFO("info", TypeNames.PROCESSING_INFO),
        DUMMY_INPUTS("dummyInputs", TypeNames.DUMMY_INPUTS),
        PROCESSOR("processor", TypeNames.IMAGE_PROCESSOR_FACTORY);

        private final String member;
        private final String contract;

        Part(String member, String contract) {
            this.member = member;
            this.contract = contract;
        }

        /** The annotation's member. */
        public String member() {
            return member;
        }

        /** The interface that the class must implement. */
        public String contract() {
            return contract;
        }
    }
}

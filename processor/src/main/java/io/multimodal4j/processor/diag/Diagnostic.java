package io.multimodal4j.processor.diag;

import java.util.Locale;

/**
 * The catalogue. A number belongs to one meaning for ever; each has a page in {@code docs/diagnostics}. 1xx is about where annotations are, 2xx about
 * fields and configuration, 3xx about prompt updates, 4xx about the registry, 5xx about options, 6xx about rounds, 9xx about failures.
 */
public enum Diagnostic {
    NOT_A_CLASS(101),
    PRIVATE_MODEL(102),
    INNER_CLASS(103),
    CONSTRUCTOR(104),
    GENERIC_MODEL(105),
    NOT_MULTI_MODAL(106),
    OUTSIDE_MODEL(107),
    NOTHING_DECLARED(108),
    HAND_WRITTEN_PART(109),

    UNKNOWN_MODALITY(201),
    DUPLICATE_FIELD(202),
    ENCODE_METHOD(203),
    SHAPE(204),
    SIZES_REFERENCE(205),
    SIZES_NOT_FLAT(206),
    FIELD_NAME(207),
    CONFIG_COMPONENT(208),
    ALTERNATIVES(209),
    ITEM_DIMENSION(210),
    CONFIG_FILE(211),
    MERGING(212),

    NO_REPLACEMENT(301),
    NO_FIELD(302),
    TOKEN_COUNT_METHOD(303),
    EMPTY_TARGET(304),
    DUPLICATE_REPLACEMENT(305),
    LIMIT(306),
    INSERTION_TEXT(307),
    CONTENT(308),
    NUMBERED_TARGET(309),
    TARGET_OVERLAP(310),
    ITEM_INFO_METHOD(311),

    ARCHITECTURE_NAME(401),
    DUPLICATE_ARCHITECTURE(402),
    NOT_PROVIDED(403),

    OPTION_VALUE(501),

    // 602, a model that was generated too late, is no error any more.
    UNRESOLVED_TYPE(601),

    CANNOT_WRITE(901),
    INTERNAL_ERROR(999);

    private final int number;

    Diagnostic(int number) {
        this.number = number;
    }

    /** The id as it is printed: {@code MM4J205}. */
    public String id() {
        return String.format(Locale.ROOT, "MM4J%03d", number);
    }
}

package io.multimodal4j.field;

/**
 * What becomes of the items of one field that are merged but differ in a dimension other than the one along which they are merged: batched items of different
 * shapes, flat items whose rows differ. vLLM decides silently, by the kind of field: a list for batched ones, zeros for flat ones.
 */
public enum Ragged {

    /** Such items cannot be merged, so they never share an encode call: they are encoded in batches of one shape each. */
    ERROR,

    /** The encode method takes a list with a tensor per item, whether shapes differ or not. Nothing is copied. */
    LIST,

    /** Items are padded with zeros at the end of each dimension, up to the largest of the batch. */
    PAD
}

package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a parameter of an encode method as a processed multi-modal field: one named output of the model's image, video or
 * audio processor.
 *
 * <p>An <em>encode method</em> is an instance method of the model with at least one annotated parameter. All its parameters are
 * annotated, have the type {@code io.multimodal4j.tensor.Tensor}, or {@code Optional<Tensor>} for a field that may be missing, and name the
 * same modality. A parameter of type {@code List<Tensor>} takes the items as they are, one tensor each, whether their shapes differ or not; with {@code Tensor}, items of
 * different shapes come in different calls, unless they are {@linkplain #padded padded}. The method returns {@code List<Tensor>}, whose element {@code i} is the {@code (feature_size, hidden_size)} embedding of item
 * {@code i}. Several encode methods of one modality are alternatives, such as pixels and precomputed embeddings: the one whose required
 * fields are there is called, and the first in the order of the source if that holds for several. A field of several alternatives is declared the same in each. The generated
 * dispatch checks each tensor's dtype and shape against the declaration before the method is called.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface MultiModalField {

    /**
     * The field's name, as the Hugging Face processor calls it.
     *
     * @return for example {@code "pixel_values"}; unique within the model
     */
    String name();

    /**
     * The modality that the field belongs to.
     *
     * @return one of the names in {@link Modality}
     */
    String modality();

    /**
     * How items are laid out.
     *
     * @return the layout, {@link Layout#BATCHED} unless said otherwise
     */
    Layout layout() default Layout.BATCHED;

    /**
     * The merged tensor's shape: dimensions separated by blanks, each a positive number or a symbol (a lower-case letter followed by
     * lower-case letters, digits or underscores). A symbol stands for one size, which must agree wherever the symbol appears in the
     * fields of one encode method. In {@code "n 3 h w"}, {@code n} is the number of items.
     *
     * @return the shape, see {@link ShapeSpec}
     */
    String shape();

    /**
     * The element type.
     *
     * @return the dtype, {@link DType#FLOAT32} unless said otherwise
     */
    DType dtype() default DType.FLOAT32;

    /**
     * For {@link Layout#FLAT} fields, the name of the batched field of the same modality whose rows give each item's number of rows here:
     * the number itself, or the product of the row ({@code image_grid_thw}). The compiler knows that the field exists; that the rows are as many as it says is checked for every
     * item when fields are split into items or merged for an encode call.
     *
     * @return the sizes field's name, empty for the other layouts
     */
    String sizes() default "";

    /**
     * For {@link Layout#FLAT} fields, how many of the units that {@link #sizes} counts make one row here. The compiler knows that there are sizes; that they can be divided is
     * checked for every item.
     *
     * @return 1 unless said otherwise; 4 for Qwen2-VL's {@code image_embeds}, whose {@code image_grid_thw} counts patches, of which a square of four is one embedding
     */
    int unitsPerRow() default 1;

    /**
     * Whether items that differ in other dimensions than the first of the {@link #shape} are padded with zeros at the end of each, up to the largest of an encode call.
     *
     * @return false, the default, to encode such items in different calls
     */
    boolean padded() default false;

    /**
     * Whether the field stays in host memory on every back end, because host code reads it (grids, sizes).
     *
     * @return true to keep it on the CPU
     */
    boolean keepOnCpu() default false;
}

/**
 * Support for the tests of people who write models: does a model keep its contract, has its schema changed, what does the compiler say. Works with any
 * test framework: what is wrong is thrown as an {@link AssertionError}.
 */
@NullMarked
package io.multimodal4j.testing;

import org.jspecify.annotations.NullMarked;

/** Benchmarks: one class asks one question. */
@NullMarked
package io.vmq.bench;

import org.jspecify.annotations.NullMarked;

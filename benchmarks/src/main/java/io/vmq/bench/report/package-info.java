/** How the benchmarks say what they found. */
@NullMarked
package io.vmq.bench.report;

import org.jspecify.annotations.NullMarked;

/** What it costs to measure every frame. */
@NullMarked
package io.vmq.bench.measure;

import org.jspecify.annotations.NullMarked;

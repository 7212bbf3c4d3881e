/** What steering costs per frame: the hash, the filter lookup, and whole modes. */
@NullMarked
package io.vmq.bench.steering;

import org.jspecify.annotations.NullMarked;

/**
 * How fast real ports receive, beside a reader in C that only counts: one thread sends through a cable of a private network,
 * and one reader after the other receives, in interleaved rounds.
 */
@NullMarked
package io.vmq.bench.nic;

import org.jspecify.annotations.NullMarked;

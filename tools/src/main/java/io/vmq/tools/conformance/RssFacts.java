package io.vmq.tools.conformance;

import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.IndirectionTable;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssKey;
import java.util.List;
import java.util.Optional;

/** What is known of the RSS of a NIC. */
public sealed interface RssFacts {

    /** Why queues cannot be predicted from this, in a few words; empty if they can. */
    Optional<String> whyNot();

    /**
     * The driver tells nothing.
     *
     * @param reason
     *            what was asked and what the system answered, in a few words
     */
    record NotReported(String reason) implements RssFacts {

        @Override
        public Optional<String> whyNot() {
            return Optional.of(reason);
        }
    }

    /**
     * What the driver tells.
     *
     * @param table
     *            queue of each entry of the indirection table
     * @param key
     *            the first 40 bytes of the key; no input reaches those behind them
     */
    record Reported(List<Integer> table, RssKey key, HashFunction function, InputTransform transform, HashTypes types)
            implements
            RssFacts {

        public Reported {
            table = List.copyOf(table);
        }

        @Override
        public Optional<String> whyNot() {
            if (function != HashFunction.TOEPLITZ) {
                return Optional.of("the NIC hashes by " + function.label() + ", and only toeplitz can be predicted");
            }
            if (Integer.bitCount(table.size()) != 1) {
                return Optional.of("the indirection table has " + table.size()
                        + " entries, and only powers of two can be predicted");
            }
            return Optional.empty();
        }

        /** The table as steering uses it; only if there is no reason against it. */
        IndirectionTable indirection() {
            return new IndirectionTable(table.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}

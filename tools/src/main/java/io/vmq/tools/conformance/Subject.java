package io.vmq.tools.conformance;

import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.List;
import java.util.Optional;

/** What is checked: the mode, and by what it decides. */
public sealed interface Subject {

    /** Name of the mode. */
    String mode();

    /** What a port's queues have to mean for this to be seen. */
    QueueMeaning needs();

    /** Why nothing can be predicted, in a few words; empty if it can. */
    Optional<String> whyNot();

    /** The highest queue that may be predicted, if anything can. */
    int lastQueue();

    /**
     * Receive filters.
     *
     * @param filters
     *            in the order in which they were set
     */
    record Filters(List<ReceiveFilter> filters) implements Subject {

        public Filters {
            filters = List.copyOf(filters);
        }

        @Override
        public String mode() {
            return "vmq";
        }

        @Override
        public QueueMeaning needs() {
            return QueueMeaning.FILTERS;
        }

        @Override
        public Optional<String> whyNot() {
            return filters.isEmpty() ? Optional.of("there is no receive filter") : Optional.empty();
        }

        @Override
        public int lastQueue() {
            return filters.stream().mapToInt(ReceiveFilter::queue).max().orElse(0);
        }
    }

    /** RSS of a NIC, by what its driver tells. */
    record Rss(RssFacts facts) implements Subject {

        @Override
        public String mode() {
            return "rss";
        }

        @Override
        public QueueMeaning needs() {
            return QueueMeaning.NIC;
        }

        @Override
        public Optional<String> whyNot() {
            return facts.whyNot();
        }

        @Override
        public int lastQueue() {
            return facts instanceof RssFacts.Reported reported
                    ? reported.table().stream().mapToInt(Integer::intValue).max().orElse(0)
                    : 0;
        }
    }
}

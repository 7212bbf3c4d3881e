package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.InvariantException;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssDecision;
import io.vmq.dispatch.steering.RssSteering;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.VmqSteering;
import java.util.Arrays;

/** Where each probe ought to arrive: what the steering of the mode says, which trials run too. */
final class Predictions {

    private static final int NO_ENTRY = -1;

    private final int[] queues;
    private final int[] hashes;
    private final int[] entries;

    private Predictions(int count) {
        queues = new int[count];
        hashes = new int[count];
        entries = new int[count];
        Arrays.fill(entries, NO_ENTRY);
    }

    static Predictions of(Subject subject, ProbeSet probes) {
        Predictions predictions = new Predictions(probes.count());
        if (probes.count() > 0) {
            switch (subject) {
                case Subject.Filters of ->
                        predictions.steer(new VmqSteering(new FilterTable(of.filters())), probes);
                case Subject.Rss rss -> predictions.explain((RssFacts.Reported) rss.facts(), probes);
            }
        }
        return predictions;
    }

    private void steer(Steering steering, ProbeSet probes) {
        FrameBatch batch = new FrameBatch(FrameBatch.DEFAULT_CAPACITY);
        int[] queueOf = new int[FrameBatch.DEFAULT_CAPACITY];
        for (int from = 0; from < probes.count(); from += batch.count()) {
            probes.fill(batch, from);
            steering.steer(batch, queueOf);
            System.arraycopy(queueOf, 0, queues, from, batch.count());
        }
    }

    /** What is explained must be what the batch path does, wherever the NIC hashes frames as they are. */
    private void explain(RssFacts.Reported facts, ProbeSet probes) {
        RssLaw law = RssLaw.of(facts);
        steer(new RssSteering(facts.key(), facts.types(), facts.indirection()), probes);
        for (int i = 0; i < probes.count(); i++) {
            RssDecision decision = law.decide(probes.frames(), probes.frame(i), probes.frameBytes());
            if (facts.transform() == InputTransform.NONE && decision.queue() != queues[i]) {
                throw new InvariantException("RSS steers probe " + i + " to queue " + queues[i]
                        + ", but explains it with queue " + decision.queue());
            }
            queues[i] = decision.queue();
            hashes[i] = decision.hash();
            entries[i] = decision.hashType() == null ? NO_ENTRY : decision.entry();
        }
    }

    int queue(int probe) {
        return queues[probe];
    }

    /** Entry of the RSS table; {@code -1} if the probe is not hashed. */
    int entry(int probe) {
        return entries[probe];
    }

    boolean isHashed(int probe) {
        return entries[probe] != NO_ENTRY;
    }

    /** Toeplitz hash of a probe that is hashed. */
    int hash(int probe) {
        return hashes[probe];
    }
}

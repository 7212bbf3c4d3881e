package io.vmq.dispatch.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The producer publishes a batch of two while the consumer polls once. */
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the consumer came before the batch")
@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "the whole batch was seen, with every field and every byte")
@Outcome(id = "1, .*", expect = Expect.FORBIDDEN, desc = "a batch was seen in part")
@Outcome(id = "2, 0", expect = Expect.FORBIDDEN, desc = "a polled descriptor or its buffer was not whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "more was polled than published")
public class PublishPollStress {

    private static final int BATCH = 2;

    private PublishPollStress() {}

    private static void poll(NumberedRing ring, II_Result seen) {
        seen.r1 = ring.pollOnce(BATCH + 1);
        seen.r2 = seen.r1 > 0 && ring.isSound() ? 1 : 0;
    }

    @JCStressTest
    @JCStressMeta(PublishPollStress.class)
    @State
    public static class OfCursorRing {

        private final NumberedRing ring = NumberedRing.cursor(2);

        @Actor
        public void producer() {
            ring.produce(BATCH);
        }

        @Actor
        public void consumer(II_Result seen) {
            poll(ring, seen);
        }
    }

    @JCStressTest
    @JCStressMeta(PublishPollStress.class)
    @State
    public static class OfValidBitRing {

        private final NumberedRing ring = NumberedRing.validBit(2);

        @Actor
        public void producer() {
            ring.produce(BATCH);
        }

        @Actor
        public void consumer(II_Result seen) {
            poll(ring, seen);
        }
    }
}

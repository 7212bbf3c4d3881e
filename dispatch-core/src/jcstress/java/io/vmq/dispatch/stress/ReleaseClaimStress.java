package io.vmq.dispatch.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The ring is full: the consumer reads and gives back while the producer waits to write over what was read. */
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the producer waited for room")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "the slot was used again, after it had been read")
@Outcome(id = "0, .*", expect = Expect.FORBIDDEN,
        desc = "the consumer read what the producer wrote into a slot not given back")
@Outcome(expect = Expect.FORBIDDEN, desc = "the producer got a slot that was not free")
public class ReleaseClaimStress {

    private ReleaseClaimStress() {}

    private static NumberedRing filled(NumberedRing ring) {
        ring.produce(1);
        return ring;
    }

    private static void consume(NumberedRing ring, II_Result seen) {
        ring.consume(1);
        seen.r1 = ring.read() == 1 && ring.isSound() ? 1 : 0;
    }

    private static void produce(NumberedRing ring, II_Result seen) {
        ring.produce(2);
        seen.r2 = ring.written();
    }

    @JCStressTest
    @JCStressMeta(ReleaseClaimStress.class)
    @State
    public static class OfCursorRing {

        private final NumberedRing ring = filled(NumberedRing.cursor(1));

        @Actor
        public void consumer(II_Result seen) {
            consume(ring, seen);
        }

        @Actor
        public void producer(II_Result seen) {
            produce(ring, seen);
        }
    }

    @JCStressTest
    @JCStressMeta(ReleaseClaimStress.class)
    @State
    public static class OfValidBitRing {

        private final NumberedRing ring = filled(NumberedRing.validBit(1));

        @Actor
        public void consumer(II_Result seen) {
            consume(ring, seen);
        }

        @Actor
        public void producer(II_Result seen) {
            produce(ring, seen);
        }
    }
}

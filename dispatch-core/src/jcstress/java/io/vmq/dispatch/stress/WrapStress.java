package io.vmq.dispatch.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Descriptors go several times round a ring of one or two slots while both sides are at work. */
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "first in, first out; the sides hardly met")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE,
        desc = "first in, first out, and round the ring while both worked")
@Outcome(expect = Expect.FORBIDDEN, desc = "a descriptor was lost, seen twice, out of order or not whole")
public class WrapStress {

    private static final int COUNT = 7;

    private WrapStress() {}

    private static void judge(NumberedRing ring, int capacity, ZZ_Result result) {
        result.r2 = ring.read() > capacity;
        result.r1 = ring.endsSound();
    }

    @JCStressTest
    @JCStressMeta(WrapStress.class)
    @State
    public static class OfCursorRingOfOne {

        private final NumberedRing ring = NumberedRing.cursor(1);

        @Actor
        public void producer() {
            ring.produce(COUNT);
        }

        @Actor
        public void consumer() {
            ring.consume(COUNT);
        }

        @Arbiter
        public void end(ZZ_Result result) {
            judge(ring, 1, result);
        }
    }

    @JCStressTest
    @JCStressMeta(WrapStress.class)
    @State
    public static class OfCursorRingOfTwo {

        private final NumberedRing ring = NumberedRing.cursor(2);

        @Actor
        public void producer() {
            ring.produce(COUNT);
        }

        @Actor
        public void consumer() {
            ring.consume(COUNT);
        }

        @Arbiter
        public void end(ZZ_Result result) {
            judge(ring, 2, result);
        }
    }

    @JCStressTest
    @JCStressMeta(WrapStress.class)
    @State
    public static class OfValidBitRingOfOne {

        private final NumberedRing ring = NumberedRing.validBit(1);

        @Actor
        public void producer() {
            ring.produce(COUNT);
        }

        @Actor
        public void consumer() {
            ring.consume(COUNT);
        }

        @Arbiter
        public void end(ZZ_Result result) {
            judge(ring, 1, result);
        }
    }

    @JCStressTest
    @JCStressMeta(WrapStress.class)
    @State
    public static class OfValidBitRingOfTwo {

        private final NumberedRing ring = NumberedRing.validBit(2);

        @Actor
        public void producer() {
            ring.produce(COUNT);
        }

        @Actor
        public void consumer() {
            ring.consume(COUNT);
        }

        @Arbiter
        public void end(ZZ_Result result) {
            judge(ring, 2, result);
        }
    }
}

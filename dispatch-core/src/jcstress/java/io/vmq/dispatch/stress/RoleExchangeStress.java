package io.vmq.dispatch.stress;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Both roles change hands at once: each thread works one side of the ring, and then, after both have said so, the other. Needs
 * only two threads, so it runs where three would share CPUs.
 */
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE,
        desc = "nothing was amiss; the sides were not exchanged in time")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "each side went on where the other thread had stopped")
@Outcome(expect = Expect.FORBIDDEN, desc = "a descriptor was lost, seen twice, out of order or not whole")
public class RoleExchangeStress {

    private static final int FIRST = 3;
    private static final int COUNT = 6;
    private static final int TRIES = 1_000;

    private RoleExchangeStress() {}

    /** The ring, and a flag for each role that becomes free. */
    static final class Exchange {

        private final NumberedRing ring;
        private final AtomicBoolean producerFree = new AtomicBoolean();
        private final AtomicBoolean consumerFree = new AtomicBoolean();
        private int writtenByFirst;

        Exchange(NumberedRing ring) {
            this.ring = ring;
        }

        void produceThenConsume() {
            ring.produce(FIRST);
            writtenByFirst = ring.written();
            producerFree.setRelease(true);
            if (isFree(consumerFree)) {
                ring.consume(COUNT);
            }
        }

        void consumeThenProduce() {
            ring.consume(FIRST);
            consumerFree.setRelease(true);
            if (isFree(producerFree)) {
                ring.produce(COUNT);
            }
        }

        private static boolean isFree(AtomicBoolean role) {
            boolean free = role.getAcquire();
            for (int tries = 0; !free && tries < TRIES; tries++) {
                Thread.onSpinWait();
                free = role.getAcquire();
            }
            return free;
        }

        void judge(ZZ_Result result) {
            result.r2 = ring.written() > writtenByFirst;
            result.r1 = ring.endsSound();
        }
    }

    @JCStressTest
    @JCStressMeta(RoleExchangeStress.class)
    @State
    public static class OfCursorRing {

        private final Exchange exchange = new Exchange(NumberedRing.cursor(2));

        @Actor
        public void producerFirst() {
            exchange.produceThenConsume();
        }

        @Actor
        public void consumerFirst() {
            exchange.consumeThenProduce();
        }

        @Arbiter
        public void end(ZZ_Result result) {
            exchange.judge(result);
        }
    }

    @JCStressTest
    @JCStressMeta(RoleExchangeStress.class)
    @State
    public static class OfValidBitRing {

        private final Exchange exchange = new Exchange(NumberedRing.validBit(2));

        @Actor
        public void producerFirst() {
            exchange.produceThenConsume();
        }

        @Actor
        public void consumerFirst() {
            exchange.consumeThenProduce();
        }

        @Arbiter
        public void end(ZZ_Result result) {
            exchange.judge(result);
        }
    }
}

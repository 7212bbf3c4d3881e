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
 * The consumer's role passes from one thread to another at the border of a batch, by a flag that is released and acquired;
 * the producer goes on meanwhile.
 */
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE,
        desc = "nothing was amiss; the second consumer came too late for more")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE,
        desc = "the second consumer went on where the first had stopped")
@Outcome(expect = Expect.FORBIDDEN, desc = "a descriptor was lost, seen twice, out of order or not whole")
public class ConsumerHandOverStress {

    private static final int FIRST = 2;
    private static final int COUNT = 6;
    private static final int TRIES = 1_000;

    private ConsumerHandOverStress() {}

    /** Ring and flag. */
    static final class Relay {

        private final NumberedRing ring;
        private final AtomicBoolean passed = new AtomicBoolean();
        private int readByFirst;

        Relay(NumberedRing ring) {
            this.ring = ring;
        }

        void produce() {
            ring.produce(COUNT);
        }

        void consumeFirst() {
            ring.consume(FIRST);
            readByFirst = ring.read();
            passed.setRelease(true);
        }

        void consumeSecond() {
            boolean mine = passed.getAcquire();
            for (int tries = 0; !mine && tries < TRIES; tries++) {
                Thread.onSpinWait();
                mine = passed.getAcquire();
            }
            if (mine) {
                ring.consume(COUNT);
            }
        }

        void judge(ZZ_Result result) {
            result.r2 = ring.read() > readByFirst;
            result.r1 = ring.endsSound();
        }
    }

    @JCStressTest
    @JCStressMeta(ConsumerHandOverStress.class)
    @State
    public static class OfCursorRing {

        private final Relay relay = new Relay(NumberedRing.cursor(2));

        @Actor
        public void producer() {
            relay.produce();
        }

        @Actor
        public void firstConsumer() {
            relay.consumeFirst();
        }

        @Actor
        public void secondConsumer() {
            relay.consumeSecond();
        }

        @Arbiter
        public void end(ZZ_Result result) {
            relay.judge(result);
        }
    }

    @JCStressTest
    @JCStressMeta(ConsumerHandOverStress.class)
    @State
    public static class OfValidBitRing {

        private final Relay relay = new Relay(NumberedRing.validBit(2));

        @Actor
        public void producer() {
            relay.produce();
        }

        @Actor
        public void firstConsumer() {
            relay.consumeFirst();
        }

        @Actor
        public void secondConsumer() {
            relay.consumeSecond();
        }

        @Arbiter
        public void end(ZZ_Result result) {
            relay.judge(result);
        }
    }
}

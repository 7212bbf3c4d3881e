package io.vmq.bench.path;

import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.measure.LatencyRecorder;
import io.vmq.nic.linux.LinuxThreadPinning;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two CPUs that a benchmark runs on. Every run has threads of its own, each tied to its CPU. A thread makes what it
 * works on itself: objects that one thread makes lie side by side, and two threads must not write side by side.
 */
final class Cores {

    private static final int PATIENCE_MS = 100;
    private static final double GAP_PERCENTILE = 99.99;

    private final ThreadPinning pinning;
    private final int producerCpu;
    private final int consumerCpu;

    Cores(ThreadPinning pinning, int producerCpu, int consumerCpu) {
        this.pinning = pinning;
        this.producerCpu = producerCpu;
        this.consumerCpu = consumerCpu;
    }

    int producerCpu() {
        return producerCpu;
    }

    int consumerCpu() {
        return consumerCpu;
    }

    /** Two CPUs of this machine. */
    static Cores pinned(int producerCpu, int consumerCpu) {
        return new Cores(LinuxThreadPinning.orNone(), producerCpu, consumerCpu);
    }

    /** Runs a producer that consumes its own frames. */
    Round alone(Supplier<? extends Producer> producer, long forNs) throws InterruptedException {
        Running running = new Running(forNs);
        running.begin.countDown();
        running.join(thread("bench-alone", producerCpu, () -> running.produce(producer), running));
        return running.round();
    }

    /** Runs both sides until the time is over and nothing is left between them. */
    Round both(Supplier<? extends Producer> producer, Supplier<? extends Consumer> consumer, long forNs)
            throws InterruptedException {
        Running running = new Running(forNs);
        Thread consuming = thread("bench-consumer", consumerCpu, () -> running.consume(consumer), running);
        Thread producing = thread("bench-producer", producerCpu, () -> running.produce(producer), running);
        running.join(producing);
        running.join(consuming);
        return running.round();
    }

    private Thread thread(String name, int cpu, Runnable work, Running running) {
        return Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                if (!pinning.pinCurrentThread(cpu)) {
                    throw new IllegalStateException("CPU " + cpu + " cannot be had");
                }
                work.run();
            } catch (RuntimeException | Error failure) {
                running.failure = failure;
            }
        });
    }

    /** What the two threads of one run tell each other. */
    private static final class Running {

        private final long forNs;
        private final CountDownLatch begin = new CountDownLatch(1);
        private volatile boolean over;
        private volatile @Nullable Throwable failure;
        private long frames;
        private long gapNs;
        private long witness;
        private long beganNs;
        private long endedNs;

        Running(long forNs) {
            this.forNs = forNs;
        }

        void produce(Supplier<? extends Producer> made) {
            Producer producer = made.get();
            await();
            beganNs = System.nanoTime();
            long untilNs = beganNs + forNs;
            long sent = 0;
            LatencyRecorder gaps = LatencyRecorder.whole("gaps");
            long nowNs = beganNs;
            while (nowNs < untilNs) {
                sent += producer.step(nowNs);
                long beforeNs = nowNs;
                nowNs = System.nanoTime();
                gaps.record(nowNs, nowNs - beforeNs);
            }
            frames = sent;
            gapNs = Objects.requireNonNull(gaps.summary()).atNs(GAP_PERCENTILE);
            witness = producer.witness();
            endedNs = System.nanoTime();
            over = true;
        }

        private void await() {
            try {
                begin.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a benchmark's threads", e);
            }
        }

        void consume(Supplier<? extends Consumer> made) {
            Consumer consumer = made.get();
            begin.countDown();
            long taken = 0;
            while (true) {
                boolean last = over;
                int found = consumer.step();
                taken += found;
                if (last && found == 0) {
                    break;
                }
            }
            endedNs = System.nanoTime();
            witness = consumer.witness();
            if (taken != frames) {
                throw new IllegalStateException(taken + " frames came out of " + frames);
            }
        }

        void join(Thread thread) throws InterruptedException {
            while (thread.isAlive() && failure == null) {
                thread.join(PATIENCE_MS);
            }
            if (failure != null) {
                throw new IllegalStateException("a thread of the benchmark failed: " + failure, failure);
            }
        }

        Round round() {
            return new Round(frames, endedNs - beganNs, gapNs, witness);
        }
    }
}

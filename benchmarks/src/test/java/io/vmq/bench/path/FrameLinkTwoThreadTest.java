package io.vmq.bench.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import java.lang.foreign.Arena;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A producer and a consumer on threads of their own: every frame arrives once, whole and in the order of its flow. */
class FrameLinkTwoThreadTest {

    private static final int FRAMES = 200_000;

    @ParameterizedTest
    @EnumSource
    void shouldMoveEveryFrame(LinkKind kind) throws InterruptedException, ExecutionException {
        try (Arena arena = Arena.ofShared()) {
            FrameLink link = kind.make(arena);
            Producing producing = new Producing(arena, link);
            FutureTask<Integer> producer = new FutureTask<>(producing::run);
            Thread thread = Thread.ofPlatform().name("producer").daemon().start(producer);
            Checked checked = new Checked();
            int received;
            try {
                received = receive(link, checked);
            } finally {
                // Its patience is bounded too, so it ends also when the consumer has failed.
                thread.join();
            }
            assertThat(producer.get()).isEqualTo(FRAMES);
            assertThat(received).isEqualTo(FRAMES);
            assertThat(checked.headers()).isEqualTo(producing.headers);
            assertThat(checked.summary().count()).isEqualTo(FRAMES);
        }
    }

    private static int receive(FrameLink link, Checked checked) {
        Patience patience = new Patience();
        int received = 0;
        while (received < FRAMES && patience.isLeft()) {
            int found = 0;
            for (int queue = 0; queue < Guests.QUEUES; queue++) {
                found += link.receive(queue, checked);
            }
            checked.batchDone();
            received += found;
            patience.after(found);
        }
        return received;
    }

    private static final class Producing {

        private final WrittenFrames frames;
        private final FrameLink link;
        private final int[] queueOf = new int[FrameBatch.DEFAULT_CAPACITY];
        private final Patience patience = new Patience();
        private long headers;

        Producing(Arena arena, FrameLink link) {
            frames = new WrittenFrames(arena, link.batch());
            this.link = link;
        }

        int run() {
            int sent = 0;
            while (sent < FRAMES && patience.isLeft()) {
                FrameBatch batch = frames.next(System.nanoTime());
                for (int i = 0; i < batch.count(); i++) {
                    queueOf[i] = batch.flow(i) % Guests.QUEUES;
                    headers += batch.memory().i64Be(batch.address(i));
                }
                sent += send(batch);
            }
            return sent;
        }

        private int send(FrameBatch batch) {
            int sent = 0;
            while (sent < batch.count() && patience.isLeft()) {
                int next = link.send(batch, queueOf, sent);
                patience.after(next - sent);
                sent = next;
            }
            return sent;
        }
    }

    /** Spins while nothing moves, and gives up after a number of spins in vain. */
    private static final class Patience {

        private static final int SPINS = 20_000_000;
        private static final int SPINS_BETWEEN_YIELDS = 256;

        private int inVain;

        boolean isLeft() {
            return inVain < SPINS;
        }

        // With fewer free CPUs than threads the other side must be let in; correctness does not depend on it.
        @SuppressWarnings("ThreadPriorityCheck")
        void after(int moved) {
            inVain = moved > 0 ? 0 : inVain + 1;
            if (inVain > 0) {
                Thread.onSpinWait();
                if (inVain % SPINS_BETWEEN_YIELDS == 0) {
                    Thread.yield();
                }
            }
        }
    }
}

package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmq.dispatch.engine.ThreadPinning;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LinuxThreadPinningTest {

    /** Runs it in a thread of its own, since a pin lasts as long as the thread. */
    private static <T> T inThread(Thread.Builder builder, Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        builder.start(task);
        return task.get(10, TimeUnit.SECONDS);
    }

    /** Pinning may be forbidden where the tests run: tries, and says so. */
    private static void assumePinningWorks() {
        BitSet mask = SchedulerCalls.affinityOfThread();
        skipUnless(!mask.isEmpty(), "sched_getaffinity is not allowed here");
        int errno = -SchedulerCalls.setAffinityOfThread(mask);
        skipUnless(errno == 0, "sched_setaffinity is not allowed here, errno " + errno);
    }

    private static void skipUnless(boolean possible, String reason) {
        if (!possible) {
            System.out.println("pinning test skipped: " + reason);
        }
        assumeTrue(possible, reason);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldRunOnEachAllowedCpuAlone() throws Exception {
        assumePinningWorks();
        ThreadPinning pinning = LinuxThreadPinning.orNone();
        for (int cpu : AllowedCpus.ofThisProcess().numbers()) {
            BitSet mask = inThread(Thread.ofPlatform(), () -> {
                assertThat(pinning.pinCurrentThread(cpu)).isTrue();
                return SchedulerCalls.affinityOfThread();
            });
            assertThat(mask.stream()).containsExactly(cpu);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldMoveAThreadThatWasPinnedBefore() throws Exception {
        assumePinningWorks();
        ThreadPinning pinning = LinuxThreadPinning.orNone();
        List<Boolean> answers = inThread(Thread.ofPlatform(), () -> {
            List<Boolean> all = new ArrayList<>();
            for (int cpu : AllowedCpus.ofThisProcess().numbers()) {
                all.add(pinning.pinCurrentThread(cpu));
            }
            return all;
        });
        assertThat(answers).containsOnly(true);
    }

    @Test
    void shouldRefuseCpusThatThereAreNot() {
        ThreadPinning pinning = LinuxThreadPinning.orNone();

        for (int cpu : new int[] {-1, Integer.MIN_VALUE, 8_191, 8_192, 1_000_000, Integer.MAX_VALUE}) {
            assertThat(pinning.pinCurrentThread(cpu)).as("cpu %d", cpu).isFalse();
        }
    }

    @Test
    void shouldLeaveVirtualThreadsAlone() throws Exception {
        ThreadPinning pinning = LinuxThreadPinning.orNone();
        int cpu = AllowedCpus.ofThisProcess().numbers()[0];

        assertThat(inThread(Thread.ofVirtual(), () -> pinning.pinCurrentThread(cpu))).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReportTheErrnoOfARefusedCall() {
        int einval = 22;

        assertThat(SchedulerCalls.setAffinityOfThread(new BitSet())).isEqualTo(-einval);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKnowTheCpusOfTheProcessWhateverTheThreadIsPinnedTo() throws Exception {
        assumePinningWorks();
        AllowedCpus before = AllowedCpus.ofThisProcess();
        String seen = inThread(Thread.ofPlatform(), () -> {
            LinuxThreadPinning.orNone().pinCurrentThread(before.numbers()[0]);
            return AllowedCpus.ofThisProcess().toString();
        });

        assertThat(seen).isEqualTo(before.toString());
        assertThat(before.count()).isPositive().isEqualTo(before.numbers().length);
        assertThat(before.contains(before.numbers()[0])).isTrue();
        assertThat(before.contains(-1)).isFalse();
    }
}

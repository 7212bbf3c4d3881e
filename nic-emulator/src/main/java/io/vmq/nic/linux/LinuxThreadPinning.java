package io.vmq.nic.linux;

import io.vmq.dispatch.engine.ThreadPinning;
import java.util.BitSet;

/**
 * Pins threads by sched_setaffinity(2). It never leaves the CPUs that the process was allowed when this object was
 * made. A pinned thread's children begin with its mask: pin inside the thread that works, not in the one that starts
 * it.
 */
public final class LinuxThreadPinning implements ThreadPinning {

    private final AllowedCpus allowed;

    private LinuxThreadPinning(AllowedCpus allowed) {
        this.allowed = allowed;
    }

    /** Pins on Linux; on any other system it is {@link ThreadPinning#NONE}. */
    public static ThreadPinning orNone() {
        return OperatingSystem.isLinux() ? new LinuxThreadPinning(AllowedCpus.ofThisProcess()) : NONE;
    }

    /** {@inheritDoc} A virtual thread is refused: it would take its carrier with it. */
    @Override
    public boolean pinCurrentThread(int cpu) {
        if (Thread.currentThread().isVirtual() || !allowed.contains(cpu)) {
            return false;
        }
        BitSet wanted = new BitSet();
        wanted.set(cpu);
        return SchedulerCalls.setAffinityOfThread(wanted) == SchedulerCalls.DONE
                && SchedulerCalls.affinityOfThread().equals(wanted);
    }
}

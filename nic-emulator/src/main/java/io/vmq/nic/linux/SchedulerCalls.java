package io.vmq.nic.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.BitSet;

/**
 * sched_getaffinity(2) and sched_setaffinity(2). To be touched on Linux only: loading the class looks both of them
 * up.
 */
final class SchedulerCalls {

    /** What a call answers that did what was asked; otherwise the negative errno. */
    static final int DONE = 0;

    private static final int CALLING_THREAD = 0;
    /** Room for 8,192 CPUs, the most that Linux can be built for; a smaller mask may be refused with EINVAL. */
    private static final long MASK_BYTES = 1_024;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(StructLayout.PathElement.groupElement("errno"));
    private static final MethodHandle GET = handle("sched_getaffinity");
    private static final MethodHandle SET = handle("sched_setaffinity");

    private SchedulerCalls() {}

    /** Where the calling thread may run; empty if the system does not say. */
    static BitSet affinityOfThread() {
        return affinityOf(CALLING_THREAD);
    }

    /** Where the process's first thread may run, which the JVM leaves alone; empty if the system does not say. */
    static BitSet affinityOfProcess() {
        return affinityOf((int) ProcessHandle.current().pid());
    }

    private static BitSet affinityOf(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
            return call(GET, arena, pid, mask) == DONE
                    ? BitSet.valueOf(mask.toArray(ValueLayout.JAVA_LONG))
                    : new BitSet();
        }
    }

    /** Lets the calling thread run on these CPUs alone; {@link #DONE} or the negative errno. */
    static int setAffinityOfThread(BitSet cpus) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
            MemorySegment.copy(cpus.toLongArray(), 0, mask, ValueLayout.JAVA_LONG, 0, cpus.toLongArray().length);
            return call(SET, arena, CALLING_THREAD, mask);
        }
    }

    private static int call(MethodHandle handle, Arena arena, int pid, MemorySegment mask) {
        MemorySegment state = arena.allocate(STATE);
        try {
            int result = (int) handle.invokeExact(state, pid, MASK_BYTES, mask);
            return result == -1 ? -(int) ERRNO.get(state, 0L) : DONE;
        } catch (Throwable e) {
            throw new AssertionError("a system call that throws nothing threw", e);
        }
    }

    /** int f(pid_t, size_t, cpu_set_t *), with errno captured. */
    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS),
                Linker.Option.captureCallState("errno"));
    }
}

package io.vmq.dispatch.engine;

/**
 * Ties the calling thread to one CPU of this machine. The dispatch module makes no system call; whoever starts an engine
 * brings the implementation.
 */
@FunctionalInterface
public interface ThreadPinning {

    /** Leaves threads where the operating system puts them. */
    ThreadPinning NONE = cpu -> false;

    /**
     * Ties the calling platform thread to {@code cpu}, for as long as it lives.
     *
     * @return true if the thread runs on that CPU alone now; false if the machine did not allow it
     */
    boolean pinCurrentThread(int cpu);
}

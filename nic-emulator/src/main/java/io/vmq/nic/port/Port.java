package io.vmq.nic.port;

import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real NIC, or what stands for one, as frames are received from it: a number of queues, filled by hardware or kernel, that
 * one thread empties.
 *
 * <p>
 * A port is open from when it is made until {@link #close}, which any thread may call once the reading one has ended; all else
 * belongs to one thread at a time. What arrives while nobody reads waits as long as there is room, and is then lost and
 * counted. A port never asks for a promiscuous interface, and refuses what would show as one.
 */
public interface Port extends AutoCloseable {

    /** How frames are received, as users name it: {@code af-packet}, {@code af-xdp}, … */
    String backend();

    /** How many queues can be read, at least 1. */
    int queueCount();

    SteeredBy steeredBy();

    /** A queue, from 0 on; queue 0 is the default queue. */
    PortQueue queue(int index);

    /**
     * Waits until some queue may have frames.
     *
     * @return false if none has after {@code timeoutMs} ms, or if the port has failed
     */
    boolean await(int timeoutMs);

    /**
     * Steers by these filters from now on; frames that are in a queue stay there.
     *
     * @throws PortException
     *             if the system refuses; then the port steers as before
     * @throws UnsupportedOperationException
     *             unless {@link #steeredBy} is {@link SteeredBy#FILTERS}
     */
    void setFilters(List<ReceiveFilter> filters) throws PortException;

    /** How long after its arrival a frame may still not show in its queue, ns: drivers and kernels collect frames. */
    long mostDelayNs();

    /**
     * Frames that arrived for the port since it was opened and found no room, as far as it is known by now: those that the kernel
     * dropped on the way to the port, and, at an interface, those that the NIC counted as missed. Drivers may know the latter only
     * seconds later, and some never.
     */
    long lostFrames();

    /**
     * Why nothing more will arrive, or why not all of it did, in a few words, such as an interface that went down, also if it came back;
     * null while the port works. A port that has failed stays so, with its first reason.
     */
    @Nullable
    String failure();

    /**
     * What a user has to know to judge what the port received, one sentence each: how the system carried out what was asked, and what
     * came that is none of the port's frames. Counts are those by now.
     */
    default List<String> remarks() {
        return List.of();
    }

    /** Where {@link PortQueue#stampNs} comes from. */
    StampSource stamps();

    /** Gives back all that the kernel holds for the port: sockets, memory, programs. */
    @Override
    void close();
}

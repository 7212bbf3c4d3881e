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
 * counted. Nothing that a port does makes an interface promiscuous.
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

    /** Frames that arrived for the port since it was opened and found no room, as the kernel counted them by now. */
    long lostFrames();

    /** Why nothing more will arrive, in a few words, such as an interface that went down; null while the port works. */
    @Nullable
    String failure();

    /** Where {@link PortQueue#stampNs} comes from. */
    StampSource stamps();

    /** Gives back all that the kernel holds for the port: sockets, memory, programs. */
    @Override
    void close();
}

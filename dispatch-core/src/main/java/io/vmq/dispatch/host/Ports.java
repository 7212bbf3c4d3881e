package io.vmq.dispatch.host;

import java.util.Arrays;
import java.util.List;

/**
 * The NICs of a host as a trial uses them, and their receive queues numbered through: those of the first NIC, then those of the
 * next. Each NIC has a default queue of its own. Immutable.
 */
public final class Ports {

    private final List<NicTimeline> nics;
    private final int[] firstQueue;
    private final int[] portOfQueue;

    /**
     * @param nics
     *            at least one; a NIC's place in the list is its port number
     */
    public Ports(List<NicTimeline> nics) {
        if (nics.isEmpty()) {
            throw new IllegalArgumentException("no NIC: at least one expected");
        }
        this.nics = List.copyOf(nics);
        firstQueue = new int[nics.size() + 1];
        for (int port = 0; port < nics.size(); port++) {
            firstQueue[port + 1] = firstQueue[port] + nics.get(port).queueCount();
        }
        portOfQueue = new int[firstQueue[nics.size()]];
        for (int port = 0; port < nics.size(); port++) {
            Arrays.fill(portOfQueue, firstQueue[port], firstQueue[port + 1], port);
        }
    }

    /** A host with one NIC, whose queues keep their numbers. */
    public static Ports single(NicTimeline nic) {
        return new Ports(List.of(nic));
    }

    public int count() {
        return nics.size();
    }

    /** The NIC of port {@code port}, over time. */
    public NicTimeline nic(int port) {
        return nics.get(port);
    }

    /** Receive queues of all NICs, their default queues included. */
    public int queueCount() {
        return portOfQueue.length;
    }

    /** The first queue of port {@code port}: its default queue 0. */
    public int firstQueue(int port) {
        return firstQueue[port];
    }

    /** The port that {@code queue} belongs to. */
    public int portOf(int queue) {
        return portOfQueue[queue];
    }

    /** The number of {@code queue} on its own NIC. */
    public int numberOnNic(int queue) {
        return queue - firstQueue[portOfQueue[queue]];
    }

    /** The default queue of the NIC that {@code queue} belongs to. */
    public int defaultQueueOf(int queue) {
        return firstQueue[portOfQueue[queue]];
    }

    /** Name of the NIC that {@code queue} belongs to. */
    public String nicOf(int queue) {
        return nics.get(portOfQueue[queue]).first().nic();
    }

    /** A name for {@code queue} without blanks and commas: q3, or nic1.q3 where there are several NICs. */
    public String labelOf(int queue) {
        String number = "q" + numberOnNic(queue);
        return nics.size() == 1 ? number : nicOf(queue).replaceAll("[\\s,]", "_") + "." + number;
    }

    /** The VMs that own {@code queue} at some time, in order of index. */
    public List<Integer> vmsOf(int queue) {
        return nics.get(portOfQueue[queue]).vmsOf(numberOnNic(queue));
    }
}

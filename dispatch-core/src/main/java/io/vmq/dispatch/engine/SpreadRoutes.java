package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Assignment;
import io.vmq.dispatch.engine.Spreading.OfPort;
import io.vmq.dispatch.host.Ports;

/**
 * The ways of frames through cores that hand on: which queue, and behind it which processor of the VM. A route is one number, so
 * that it travels like that of a queue; the frames of a route stay in order. Behind the receive queues each core has a software
 * queue, numbered after them. Immutable, for any thread.
 */
final class SpreadRoutes {

    private final int queueCount;
    private final int[] processorsOfQueue;
    /** By number of the route: the core that serves its frames in the end. */
    private final int[] lastCore;

    SpreadRoutes(Spreading spreading, Ports ports, Assignment assignment) {
        queueCount = ports.queueCount();
        processorsOfQueue = new int[queueCount];
        int most = spreading.ports().stream().mapToInt(OfPort::processors).max().orElse(0);
        lastCore = new int[(1 + most) * queueCount];
        for (int queue = 0; queue < queueCount; queue++) {
            OfPort port = spreading.ports().get(ports.portOf(queue));
            int home = assignment.coreOf(queue);
            lastCore[queue] = home;
            if (queue != ports.defaultQueueOf(queue)) {
                processorsOfQueue[queue] = port.processors();
                for (int processor = 0; processor < port.processors(); processor++) {
                    int place = (port.cores().indexOf(home) + processor) % port.cores().size();
                    lastCore[route(queue, processor)] = port.cores().get(place);
                }
            }
        }
    }

    /** The route of a frame of {@code queue}, which spreads, to a processor of its VM. */
    int route(int queue, int processor) {
        return (1 + processor) * queueCount + queue;
    }

    /** Whether the core of {@code queue} hands its frames on; otherwise the queue's number is that of its one route. */
    boolean spreads(int queue) {
        return processorsOfQueue[queue] > 0;
    }

    int queueOf(int route) {
        return route % queueCount;
    }

    /** The core that serves the frames of {@code route} in the end. */
    int lastCore(int route) {
        return lastCore[route];
    }

    /** The queue from which that core serves them. */
    int lastQueue(int route) {
        return route < queueCount ? route : softwareQueue(lastCore[route]);
    }

    /** The queue of frames that are handed on to {@code core}. */
    int softwareQueue(int core) {
        return queueCount + core;
    }

    boolean isSoftwareQueue(int queue) {
        return queue >= queueCount;
    }

    /** Routes are below this. */
    int count() {
        return lastCore.length;
    }
}

package io.vmq.nic.xdp;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.port.PortQueue;

/** Reads what a port has, queue by queue, and leaves aside what the test did not send. One thread uses it. */
final class ReceivedFrames {

    private static final int MOST_BYTES = 4096;
    private static final int MOST_WAITS = 100;
    private static final int WAIT_MS = 100;

    /** What is done with a frame. */
    @FunctionalInterface
    interface Reader {
        void on(int queue, byte[] frame, PortQueue at);
    }

    private final XdpPort port;
    private final Memory memory = Memory.allocate(MOST_BYTES);
    private int count;

    ReceivedFrames(XdpPort port) {
        this.port = port;
    }

    /** Reads until so many frames have come in all, or none comes any more for a long time; returns how many have. */
    int readUntil(int total, Reader reader) {
        for (int waits = 0; count < total && waits < MOST_WAITS; waits++) {
            readAll(reader);
            if (count < total) {
                port.await(WAIT_MS);
            }
        }
        return count;
    }

    /** Reads what is there now; returns how many have come in all. */
    int readAll(Reader reader) {
        for (int queue = 0; queue < port.queueCount(); queue++) {
            PortQueue at = port.queue(queue);
            while (at.next()) {
                byte[] frame = new byte[at.copyTo(memory, 0, MOST_BYTES)];
                memory.get(0, frame, 0, frame.length);
                if (TestFrames.isOurs(frame)) {
                    count++;
                    reader.on(queue, frame, at);
                }
            }
        }
        return count;
    }
}

package io.vmq.nic.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortQueue;
import java.util.Collection;
import java.util.function.BooleanSupplier;

/** Sends frames and takes in what arrives; every wait ends after a number of looks. */
final class Trip {

    /** What is done with a frame that arrived. */
    @FunctionalInterface
    interface Arrival {
        void in(int queue, PortQueue frame, byte[] bytes);
    }

    private static final int ROOM = 1 << 16;
    private static final int MOST_LOOKS = 2_000;
    private static final int LOOK_MS = 10;

    private final FrameSender sender;
    private final Port port;
    private final Memory buffer = Memory.allocate(ROOM);
    private long sent;
    private long arrived;

    Trip(FrameSender sender, Port port) {
        this.sender = sender;
        this.port = port;
    }

    void send(FrameBatch batch) {
        int at = 0;
        for (int look = 0; at < batch.count(); look++) {
            assertThat(look).as("looks for room to send").isLessThan(MOST_LOOKS);
            assertThat(sender.failure()).isNull();
            int taken = sender.send(batch, at);
            at += taken;
            if (taken == 0) {
                sender.await(LOOK_MS);
            }
        }
        sent += batch.count();
    }

    /** Sends frames that lie on the heap, all of one length. */
    void send(Collection<byte[]> frames) {
        FrameBatch batch = new FrameBatch(frames.size());
        int bytes = frames.iterator().next().length;
        Memory memory = Memory.allocate((long) bytes * frames.size());
        batch.begin(memory);
        for (byte[] frame : frames) {
            long at = (long) batch.count() * bytes;
            memory.put(at, frame, 0, bytes);
            batch.add(at, bytes, bytes + 4, true, 0, 0, 0, batch.count());
        }
        send(batch);
    }

    /** Takes in what arrives until all that was sent is there. */
    void takeAll(Arrival arrival) {
        takeUntil(() -> arrived >= sent, arrival);
        assertThat(arrived).isEqualTo(sent);
    }

    /** Takes in what arrives until that is so. */
    void takeUntil(BooleanSupplier done, Arrival arrival) {
        for (int look = 0; !done.getAsBoolean(); look++) {
            assertThat(look).as("looks for %d frames of which %d came", sent, arrived).isLessThan(MOST_LOOKS);
            port.await(LOOK_MS);
            takeWhatIsThere(arrival);
        }
    }

    private void takeWhatIsThere(Arrival arrival) {
        for (int queue = 0; queue < port.queueCount(); queue++) {
            PortQueue frames = port.queue(queue);
            while (frames.next()) {
                byte[] bytes = new byte[frames.copyTo(buffer, 0, ROOM)];
                buffer.get(0, bytes, 0, bytes.length);
                arrived++;
                arrival.in(queue, frames, bytes);
            }
        }
    }

    long sent() {
        return sent;
    }

    long arrived() {
        return arrived;
    }
}

package io.vmq.nic.vxlan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.traffic.FrameTag;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Sends the frames of a source to a VXLAN port over loopback, in one thread, and hands over what arrives. */
final class Loopback implements AutoCloseable {

    static final int VNI = 0xABCDEF;

    private static final int WAIT_MS = 20;
    private static final int MOST_EMPTY_WAITS = 500;

    /** What is done with each frame that arrives. */
    interface Taker {
        void take(Memory memory, int storedBytes, PortQueue queue);
    }

    final VxlanPort port;
    final VxlanSender sender;
    private final Memory frame = Memory.allocate(9_216);
    private final PortQueue queue;
    private long sent;
    private long received;

    Loopback(int channels, int slots, int socketBytes) throws PortException {
        this(channels, slots, socketBytes, ChannelKind.best());
    }

    Loopback(int channels, int slots, int socketBytes, ChannelKind kind) throws PortException {
        port = VxlanPort
                .open(new VxlanSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), VNI, channels,
                        slots, socketBytes), kind);
        sender = VxlanSender.open(port.localAddress(), VNI);
        queue = port.queue(0);
    }

    /** Sends so many frames, each with its tag, and reads after every {@code chunk} of them. */
    void pass(Source source, long frames, int chunk, Taker taker) {
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        long toRead = chunk;
        while (sent < frames) {
            source.fill(batch, Source.NEVER - 1);
            send(batch);
            if (sent >= toRead) {
                drain(taker);
                toRead = sent + chunk;
            }
        }
        awaitAll(taker);
    }

    private void send(FrameBatch batch) {
        for (int i = 0; i < batch.count(); i++) {
            int place = FrameTag.placeIn(batch.memory(), batch.address(i), batch.storedBytes(i));
            if (place != FrameTag.NONE) {
                FrameTag.write(batch.memory(), batch.address(i), place, batch.flow(i), batch.sequence(i));
            }
        }
        int done = 0;
        for (int tries = 0; done < batch.count(); tries++) {
            assertThat(tries).as("tries to send a batch").isLessThan(1_000);
            done += sender.send(batch, done);
            if (done < batch.count()) {
                sender.await(WAIT_MS);
            }
        }
        sent += done;
        for (int i = 0; i < batch.count(); i++) {
            int place = FrameTag.placeIn(batch.memory(), batch.address(i), batch.storedBytes(i));
            if (place != FrameTag.NONE) {
                FrameTag.wipe(batch.memory(), batch.address(i), place);
            }
        }
    }

    void drain(Taker taker) {
        while (queue.next()) {
            received++;
            int bytes = queue.copyTo(frame, 0, 9_216);
            taker.take(frame, bytes, queue);
        }
    }

    /** Reads until every frame that was sent has arrived or is counted as lost. */
    private void awaitAll(Taker taker) {
        drain(taker);
        for (int waits = 0; received + port.lostFrames() < sent && waits < MOST_EMPTY_WAITS;) {
            waits = port.await(WAIT_MS) ? 0 : waits + 1;
            drain(taker);
        }
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    @Override
    public void close() {
        sender.close();
        port.close();
    }
}

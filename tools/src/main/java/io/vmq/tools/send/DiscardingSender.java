package io.vmq.tools.send;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.nic.port.FrameSender;
import org.jspecify.annotations.Nullable;

/** Takes everything and sends nothing: for rehearsals. */
final class DiscardingSender implements FrameSender {

    @Override
    public int send(FrameBatch batch, int from) {
        return batch.count() - from;
    }

    @Override
    public void await(int timeoutMs) {
        // There is always room.
    }

    @Override
    public long failedFrames() {
        return 0;
    }

    @Override
    public @Nullable String failure() {
        return null;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}

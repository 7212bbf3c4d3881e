package io.vmq.bench.nic;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.nic.arrival.ArrivalFlows;
import io.vmq.nic.arrival.PortSource;
import io.vmq.nic.port.Port;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a port as a trial of the mode {@code vmq} does: finds out whose each frame is, and steers it. */
final class TrialReading extends JavaReading {

    private final PortSource source;
    private final FrameBatch batch;
    private final int[] queues = new int[FrameBatch.DEFAULT_CAPACITY];
    private final Steering steering = SteeringModes.load().byName("vmq")
            .create(SteeringContext.idle(Addressees.QUEUES, RssSettings.DEFAULT, Addressees.filters()));

    /** Reads a port that leaves steering to the host, and closes it in the end. */
    TrialReading(Port port) {
        source = new PortSource(port, List.of(List.of()),
                new ArrivalFlows(Addressees.vms(), 0, _ -> Source.HOST));
        batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        source.begin(System.nanoTime(), false);
    }

    @Override
    int read() {
        int count = source.fill(batch, Long.MAX_VALUE);
        steering.steer(batch, queues);
        return count;
    }

    @Override
    void await(int timeoutMs) {
        source.await(timeoutMs);
    }

    @Override
    long lostFrames() {
        return source.lostFrames();
    }

    @Override
    @Nullable
    String failure() {
        return source.failure();
    }

    @Override
    public void close() {
        source.close();
    }
}

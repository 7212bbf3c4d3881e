package io.vmq.tools.send;

import io.vmq.dispatch.engine.NanoClock;
import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.measure.SourceDigest;
import io.vmq.nic.machine.Machine;
import io.vmq.tools.experiment.Tool;
import java.io.IOException;

/** Writes the frames of a plan to a capture file, each stamped with its due time: there is no clock, so none is late. */
public final class FileSend {

    private final SendPlan plan;
    private final StopSignal stop;
    private final Source source;
    private final FrameBatch batch;
    private final FrameTags tags;
    private final SourceDigest digest = new SourceDigest();
    private long sent;
    private long bytes;

    /** @param stop ends it early; then the file has what was written so far */
    public FileSend(SendPlan plan, StopSignal stop) {
        this.plan = plan;
        this.stop = stop;
        source = plan.newSource();
        batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        tags = new FrameTags(plan.tags(), batch.capacity());
    }

    /**
     * Writes all frames, once.
     *
     * @param file
     *            open; it stays open
     * @throws IOException
     *             if the file does not take them
     */
    public SendResult run(SendTarget target, CaptureFile file, QueueLabels labels, SendWatcher watcher)
            throws IOException {
        long lastDueNs = 0;
        while (source.nextDueNs() < plan.durationNs() && !stop.isRaised()) {
            if (source.fill(batch, plan.durationNs() - 1) > 0) {
                digest.take(batch);
                labels.steer(batch);
                tags.write(batch);
                write(file, labels);
                tags.wipe(batch);
                lastDueNs = batch.dueNs(batch.count() - 1);
                watcher.sent((double) lastDueNs / plan.durationNs());
            }
        }
        boolean interrupted = stop.isRaised();
        return new SendResult(Tool.current(), Machine.current(NanoClock.SYSTEM), plan, target,
                new SentFrames(sent, 0, 0, tags.tagged(), bytes), interrupted ? lastDueNs : plan.durationNs(), 0, null,
                digest.value(), interrupted, null);
    }

    private void write(CaptureFile file, QueueLabels labels) throws IOException {
        for (int i = 0; i < batch.count(); i++) {
            file.write(batch, i, labels.queue(i));
            bytes += batch.lengthBytes(i);
            tags.sent(i);
        }
        sent += batch.count();
    }
}

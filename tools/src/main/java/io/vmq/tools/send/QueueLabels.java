package io.vmq.tools.send;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.host.NicQueues;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Says to which queue a mode steers frames, by the very steering that a trial runs. One thread uses it. */
public final class QueueLabels {

    /** Nobody steers. */
    private static final QueueLabels NONE = new QueueLabels(null, 0);

    private final @Nullable Steering steering;
    private final int queueCount;
    private final int[] queues = new int[FrameBatch.DEFAULT_CAPACITY];

    private QueueLabels(@Nullable Steering steering, int queueCount) {
        this.steering = steering;
        this.queueCount = queueCount;
    }

    /** Frames have no queue. */
    public static QueueLabels none() {
        return NONE;
    }

    /**
     * Queues of the scenario's NIC as the mode attaches it when the trial begins.
     *
     * @throws BadInputException
     *             if where the mode sends a frame depends on more than the frame, or the NIC does not suit it
     */
    public static QueueLabels of(SteeringProvider mode, Scenario scenario) {
        if (mode.isStateful()) {
            throw new BadInputException(
                    "--mode " + mode.mode() + ": where this mode sends a frame depends on queue depths or "
                            + "earlier frames (expected a stateless mode such as vmq)");
        }
        try {
            NicAttachment nic = NicAttachment.attach(scenario.nic().name(), mode.attachment(),
                    new NicQueues(scenario.nic().queues(), scenario.nic().queuesPerVm()),
                    scenario.vms().stream().map(Scenario.Vm::machine).toList(),
                    scenario.vms().stream().map(Scenario.Vm::queueRequest).toList());
            return new QueueLabels(mode.create(SteeringContext.idle(nic.queueCount(), scenario.rss(), nic.filters(),
                    nic.queuesPerVm())), nic.queueCount());
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--mode " + mode.mode(), e);
        }
    }

    /** Looks at a batch. */
    void steer(FrameBatch batch) {
        if (steering != null) {
            steering.steer(batch, queues);
        }
    }

    /** The queue of frame i of that batch, or {@link CaptureFile#NO_QUEUE}. */
    int queue(int i) {
        return steering != null && queues[i] >= 0 && queues[i] < queueCount ? queues[i] : CaptureFile.NO_QUEUE;
    }
}

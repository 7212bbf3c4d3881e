package io.vmq.tools.steer;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.measure.InvariantException;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssDecision;
import io.vmq.dispatch.steering.RssExplainer;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.RssSteering;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.dispatch.steering.TransformedInput;
import io.vmq.dispatch.steering.VmmqSteering;
import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where frames go: it hands their bytes to the steering that a trial of the mode would run, and where that is RSS,
 * it has the very same steering explained and insists that both agree. For one thread.
 */
public final class Predictor {

    private final Steering steering;
    private final RssExplainer explainer;
    private final boolean isRss;
    private final int queueCount;
    /** Queues behind a filter, over which RSS spreads; 0 where it spreads over all. */
    private final int queuesPerPort;
    private final int[] queues = new int[FrameBatch.DEFAULT_CAPACITY];

    /** Null where frames are hashed as they are. */
    private final @Nullable TransformedFrames transformed;

    private Predictor(Steering steering, RssExplainer explainer, boolean isRss, int queueCount, int queuesPerPort) {
        this(steering, explainer, isRss, queueCount, queuesPerPort, null);
    }

    private Predictor(Steering steering, RssExplainer explainer, boolean isRss, int queueCount, int queuesPerPort,
            @Nullable TransformedFrames transformed) {
        this.transformed = transformed;
        this.queuesPerPort = queuesPerPort;
        this.steering = steering;
        this.explainer = explainer;
        this.isRss = isRss;
        this.queueCount = queueCount;
    }

    /**
     * A predictor for a mode.
     *
     * @throws BadInputException
     *             if the mode decides by more than the frame and the configuration, or does not take the configuration
     */
    public static Predictor of(SteeringProvider mode, RssSettings rss, NicAttachment nic) {
        refuseStateful(mode);
        try {
            Steering steering = mode
                    .create(SteeringContext.idle(nic.queueCount(), rss, nic.filters(), nic.queuesPerVm()));
            return switch (steering) {
                case RssSteering rssAlone ->
                        new Predictor(steering, new RssExplainer(rssAlone), true, nic.queueCount(), 0);
                case VmmqSteering vmmq -> new Predictor(steering, new RssExplainer(vmmq.spreading()), true,
                        nic.queueCount(), nic.queuesPerVm());
                default -> new Predictor(steering, protocolReader(), false, nic.queueCount(), 0);
            };
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--mode " + mode.mode(), e);
        }
    }

    /** A predictor for a real NIC. */
    static Predictor of(RssTable nic, HashTypes hashTypes) {
        RssSteering steering = new RssSteering(nic.key(), hashTypes, nic.table());
        return new Predictor(steering, new RssExplainer(steering), true, nic.queueCount(), 0,
                nic.transform() == InputTransform.NONE ? null
                        : new TransformedFrames(new TransformedInput(hashTypes, nic.transform())));
    }

    /**
     * Refuses a mode whose decisions cannot be told from a frame alone.
     *
     * @throws BadInputException
     *             if it is such a mode
     */
    public static void refuseStateful(SteeringProvider mode) {
        if (mode.isStateful()) {
            throw new BadInputException("--mode " + mode.mode()
                    + ": where this mode sends a frame depends on queue depths or "
                    + "earlier frames, so that it cannot be said in advance (expected a stateless mode such as rss)");
        }
    }

    /** Any RSS tells what a packet carries. */
    private static RssExplainer protocolReader() {
        return new RssExplainer(RssSteering.roundRobin(RssSettings.DEFAULT, 1));
    }

    /** Where each frame of a batch goes, in order. Every frame must hold at least an Ethernet header. */
    public List<Prediction> predict(FrameBatch asked) {
        FrameBatch frames = transformed == null ? asked : transformed.of(asked);
        steering.steer(frames, queues);
        List<Prediction> predictions = new ArrayList<>(frames.count());
        for (int i = 0; i < frames.count(); i++) {
            RssDecision told = explainer.explain(frames.memory(), frames.address(i), frames.storedBytes(i));
            boolean spread = isRss && (queuesPerPort == 0 || queues[i] != VmqAllocation.DEFAULT_QUEUE);
            if (spread && told.queue() != spreadQueue(queues[i])) {
                throw new InvariantException(
                        "RSS steers a frame to queue " + queues[i] + ", but explains it with queue "
                                + told.queue());
            }
            boolean exists = queues[i] >= 0 && queues[i] < queueCount;
            predictions.add(new Prediction(exists ? queues[i] : Prediction.NO_QUEUE, told.protocol(),
                    spread ? told : null));
        }
        return predictions;
    }

    /** The queue as RSS counts it: from the first one of the port, or of the NIC. */
    private int spreadQueue(int queue) {
        return queuesPerPort == 0 ? queue : Math.floorMod(queue - 1, queuesPerPort);
    }
}

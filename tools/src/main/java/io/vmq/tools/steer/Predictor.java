package io.vmq.tools.steer;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.measure.InvariantException;
import io.vmq.dispatch.steering.RssDecision;
import io.vmq.dispatch.steering.RssExplainer;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.RssSteering;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says where frames go: it hands their bytes to the steering that a trial of the mode would run, and where that is RSS,
 * it has the very same steering explained and insists that both agree. For one thread.
 */
public final class Predictor {

    private final Steering steering;
    private final RssExplainer explainer;
    private final boolean isRss;
    private final int queueCount;
    private final int[] queues = new int[FrameBatch.DEFAULT_CAPACITY];

    private Predictor(Steering steering, RssExplainer explainer, boolean isRss, int queueCount) {
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
            Steering steering = mode.create(SteeringContext.idle(nic.queueCount(), rss, nic.filters()));
            return steering instanceof RssSteering hashing
                    ? new Predictor(steering, new RssExplainer(hashing), true, nic.queueCount())
                    : new Predictor(steering, protocolReader(), false, nic.queueCount());
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--mode " + mode.mode(), e);
        }
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
    public List<Prediction> predict(FrameBatch frames) {
        steering.steer(frames, queues);
        List<Prediction> predictions = new ArrayList<>(frames.count());
        for (int i = 0; i < frames.count(); i++) {
            RssDecision told = explainer.explain(frames.memory(), frames.address(i), frames.storedBytes(i));
            if (isRss && told.queue() != queues[i]) {
                throw new InvariantException(
                        "RSS steers a frame to queue " + queues[i] + ", but explains it with queue "
                                + told.queue());
            }
            boolean exists = queues[i] >= 0 && queues[i] < queueCount;
            predictions.add(new Prediction(exists ? queues[i] : Prediction.NO_QUEUE, told.protocol(),
                    isRss ? told : null));
        }
        return predictions;
    }
}

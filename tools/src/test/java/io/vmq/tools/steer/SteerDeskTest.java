package io.vmq.tools.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.host.NicQueues;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Modes that are not built in. */
class SteerDeskTest {

    /** A mode that sends everything to one queue, whether it exists or not. */
    private record Constant(int queue, Attachment attachment, boolean isStateful) implements SteeringProvider {

        @Override
        public String mode() {
            return "constant";
        }

        @Override
        public String description() {
            return "every frame goes to queue " + queue;
        }

        @Override
        public Steering create(SteeringContext context) {
            if (queue == context.queueCount()) {
                throw new IllegalArgumentException("queue " + queue + " is one too many");
            }
            return (FrameBatch in, int[] queueOut) -> Arrays.fill(queueOut, 0, in.count(), queue);
        }
    }

    private static Predictor predictor(SteeringProvider mode) {
        return Predictor.of(mode, RssSettings.DEFAULT,
                NicAttachment.attach("nic0", mode.attachment(), NicQueues.single(4), List.of(), List.of()));
    }

    @Test
    void shouldRefuseAModeThatRemembers() {
        Constant stateful = new Constant(1, SteeringProvider.Attachment.HOST, true);

        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> predictor(stateful))
                .withMessageStartingWith("--mode constant: where this mode sends a frame depends on queue depths");
    }

    @Test
    void shouldPassOnWhyAModeDoesNotTakeTheConfiguration() {
        Constant impossible = new Constant(4, SteeringProvider.Attachment.HOST, false);

        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> predictor(impossible))
                .withMessage("--mode constant: queue 4 is one too many");
    }

    @Test
    void shouldKnowTheQueuesThatDoNotExist() {
        assertThat(queueOf(new Constant(3, SteeringProvider.Attachment.HOST, false))).isEqualTo(3);
        assertThat(queueOf(new Constant(5, SteeringProvider.Attachment.HOST, false))).isEqualTo(Prediction.NO_QUEUE);
        assertThat(queueOf(new Constant(-7, SteeringProvider.Attachment.HOST, false))).isEqualTo(Prediction.NO_QUEUE);
        assertThat(queueOf(new Constant(4, SteeringProvider.Attachment.VIRTUAL_SWITCH, false))).isEqualTo(4);
    }

    private static int queueOf(SteeringProvider mode) {
        List<Prediction> predictions = new ArrayList<>();
        MadeFrames<Integer> frames = new MadeFrames<>(predictor(mode), (item, memory, frame) -> 60, 60,
                (item, prediction) -> predictions.add(prediction));
        frames.add(1);
        frames.flush();
        return predictions.getFirst().queue();
    }
}

package io.vmq.dispatch.engine;

import io.vmq.dispatch.steering.QueueDepths;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Policies as a plug-in might bring them. */
record TestMode(String mode, Attachment attachment, boolean isStateful, Function<SteeringContext, Steering> maker)
        implements
        SteeringProvider {

    @Override
    public String description() {
        return "a policy of the tests";
    }

    @Override
    public Steering create(SteeringContext context) {
        return maker.apply(context);
    }

    /** Each frame to the queue with the fewest waiting, the first of equals; notes the depths that it saw. */
    static TestMode leastLoaded(List<List<Integer>> seen) {
        return new TestMode("least-loaded", Attachment.HOST, true, context -> (in, queueOut) -> {
            for (int i = 0; i < in.count(); i++) {
                List<Integer> depths = depths(context.queueCount(), context.depths());
                seen.add(depths);
                queueOut[i] = depths.indexOf(depths.stream().min(Integer::compare).orElseThrow());
            }
        });
    }

    private static List<Integer> depths(int queues, QueueDepths depths) {
        return IntStream.range(0, queues).mapToObj(depths::depth).toList();
    }

    /** Frames to the queues in turn, whatever their flow: made to reorder. */
    static TestMode inTurn(Attachment attachment) {
        return new TestMode("in-turn", attachment, true, context -> {
            int[] next = {0};
            return (in, queueOut) -> {
                for (int i = 0; i < in.count(); i++) {
                    queueOut[i] = next[0]++ % context.queueCount();
                }
            };
        });
    }

    /** The same queue for every frame, whether it exists or not. */
    static TestMode always(int queue, Attachment attachment) {
        return new TestMode("always", attachment, false, context -> (in, queueOut) -> {
            for (int i = 0; i < in.count(); i++) {
                queueOut[i] = queue;
            }
        });
    }

    /** All frames to queue 0, and {@code atBatch} happens on the way of that batch. */
    static TestMode disturbed(int atBatch, Runnable disturbance) {
        return new TestMode("disturbed", Attachment.HOST, false, context -> {
            int[] batches = {0};
            return (in, queueOut) -> {
                Arrays.fill(queueOut, 0);
                if (++batches[0] == atBatch) {
                    disturbance.run();
                }
            };
        });
    }

    /** Breaks the promise of every steering after {@code frames} frames. */
    static TestMode broken(int frames) {
        return new TestMode("broken", Attachment.HOST, false, context -> {
            List<Integer> steered = new ArrayList<>();
            return (in, queueOut) -> {
                for (int i = 0; i < in.count(); i++) {
                    if (steered.size() == frames) {
                        throw new IllegalStateException("the plug-in is broken");
                    }
                    steered.add(i);
                    queueOut[i] = 0;
                }
            };
        });
    }
}

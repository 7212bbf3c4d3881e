package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.FrameBatch;
import java.util.Arrays;

/** Every frame goes to queue 0, as on a NIC with neither RSS nor VMQ. Stateless, for any thread. */
public final class SingleSteering implements Steering {

    @Override
    public void steer(FrameBatch in, int[] queueOut) {
        Arrays.fill(queueOut, 0, in.count(), 0);
    }
}

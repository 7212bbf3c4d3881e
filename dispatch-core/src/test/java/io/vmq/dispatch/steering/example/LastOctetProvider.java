package io.vmq.dispatch.steering.example;

import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringProvider;

/**
 * The mode {@code last-octet}: all that a plug-in needs beside its {@link Steering}.
 *
 * <p>
 * A jar with the two classes and a file {@code META-INF/services/io.vmq.dispatch.steering.SteeringProvider}, whose one line
 * is the name of this class, adds the mode to every command when it lies in the folder that {@code --plugins} names.
 */
public final class LastOctetProvider implements SteeringProvider {

    @Override
    public String mode() {
        return "last-octet";
    }

    @Override
    public String description() {
        return "the last byte of the IPv4 destination address picks the queue";
    }

    @Override
    public Attachment attachment() {
        return Attachment.HOST;
    }

    @Override
    public Steering create(SteeringContext context) {
        return new LastOctetSteering(context.queueCount());
    }
}

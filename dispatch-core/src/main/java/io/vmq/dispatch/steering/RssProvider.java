package io.vmq.dispatch.steering;

/** The mode {@code rss}. */
public final class RssProvider implements SteeringProvider {

    @Override
    public String mode() {
        return "rss";
    }

    @Override
    public String description() {
        return "flows are spread over queues by the Toeplitz hash of their addresses and ports";
    }

    @Override
    public Attachment attachment() {
        return Attachment.HOST;
    }

    @Override
    public Steering create(SteeringContext context) {
        return RssSteering.roundRobin(context.rss(), context.queueCount());
    }
}

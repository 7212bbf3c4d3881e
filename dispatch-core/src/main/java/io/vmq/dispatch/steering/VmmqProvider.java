package io.vmq.dispatch.steering;

/** The mode {@code vmmq}. */
public final class VmmqProvider implements SteeringProvider {

    @Override
    public String mode() {
        return "vmmq";
    }

    @Override
    public String description() {
        return "each VM's frames go to the VM's own queues, over which the Toeplitz hash spreads its flows, all others to queue 0";
    }

    @Override
    public Attachment attachment() {
        return Attachment.MULTI_QUEUE_SWITCH;
    }

    @Override
    public Steering create(SteeringContext context) {
        context.checkFilters();
        return new VmmqSteering(new FilterTable(context.filters()),
                RssSteering.roundRobin(context.rss(), context.queuesPerPort()));
    }
}

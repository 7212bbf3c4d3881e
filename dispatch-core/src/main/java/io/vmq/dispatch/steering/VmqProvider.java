package io.vmq.dispatch.steering;

/** The mode {@code vmq}. */
public final class VmqProvider implements SteeringProvider {

    @Override
    public String mode() {
        return "vmq";
    }

    @Override
    public String description() {
        return "each VM's frames go to the queue that filters on its MAC and VLAN, all others to queue 0";
    }

    @Override
    public Attachment attachment() {
        return Attachment.VIRTUAL_SWITCH;
    }

    @Override
    public Steering create(SteeringContext context) {
        for (ReceiveFilter filter : context.filters()) {
            checkQueue(filter, context.queueCount());
        }
        return new VmqSteering(new FilterTable(context.filters()));
    }

    private static void checkQueue(ReceiveFilter filter, int queueCount) {
        if (filter.queue() < 0 || filter.queue() >= queueCount) {
            throw new IllegalArgumentException("the receive filter for MAC " + filter.mac() + " names queue "
                    + filter.queue() + ", but the queues are 0 to " + (queueCount - 1));
        }
    }
}

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
        context.checkFilters();
        return new VmqSteering(new FilterTable(context.filters()));
    }
}

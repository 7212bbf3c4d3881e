package io.vmq.dispatch.steering;

/**
 * The mode {@code vrss} (Windows Server 2012 R2): the NIC steers as under {@code vmq}, and behind the queue software spreads a VM's
 * frames over processors.
 */
public final class VrssProvider implements SteeringProvider {

    @Override
    public String mode() {
        return "vrss";
    }

    @Override
    public String description() {
        return "as vmq, and behind the queue its core spreads the VM's flows over other cores by their Toeplitz hash";
    }

    @Override
    public Attachment attachment() {
        return Attachment.VIRTUAL_SWITCH;
    }

    @Override
    public boolean spreadsInSoftware() {
        return true;
    }

    @Override
    public Steering create(SteeringContext context) {
        context.checkFilters();
        return new VmqSteering(new FilterTable(context.filters()));
    }
}

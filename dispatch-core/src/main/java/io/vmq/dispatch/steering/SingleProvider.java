package io.vmq.dispatch.steering;

/** The mode {@code single}. */
public final class SingleProvider implements SteeringProvider {

    @Override
    public String mode() {
        return "single";
    }

    @Override
    public String description() {
        return "every frame goes to the one receive queue";
    }

    @Override
    public Attachment attachment() {
        return Attachment.SINGLE_QUEUE;
    }

    @Override
    public Steering create(SteeringContext context) {
        return new SingleSteering();
    }
}

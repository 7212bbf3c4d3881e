package io.vmq.nic.traffic;

/** Clients that look drawn at random. */
final class ScatteredTuples implements ClientTuples {

    private final BitMixer mixer = new BitMixer(FlowAddresses.IDENTITY_BITS);
    private final int salt;

    ScatteredTuples(int salt) {
        this.salt = salt;
    }

    @Override
    public int identity(int vm, int flow) {
        return mixer.mixed(flow ^ salt * (2 * vm + 1));
    }
}

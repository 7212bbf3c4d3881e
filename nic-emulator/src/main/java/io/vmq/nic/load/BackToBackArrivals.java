package io.vmq.nic.load;

import io.vmq.nic.port.Wire;

/** A sender that always has a frame ready: the next one arrives when the wire is free, and never waits. */
public final class BackToBackArrivals implements ArrivalProcess {

    private final Wire wire;

    /** @param wire the wire on which the frames go */
    public BackToBackArrivals(Wire wire) {
        this.wire = wire;
    }

    @Override
    public long nextArrivalPs() {
        return wire.freeAtPs();
    }
}

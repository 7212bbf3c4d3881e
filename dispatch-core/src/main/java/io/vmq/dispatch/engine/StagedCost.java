package io.vmq.dispatch.engine;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.core.ServiceTime;

/**
 * What a frame costs where cores hand on: the hop in a queue that spreads, all the rest everywhere else.
 */
record StagedCost(SpreadRoutes routes, ServiceCost hop, ServiceCost service) implements ServiceTime {

    @Override
    public long ofPs(int lengthBytes) {
        return service.ofPs(lengthBytes);
    }

    @Override
    public long ofPs(int queue, int lengthBytes) {
        boolean handsOn = !routes.isSoftwareQueue(queue) && routes.spreads(queue);
        return (handsOn ? hop : service).ofPs(lengthBytes);
    }
}

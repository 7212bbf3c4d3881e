package io.vmq.bench.nic;

import io.vmq.nic.port.PortException;
import java.io.IOException;

/** A way to receive, as it is compared with others. */
interface Reader {

    String name();

    /**
     * Begins to receive all frames of an interface of the calling thread's network; nobody else receives there meanwhile.
     *
     * @throws PortException
     *             if the system refuses
     */
    Reading open(String interfaceName) throws PortException, IOException;
}

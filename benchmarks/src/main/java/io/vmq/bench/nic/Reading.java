package io.vmq.bench.nic;

import io.vmq.nic.port.PortException;
import java.io.IOException;

/** A reader that receives. The thread that opened it uses it. */
interface Reading extends AutoCloseable {

    /**
     * Receives until the flood is over and nothing more comes.
     *
     * @throws PortException
     *             if the port fails meanwhile
     */
    Received receive(Flood flood) throws PortException, IOException, InterruptedException;

    /** Gives back all that the system holds for it; what has not been received is dropped. */
    @Override
    void close();
}

package io.vmq.nic.xdp;

import io.vmq.nic.port.PortException;
import java.io.IOException;
import java.util.List;

/** A program that opens a port, says so, and keeps it open until its input ends. */
public final class PortHolder {

    static final String OPEN = "open";

    private PortHolder() {}

    public static void main(String[] arguments) throws PortException, IOException {
        try (XdpPort port = XdpPort.open(arguments[0], XdpSettings.byFilters(4), List.of())) {
            System.out.println(OPEN + " " + port.mode());
            while (System.in.read() >= 0) {
                // Nothing is said to it; it waits for the end.
            }
        }
    }
}

package io.vmq.bench.nic;

import io.vmq.nic.packet.FanoutPort;
import io.vmq.nic.packet.PacketPort;
import io.vmq.nic.packet.RingSize;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.xdp.XdpPort;
import io.vmq.nic.xdp.XdpSettings;
import java.util.List;
import java.util.function.Function;

/** The readers in Java. */
final class Readers {

    /** How a port of an interface is opened. */
    @FunctionalInterface
    private interface Opening {

        Port open(String interfaceName) throws PortException;
    }

    private record PortReader(String name, Opening opening, Function<Port, Reading> reading) implements Reader {

        @Override
        public Reading open(String interfaceName) throws PortException {
            return reading.apply(opening.open(interfaceName));
        }
    }

    private Readers() {}

    static List<Reader> inJava() {
        return List.of(new PortReader("af-packet", Readers::packets, PortReading::new),
                new PortReader("af-packet-trial", Readers::packets, TrialReading::new),
                new PortReader("af-packet-fanout", Readers::fanout, PortReading::new),
                new PortReader("af-xdp", Readers::xdp, PortReading::new),
                new PortReader("af-xdp-filters", Readers::steeredXdp, PortReading::new));
    }

    private static Port packets(String interfaceName) throws PortException {
        return PacketPort.open(interfaceName, RingSize.DEFAULT, Addressees.macs());
    }

    private static Port fanout(String interfaceName) throws PortException {
        return FanoutPort.steeredByFilters(interfaceName, Addressees.QUEUES, RingSize.ofEach(Addressees.QUEUES),
                Addressees.filters(), Addressees.macs());
    }

    private static Port xdp(String interfaceName) throws PortException {
        return XdpPort.open(interfaceName, XdpSettings.byHost(), Addressees.macs());
    }

    private static Port steeredXdp(String interfaceName) throws PortException {
        XdpPort port = XdpPort.open(interfaceName, XdpSettings.byFilters(Addressees.QUEUES), List.of());
        try {
            port.setFilters(Addressees.filters());
            return port;
        } catch (PortException e) {
            port.close();
            throw e;
        }
    }
}

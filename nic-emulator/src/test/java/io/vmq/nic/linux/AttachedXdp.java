package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.nic.port.PortException;
import java.util.ArrayList;
import java.util.List;

/** What the kernel says is attached to an interface (IFLA_XDP of linux/if_link.h), as {@code ip link show} prints it. */
public final class AttachedXdp {

    public static final int NOTHING = 0;
    public static final int IN_THE_DRIVER = 1;
    public static final int BEHIND_THE_DRIVER = 2;

    private static final int GET_LINK = 18;
    private static final int NAME = 3;
    private static final int XDP = 43;
    private static final int ATTACHED = 2;

    private AttachedXdp() {}

    /** {@link #NOTHING}, {@link #IN_THE_DRIVER} or {@link #BEHIND_THE_DRIVER}. */
    public static int at(String interfaceName) throws PortException {
        List<Integer> found = new ArrayList<>();
        try (NetlinkSocket kernel = NetlinkSocket.open()) {
            long answer = kernel.ask(
                    NetlinkMessage.aboutLink(GET_LINK, NetlinkMessage.ACKNOWLEDGE, 0, 0, 0).text(NAME, interfaceName),
                    link -> new NetlinkAttributes(link, NetlinkMessage.LINK_PART_BYTES).nested(XDP)
                            .flatMap(xdp -> xdp.bytes(ATTACHED)).ifPresent(value -> found.add((int) value.get(0))));
            assertThat(answer).isZero();
        }
        assertThat(found).as("what the kernel says of XDP at %s", interfaceName).hasSize(1);
        return found.getFirst();
    }
}

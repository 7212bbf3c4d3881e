package io.vmq.nic.capture;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.VirtualMachine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds VMs in a capture, which does not say who they are. */
public final class CaptureVms {

    private CaptureVms() {}

    /**
     * The distinct unicast destination MACs, in order of appearance, as VMs vm1, vm2 and so on, up to the number of queues
     * that could serve them. They take frames of any VLAN, since a capture does not say which one is theirs. Frames too short
     * for an Ethernet header count as little as those of other link types.
     */
    public static List<VirtualMachine> of(Capture capture, int queues) {
        List<VirtualMachine> vms = new ArrayList<>();
        for (MacAddress mac : unicastDestinations(capture, queues)) {
            vms.add(new VirtualMachine("vm" + (vms.size() + 1), mac, VirtualMachine.ANY_VLAN));
        }
        return List.copyOf(vms);
    }

    private static Set<MacAddress> unicastDestinations(Capture capture, int limit) {
        Set<MacAddress> macs = new LinkedHashSet<>();
        for (int i = 0; i < capture.count() && macs.size() < limit; i++) {
            if (capture.isEthernet(i) && capture.storedBytes(i) >= EthernetLayout.HEADER_BYTES) {
                MacAddress mac = new MacAddress(capture.memory().i64Be(capture.address(i)) >>> 16);
                if (!mac.isGroup()) {
                    macs.add(mac);
                }
            }
        }
        return macs;
    }
}

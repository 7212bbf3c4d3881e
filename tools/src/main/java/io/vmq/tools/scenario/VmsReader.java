package io.vmq.tools.scenario;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.Scenario.Vm;
import io.vmq.tools.scenario.ScenarioTree.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads {@code vms}: a count of like VMs, or a list of them one by one. */
final class VmsReader {

    static final String KEY = "vms";
    static final String FIRST_MAC = "00:15:5d:00:00:01";
    static final int MAX_COUNT = 65_536;
    /** Fewer than by count, so that a list stays readable in time and space. */
    static final int MAX_LISTED = 8_192;
    /** The name under which results show what belongs to no VM. */
    private static final String HOST_ROW = "host";

    private VmsReader() {}

    /**
     * @param queues
     *            queues of the NIC that a VM may ask for
     */
    static List<Vm> vms(Section root, int queues) {
        return root.node(KEY).orElse(null) instanceof Sequence list ? listed(list, queues) : counted(root.section(KEY));
    }

    /** The VMs that a count stands for: vm1, vm2, … with MAC addresses that follow each other. */
    static List<Vm> alike(int count, MacAddress firstMac, int vlan) {
        return IntStream.range(0, count).mapToObj(i -> new Vm(
                new VirtualMachine("vm" + (i + 1), firstMac.plus(i), vlan), VmqAllocation.NEXT_FREE)).toList();
    }

    /** A VLAN id, or {@code none}: {@link VirtualMachine#NO_VLAN}. */
    static int vlan(String text) {
        try {
            return text.equals("none") ? VirtualMachine.NO_VLAN
                    : Values.wholeInt(text, 1, EthernetLayout.MAX_VLAN_ID);
        } catch (IllegalArgumentException e) {
            throw Refusal.impossible(text, "none or a VLAN id, 1 to " + EthernetLayout.MAX_VLAN_ID);
        }
    }

    private static List<Vm> counted(Section vms) {
        int count = vms.whole(Setting.VMS, 1, MAX_COUNT);
        MacAddress first = vms.value("firstMac", FIRST_MAC, VmsReader::unicast);
        MacAddress last = first.plus(count - 1L);
        if (last.isGroup() || last.compareTo(first) < 0) {
            throw vms.impossible("firstMac",
                    "leaves no room for " + count + " unicast addresses (expected a lower address)");
        }
        int vlan = vms.value(Setting.VLAN, VmsReader::vlan);
        TrafficReader.SHARED.forEach(vms::has);
        vms.refuseUnknownKeys();
        return alike(count, first, vlan);
    }

    private static List<Vm> listed(Sequence list, int queues) {
        int count = list.items().size();
        if (count < 1 || count > MAX_LISTED) {
            throw list.origin().refusal(KEY,
                    count + " VMs are listed (expected 1 to " + MAX_LISTED + ", or a mapping with count)");
        }
        List<Vm> vms = new ArrayList<>(count);
        Set<String> names = new HashSet<>();
        Set<MacAddress> macs = new HashSet<>();
        for (ScenarioTree item : list.items()) {
            Section entry = Section.of(item, KEY);
            Vm vm = vm(entry, vms.size() + 1, queues);
            if (!names.add(vm.machine().name())) {
                throw entry.refusal("name",
                        Refusal.quoted(vm.machine().name()) + " is the name of an earlier VM (expected each once)");
            }
            if (!macs.add(vm.machine().mac())) {
                throw entry.refusal("mac", Refusal.quoted(vm.machine().mac().toString())
                        + " is the address of an earlier VM (expected each once)");
            }
            vms.add(vm);
        }
        return vms;
    }

    private static Vm vm(Section entry, int number, int queues) {
        String name = entry.value("name", "vm" + number, VmsReader::name);
        MacAddress mac = entry.value("mac", VmsReader::unicast)
                .orElseThrow(() -> entry.refusal("mac", "missing (expected a MAC address such as " + FIRST_MAC + ")"));
        int vlan = entry.value("vlan", text -> Values.wholeInt(text, 1, EthernetLayout.MAX_VLAN_ID))
                .orElse(VirtualMachine.NO_VLAN);
        int queue = entry.value("queue", "auto", text -> queueRequest(text, queues));
        entry.refuseUnknownKeys();
        return new Vm(new VirtualMachine(name, mac, vlan), queue);
    }

    private static String name(String text) {
        if (text.equals(HOST_ROW)) {
            throw Refusal.impossible(text, "another name: results call the rest of the traffic so");
        }
        return Values.name(text);
    }

    private static MacAddress unicast(String text) {
        MacAddress mac = MacAddress.parse(text);
        if (mac.isGroup()) {
            throw new IllegalArgumentException(
                    Refusal.quoted(text) + " is a group address (expected a unicast MAC address such as "
                            + FIRST_MAC + ")");
        }
        return mac;
    }

    private static int queueRequest(String text, int queues) {
        return switch (text) {
            case "auto" -> VmqAllocation.NEXT_FREE;
            case "default" -> VmqAllocation.DEFAULT_QUEUE;
            default -> queueNumber(text, queues);
        };
    }

    private static int queueNumber(String text, int queues) {
        try {
            return Values.wholeInt(text, 1, queues);
        } catch (IllegalArgumentException e) {
            throw Refusal.impossible(text, "auto, default or a queue of the NIC, 1 to " + queues);
        }
    }
}

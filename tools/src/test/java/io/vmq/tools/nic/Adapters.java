package io.vmq.tools.nic;

import io.vmq.nic.adapter.Adapter;
import io.vmq.nic.adapter.Adapter.Flags;
import io.vmq.nic.adapter.Channels;
import io.vmq.nic.adapter.Channels.Counts;
import io.vmq.nic.adapter.Coalescing;
import io.vmq.nic.adapter.DriverInfo;
import io.vmq.nic.adapter.HashFields;
import io.vmq.nic.adapter.Interrupt;
import io.vmq.nic.adapter.LinkSpeed;
import io.vmq.nic.adapter.Offloads;
import io.vmq.nic.adapter.Offloads.State;
import io.vmq.nic.adapter.Reported;
import io.vmq.nic.adapter.RingSizes;
import io.vmq.nic.adapter.RssReport;
import io.vmq.nic.adapter.Stamping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Interfaces made for tests: one on which nothing spoils a measurement, from which each test goes away by one setting. */
public final class Adapters {

    private static final String UNSUPPORTED = "EOPNOTSUPP, Operation not supported";
    private static final List<String> PORTS = List.of("src-ip", "dst-ip", "src-port", "dst-port");
    private static final List<String> ADDRESSES = List.of("src-ip", "dst-ip");

    public Reported<Flags> flags = Reported.of(new Flags(true, false, false));
    public Reported<Integer> promiscuity = Reported.of(0);
    public Reported<Boolean> link = Reported.of(true);
    public Reported<Channels> channels = Reported.of(new Channels(new Counts(0, 0, 1, 63), new Counts(0, 0, 1, 4)));
    public Reported<RssReport> rss = Reported.of(rss(4, "toeplitz", "none"));
    public Map<String, Reported<HashFields>> hashFields = new LinkedHashMap<>();
    public Map<String, State> offloads = new LinkedHashMap<>();
    public Reported<Coalescing> coalescing = Reported.of(new Coalescing(0, 1, false));
    public Reported<Integer> numaNode = Reported.of(0);
    public List<Interrupt> interrupts = List.of(new Interrupt(45, "eth0-TxRx-0", "0-7", "4"),
            new Interrupt(46, "eth0-TxRx-1", "5", "5"));

    public Adapters() {
        for (String flow : List.of("tcp4", "udp4", "tcp6", "udp6")) {
            hashFields.put(flow, Reported.of(new HashFields(PORTS)));
        }
        hashFields.put("ip4", Reported.of(new HashFields(ADDRESSES)));
        hashFields.put("ip6", Reported.of(new HashFields(ADDRESSES)));
        offload("rx-gro", false, true);
        offload("rx-gro-hw", false, false);
        offload("rx-lro", false, true);
        offload("tx-tcp-segmentation", false, true);
        offload("tx-generic-segmentation", false, true);
        offload("rx-checksum", true, true);
        offload("rx-vlan-hw-parse", false, true);
        offload("rx-vlan-filter", true, false);
        offload("rx-ntuple-filter", false, true);
        offload("rx-hashing", true, true);
    }

    public static RssReport rss(int queues, String function, String transform) {
        return new RssReport(IntStream.range(0, 32).mapToObj(entry -> entry % queues).toList(),
                "6d:5a:56:da:25:5b:0e:c2:41:67:25:3d:43:a3:8f:b0:d0:ca:2b:cb:ae:7b:30:b4:77:cb:2d:a3:80:30:f2:0c:6a:42:b7:"
                        + "3b:be:ac:01:fa",
                function, transform);
    }

    public Adapters offload(String name, boolean on, boolean changeable) {
        offloads.put(name, new State(on, changeable));
        return this;
    }

    public Adapter make() {
        return new Adapter("eth0", 2, Reported.of("00:15:5d:00:ab:01"), Reported.of(1500), flags, promiscuity, link,
                Reported.of(new LinkSpeed(10_000, true)),
                Reported.of(new DriverInfo("ixgbe", "6.18.0", "0x80000d2a", "0000:01:00.0")), numaNode, channels,
                Reported.of(4), Reported.of(new RingSizes(512, 4_096, 512, 4_096)), rss, hashFields,
                Reported.of(new Offloads(offloads)), coalescing,
                Reported.of(new Stamping(true, true, true, true, 0)), Reported.of(interrupts));
    }

    /** An interface whose driver answers hardly anything, as veth does. */
    public static Adapter silent(String name, boolean loopback) {
        Map<String, Reported<HashFields>> fields = new LinkedHashMap<>();
        List.of("tcp4", "udp4", "tcp6", "udp6", "ip4", "ip6").forEach(flow -> fields.put(flow, nothing()));
        return new Adapter(name, 1, nothing(), nothing(), Reported.of(new Flags(true, loopback, false)), nothing(),
                nothing(), nothing(),
                nothing(), Reported.nothing("the kernel shows no device behind it"), nothing(), nothing(), nothing(),
                nothing(), fields, nothing(), nothing(), nothing(),
                Reported.nothing("the kernel shows no device behind it"));
    }

    private static <T> Reported<T> nothing() {
        return Reported.nothing(UNSUPPORTED);
    }

    /** Eight CPUs, of which 0 to 3 are on node 1 and the others on node 0; nothing runs that would move interrupts. */
    public static HostState host() {
        Map<Integer, Integer> nodes = new TreeMap<>();
        IntStream.range(0, 8).forEach(cpu -> nodes.put(cpu, cpu < 4 ? 1 : 0));
        return new HostState(nodes, false, Set.of());
    }
}

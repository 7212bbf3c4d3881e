package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row: what the user wrote, and all of the message or its beginning. */
class RefusalsTest {

    @ParameterizedTest
    @MethodSource({"structure", "host", "nics", "vms", "traffic", "captures", "run", "kinds", "timeline", "faults"})
    void shouldRefuseAFile(String yaml, String message) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> Scenarios.read("version: 1\n" + yaml))
                .withMessageStartingWith("f.yaml:" + message);
    }

    @ParameterizedTest
    @MethodSource("options")
    void shouldRefuseAnOption(Map<Setting, String> options, String message) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> Scenarios.shipped(options))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldRefuseOtherVersions(String yaml, String message) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> Scenarios.read(yaml))
                .withMessageStartingWith(message);
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                Arguments.of("name: x\n", "f.yaml:1:1: version: missing (expected 'version: 1')"),
                Arguments.of("version: 2\nteams: []\n",
                        "f.yaml:1:10: version: '2' is not possible (expected 1: the only"),
                Arguments.of("version: 1.0\n", "f.yaml:1:10: version: '1.0' is not possible"),
                Arguments.of("version:\n", "f.yaml:1:9: version: no value (expected 1"),
                Arguments.of("version: [1]\n",
                        "f.yaml:1:10: version: a list is not possible (expected a single value)"));
    }

    static Stream<Arguments> structure() {
        return Stream.of(
                Arguments.of("hots: {}",
                        "2:1: hots: unknown key, did you mean 'host'? (expected one of version, name, host,"),
                Arguments.of("teams: {}", "2:8: teams: a mapping is not possible (expected a list)"),
                Arguments.of("name: ' x'",
                        "2:7: name: ' x' is not possible (expected a name of 1 to 64 visible characters)"),
                Arguments.of("name: null", "2:7: name: no value (expected a name"),
                Arguments.of("name: \"a\\u202Eb\"", "2:7: name: 'a?b' is not possible (expected a name"),
                Arguments.of("host: 16", "2:7: host: '16' is not possible (expected a mapping)"),
                Arguments.of("host:", "2:6: host: no value (expected a mapping)"),
                Arguments.of("run: [a]", "2:6: run: a list is not possible (expected a mapping)"));
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("traffic: {mix: 'ipv6:60%,arp:50%'}",
                        "2:16: traffic.mix: the shares of a frame mix sum to 110%"),
                Arguments.of("traffic: {outerVlan: 4095}",
                        "2:22: traffic.outerVlan: '4095' is not possible (expected none or a VLAN id, 1 to 4094)"),
                Arguments.of("traffic: {adversary: rss}", "2:22: traffic.adversary: 'rss' is not"),
                Arguments.of("traffic: {mix: 'ipv6:10%', frameSize: 64}", "2:10: traffic: frame size 64: at least 78"),
                Arguments.of("vms: {vlan: 0}", "2:13: vms.vlan: '0' is not possible (expected none or a VLAN id"),
                Arguments.of("vms: {popularity: 'elephants:8,50%'}",
                        "2:19: vms.popularity: 'elephants:8,50%' leaves nobody else of 8"),
                Arguments.of("traffic: {arrivals: 'onoff:1ms'}", "2:21: traffic.arrivals: 'onoff:1ms' is not"),
                Arguments.of("traffic: {arrivals: 'onoff:1ms,9ms', rate: 20%}",
                        "2:10: traffic: arrivals onoff:1ms,9ms at"),
                Arguments.of("rss: {table: 100}", "2:14: rss.table: '100' is not possible (expected a power of two"),
                Arguments.of("rss: {key: abc}", "2:12: rss.key: 'abc' is not an RSS key"),
                Arguments.of("rss: {hashTypes: [ipv4, ipx]}", "2:18: rss.hashTypes: hash type 'ipx' is unknown"),
                Arguments.of("nics: [{whenFull: explode}]", "2:19: nics.whenFull: 'explode' is not possible (expected "
                        + "drop-tail or drop-head or overflow-default or block-source)"));
    }

    static Stream<Arguments> timeline() {
        return Stream.of(
                Arguments.of("timeline: {at: 1s}", "2:11: timeline: a mapping is not possible (expected a list)"),
                Arguments.of("timeline: [{rate: 10%}]", "2:12: timeline.at: missing (expected a time"),
                Arguments.of("timeline: [{at: 1s}]",
                        "2:12: timeline: nothing happens (expected rate, arrive or leave)"),
                Arguments.of("timeline: [{at: 1s, rate: 10%}, {at: 1s, rate: 20%}]",
                        "2:38: timeline.at: '1s' is not after the moment before it"),
                Arguments.of("timeline: [{at: 5s, rate: 10%}]",
                        "2:17: timeline.at: '5s' is not within the measured time of 5s"),
                Arguments.of("timeline: [{at: 1s, rate: 20gbps}]", "2:27: timeline.rate: '20gbps' is "),
                Arguments.of("timeline: [{at: 1s, rate: max}]", "2:27: timeline.rate: 'max' is not possible"),
                Arguments.of("timeline: [{at: 1s, leave: vm9}]",
                        "2:28: timeline.leave: 'vm9' is not a VM (expected one of the 8 VMs, such as vm1)"),
                Arguments.of("timeline: [{at: 1s, leave: vm1}, {at: 2s, leave: [vm1]}]",
                        "2:51: timeline.leave: 'vm1' has left already"),
                Arguments.of("timeline: [{at: 1s, leave: vm1, arrive: vm1}]",
                        "2:41: timeline.arrive: 'vm1' moves twice in one moment"),
                Arguments.of("timeline: [{at: 0s, arrive: vm1}]\nrun: {warmup: 0}",
                        "2:17: timeline.at: '0s' is the begin of the trial (expected a later time"),
                Arguments.of("timeline: [{at: 1s, rate: 60%}]\ntraffic: {rate: 10%, arrivals: 'onoff:1ms,1ms'}",
                        "2:27: timeline.rate: '60%' peaks above the link with arrivals onoff:1ms,1ms"),
                Arguments.of("timeline: [{at: 1s, leaves: vm1}]", "2:12: timeline: nothing happens"),
                Arguments.of("timeline: [{at: 1s, rate: 5%, leaves: vm1}]",
                        "2:31: timeline.leaves: unknown key, did you mean 'leave'?"),
                Arguments.of("timeline: [{at: 1s, rate: 5%}]\ntraffic: {capture: a.pcap}",
                        "2:11: timeline: cannot be combined with a capture"));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("faults: ['stall:core=8,at=1s,for=1ms']",
                        "2:10: faults: 'stall:core=8,at=1s,for=1ms' is not possible (expected a core from 0 to 7)"),
                Arguments.of("faults: ['link-down:nic1,at=1s,for=1ms']",
                        "2:10: faults: 'link-down:nic1,at=1s,for=1ms' is not possible (expected the name of a NIC: nic0)"),
                Arguments.of("faults: ['stall:source,at=5s,for=1ms']",
                        "2:10: faults: 'stall:source,at=5s,for=1ms' is not "
                                + "possible (expected a begin within the measured time of 5s)"),
                Arguments.of("faults: ['stall:source,at=1s,for=0']",
                        "2:10: faults: 'stall:source,at=1s,for=0' is not possible (expected a time above 0 after for=)"),
                Arguments.of("faults: ['stall:wire,at=1s,for=1s']",
                        "2:10: faults: 'stall:wire,at=1s,for=1s' is not possible (expected stall:core=N, "
                                + "stall:processor=GROUP:NUMBER, stall:source or link-down:NIC, and behind it "
                                + ",at=TIME,for=TIME or ,at=TIME,for=TIME,every=TIME)"),
                Arguments.of("faults: ['stall:sources,at=1s,for=1s']",
                        "2:10: faults: 'stall:sources,at=1s,for=1s' is not possible (expected stall:core=N, "),
                Arguments.of("faults: ['stall:core=1,at=1s,for=2ms,every=2ms']",
                        "2:10: faults: 'stall:core=1,at=1s,for=2ms,every=2ms' is not possible "
                                + "(expected a time after every= that is longer than the one after for=)"),
                Arguments.of("faults: ['stall:core=1,at=1s,for=2ms,every=soon']",
                        "2:10: faults: 'soon' is not possible (expected a duration such as 500us"),
                Arguments.of("faults: ['stall:core=1,at=1s,for=1ns,every=2ns']",
                        "2:10: faults: 'stall:core=1,at=1s,for=1ns,every=2ns' is not possible (expected a time after "
                                + "every= that makes at most 1000000 of it in the measured time of 5s)"),
                Arguments.of("faults: ['link-down:nic0,at=0,for=1ns,every=400us']",
                        "2:10: faults: 'link-down:nic0,at=0,for=1ns,every=400us' is not possible (expected a time "
                                + "after every= that makes at most 1000 of it in the measured time of 5s)"),
                Arguments.of("faults: ['stall:processor=0:16,at=1s,for=1ms']\nhost: {processors: 16, smt: 2}",
                        "2:10: faults: 'stall:processor=0:16,at=1s,for=1ms' is not possible "
                                + "(expected a processor of the host, from 0:0 to 0:15)"),
                Arguments.of("faults: ['stall:processor=2,at=1s,for=1ms']",
                        "2:10: faults: 'stall:processor=2,at=1s,for=1ms' is not possible "
                                + "(expected a processor as GROUP:NUMBER, such as 0:2)"),
                Arguments.of("faults: ['stall:processor=0:64,at=1s,for=1ms']",
                        "2:10: faults: '64' is not possible (expected a whole number from 0 to 63)"),
                Arguments.of("nics: [{name: 'a,b'}]",
                        "2:15: nics.name: 'a,b' is not possible (expected a name without"),
                Arguments.of("faults: ['stall:core=2']", "2:10: faults: 'stall:core=2' is not possible"),
                Arguments.of("faults: [none]", "2:10: faults: 'none' stands among faults (expected it alone, or "),
                Arguments.of("faults: none; stall:source,at=1s,for=1ms", "2:9: faults: 'none' stands among faults"),
                Arguments.of("faults: [{at: 1s}]", "2:10: faults: a mapping is not possible (expected stall:core=N"));
    }

    static Stream<Arguments> host() {
        return Stream.of(
                Arguments.of("host: {smt: 9}",
                        "2:13: host.smt: '9' is not possible (expected a whole number from 1 to 8)"),
                Arguments.of("host: {processors: 15, smt: 2}",
                        "2:20: host.processors: '15' is not possible with smt 2 (expected a multiple of 2"),
                Arguments.of("host: {processors: 8192}",
                        "2:20: host.processors: '8192' is not possible with smt 1"
                                + " (expected a multiple of 1, up to 1024 cores)"),
                Arguments.of("host: {processors: 0}",
                        "2:20: host.processors: '0' is not possible (expected a whole number from 1 to 8192)"),
                Arguments.of("host: {cores: 5, processors: 8}",
                        "2:15: host.cores: '5' disagrees with processors 8 and smt 1 (expected 8, or"),
                Arguments.of("host: {cores: 1025}",
                        "2:15: host.cores: '1025' is not possible (expected a whole number from 1 to 1024)"),
                Arguments.of("host: {numaNodes: 3}", "2:19: host.numaNodes: '3' does not divide the 8 cores"),
                Arguments.of("host: {service: 0.1ps}", "2:17: host.service: '0.1ps' is not possible (expected a time"),
                Arguments.of("host: {service: {fixed: 2us, perByte: 1x}}",
                        "2:39: host.service.perByte: '1x' is not possible"),
                Arguments.of("host: {service: {fixed: 2us, perbyte: 1ns}}",
                        "2:30: host.service.perbyte: unknown key, did you mean 'perByte'?"),
                Arguments.of("host: {service: {fixed: 2s}}", "2:17: host.service: service cost of 2000000000000 ps"));
    }

    static Stream<Arguments> nics() {
        return Stream.of(
                Arguments.of("nics: {link: 10gbps}", "2:7: nics: a mapping is not possible (expected a list)"),
                Arguments.of("nics: []", "2:7: nics: 0 NICs are listed (expected 1 to 64)"),
                Arguments.of("nics: [{}, {}]",
                        "2:7: nics: 2 NICs are attached to the virtual switch (expected one, or a team of them"),
                Arguments.of("nics: [{name: a}, {name: a}]",
                        "2:26: nics.name: 'a' is the name of an earlier NIC (expected each once)"),
                Arguments.of("nics: [{}, {ring: 64, attachedTo: host}]",
                        "2:19: nics.ring: '64' is not that of nic0 (expected the same for all NICs)"),
                Arguments.of("nics: [{}, {attachedTo: host}]\ntraffic: {rate: max}",
                        "3:10: traffic: rate max is possible with one NIC alone (expected another rate)"),
                Arguments.of("nics: [{}, {attachedTo: host}]\ntraffic: {capture: a.pcap}",
                        "3:10: traffic: a capture is possible with one NIC alone (expected one under nics)"),
                Arguments.of("nics: [{}, {}]\nteams: [{members: [nic0]}]",
                        "3:8: teams: NIC nic1 is attached to the virtual switch and in no team"),
                Arguments.of("teams: [{members: [nic0]}, {members: [nic0]}]",
                        "2:8: teams: 2 teams are listed (expected at most one: there is one virtual switch)"),
                Arguments.of("teams: [{}]", "2:9: teams.members: missing (expected names of NICs)"),
                Arguments.of("teams: [{members: [nic1]}]",
                        "2:19: teams.members: 'nic1' is not possible (expected the name of a NIC: nic0)"),
                Arguments.of("teams: [{members: 'nic0,nic0'}]",
                        "2:19: teams.members: 'nic0' stands twice (expected each NIC once)"),
                Arguments.of("nics: [{}, {attachedTo: host}]\nteams: [{members: [nic0, nic1]}]",
                        "3:19: teams.members: 'nic1' is not possible (expected a NIC with attachedTo: vswitch)"),
                Arguments.of("teams: [{members: [nic0], mode: trunk}]",
                        "2:33: teams.mode: 'trunk' is not possible (expected switch-independent or static or lacp or"),
                Arguments.of("teams: [{members: [nic0], mode: switch-embedded, distribution: mac-addresses}]",
                        "2:64: teams.distribution: 'mac-addresses' is not possible with mode switch-embedded"),
                Arguments.of("teams: [{members: [nic0], switchBufferBytes: 9000}]",
                        "2:46: teams.switchBufferBytes: '9000' is not possible (expected a whole number from 9236"),
                Arguments.of("teams: [{members: [nic0]}]\ntraffic: {mix: 'arp:1%'}",
                        "3:10: traffic: a mix of frames is not possible to a team (expected mix none)"),
                Arguments.of("teams: [{members: [nic0]}]\nvms: [{mac: 02:00:00:00:00:01, queue: 2}]",
                        "3:6: vms: a VM asks for a queue by number, which is not possible behind a team"),
                Arguments.of("traffic: [{to: nic0}]", "2:10: traffic: 0 entries are for the VMs (expected exactly one"),
                Arguments.of("traffic: {to: nic0}", "2:15: traffic.to: 'nic0' is not possible alone (expected vms"),
                Arguments.of("traffic: [{to: vms}, {to: nic0}]",
                        "2:27: traffic.to: 'nic0' is not possible (expected vms or the name of a NIC with attachedTo: host)"),
                Arguments.of("nics: [{}, {attachedTo: host}]\ntraffic: [{to: vms}, {to: nic1, mix: none}]",
                        "3:33: traffic.mix: unknown key"),
                Arguments.of("nics: [{}, {attachedTo: host}]\ntraffic: [{to: vms}, {to: nic1, rate: 20gbps}]",
                        "3:39: traffic.rate: '20gbps' is 202.7% of the 10gbps link (expected at most 100%"),
                Arguments.of("nics: [nic0]", "2:8: nics: 'nic0' is not possible (expected a mapping)"),
                Arguments.of("nics: [{link: 10}]",
                        "2:15: nics.link: '10' is not possible (expected a link rate such as 10gbps"),
                Arguments.of("nics: [{queues: 0}]",
                        "2:17: nics.queues: '0' is not possible (expected a whole number from 1 to 4096)"),
                Arguments.of("nics: [{ring: 1048577}]",
                        "2:15: nics.ring: '1048577' is not possible (expected a whole number from 1 to 1048576)"),
                Arguments.of("nics:\n  - name: a\n    attachedTo: switch",
                        "4:17: nics.attachedTo: 'switch' is not possible (expected vswitch or host)"),
                Arguments.of("nics: [{processors: {baseNumber: 9}}]",
                        "2:21: nics.processors: the host has no processor 0:9 (expected one of 8 from 0:0 on)"),
                Arguments.of("host: {smt: 2}\nnics: [{processors: {baseNumber: 3}}]",
                        "3:21: nics.processors: processor 0:3 is no first sibling of its core"
                                + " (expected a multiple of smt 2)"),
                Arguments.of("nics: [{processors: {numaNode: 1}}]",
                        "2:21: nics.processors: the host has no NUMA node 1 (expected one below 1)"),
                Arguments.of("nics: [{processors: {baseNumber: 4, maxNumber: 3}}]",
                        "2:21: nics.processors: no processor fits all of its values (expected at least one)"),
                Arguments.of("vrss: {processors: 9}",
                        "2:20: vrss.processors: '9' is more than the cores of nic0 (expected 1 to 8)"),
                Arguments.of("vrss: {hop: fast}",
                        "2:13: vrss.hop: 'fast' is not possible (expected a time such as 2.4us or 0.7ns, in whole picoseconds)"),
                Arguments.of("balance: {policy: rss2}",
                        "2:19: balance.policy: 'rss2' is not possible (expected none or static or dvmq or rss or dvmmq)"),
                Arguments.of("balance: {upper: 40%}",
                        "2:18: balance.upper: '40%' is below lower, which is 50% (expected at least that, above 0%)"),
                Arguments.of("balance: {upper: 0.9}",
                        "2:18: balance.upper: '0.9' is not possible (expected a whole percentage from 0% to 100%)"),
                Arguments.of("nics: [{interface: eth1:dpdk}]",
                        "2:20: nics.interface: 'dpdk' is not possible (expected af-packet or af-packet-fanout or af-xdp or vxlan)"),
                Arguments.of("nics: [{interface: eth1/2}]",
                        "2:20: nics.interface: 'eth1/2' is not possible (expected IFACE or IFACE:BACKEND, such as eth1:af-xdp, "
                                + "or ADDRESS:PORT[/VNI]:vxlan)"),
                Arguments.of("nics: [{interface: '0.0.0.0:0:vxlan'}]",
                        "2:20: nics.interface: '0.0.0.0:0' is not possible (expected ADDRESS:PORT[/VNI], such as 0.0.0.0:4789 or "
                                + "[::1]:4789/42, with a port from 1 to 65535 and a VNI up to 16777215)"),
                Arguments.of("nics: [{interface: eth1}]\nrun: {clock: virtual}",
                        "2:7: nics: frames of the real NIC eth1:af-packet come in real time (expected --clock live, or no interface)"),
                Arguments.of("nics: [{interface: eth1}, {name: b, attachedTo: host}]",
                        "2:7: nics: frames of the real NIC eth1:af-packet are possible with one NIC alone, without a team "
                                + "(expected one under nics)"),
                Arguments.of("nics: [{interface: eth1, whenFull: block-source}]",
                        "2:7: nics: frames of the real NIC eth1:af-packet cannot be held up (expected another --when-full than "
                                + "block-source)"),
                Arguments.of("nics: [{interface: eth1}]\ntraffic: {capture: /dumps/a.pcap}",
                        "2:7: nics: frames of the real NIC eth1:af-packet cannot be combined with those of a capture "
                                + "(expected --nic or --pcap)"),
                Arguments.of("nics: [{interface: eth1}]\nfaults: ['link-down:nic0,at=1s,for=50ms']",
                        "2:7: nics: frames of the real NIC eth1:af-packet come as they come: link and source cannot be made to "
                                + "fail (expected stall:core alone)"),
                Arguments.of("nics: [{interface: 'eth1:af-packet-fanout'}]",
                        "2:7: nics: frames of the real NIC eth1:af-packet-fanout are steered by the kernel, which knows no mode "
                                + "'single' (expected vmq, by receive filters, or rss, by its own hash; --nic eth1:af-packet leaves "
                                + "steering to the mode)"),
                Arguments.of(
                        "nics: [{interface: 'eth1:af-packet-fanout'}]\nbalance: {policy: rss}\nrun: {modes: [rss]}",
                        "2:7: nics: frames of the real NIC eth1:af-packet-fanout are hashed by the kernel, whose table cannot be "
                                + "changed (expected no --balance rss)"),
                Arguments.of("balance: {policy: dvmq}\nnics: [{whenFull: block-source}]",
                        "2:19: balance.policy: 'dvmq' cannot be combined with --when-full block-source"
                                + " (expected drop-tail, drop-head or overflow-default)"),
                Arguments.of("balance: {policy: rss}\nnics: [{whenFull: overflow-default}]",
                        "2:19: balance.policy: 'rss' cannot be combined with --when-full overflow-default"
                                + " (expected drop-tail or drop-head)"),
                Arguments.of("balance: {policy: rss}\nrss: {table: 65536}",
                        "2:19: balance.policy: 'rss' cannot be combined with --table 65536"
                                + " (expected at most 32768 entries)"),
                Arguments.of("balance: {policy: dvmq, barrier: none}",
                        "2:34: balance.barrier: 'none' is for policy rss alone, and the policy is dvmq"
                                + " (expected drain: queues move with what waits in them)"),
                Arguments.of("nics:\n  - {name: a}\n  - {name: b, attachedTo: host}\nbalance: {policy: rss}",
                        "5:10: balance: policy rss is possible with one NIC alone"
                                + " (expected one under nics, or another policy)"),
                Arguments.of("balance: {policy: rss, barrier: rfs}",
                        "2:33: balance.barrier: 'rfs' is not possible (expected drain or none)"),
                Arguments.of("nics: [{rings: 5}]",
                        "2:9: nics.rings: unknown key, did you mean 'ring'?"
                                + " (expected one of processors, name, link, queues, queuesPerVm, ring, whenFull, moderation, attachedTo, interface)"));
    }

    static Stream<Arguments> vms() {
        String two = "vms:\n  - {name: a, mac: 02:00:00:00:00:01}\n";
        return Stream.of(
                Arguments.of("vms: {count: 0}",
                        "2:14: vms.count: '0' is not possible (expected a whole number from 1 to 65536)"),
                Arguments.of("vms: {count: 8.0}", "2:14: vms.count: '8.0' is not possible"),
                Arguments.of("vms: {count: 010}", "2:14: vms.count: '010' is not possible"),
                Arguments.of("vms: {count: 0x10}", "2:14: vms.count: '0x10' is not possible"),
                Arguments.of("vms: {count: eight}", "2:14: vms.count: 'eight' is not possible"),
                Arguments.of("vms: {count: [8]}", "2:14: vms.count: a list is not possible (expected a single value)"),
                Arguments.of("vms: {count: 99999999999999999999}",
                        "2:14: vms.count: '99999999999999999999' is not possible"),
                Arguments.of("vms: {cuont: 8}",
                        "2:7: vms.cuont: unknown key, did you mean 'count'?"
                                + " (expected one of count, firstMac, vlan, flowsPerVm, popularity, flowPopularity)"),
                Arguments.of("vms: {firstMac: 01:00:5e:00:00:01}",
                        "2:17: vms.firstMac: '01:00:5e:00:00:01' is a group address"),
                Arguments.of("vms: {firstMac: 00:15:5d}",
                        "2:17: vms.firstMac: '00:15:5d' is not a MAC address (expected six"),
                Arguments.of("vms: {firstMac: 00:ff:ff:ff:ff:ff, count: 2}",
                        "2:17: vms.firstMac: '00:ff:ff:ff:ff:ff' leaves no room for 2 unicast"),
                Arguments.of("vms: []", "2:6: vms: 0 VMs are listed (expected 1 to 8192"),
                Arguments.of("vms: 8", "2:6: vms: '8' is not possible (expected a mapping)"),
                Arguments.of("vms: [{name: a}]", "2:7: vms.mac: missing (expected a MAC address such as"),
                Arguments.of(two + "  - {name: a, mac: 02:00:00:00:00:02}",
                        "4:12: vms.name: 'a' is the name of an earlier VM"),
                Arguments.of(two + "  - {name: b, mac: 02-00-00-00-00-01}",
                        "4:20: vms.mac: '02:00:00:00:00:01' is the address of an earlier VM"),
                Arguments.of(two + "  - {name: b, mac: ff:ff:ff:ff:ff:ff}",
                        "4:20: vms.mac: 'ff:ff:ff:ff:ff:ff' is a group address"),
                Arguments.of(two + "  - {name: b, mac: 02:00:00:00:00:02, vlan: 4095}",
                        "4:45: vms.vlan: '4095' is not possible (expected a whole number from 1 to 4094)"),
                Arguments.of(two + "  - {name: b, mac: 02:00:00:00:00:02, queue: 9}",
                        "4:46: vms.queue: '9' is not possible (expected auto, default or a queue of the NIC, 1 to 8)"),
                Arguments.of(two + "  - {name: host, mac: 02:00:00:00:00:02}",
                        "4:12: vms.name: 'host' is not possible (expected another name"),
                Arguments.of(two + "  - {name: b, mac: 02:00:00:00:00:02, count: 2}", "4:39: vms.count: unknown key"),
                Arguments.of(two + "  -", "4:4: vms: no value (expected a mapping)"));
    }

    static Stream<Arguments> traffic() {
        return Stream.of(
                Arguments.of("traffic: {rate: 200%}",
                        "2:17: traffic.rate: '200%' is 200% of the 10gbps link"
                                + " (expected at most 100%, 812.743kpps or 9.869gbps on layer 2 with frames"
                                + " of 1518 bytes)"),
                Arguments.of("traffic: {rate: 1mpps}",
                        "2:17: traffic.rate: '1mpps' is 123.1% of the 10gbps link (expected at most 100%, 812.743kpps"),
                Arguments.of("traffic: {rate: 10gbps, frameSize: 64}",
                        "2:17: traffic.rate: '10gbps' is 131.3% of the 10gbps link"
                                + " (expected at most 100%, 14.8809mpps or 7.619gbps on layer 2 with frames"
                                + " of 64 bytes)"),
                Arguments.of("nics: [{link: 1gbps}]\ntraffic: {rate: 1gbps, frameSize: imix}",
                        "3:17: traffic.rate: '1gbps' is 105.7% of the 1gbps link"
                                + " (expected at most 100%, 334.373kpps or 946.5mbps on layer 2 with frames"
                                + " of 353.8 bytes)"),
                Arguments.of("traffic: {rate: 0}", "2:17: traffic.rate: '0' is not possible (expected a rate above 0"),
                Arguments.of("traffic: {rate: 0.0001pps}",
                        "2:17: traffic.rate: '0.0001pps' is too slow (expected at least 0.001 pps)"),
                Arguments.of("traffic: {rate: }", "2:16: traffic.rate: no value (expected a rate"),
                Arguments.of("traffic: {frameSize: 63}", "2:22: traffic.frameSize: frame size 63: 64 to 9216 expected"),
                Arguments.of("traffic: {frameSize: 9217}",
                        "2:22: traffic.frameSize: frame size 9217: 64 to 9216 expected"),
                Arguments.of("traffic: {frameSize: '64:7,46:1'}", "2:22: traffic.frameSize: frame size 46"),
                Arguments.of("traffic: {frameSize: '64:0'}", "2:22: traffic.frameSize: weight 0"),
                Arguments.of("traffic: {frameSize: small}", "2:22: traffic.frameSize: 'small' is not a frame size"),
                Arguments.of("traffic: {arrivals: sometimes}",
                        "2:21: traffic.arrivals: 'sometimes' is not an arrival process"),
                Arguments.of("traffic: {protocol: icmp}",
                        "2:21: traffic.protocol: 'icmp' is not possible (expected tcp or udp)"),
                Arguments.of("traffic: {popularity: zipf}", "2:23: traffic.popularity: 'zipf' is not a popularity"),
                Arguments.of("vms: {popularity: zipf:-1}", "2:19: vms.popularity: "),
                Arguments.of("vms: {flowPopularity: zipf:NaN}", "2:23: vms.flowPopularity: "),
                Arguments.of("vms: {flowsPerVm: 0}", "2:19: vms.flowsPerVm: '0' is not possible"),
                Arguments.of("vms: {count: 65536, flowsPerVm: 2000}",
                        "2:33: vms.flowsPerVm: '2000' gives 131072000 flows with 65536 VMs"
                                + " (expected at most 67108864 in all)"),
                Arguments.of("vms: {flowsPerVm: 5}\ntraffic: {flowsPerVm: 5}",
                        "3:23: traffic.flowsPerVm: stands under vms too (expected in one of the two places)"),
                Arguments.of("traffic: [5%]", "2:11: traffic: '5%' is not possible (expected a mapping)"),
                Arguments.of("traffic: {framesize: 64}",
                        "2:11: traffic.framesize: unknown key, did you mean 'frameSize'?"),
                Arguments.of("traffic: {loop: 2}", "2:17: traffic.loop: only possible with a capture"));
    }

    static Stream<Arguments> captures() {
        return Stream.of(
                Arguments.of("traffic: {capture: a.pcap, rate: 5%}",
                        "2:34: traffic.rate: cannot be combined with a capture"),
                Arguments.of("traffic: {capture: a.pcap, popularity: uniform}",
                        "2:40: traffic.popularity: cannot be combined with a capture"),
                Arguments.of("vms: {count: 2}\ntraffic: {capture: a.pcap}",
                        "2:6: vms: cannot be combined with a capture"),
                Arguments.of("traffic: {capture: ''}",
                        "2:20: traffic.capture: no value (expected the path of a capture file)"),
                Arguments.of("traffic: {capture: \"a\\0b\"}",
                        "2:20: traffic.capture: 'a?b' is not possible (expected the path"),
                Arguments.of("traffic: {capture: a.pcap, speed: fast}",
                        "2:35: traffic.speed: 'fast' is not possible (expected recorded, or a rate above 0"),
                Arguments.of("traffic: {capture: a.pcap, speed: 15mpps}",
                        "2:35: traffic.speed: '15mpps' is 100.8% of the 10gbps link"),
                Arguments.of("traffic: {capture: a.pcap, loop: -1}", "2:34: traffic.loop: '-1' is not possible"),
                Arguments.of("traffic: {capture: a.pcap, speed: 5%, maxGap: 1s}",
                        "2:47: traffic.maxGap: '1s' is only possible at recorded speed"),
                Arguments.of("traffic: {capture: a.pcap, speeed: 5%}",
                        "2:28: traffic.speeed: unknown key, did you mean 'speed'?"),
                Arguments.of("traffic: {capture: a.pcap}\nrun: {warmup: 1s}",
                        "3:15: run.warmup: '1s' is not possible with a capture that ends"
                                + " (expected 0, or traffic.loop: 0)"));
    }

    static Stream<Arguments> run() {
        return Stream.of(
                Arguments.of("run: {modes: []}", "2:14: run.modes: no value (expected names of modes"),
                Arguments.of("run: {modes: [vmq, rss, vmq]}",
                        "2:14: run.modes: 'vmq' stands twice (expected each mode once)"),
                Arguments.of("run: {modes: [VMQ]}", "2:14: run.modes: 'VMQ' is not possible (expected names of modes"),
                Arguments.of("run: {modes: [{a: b}]}",
                        "2:15: run.modes: a mapping is not possible (expected a single value)"),
                Arguments.of("run: {clock: wall}",
                        "2:14: run.clock: 'wall' is not possible (expected live or virtual)"),
                Arguments.of("run: {coreMode: Pinned}",
                        "2:17: run.coreMode: 'Pinned' is not possible (expected auto or pinned or emulated)"),
                Arguments.of("run: {cpus: [0, 0]}", "2:13: run.cpus: '0,0' names CPU 0 twice"),
                Arguments.of("run: {duration: 0}",
                        "2:17: run.duration: '0' is not possible (expected a duration above 0)"),
                Arguments.of("run: {duration: 5 s}",
                        "2:17: run.duration: '5 s' is not possible (expected a duration such as"),
                Arguments.of("run: {warmup: -1s}",
                        "2:15: run.warmup: '-1s' is not possible (expected a duration such as"),
                Arguments.of("run: {trials: 0}",
                        "2:15: run.trials: '0' is not possible (expected a whole number from 1 to 10000)"),
                Arguments.of("run: {seed: -1}",
                        "2:13: run.seed: '-1' is not possible (expected a whole number from 0 to 9223372036854775807)"),
                Arguments.of("run: {seed: 9223372036854775808}",
                        "2:13: run.seed: '9223372036854775808' is not possible"),
                Arguments.of("run: {seed: \"1\\n2\"}", "2:13: run.seed: '1?2' is not possible"),
                Arguments.of("run: {detail: some}", "2:15: run.detail: 'some' is not possible (expected total or all)"),
                Arguments.of("run: {sed: 1}", "2:7: run.sed: unknown key, did you mean 'seed'?"));
    }

    static Stream<Arguments> options() {
        return Stream.of(
                Arguments.of(Map.of(Setting.VMS, "0"),
                        "--vms: '0' is not possible (expected a whole number from 1 to 65536)"),
                Arguments.of(Map.of(Setting.VMS, ""), "--vms: no value (expected a whole number"),
                Arguments.of(Map.of(Setting.MODES, "vmq,vmq"), "--modes: 'vmq' stands twice"),
                Arguments.of(Map.of(Setting.RATE, "200%"), "--rate: '200%' is 200% of the 10gbps link"),
                Arguments.of(Map.of(Setting.LINK, "1gbps", Setting.RATE, "1mpps"),
                        "--rate: '1mpps' is 1231% of the 1gbps link"),
                Arguments.of(Map.of(Setting.SERVICE, "2s"), "--service: service cost of"),
                Arguments.of(Map.of(Setting.CORES, "0"), "--cores: '0' is not possible"),
                Arguments.of(Map.of(Setting.PCAP, "a.pcap", Setting.FRAME_SIZE, "64"),
                        "--frame-size: cannot be combined with a capture"),
                Arguments.of(Map.of(Setting.PCAP, "a.pcap", Setting.RATE, "1mpps"),
                        "--rate: cannot be combined with a capture"),
                Arguments.of(Map.of(Setting.PCAP, "a.pcap", Setting.VMS, "2"),
                        "--vms: cannot be combined with a capture"),
                Arguments.of(Map.of(Setting.PCAP, "a.pcap", Setting.FLOWS_PER_VM, "2"),
                        "--flows-per-vm: cannot be combined with a capture"),
                Arguments.of(Map.of(Setting.PCAP, "a.pcap", Setting.WARMUP, "1s"),
                        "--warmup: '1s' is not possible with a capture that ends"),
                Arguments.of(Map.of(Setting.PCAP_SPEED, "recorded"), "--pcap-speed: only possible with a capture"),
                Arguments.of(Map.of(Setting.LOOP, "0"), "--loop: only possible with a capture"),
                Arguments.of(Map.of(Setting.CPUS, "0,0"), "--cpus: '0,0' names CPU 0 twice"));
    }

    @ParameterizedTest
    @MethodSource("optionsOverFiles")
    void shouldRefuseAnOptionThatDoesNotFitTheFile(String yaml, Map<Setting, String> options, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Scenarios.read("version: 1\n" + yaml, options)).withMessageStartingWith(message);
    }

    static Stream<Arguments> optionsOverFiles() {
        return Stream.of(
                Arguments.of("vms: [{mac: 02:00:00:00:00:01}]", Map.of(Setting.VMS, "16"),
                        "--vms: cannot be set over the list of vms at f.yaml:2:6 (expected a mapping there)"),
                Arguments.of("traffic: {capture: a.pcap}", Map.of(Setting.RATE, "1mpps"),
                        "--rate: cannot be combined with a capture"),
                Arguments.of("host: 5", Map.of(Setting.CORES, "2"),
                        "f.yaml:2:7: host: '5' is not possible (expected a mapping)"),
                Arguments.of("nics: [5]", Map.of(Setting.LINK, "1gbps"),
                        "f.yaml:2:8: nics: '5' is not possible (expected a mapping)"),
                Arguments.of("nics: {link: 1gbps}", Map.of(Setting.LINK, "1gbps"),
                        "f.yaml:2:7: nics: a mapping is not possible (expected a list)"),
                Arguments.of("nics: []", Map.of(Setting.LINK, "1gbps"), "f.yaml:2:7: nics: 0 NICs are listed"),
                Arguments.of("host: {processors: 16, cores: 3}", Map.of(Setting.CORES, "x"),
                        "--cores: 'x' is not possible"));
    }
}

package io.vmq.tools.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.nic.adapter.Adapter.Flags;
import io.vmq.nic.adapter.Channels;
import io.vmq.nic.adapter.Channels.Counts;
import io.vmq.nic.adapter.Coalescing;
import io.vmq.nic.adapter.HashFields;
import io.vmq.nic.adapter.Interrupt;
import io.vmq.nic.adapter.Reported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AdapterJudgeTest {

    @Test
    void shouldFindNothingWrongWhereNothingIs() {
        assertThat(AdapterJudge.remarks(new Adapters().make(), Adapters.host())).isEmpty();
    }

    private static Arguments one(String id, String fix, Consumer<Adapters> change) {
        return Arguments.of(id, fix, change);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                one("down", "sudo ip link set eth0 up",
                        made -> made.flags = Reported.of(new Flags(false, false, false))),
                one("no-link", "", made -> made.link = Reported.of(false)),
                one("promiscuous", "sudo ip link set eth0 promisc off",
                        made -> made.flags = Reported.of(new Flags(true, false, true))),
                one("promiscuous", "", made -> made.promiscuity = Reported.of(1)),
                one("no-rss", "", made -> made.rss = Reported.nothing("EOPNOTSUPP, Operation not supported")),
                one("hash-function", "sudo ethtool -X eth0 hfunc toeplitz",
                        made -> made.rss = Reported.of(Adapters.rss(4, "xor", "none"))),
                one("input-transform", "sudo ethtool -X eth0 xfrm none",
                        made -> made.rss = Reported.of(Adapters.rss(4, "toeplitz", "symmetric-xor"))),
                one("idle-queues", "sudo ethtool -X eth0 equal 4",
                        made -> made.rss = Reported.of(Adapters.rss(3, "toeplitz", "none"))),
                one("udp4-ports", "sudo ethtool -N eth0 rx-flow-hash udp4 sdfn",
                        made -> made.hashFields.put("udp4", Reported.of(new HashFields(List.of("src-ip", "dst-ip"))))),
                one("udp6-ports", "sudo ethtool -N eth0 rx-flow-hash udp6 sdfn",
                        made -> made.hashFields.put("udp6", Reported.of(new HashFields(List.of())))),
                one("gro", "sudo ethtool -K eth0 gro off", made -> made.offload("rx-gro", true, true)),
                one("gro-hw", "", made -> made.offload("rx-gro-hw", true, false)),
                one("lro", "sudo ethtool -K eth0 lro off", made -> made.offload("rx-lro", true, true)),
                one("tso", "sudo ethtool -K eth0 tso off", made -> made.offload("tx-tcp-segmentation", true, true)),
                one("rx-vlan", "sudo ethtool -K eth0 rxvlan off", made -> made.offload("rx-vlan-hw-parse", true, true)),
                one("ntuple", "sudo ethtool -K eth0 ntuple off", made -> made.offload("rx-ntuple-filter", true, true)),
                one("rxhash", "sudo ethtool -K eth0 rxhash on", made -> made.offload("rx-hashing", false, true)),
                one("adaptive-coalescing", "sudo ethtool -C eth0 adaptive-rx off",
                        made -> made.coalescing = Reported.of(new Coalescing(0, 0, true))),
                one("coalescing", "sudo ethtool -C eth0 rx-usecs 0",
                        made -> made.coalescing = Reported.of(new Coalescing(50, 0, false))),
                one("numa", "echo 4-7 | sudo tee /proc/irq/47/smp_affinity_list",
                        made -> made.interrupts = List.of(new Interrupt(46, "a", "4-7", "6"),
                                new Interrupt(47, "b", "0-7", "3"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void shouldRemarkOneSettingAlone(String id, String fix, Consumer<Adapters> change) {
        Adapters made = new Adapters();
        change.accept(made);

        List<Remark> remarks = AdapterJudge.remarks(made.make(), Adapters.host());

        assertThat(remarks).extracting(Remark::id).containsExactly(id);
        assertThat(remarks.getFirst().fix()).isEqualTo(fix.isEmpty() ? List.of() : List.of(fix));
        assertThat(remarks.getFirst().text()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void shouldHaveEachRemarkOnItsPage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "nic.md"));

        assertThat(Stream.concat(settings().map(setting -> setting.get()[0]),
                Stream.of("more-queues-than-cores", "irqbalance", "irq-on-measuring-cpu")))
                .allSatisfy(id -> assertThat(page).contains("`" + id + "`"));
    }

    /** What a NIC cannot do is not what somebody set. */
    @Test
    void shouldNotBlameAnInterfaceForAnOffloadThatItLacks() {
        assertThat(AdapterJudge.remarks(new Adapters().offload("rx-hashing", false, false).make(), Adapters.host()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} combined, {1} rx on {2} CPUs")
    @CsvSource({"8, 0, 8, ''", "9, 0, 8, combined 8", "0, 9, 8, rx 8", "6, 3, 8, combined 5", "1, 9, 8, none",
        "16, 0, 1, combined 1"})
    void shouldRemarkMoreQueuesThanCores(int combined, int rx, int cpus, String fix) {
        Adapters made = new Adapters();
        made.interrupts = List.of();
        made.rss = Reported.of(Adapters.rss(combined + rx, "toeplitz", "none"));
        made.channels = Reported.of(new Channels(new Counts(64, 64, 1, 64), new Counts(rx, 0, 1, combined)));
        HostState host = new HostState(nodes(cpus), false, Set.of());

        List<Remark> remarks = AdapterJudge.remarks(made.make(), host);

        if (fix.isEmpty()) {
            assertThat(remarks).isEmpty();
        } else {
            assertThat(remarks).extracting(Remark::id).containsExactly("more-queues-than-cores");
            assertThat(remarks.getFirst().fix())
                    .isEqualTo(fix.equals("none") ? List.of() : List.of("sudo ethtool -L eth0 " + fix));
        }
    }

    private static Map<Integer, Integer> nodes(int cpus) {
        Map<Integer, Integer> nodes = new HashMap<>();
        for (int cpu = 0; cpu < cpus; cpu++) {
            nodes.put(cpu, 0);
        }
        return nodes;
    }

    @Test
    void shouldRemarkIrqbalanceOnlyWhereThereAreInterruptsToMove() {
        HostState balanced = new HostState(Adapters.host().nodeOfCpu(), true, Set.of());

        assertThat(AdapterJudge.remarks(new Adapters().make(), balanced)).singleElement()
                .isEqualTo(new Remark("irqbalance", "irqbalance moves interrupts to other CPUs whenever it sees fit",
                        List.of("sudo systemctl stop irqbalance")));
        assertThat(AdapterJudge.remarks(Adapters.silent("va", false), balanced)).extracting(Remark::id)
                .containsExactly("no-rss");
    }

    @Test
    void shouldRemarkInterruptsOnTheCpusThatMeasure() {
        HostState measuring = new HostState(Adapters.host().nodeOfCpu(), false, Set.of(4, 6));

        Remark remark = AdapterJudge.remarks(new Adapters().make(), measuring).getFirst();

        assertThat(remark.id()).isEqualTo("irq-on-measuring-cpu");
        assertThat(remark.text())
                .isEqualTo("interrupt 45 goes to CPUs that are to measure (4,6), whose time is taken for them");
        assertThat(remark.fix()).containsExactly("echo 0-3,5,7 | sudo tee /proc/irq/45/smp_affinity_list");
    }

    @Test
    void shouldNotTellToMoveInterruptsWhereEveryCpuMeasures() {
        HostState measuring = new HostState(Adapters.host().nodeOfCpu(), false, Adapters.host().nodeOfCpu().keySet());

        assertThat(AdapterJudge.remarks(new Adapters().make(), measuring)).singleElement()
                .extracting(Remark::fix).isEqualTo(List.of());
    }

    @Test
    void shouldSayNothingOfALoopback() {
        assertThat(AdapterJudge.remarks(Adapters.silent("lo", true), Adapters.host())).isEmpty();
    }
}

package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.HashType;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.IndirectionTable;
import io.vmq.dispatch.steering.RssDecision;
import io.vmq.dispatch.steering.RssExplainer;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.RssSteering;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.load.Load;
import io.vmq.nic.port.LinkRate;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are chosen to collide, judged by what steering makes of their frames. */
class CollisionTest {

    private static final int SEED = 20_261_124;
    private static final int VMS = 64;
    private static final int FLOWS = 1_000;
    private static final int LENGTH_BYTES = 64;

    private interface DecisionCheck {
        void check(RssDecision decision, String tuple);
    }

    private static RssKey key(String name) {
        return name.equals("random") ? randomKey() : RssKey.parse(name);
    }

    private static RssKey randomKey() {
        byte[] bytes = new byte[RssKey.BYTES];
        new SplittableRandom(SEED).nextBytes(bytes);
        return RssKey.of(bytes);
    }

    private static RssSettings settings(RssKey key, int tableEntries) {
        return new RssSettings(key, HashTypes.ALL, tableEntries);
    }

    private static TrafficModel model(int vms, int flowsPerVm, Adversary adversary, RssSettings rss,
            Transport transport) {
        return new TrafficModel(
                new Receivers(Traffic.vms(vms, 0), new Popularity.Uniform(), flowsPerVm, new Popularity.Uniform()),
                new FrameStyle(FrameSizes.fixed(LENGTH_BYTES), transport),
                new Load(LinkRate.ofGbps(10), 1e5, new Arrivals.Constant()), adversary, rss);
    }

    /** Writes a frame of each flow and asks a NIC with these settings about it. */
    private static void forFlows(TrafficModel model, int salt, RssSettings nic, DecisionCheck check) {
        IndirectionTable table = IndirectionTable.roundRobin(nic.tableEntries(), 8);
        RssExplainer explainer = new RssExplainer(new RssSteering(nic.key(), nic.hashTypes(), table));
        FlowHeaders headers = new FlowHeaders(model, salt);
        try (Arena arena = Arena.ofConfined()) {
            Memory memory = Memory.allocate(arena, FlowHeaders.REACH_BYTES);
            for (int vm = 0; vm < model.receivers().vms().size(); vm++) {
                for (int flow = 0; flow < model.receivers().flowsPerVm(); flow++) {
                    headers.write(memory, 0, vm, flow, 0, LENGTH_BYTES);
                    String tuple = Long.toHexString(memory.i64Be(26)) + Integer.toHexString(memory.i32Be(34));
                    check.check(explainer.explain(memory, 0, LENGTH_BYTES - 4), tuple);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"default, 2, TCP", "default, 128, TCP", "default, 512, UDP", "default, 1, TCP", "symmetric, 2, UDP",
        "symmetric, 64, TCP", "symmetric, 512, TCP", "random, 2, TCP", "random, 4, UDP", "random, 8, TCP",
        "random, 16, UDP", "random, 32, TCP", "random, 64, UDP", "random, 128, TCP", "random, 256, UDP",
        "random, 512, TCP", "random, 65536, TCP"})
    void shouldPutAllFlowsOfAllVmsIntoOneEntry(String keyName, int tableEntries, Transport transport) {
        RssSettings rss = settings(key(keyName), tableEntries);
        Set<Integer> entries = new HashSet<>();
        Set<String> tuples = new HashSet<>();

        forFlows(model(VMS, FLOWS, Adversary.parse("rss-collide"), rss, transport), SEED, rss, (decision, tuple) -> {
            entries.add(decision.entry());
            tuples.add(tuple);
        });

        assertThat(entries).as("entries, seed %d", SEED).hasSize(1);
        assertThat(tuples).as("tuples, seed %d", SEED).hasSize(VMS * FLOWS);
    }

    @Test
    void shouldChooseTheEntryByTheSeed() {
        Set<Integer> entries = new HashSet<>();
        for (int salt = 0; salt < 200; salt++) {
            forFlows(model(1, 1, Adversary.parse("rss-collide"), RssSettings.DEFAULT, Transport.TCP),
                    salt * 0x9E37_79B9,
                    RssSettings.DEFAULT, (decision, tuple) -> entries.add(decision.entry()));
        }
        assertThat(entries).hasSizeGreaterThan(80);
    }

    @Test
    void shouldSpreadUnderAnotherKeyThanTheOneBelievedIn() {
        Adversary adversary = Adversary.parse("rss-collide:" + randomKey());
        assertEven(model(VMS, FLOWS, adversary, RssSettings.DEFAULT, Transport.TCP), RssSettings.DEFAULT);
    }

    @Test
    void shouldCollideByAddressesAloneWhereNothingElseIsHashed() {
        RssSettings rss = new RssSettings(RssKey.DEFAULT, HashTypes.of(HashType.IPV4), 128);
        Set<Integer> entries = new HashSet<>();
        forFlows(model(VMS, FLOWS, Adversary.parse("rss-collide"), rss, Transport.TCP), SEED, rss,
                (decision, tuple) -> entries.add(decision.entry()));
        assertThat(entries).hasSize(1);
    }

    @Test
    void shouldGiveOneHashToAllTuplesOfEqualXorUnderASymmetricKey() {
        RssSettings rss = settings(RssKey.SYMMETRIC, 128);
        Set<Integer> hashes = new HashSet<>();
        Set<String> tuples = new HashSet<>();
        forFlows(model(VMS, FLOWS, Adversary.parse("xor-collide"), rss, Transport.UDP), SEED, rss,
                (decision, tuple) -> {
                    hashes.add(decision.hash());
                    tuples.add(tuple);
                });
        assertThat(hashes).as("seed %d", SEED).hasSize(1);
        assertThat(tuples).as("seed %d", SEED).hasSize(VMS * FLOWS);
    }

    @Test
    void shouldUseAllTuplesOfEqualXor() {
        RssSettings rss = settings(RssKey.SYMMETRIC, 128);
        Set<String> tuples = new HashSet<>();
        forFlows(model(1, 65_536, new Adversary.XorCollide(), rss, Transport.TCP), SEED, rss,
                (decision, tuple) -> tuples.add(tuple));
        assertThat(tuples).hasSize(65_536);
    }

    @Test
    void shouldSpreadTuplesOfEqualXorUnderTheDefaultKey() {
        assertEven(model(VMS, FLOWS, new Adversary.XorCollide(), RssSettings.DEFAULT, Transport.TCP),
                RssSettings.DEFAULT);
    }

    /**
     * Chi-square within five standard deviations of its mean, from above only: linear structure may spread better than
     * chance.
     */
    private static void assertEven(TrafficModel model, RssSettings nic) {
        int[] counts = new int[nic.tableEntries()];
        forFlows(model, SEED, nic, (decision, tuple) -> counts[decision.entry()]++);
        double expected = (double) VMS * FLOWS / counts.length;
        double chiSquare = Arrays.stream(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
        int freedom = counts.length - 1;
        assertThat(chiSquare).as("chi-square, seed %d, counts %s", SEED, Arrays.toString(counts))
                .isLessThan(freedom + 5 * Math.sqrt(2.0 * freedom));
    }

    @Test
    void shouldRefuseMoreFlowsThanCollide() {
        assertThatThrownBy(() -> model(2, 65_537, new Adversary.XorCollide(), RssSettings.DEFAULT, Transport.TCP))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("flowsPerVm=65537 with 'xor-collide': at most"
                        + " 65536 expected, since no more tuples of a VM collide");
        RssSettings large = settings(RssKey.DEFAULT, 65_536);
        assertThatThrownBy(() -> model(1, 100_000, Adversary.parse("rss-collide"), large, Transport.TCP))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("flowsPerVm=100000 with 'rss-collide': at most"
                        + " 65536 expected, since no more tuples of a VM collide");
    }

    /** This key hashes the VM's address into the low seven bits, but nothing of the client. */
    @Test
    void shouldRefuseAKeyUnderWhichClientsCannotMeet() {
        byte[] bytes = new byte[RssKey.BYTES];
        bytes[10] = -1;
        RssSettings rss = settings(RssKey.of(bytes), 128);

        assertThatThrownBy(() -> model(4, 1, Adversary.parse("rss-collide"), rss, Transport.TCP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'rss-collide' finds no client of VM 'vm2' whose hash meets that of VM 'vm1' (expected a key"
                                + " under which the bits of a client reach every table entry)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "rss-collide", "xor-collide"})
    void shouldReadWhatItWrites(String text) {
        assertThat(Adversary.parse(text).text()).isEqualTo(text);
        assertThat(Adversary.parse(text.toUpperCase(Locale.ROOT))).isEqualTo(Adversary.parse(text));
    }

    @Test
    void shouldReadAKeyToBelieveIn() {
        assertThat(Adversary.parse("RSS-collide:Symmetric")).isEqualTo(new Adversary.RssCollide(RssKey.SYMMETRIC));
        Adversary adversary = new Adversary.RssCollide(randomKey());
        assertThat(Adversary.parse(adversary.text())).isEqualTo(adversary);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "collide", "rss", "xor-collide:x"})
    void shouldNameTheTextThatIsNoAdversary(String text) {
        assertThatThrownBy(() -> Adversary.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + text + "' is not an adversary (expected none, rss-collide, rss-collide:KEY with an RSS"
                                + " key, or xor-collide)");
        assertThatThrownBy(() -> Adversary.parse("rss-collide:x")).hasMessageStartingWith("'x' is not an RSS key");
    }
}

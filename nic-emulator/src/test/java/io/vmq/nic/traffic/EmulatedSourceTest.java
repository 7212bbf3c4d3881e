package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.load.Load;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the frames come, and which. */
class EmulatedSourceTest {

    private static final long ALL = Long.MAX_VALUE - 1;

    private record Note(long dueNs, long wireWaitNs, int lengthBytes, int flow, int sequence, int bytesHash) {}

    private static List<Note> frames(TrafficModel model, long seed, int frames, int batchCapacity) {
        List<Note> notes = new ArrayList<>();
        EmulatedSource source = new EmulatedSource(model, seed);
        FrameBatch batch = FrameBatch.of(source, batchCapacity);
        while (notes.size() < frames) {
            long next = source.nextDueNs();
            source.fill(batch, ALL);
            assertThat(batch.dueNs(0)).isEqualTo(next);
            for (int i = 0; i < batch.count(); i++) {
                notes.add(new Note(batch.dueNs(i), batch.wireWaitNs(i), batch.lengthBytes(i), batch.flow(i),
                        batch.sequence(i), Arrays.hashCode(ReferencePacket.bytes(batch, i))));
            }
        }
        return notes.subList(0, frames);
    }

    private interface FrameCheck {
        void check(FrameBatch batch, int i);
    }

    private static void forFrames(TrafficModel model, int frames, FrameCheck check) {
        EmulatedSource source = new EmulatedSource(model, 5);
        FrameBatch batch = FrameBatch.of(source, 1);
        for (int frame = 0; frame < frames; frame++) {
            source.fill(batch, ALL);
            check.check(batch, 0);
        }
    }

    private static TrafficModel model(double ratePps) {
        return Traffic.model("imix", "poisson", "zipf:1.2", ratePps, Transport.TCP);
    }

    private static long[] column(List<Note> notes, ToLongFunction<Note> column) {
        return notes.stream().mapToLong(column).toArray();
    }

    @Test
    void shouldGiveTheSameFramesAndTimesForTheSameSeedWhateverTheBatch() {
        assertThat(frames(model(1e6), 5, 3_000, 64)).isEqualTo(frames(model(1e6), 5, 3_000, 64))
                .isEqualTo(frames(model(1e6), 5, 3_000, 1)).isEqualTo(frames(model(1e6), 5, 3_000, 7));
    }

    @Test
    void shouldGiveOtherFramesAndTimesForAnotherSeed() {
        List<Note> one = frames(model(1e6), 5, 1_000, 64);
        List<Note> other = frames(model(1e6), 6, 1_000, 64);

        assertThat(column(one, Note::dueNs)).isNotEqualTo(column(other, Note::dueNs));
        assertThat(column(one, Note::flow)).isNotEqualTo(column(other, Note::flow));
        assertThat(column(one, Note::bytesHash)).isNotEqualTo(column(other, Note::bytesHash));
    }

    @Test
    void shouldSendTheSameFramesAtAnotherRate() {
        List<Note> slow = frames(model(1e3), 5, 3_000, 64);
        List<Note> fast = frames(model(2.5e6), 5, 3_000, 64);

        assertThat(column(slow, Note::flow)).isEqualTo(column(fast, Note::flow));
        assertThat(column(slow, Note::lengthBytes)).isEqualTo(column(fast, Note::lengthBytes));
        assertThat(column(slow, Note::bytesHash)).isEqualTo(column(fast, Note::bytesHash));
    }

    @Test
    void shouldLeaveTheOtherChoicesAloneWhenOneSettingChanges() {
        List<Note> base = frames(model(1e6), 5, 2_000, 64);
        List<Note> constant = frames(Traffic.model("imix", "constant", "zipf:1.2", 1e6, Transport.TCP), 5, 2_000, 64);
        List<Note> fixed = frames(Traffic.model("1518", "poisson", "zipf:1.2", 5e5, Transport.TCP), 5, 2_000, 64);
        List<Note> uniform = frames(Traffic.model("imix", "poisson", "uniform", 1e6, Transport.TCP), 5, 2_000, 64);

        assertThat(column(constant, Note::bytesHash)).isEqualTo(column(base, Note::bytesHash));
        assertThat(column(fixed, Note::flow)).isEqualTo(column(base, Note::flow));
        assertThat(column(uniform, Note::dueNs)).isEqualTo(column(base, Note::dueNs));
        assertThat(column(uniform, Note::lengthBytes)).isEqualTo(column(base, Note::lengthBytes));
    }

    @Test
    void shouldFollowTheWireArithmeticBackToBack() {
        TrafficModel model = Traffic.model("64", "constant", "uniform", Load.BACK_TO_BACK, Transport.UDP);
        List<Note> notes = frames(model, 5, 10_000, 64);

        for (int i = 0; i < notes.size(); i++) {
            assertThat(notes.get(i).dueNs()).isEqualTo((i + 1) * 67_200L / 1_000);
            assertThat(notes.get(i).wireWaitNs()).isZero();
        }
    }

    @Test
    void shouldSpaceFramesEvenlyAtAConstantRate() {
        List<Note> notes = frames(Traffic.model("64", "constant", "uniform", 1e6, Transport.UDP), 5, 10_000, 64);

        for (int i = 0; i < notes.size(); i++) {
            assertThat(notes.get(i).dueNs()).isEqualTo(i * 1_000L + 67);
        }
    }

    /**
     * Poisson arrivals of equal frames are M/D/1: mean wait = load * service / 2(1 - load), by Pollaczek and
     * Khinchine.
     */
    @Test
    void shouldWaitForTheWireAsQueueingTheorySays() {
        double load = 0.8;
        TrafficModel model = Traffic.model("1518", "poisson", "uniform", 812_743.823 * load, Transport.TCP);
        double serviceNs = 1_230.4;
        int n = 600_000;
        double[] waitedNs = new double[1];

        forFrames(model, n, (batch, i) -> waitedNs[0] += batch.wireWaitNs(i));

        assertThat(waitedNs[0] / n).isCloseTo(load * serviceNs / (2 * (1 - load)), within(60.0));
    }

    @Test
    void shouldNeverGoBackInTimeNorOverlapFramesOnTheWire() {
        List<Note> notes = frames(Traffic.model("imix", "poisson", "uniform", 3.3e6, Transport.TCP), 5, 50_000, 64);
        for (int i = 1; i < notes.size(); i++) {
            double frameNs = (notes.get(i).lengthBytes() + 20) * 0.8;
            assertThat((double) notes.get(i).dueNs() - notes.get(i - 1).dueNs()).isGreaterThanOrEqualTo(frameNs - 1);
        }
    }

    @Test
    void shouldGiveOnlyFramesThatAreDue() {
        EmulatedSource source = new EmulatedSource(Traffic.model("64", "constant", "uniform", 1e6, Transport.TCP),
                5);
        FrameBatch batch = FrameBatch.of(source, 64);

        assertThat(source.nextDueNs()).isEqualTo(67);
        assertThat(source.fill(batch, 66)).isZero();
        assertThat(source.fill(batch, 67)).isEqualTo(1);
        assertThat(source.fill(batch, 67)).isZero();
        assertThat(source.nextDueNs()).isEqualTo(1_067);
        assertThat(source.fill(batch, 10_067)).isEqualTo(10);
        assertThat(source.fill(batch, ALL)).isEqualTo(64);
    }

    @Test
    void shouldNumberFlowsByVm() {
        EmulatedSource source = new EmulatedSource(model(1e6), 5);

        assertThat(source.flowCount()).isEqualTo(256);
        assertThat(source.vmOfFlow(0)).isZero();
        assertThat(source.vmOfFlow(63)).isZero();
        assertThat(source.vmOfFlow(64)).isEqualTo(1);
        assertThat(source.vmOfFlow(255)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"64,64", "1518,1518", "9216,9216", "imix,1518", "'570:1,64:9,128:3',570", "rpr_quadmodal,9216"})
    void shouldAskForBuffersOfItsLargestSize(String sizes, int bufferBytes) {
        expectStored(Traffic.model(sizes, "poisson", "uniform", 1e4, Transport.TCP),
                bufferBytes - EthernetLayout.FCS_BYTES, bufferBytes);
    }

    @ParameterizedTest
    @CsvSource({"'arp:100%',1518,60,1518", "'arp:30%,broadcast:20%',128,124,128", "'arp:50%',64,60,104",
        "'ipv6:20%,ipv6-ext:5%,ipv4-options:5%,ipv4-fragments:10%,arp:1%,broadcast:2%,multicast:3%',"
                + "'128:3,1518:1',1514,1518"})
    void shouldAskForBuffersThatTakeAllOfAMix(String mix, String sizes, int longestBytes, int bufferBytes) {
        expectStored(Traffic.mixed(Traffic.vms(4, VirtualMachine.NO_VLAN), 64, sizes, Transport.UDP, mix,
                FrameStyle.NO_OUTER_VLAN), longestBytes, bufferBytes);
        expectStored(Traffic.mixed(Traffic.vms(4, VirtualMachine.NO_VLAN), 64, "1518", Transport.UDP, mix, 7), -1,
                1_518);
    }

    /** The longest frame of many has so many bytes, unless that is negative. */
    private static void expectStored(TrafficModel model, int longestBytes, int bufferBytes) {
        int[] longest = new int[1];
        forFrames(model, 5_000, (batch, i) -> longest[0] = Math.max(longest[0], batch.storedBytes(i)));
        assertThat(new EmulatedSource(model, 5).bufferBytes()).isEqualTo(bufferBytes)
                .isGreaterThanOrEqualTo(longest[0]);
        if (longestBytes >= 0) {
            assertThat(longest[0]).isEqualTo(longestBytes);
        }
    }

    @ParameterizedTest
    @CsvSource({"64,none", "imix,none", "9216,none", "'128:3,1518:1','arp:30%,ipv6:20%'"})
    void shouldWriteTheSameFramesIntoWhateverBuffersTheBatchHas(String sizes, String mix) {
        TrafficModel model = Traffic.mixed(Traffic.vms(4, VirtualMachine.NO_VLAN), 64, sizes, Transport.UDP, mix,
                FrameStyle.NO_OUTER_VLAN);
        EmulatedSource source = new EmulatedSource(model, 5);
        assertThat(source.keptFrames()).isNull();
        long strideBytes = CacheLine.strideBytes(source.bufferBytes());
        FrameBatch batch = FrameBatch.withBuffers(Memory.allocate(256 * strideBytes), 0, strideBytes, 64);
        int[] buffers = new Random(5).ints(0, 256).distinct().limit(256).toArray();
        EmulatedSource other = new EmulatedSource(model, 5);
        FrameBatch plain = FrameBatch.of(other, 64);
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < 64; i++) {
                batch.takeBuffer(i, buffers[(64 * round + i) % 256] * strideBytes);
            }
            assertThat(source.fill(batch, ALL)).isEqualTo(64);
            other.fill(plain, ALL);
            for (int i = 0; i < 64; i++) {
                assertThat(batch.address(i)).isEqualTo(buffers[(64 * round + i) % 256] * strideBytes);
                assertThat(bytes(batch, i)).isEqualTo(bytes(plain, i));
            }
        }
    }

    @Test
    void shouldRefuseABatchThatIsTooLarge() {
        EmulatedSource source = new EmulatedSource(model(1e6), 5);
        FrameBatch batch = FrameBatch.of(source, 65);

        assertThatThrownBy(() -> source.fill(batch, ALL)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch of 65 frames: at most 64 expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "zipf:1.2"})
    void shouldDivideFramesOverVmsByPopularity(String popularity) {
        int[] counts = new int[4];
        int n = 400_000;
        forFrames(Traffic.model("64", "constant", popularity, 1e6, Transport.TCP), n,
                (batch, i) -> counts[batch.flow(i) / 64]++);
        double[] shares = Popularity.parse(popularity).shares(4);
        for (int vm = 0; vm < 4; vm++) {
            assertThat((double) counts[vm] / n).isCloseTo(shares[vm], within(0.004));
        }
    }

    private static byte[] bytes(FrameBatch batch, int i) {
        byte[] bytes = new byte[batch.storedBytes(i)];
        batch.memory().get(batch.address(i), bytes, 0, bytes.length);
        return bytes;
    }
}

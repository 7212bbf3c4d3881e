package io.vmq.nic.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.port.SteeredBy;
import io.vmq.nic.traffic.EmulatedSource;
import io.vmq.nic.traffic.FrameTag;
import io.vmq.nic.traffic.Traffic;
import io.vmq.nic.traffic.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortSourceTest {

    private static final long SECOND = 1_000_000_000;
    private static final int VMS = 3;
    private static final List<VirtualMachine> MACHINES = List.of(vm(0), vm(1), vm(2));
    /** Of each VM two. */
    private static final int FLOWS = 6;

    /** The time of day is so far ahead of the clock of completions. */
    private static final long DAY_AHEAD_NS = 1_700_000_000 * SECOND;
    private static final long ORIGIN_NS = 50 * SECOND;

    /** The clock of completions; the trial began two seconds ago. */
    private long nanoTime = ORIGIN_NS + 2 * SECOND;
    private long dayAheadNs = DAY_AHEAD_NS;
    /** Stamps lie within the last second. */
    private final long stampBaseNs = DAY_AHEAD_NS + ORIGIN_NS + SECOND;

    private static VirtualMachine vm(int index) {
        return new VirtualMachine("vm" + index, MacAddress.parse("00:15:5d:00:00:01").plus(index),
                VirtualMachine.NO_VLAN);
    }

    private static ArrivalFlows flows() {
        return new ArrivalFlows(MACHINES, FLOWS, flow -> flow / 2);
    }

    private PortSource source(ModelPort port, boolean inOrder) {
        PortSource source = new PortSource(port, List.of(List.of(), List.of(vm(0).filterTo(1))), flows(),
                new TimeOfDay(() -> nanoTime + dayAheadNs, () -> nanoTime));
        source.begin(ORIGIN_NS, inOrder);
        return source;
    }

    /** A frame without IP to a VM, whose number stands in its payload. */
    private static byte[] frame(int vm, int number) {
        byte[] bytes = new byte[60];
        Memory memory = Memory.copyOf(bytes);
        memory.putI64Be(0, MACHINES.get(vm).mac().bits() << 16);
        memory.putU16Be(12, 0x88B5);
        memory.putI32Be(14, number);
        memory.get(0, bytes, 0, bytes.length);
        return bytes;
    }

    private record Arrived(long dueNs, int queue, int number, int flow, int sequence) {}

    private static List<Arrived> takeAll(PortSource source) {
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        List<Arrived> arrived = new ArrayList<>();
        while (source.fill(batch, Long.MAX_VALUE - 1) > 0) {
            for (int i = 0; i < batch.count(); i++) {
                arrived.add(new Arrived(batch.dueNs(i), batch.queue(), batch.memory().i32Be(batch.address(i) + 14),
                        batch.flow(i), batch.sequence(i)));
            }
        }
        return arrived;
    }

    @Test
    void shouldCallFramesDueWhenTheyWereStamped() {
        ModelPort port = new ModelPort(SteeredBy.HOST, 1);
        for (int i = 0; i < 200; i++) {
            port.put(0, stampBaseNs + 1_000L * i, frame(i % VMS, i));
        }

        List<Arrived> arrived = takeAll(source(port, false));

        assertThat(arrived).hasSize(200).extracting(Arrived::queue).containsOnly(FrameBatch.UNSTEERED);
        for (int i = 1; i < arrived.size(); i++) {
            assertThat(arrived.get(i).dueNs() - arrived.get(i - 1).dueNs()).isEqualTo(1_000);
            assertThat(arrived.get(i).number()).isEqualTo(i);
        }
        assertThat(arrived.getFirst().dueNs()).isEqualTo(SECOND);
    }

    @Test
    void shouldForgetWhatCameBeforeTheTrial() {
        ModelPort port = new ModelPort(SteeredBy.HOST, 1);
        port.put(0, stampBaseNs - 100 * SECOND, frame(0, 1));
        port.put(0, stampBaseNs, frame(0, 2));

        assertThat(takeAll(source(port, false))).extracting(Arrived::number).containsExactly(2);
    }

    @Test
    void shouldGiveWhatIsDueAndNoMore() {
        ModelPort port = new ModelPort(SteeredBy.HOST, 1);
        port.put(0, stampBaseNs, frame(0, 1));
        port.put(0, stampBaseNs + SECOND / 4, frame(0, 2));
        PortSource source = source(port, false);
        FrameBatch batch = FrameBatch.of(source, 8);

        assertThat(source.nextDueNs()).isPositive();
        assertThat(source.fill(batch, source.nextDueNs())).isOne();
        assertThat(source.fill(batch, source.nextDueNs() - 1)).isZero();
        assertThat(source.fill(batch, source.nextDueNs())).isOne();
        assertThat(source.nextDueNs()).isEqualTo(Source.NEVER);
    }

    @Test
    void shouldSayWhichQueueTheNicChose() {
        ModelPort port = new ModelPort(SteeredBy.FILTERS, 3);
        port.put(2, stampBaseNs, frame(0, 7));
        port.put(1, stampBaseNs, frame(0, 8));

        assertThat(takeAll(source(port, false))).extracting(Arrived::queue, Arrived::number)
                .containsExactlyInAnyOrder(tuple(2, 7),
                        tuple(1, 8));
    }

    @Test
    void shouldMergeQueuesInOrderOfArrivalWhereThatMatters() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ModelPort port = new ModelPort(SteeredBy.FILTERS, 4);
            List<Long> stamps = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                stamps.add(stampBaseNs + random.nextLong(SECOND / 2));
            }
            stamps.sort(Comparator.naturalOrder());
            for (int i = 0; i < stamps.size(); i++) {
                port.put(random.nextInt(4), stamps.get(i), frame(0, i));
            }

            PortSource source = source(port, true);
            List<Arrived> arrived = takeAll(source);

            assertThat(arrived).as("seed %d", seed).extracting(Arrived::number)
                    .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
            assertThat(source.remarks()).as("seed %d", seed).noneMatch(remark -> remark.contains("earlier stamp"));
        }
    }

    @Test
    void shouldHoldBackWhatSomethingEarlierMayStillPrecede() {
        ModelPort port = new ModelPort(SteeredBy.FILTERS, 2);
        PortSource source = source(port, true);
        long stampNs = nanoTime + dayAheadNs;
        port.put(1, stampNs, frame(0, 2));

        assertThat(takeAll(source)).as("held back").isEmpty();
        assertThat(source.nextDueNs()).isEqualTo(2 * SECOND);
        port.put(0, stampNs - 1, frame(0, 1));
        nanoTime += ModelPort.DELAY_NS;
        assertThat(takeAll(source)).extracting(Arrived::number).containsExactly(1, 2);
    }

    @Test
    void shouldHoldBackNothingOnceNothingMoreCanCome() {
        ModelPort port = new ModelPort(SteeredBy.FILTERS, 2);
        PortSource source = source(port, true);
        port.put(1, nanoTime + dayAheadNs, frame(0, 1));
        source.release();

        assertThat(takeAll(source)).hasSize(1);
    }

    @Test
    void shouldTakeNothingThatIsStampedLaterThanNow() {
        ModelPort port = new ModelPort(SteeredBy.HOST, 1);
        PortSource source = source(port, false);
        dayAheadNs += SECOND / 2;
        port.put(0, nanoTime + dayAheadNs, frame(0, 1));

        assertThat(takeAll(source)).as("the clock of the stamps was set").isEmpty();
        assertThat(source.clockDriftNs()).isEqualTo(SECOND / 2);
        nanoTime += SECOND / 2;
        assertThat(takeAll(source)).hasSize(1);
    }

    /** A backlog that is older than the change, so that a flow has frames in both queues. */
    @Test
    void shouldKeepTheOrderOfAFlowThatChangesItsQueue() {
        ModelPort port = new ModelPort(SteeredBy.FILTERS, 2);
        PortSource source = source(port, false);
        long changeNs = nanoTime + dayAheadNs;
        for (int i = 0; i < 200; i++) {
            port.put(0, changeNs - SECOND / 10 + i, frame(0, i));
        }
        source.enterPhase(1, 5);
        for (int i = 200; i < 400; i++) {
            port.put(1, changeNs + 1_000 + i, frame(0, i));
        }
        nanoTime += SECOND;

        assertThat(takeAll(source)).extracting(Arrived::number)
                .containsExactlyElementsOf(IntStream.range(0, 400).boxed().toList());
        port.put(1, nanoTime + dayAheadNs, frame(0, 400));
        assertThat(takeAll(source)).as("nothing is held back any more").hasSize(1);
    }

    @Test
    void shouldSayWhichFiltersWereRefused() {
        ModelPort port = new ModelPort(SteeredBy.FILTERS, 2).refusingFilters();
        PortSource source = source(port, false);

        source.enterPhase(1, 5);

        assertThat(source.refusals()).singleElement().asString().contains("no room");
    }

    @Test
    void shouldSayWhatItRestamped() {
        ModelPort port = new ModelPort(SteeredBy.HOST, 1);
        port.put(0, stampBaseNs + 500, frame(0, 1));
        port.put(0, stampBaseNs, frame(0, 2));
        PortSource source = source(port, true);

        List<Arrived> arrived = takeAll(source);

        assertThat(arrived.get(1).dueNs()).isEqualTo(arrived.get(0).dueNs());
        assertThat(source.remarks()).anyMatch(remark -> remark.startsWith("1 frames had an earlier stamp"));
    }

    @Test
    void shouldSetTheFiltersOfAPhase() {
        ModelPort port = new ModelPort(SteeredBy.FILTERS, 2);
        PortSource source = source(port, false);

        source.enterPhase(1, 5);

        assertThat(port.filtersSet()).containsExactly(List.of(new ReceiveFilter(vm(0).mac(), 0, 1)));
    }

    @Test
    void shouldCloseThePort() {
        ModelPort port = new ModelPort(SteeredBy.HOST, 1);
        source(port, false).close();

        assertThat(port.isOpen()).isFalse();
    }

    @Test
    void shouldReadWhichFrameOfItsFlowATaggedFrameIs() {
        EmulatedSource sent = new EmulatedSource(
                Traffic.model(MACHINES, 2, "1518", "poisson", "uniform", 1e5, Transport.UDP), 7);
        FrameBatch batch = FrameBatch.of(sent, FrameBatch.DEFAULT_CAPACITY);
        ModelPort port = new ModelPort(SteeredBy.HOST, 1);
        List<Integer> expected = new ArrayList<>();
        sent.fill(batch, SECOND);
        for (int i = 0; i < batch.count(); i++) {
            int stored = batch.storedBytes(i);
            int place = FrameTag.placeIn(batch.memory(), batch.address(i), stored);
            FrameTag.write(batch.memory(), batch.address(i), place, batch.flow(i), batch.sequence(i));
            byte[] bytes = new byte[stored];
            batch.memory().get(batch.address(i), bytes, 0, stored);
            port.put(0, stampBaseNs + i, bytes);
            expected.add(batch.flow(i));
        }
        PortSource source = source(port, false);

        List<Arrived> arrived = takeAll(source);

        assertThat(arrived).extracting(Arrived::flow).isEqualTo(expected);
        assertThat(source.knowsOrder()).isTrue();
        assertThat(source.remarks()).contains("all frames said which one of their flow they are");
    }

    @Test
    void shouldNotBelieveTheTagOfAnotherVm() {
        byte[] bytes = frame(1, 0);
        Memory memory = Memory.copyOf(bytes);
        memory.putU16Be(12, 0x0806);
        int place = FrameTag.placeIn(memory, 0, bytes.length);
        FrameTag.write(memory, 0, place, 0, 5);
        memory.get(0, bytes, 0, bytes.length);
        ModelPort port = new ModelPort(SteeredBy.HOST, 1);
        port.put(0, stampBaseNs, bytes);

        assertThat(takeAll(source(port, false))).extracting(Arrived::flow).containsExactly(FLOWS + 2);
    }

    @Test
    void shouldCountArrivalsOfVmsWhereFramesHaveNoTag() {
        ModelPort port = new ModelPort(SteeredBy.HOST, 1);
        port.put(0, stampBaseNs, frame(1, 0));
        port.put(0, stampBaseNs + 1, frame(2, 0));
        port.put(0, stampBaseNs + 2, frame(1, 0));
        PortSource source = source(port, false);

        List<Arrived> arrived = takeAll(source);

        assertThat(arrived).extracting(Arrived::flow).containsExactly(FLOWS + 2, FLOWS + 3, FLOWS + 2);
        assertThat(arrived).extracting(Arrived::sequence).containsExactly(0, 0, 1);
        assertThat(source.vmOfFlow(FLOWS + 2)).isEqualTo(1);
        assertThat(source.vmOfFlow(FLOWS)).isEqualTo(Source.HOST);
        assertThat(source.knowsOrder()).isFalse();
    }
}

package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.nic.load.Load;
import io.vmq.nic.load.LoadPhase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traffic whose load changes and whose VMs come and go, as the source sends it. */
class ChangingTrafficTest {

    private static final long SEED = 17;
    private static final long ALL = Long.MAX_VALUE - 1;
    private static final long MS = 1_000_000;
    private static final int FLOWS_PER_VM = 64;

    private record Note(long dueNs, int vm, int flow, int sequence, int lengthBytes, int bytesHash) {

        boolean isFor(int absentVm, long fromNs, long toNs) {
            return vm == absentVm && dueNs >= fromNs && dueNs < toNs;
        }

        Note withoutTime() {
            return new Note(0, vm, flow, sequence, lengthBytes, bytesHash);
        }
    }

    private static TrafficModel model(String sizes, String arrivals, double ratePps, Presence presence,
            LoadPhase... phases) {
        return Traffic.model(sizes, arrivals, "uniform", ratePps, presence, List.of(phases));
    }

    /** The frames that are due before a time. */
    private static List<Note> frames(TrafficModel model, long untilNs, int batchCapacity) {
        List<Note> notes = new ArrayList<>();
        EmulatedSource source = new EmulatedSource(model, SEED);
        FrameBatch batch = FrameBatch.of(source, batchCapacity);
        while (source.nextDueNs() < untilNs) {
            source.fill(batch, untilNs - 1);
            for (int i = 0; i < batch.count(); i++) {
                notes.add(new Note(batch.dueNs(i), batch.flow(i) / FLOWS_PER_VM, batch.flow(i), batch.sequence(i),
                        batch.lengthBytes(i), Arrays.hashCode(ReferencePacket.bytes(batch, i))));
            }
        }
        return notes;
    }

    /** The wire is free whenever a frame comes, so due times stay too: a frame of 64 bytes is due 67 ns after it comes. */
    @Test
    void shouldLeaveTheOthersAloneWhileAVmIsAway() {
        Presence presence = new Presence(
                List.of(new Absence(1, 10 * MS, 20 * MS), new Absence(1, 25 * MS, Source.NEVER)));
        List<Note> base = frames(model("64", "constant", 1e6, Presence.ALWAYS), 30 * MS, 64);
        List<Note> some = frames(model("64", "constant", 1e6, presence), 30 * MS, 64);

        assertThat(some.stream().filter(note -> note.vm() != 1))
                .containsExactlyElementsOf(base.stream().filter(note -> note.vm() != 1).toList());
        assertThat(some.stream().map(Note::dueNs)).containsExactlyElementsOf(base.stream().filter(
                note -> !note.isFor(1, 10 * MS, 20 * MS) && !note.isFor(1, 25 * MS, 30 * MS)).map(Note::dueNs)
                .toList());
        assertThat(base.size() - some.size()).isBetween(3_000, 4_500);
    }

    /** On a busy wire the others get through earlier, but they are the same frames in the same order. */
    @Test
    void shouldSendTheSameFramesToTheOthersOnABusyWire() {
        Presence presence = new Presence(List.of(new Absence(2, 0, Source.NEVER)));
        List<Note> base = frames(model("imix", "poisson", 3.3e6, Presence.ALWAYS), 10 * MS, 64);
        List<Note> some = frames(model("imix", "poisson", 3.3e6, presence), 10 * MS, 64);
        List<Note> others = base.stream().filter(note -> note.vm() != 2).toList();

        assertThat(some.stream().limit(others.size()).map(Note::withoutTime))
                .containsExactlyElementsOf(others.stream().map(Note::withoutTime).toList());
        for (int i = 0; i < others.size(); i++) {
            assertThat(some.get(i).dueNs()).isLessThanOrEqualTo(others.get(i).dueNs());
        }
    }

    @Test
    void shouldGiveTheSameTrafficWhateverTheBatch() {
        Presence presence = new Presence(List.of(new Absence(0, 0, 3 * MS), new Absence(3, 2 * MS, 5 * MS)));
        TrafficModel model = model("imix", "mmpp:5/100us,1/1ms", 5e5, presence, new LoadPhase(MS, 8e5),
                new LoadPhase(6 * MS, 0), new LoadPhase(7 * MS, 1e5));

        assertThat(frames(model, 10 * MS, 64)).hasSizeGreaterThan(2_000).isEqualTo(frames(model, 10 * MS, 1))
                .isEqualTo(frames(model, 10 * MS, 7));
    }

    @Test
    void shouldNumberTheFramesOfAVmThatComesBackWithoutAGap() {
        Presence presence = new Presence(List.of(new Absence(1, 10 * MS, 20 * MS)));
        int[] next = new int[4 * FLOWS_PER_VM];

        for (Note note : frames(model("64", "poisson", 1e6, presence), 30 * MS, 64)) {
            assertThat(note.sequence()).isEqualTo(next[note.flow()]++);
        }
    }

    private static void assertEndsAfter(TrafficModel model, long lastDueNs) {
        EmulatedSource source = new EmulatedSource(model, SEED);
        FrameBatch batch = FrameBatch.of(source, 64);
        while (source.nextDueNs() != Source.NEVER) {
            assertThat(source.nextDueNs()).isLessThanOrEqualTo(lastDueNs);
            source.fill(batch, ALL);
            for (int i = 0; i < batch.count(); i++) {
                assertThat(batch.dueNs(i)).isLessThanOrEqualTo(lastDueNs);
            }
        }
        assertThat(source.fill(batch, ALL)).isZero();
        assertThat(source.fill(batch, Source.NEVER)).isZero();
        assertThat(source.nextDueNs()).isEqualTo(Source.NEVER);
    }

    /** A thousand passed over a call: the thread that fills keeps its hands free, however long nobody is there. */
    @Test
    void shouldNotWorkThroughALongAbsenceInOneCall() {
        Presence away = new Presence(List.of(0, 1, 2, 3).stream().map(vm -> new Absence(vm, MS, 100 * MS)).toList());
        EmulatedSource source = new EmulatedSource(model("64", "constant", 1e6, away), SEED);
        FrameBatch batch = FrameBatch.of(source, 64);
        int emptyCalls = 0;
        long boundNs = 0;
        while (source.nextDueNs() < 100 * MS) {
            assertThat(source.nextDueNs()).as("never goes back").isGreaterThanOrEqualTo(boundNs);
            boundNs = source.nextDueNs();
            emptyCalls += source.fill(batch, ALL) == 0 ? 1 : 0;
        }
        assertThat(emptyCalls).as("99,000 arrivals for nobody").isBetween(90, 100);
    }

    @Test
    void shouldEndWhenNothingCanComeAnyMore() {
        Presence nobody = new Presence(
                List.of(0, 1, 2, 3).stream().map(vm -> new Absence(vm, 0, Source.NEVER)).toList());
        Presence untilThen = new Presence(
                List.of(0, 1, 2, 3).stream().map(vm -> new Absence(vm, (vm + 1) * MS, Source.NEVER)).toList());

        assertEndsAfter(model("64", "poisson", 1e6, Presence.ALWAYS, new LoadPhase(3 * MS, 0)), 3 * MS + 100);
        assertEndsAfter(model("64", "onoff:1us,1us", 1e6, Presence.ALWAYS, new LoadPhase(1, 0)), 100);
        assertEndsAfter(model("64", "poisson", 1e6, nobody), -1);
        assertEndsAfter(model("64", "mmpp:1/1us,0/1us", 1e6, untilThen), 4 * MS + 100);
    }

    /** Four equal VMs, one away from 10 to 30 ms; 1 Mpps, from 20 ms on 0.4 Mpps. */
    @Test
    void shouldIntendWhatItSends() {
        Presence presence = new Presence(List.of(new Absence(0, 10 * MS, 30 * MS)));
        TrafficModel model = model("64", "constant", 1e6, presence, new LoadPhase(20 * MS, 4e5));

        assertThat(model.intendedPps(0, 10 * MS)).isEqualTo(1e6);
        assertThat(model.intendedPps(0, 40 * MS)).isCloseTo((1e6 + 0.75e6 + 0.3e6 + 0.4e6) / 4, within(1e-9));
        assertThat(model.intendedPps(15 * MS, 25 * MS)).isCloseTo((0.75e6 + 0.3e6) / 2, within(1e-9));
        assertThat(model("64", "constant", Load.BACK_TO_BACK, Presence.ALWAYS).intendedPps(0, 1)).isInfinite();
        // 24,500 frames; of 14,000 of them each comes with probability 3/4: 4 standard deviations are 205.
        assertThat(frames(model, 40 * MS, 64).size()).as("seed %d", SEED).isCloseTo(24_500, within(205));
    }
}

package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.team.TeamRoutes;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.load.Load;
import io.vmq.nic.port.LinkRate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamSourceTest {

    private static final long SEED = 23;
    private static final long MS = 1_000_000;
    private static final int MEGABYTE = 1 << 20;
    private static final LinkRate TEN = LinkRate.ofGbps(10);

    private record Note(long dueNs, long waitNs, int port, @Nullable DropReason lost, int flow, int sequence,
            int lengthBytes, int bytesHash) {

        boolean isLost() {
            return lost != null;
        }

        long flowAndSequence() {
            return (long) flow << Integer.SIZE | sequence;
        }
    }

    private static TrafficModel model(String sizes, String arrivals, double ratePps, LinkRate together) {
        Popularity uniform = new Popularity.Uniform();
        return new TrafficModel(new Receivers(Traffic.vms(4, VirtualMachine.NO_VLAN), uniform, 8, uniform),
                new FrameStyle(FrameSizes.parse(sizes), Transport.TCP),
                new Load(together, ratePps, Arrivals.parse(arrivals)));
    }

    private static TeamRoutes fixed(List<List<Integer>> membersOfVm) {
        return new TeamRoutes(List.of(new TeamRoutes.Phase(0, membersOfVm)));
    }

    private static TeamRoutes inTurn(int members) {
        return fixed(IntStream.range(0, 4).mapToObj(vm -> List.of(vm % members)).toList());
    }

    private static List<Note> notes(Source source, long untilNs, int capacity) {
        List<Note> notes = new ArrayList<>();
        FrameBatch batch = FrameBatch.of(source, capacity);
        while (source.nextDueNs() < untilNs) {
            long noEarlierNs = source.nextDueNs();
            source.fill(batch, untilNs - 1);
            for (int i = 0; i < batch.count(); i++) {
                assertThat(batch.dueNs(i)).isBetween(noEarlierNs, untilNs - 1);
                notes.add(
                        new Note(batch.dueNs(i), batch.wireWaitNs(i), batch.port(), batch.lostBecause(), batch.flow(i),
                                batch.sequence(i), batch.lengthBytes(i),
                                Arrays.hashCode(ReferencePacket.bytes(batch, i))));
            }
        }
        return notes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "poisson", "onoff:1ms,1ms"})
    void shouldSendWhatOneNicWouldGetWhereTheTeamHasOneMember(String arrivals) {
        TrafficModel model = model("imix", arrivals, 900_000, TEN);

        List<Note> one = notes(new EmulatedSource(model, SEED), 20 * MS, 64);
        List<Note> team = notes(new TeamSource(model, new TeamLinks(List.of(TEN), inTurn(1), 64 * MEGABYTE), SEED),
                20 * MS, 64);

        assertThat(team).isEqualTo(one);
    }

    @Test
    void shouldGiveTheSameFramesInBatchesOfAnySize() {
        TrafficModel model = model("64:1,1518:1", "poisson", 2_000_000, LinkRate.ofGbps(20));
        TeamLinks team = new TeamLinks(List.of(TEN, TEN), inTurn(2), 20_000);

        assertThat(notes(new TeamSource(model, team, SEED), 20 * MS, 1))
                .isEqualTo(notes(new TeamSource(model, team, SEED), 20 * MS, 64));
    }

    /** Every link by itself: the books of a wire and its buffer, kept here once more and in another way. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 40_000, MEGABYTE})
    void shouldKeepTheBooksOfEveryLink(int bufferBytes) {
        long seed = 4_711;
        Random random = new Random(seed);
        List<LinkRate> links = List.of(TEN, LinkRate.ofGbps(1), LinkRate.ofGbps(5));
        TeamRoutes routes = fixed(IntStream.range(0, 4).mapToObj(vm -> List.of(random.nextInt(3))).toList());
        TrafficModel model = model("64:1,700:1,1518:1", "poisson", 1_100_000, TeamLinks.together(links));

        List<Note> all = notes(new EmulatedSource(modelOfAFastLink(model), SEED), 20 * MS, 64);
        List<Note> team = notes(new TeamSource(model, new TeamLinks(links, routes, bufferBytes), SEED), 30 * MS, 64);

        Map<Long, Note> byFrame = new HashMap<>();
        team.forEach(note -> byFrame.put(note.flowAndSequence(), note));
        double[] freeAtNs = new double[3];
        int lost = 0;
        for (Note asked : all) {
            int port = routes.phases().getFirst().membersOfVm().get(asked.flow() / 8).getFirst();
            double bps = links.get(port).bps();
            double arrivalNs = asked.dueNs() - asked.waitNs() - (asked.lengthBytes() + 20) * 0.008;
            Note got = Objects.requireNonNull(byFrame.remove(asked.flowAndSequence()), asked::toString);
            double waitNs = Math.max(0, freeAtNs[port] - arrivalNs);
            double takesNs = (asked.lengthBytes() + 20) * 8e9 / bps;
            boolean fits = waitNs + takesNs <= bufferBytes * 8e9 / bps;
            if (Math.abs(waitNs + takesNs - bufferBytes * 8e9 / bps) > 8) {
                assertThat(got.isLost()).as("seed %d, frame %s", seed, asked).isEqualTo(!fits);
            }
            if (got.isLost()) {
                lost++;
                assertThat(got.lost()).isEqualTo(DropReason.SWITCH_FULL);
            } else {
                freeAtNs[port] = arrivalNs + waitNs + takesNs;
                assertThat((double) got.dueNs()).isCloseTo(freeAtNs[port], within(8.0));
                freeAtNs[port] = Math.max(freeAtNs[port], (double) got.dueNs());
                assertThat(got.port()).isEqualTo(port);
            }
        }
        assertThat(lost).as("frames lost of %d", all.size()).isPositive();
        long before = 0;
        for (Note note : team) {
            assertThat(note.dueNs()).isGreaterThanOrEqualTo(before);
            before = note.dueNs();
        }
    }

    /** On a link of 1 Tb/s a frame is due some nanoseconds after it arrives. */
    private static TrafficModel modelOfAFastLink(TrafficModel model) {
        return new TrafficModel(model.receivers(), model.frames(),
                new Load(new LinkRate(LinkRate.MAX_BPS), model.load().ratePps(), model.load().arrivals()));
    }

    @Test
    void shouldLetTheSwitchChooseByFlowWhereItHasTheChoice() {
        TrafficModel model = model("64", "poisson", 1e6, LinkRate.ofGbps(30));
        TeamRoutes any = fixed(IntStream.range(0, 4).mapToObj(vm -> List.of(0, 1, 2)).toList());

        List<Note> notes = notes(new TeamSource(model, new TeamLinks(List.of(TEN, TEN, TEN), any, MEGABYTE), SEED),
                20 * MS, 64);

        Map<Integer, Integer> portOfFlow = new HashMap<>();
        notes.forEach(note -> assertThat(portOfFlow.merge(note.flow(), note.port(), (one, other) -> one))
                .isEqualTo(note.port()));
        assertThat(portOfFlow.values()).as("flows on each of three links").contains(0, 1, 2);
    }

    /** A member that had a queue in front of its link is left for an empty one: later frames arrive first. */
    @Test
    void shouldShowFramesThatOvertakeOthersOnAnotherLink() {
        TrafficModel model = model("1518", "constant", 1_000_000, LinkRate.ofGbps(20));
        List<List<Integer>> onFirst = IntStream.range(0, 4).mapToObj(vm -> List.of(0)).toList();
        List<List<Integer>> onSecond = IntStream.range(0, 4).mapToObj(vm -> List.of(1)).toList();
        TeamRoutes routes = new TeamRoutes(
                List.of(new TeamRoutes.Phase(0, onFirst), new TeamRoutes.Phase(5 * MS, onSecond)));

        List<Note> notes = notes(new TeamSource(model, new TeamLinks(List.of(TEN, TEN), routes, MEGABYTE), SEED),
                10 * MS, 64);

        Map<Integer, Integer> last = new HashMap<>();
        int overtaken = 0;
        for (Note note : notes.stream().filter(each -> !each.isLost()).toList()) {
            if (note.sequence() < last.getOrDefault(note.flow(), -1)) {
                overtaken++;
            } else {
                last.put(note.flow(), note.sequence());
            }
        }
        assertThat(overtaken).as("the first link's buffer held about 680 frames").isBetween(300, 700);
    }

    @Test
    void shouldLoseWhatNoMemberCanBeReachedFor() {
        TrafficModel model = model("64", "constant", 1e6, TEN);
        TeamRoutes routes = new TeamRoutes(List.of(new TeamRoutes.Phase(0, inTurn(1).phases().getFirst().membersOfVm()),
                new TeamRoutes.Phase(2 * MS, IntStream.range(0, 4).mapToObj(vm -> List.<Integer>of()).toList()),
                new TeamRoutes.Phase(3 * MS, inTurn(1).phases().getFirst().membersOfVm())));

        List<Note> notes = notes(new TeamSource(model, new TeamLinks(List.of(TEN), routes, MEGABYTE), SEED), 5 * MS,
                64);

        assertThat(notes).filteredOn(Note::isLost).hasSize(1_000)
                .allSatisfy(note -> assertThat(note.lost()).isEqualTo(DropReason.LINK_DOWN))
                .allSatisfy(note -> assertThat(note.dueNs()).isBetween(2 * MS, 3 * MS));
    }

    @Test
    void shouldRefuseWhatATeamCannotCarry() {
        TeamLinks team = new TeamLinks(List.of(TEN), inTurn(1), MEGABYTE);
        TrafficModel backToBack = model("64", "constant", Load.BACK_TO_BACK, TEN);
        TrafficModel mixed = Traffic.mixed(Traffic.vms(4, 0), 4, "64", Transport.UDP, "arp:1%", 0);

        assertThatThrownBy(() -> new TeamSource(backToBack, team, 1)).hasMessageContaining("another rate expected");
        assertThatThrownBy(() -> new TeamSource(mixed, team, 1)).hasMessageContaining("plain frames");
        assertThatThrownBy(() -> new TeamLinks(List.of(TEN), inTurn(1), 9_000)).hasMessageContaining("largest frame");
    }

    /** Each at a frame a microsecond, all in the same nanoseconds; asked for now more, now less. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldMergeAlikeHoweverItIsAsked(long seed) {
        TrafficModel model = model("64", "constant", 1e6, TEN);
        List<Note> whole = notes(threeAlike(model), 2 * MS, 64);

        assertThat(notes(threeAlike(model), 2 * MS, 1)).isEqualTo(whole);
        Random random = new Random(seed);
        Source asked = threeAlike(model);
        List<Note> pieces = new ArrayList<>();
        long untilNs = 0;
        while (untilNs < 2 * MS) {
            untilNs = Math.min(2 * MS, untilNs + random.nextInt(1, 5_000));
            pieces.addAll(notes(asked, untilNs, 1 + random.nextInt(64)));
        }
        assertThat(pieces).as("seed %d", seed).isEqualTo(whole);
    }

    private static Source threeAlike(TrafficModel model) {
        TeamLinks team = new TeamLinks(List.of(TEN, TEN), inTurn(2), MEGABYTE);
        return new MergedSource(List.of(new MergedSource.Part(EmulatedSource.amongOthers(model, 1), 0, false),
                new MergedSource.Part(new TeamSource(model, team, 2), 1, true),
                new MergedSource.Part(EmulatedSource.amongOthers(model, 3), 3, true)));
    }

    /** Two NICs, whose traffic has headers of different lengths, in the same buffers. */
    @Test
    void shouldMergeSourcesInTheOrderInWhichTheirFramesAreDue() {
        TrafficModel guests = model("700", "poisson", 1e6, TEN);
        TrafficModel host = Traffic.mixed(Traffic.vms(1, 5), 4, "300", Transport.UDP, "ipv6:30%,ipv4-fragments:10%", 0);
        Source merged = new MergedSource(List.of(
                new MergedSource.Part(EmulatedSource.amongOthers(guests, 1), 0, false),
                new MergedSource.Part(EmulatedSource.amongOthers(host, 2), 1, true)));

        List<Note> notes = notes(merged, 20 * MS, 64);

        int guestFlows = 32;
        assertThat(notes).filteredOn(note -> note.port() == 0)
                .isEqualTo(notes(new EmulatedSource(guests, 1), 20 * MS, 64));
        assertThat(notes).filteredOn(note -> note.port() == 1)
                .extracting(note -> new Note(note.dueNs(), note.waitNs(), 0, null, note.flow() - guestFlows,
                        note.sequence(), note.lengthBytes(), note.bytesHash()))
                .isEqualTo(notes(new EmulatedSource(host, 2), 20 * MS, 64));
        assertThat(notes).extracting(Note::dueNs).isSorted();
        assertThat(List.of(merged.vmOfFlow(8), merged.vmOfFlow(guestFlows))).containsExactly(1, Source.HOST);
    }
}

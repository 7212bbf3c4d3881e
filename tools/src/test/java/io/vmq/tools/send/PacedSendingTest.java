package io.vmq.tools.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.SourceDigest;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.traffic.FrameTag;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.send.ModelSender.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The sending loop on a clock that goes by steps and with senders that are models: nothing depends on this machine. */
class PacedSendingTest {

    private static final long STEP_NS = 200;
    private static final int PLENTY = 1_000_000;

    private final SteppedClock clock = new SteppedClock(STEP_NS);
    private final StopSignal stop = new StopSignal();

    private PacedSending sending(SendPlan plan, ModelSender sender) {
        return new PacedSending(plan.newSource(), plan.durationNs(), plan.tags(), sender, clock, stop,
                SendWatcher.NONE);
    }

    /** All frames that the plan's source gives within the duration, and their digest. */
    private static List<Taken> expected(SendPlan plan, SourceDigest digest) {
        List<Taken> all = new ArrayList<>();
        Source source = plan.newSource();
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        while (source.nextDueNs() < plan.durationNs()) {
            source.fill(batch, plan.durationNs() - 1);
            digest.take(batch);
            for (int i = 0; i < batch.count(); i++) {
                all.add(Taken.of(batch, i));
            }
        }
        return all;
    }

    @Test
    void shouldSendEveryFrameOnceInOrderAndNoneBeforeItIsDue() {
        SendPlan plan = SendPlan.of(SendPlans.scenario(Map.of(Setting.MIX, "ipv6:20%,arp:5%")), false);
        SourceDigest digest = new SourceDigest();
        List<Taken> expected = expected(plan, digest);
        ModelSender sender = new ModelSender(clock, PLENTY, 0) {

            private final long beginNs = clock.nowNs();

            @Override
            public int send(FrameBatch batch, int from) {
                assertThat(clock.nowNs() - beginNs).isGreaterThanOrEqualTo(batch.dueNs(batch.count() - 1));
                return super.send(batch, from);
            }
        };
        PacedSending sending = sending(plan, sender);
        sending.run();

        assertThat(sender.taken).isEqualTo(expected).hasSizeGreaterThan(9_000);
        assertThat(sending.digest()).isEqualTo(digest.value());
        assertThat(sending.frames()).isEqualTo(new SentFrames(expected.size(), 0, 0, 0,
                expected.stream().mapToLong(frame -> frame.bytes().length + 4L).sum()));
        assertThat(sending.lastedNs()).isBetween(plan.durationNs(), plan.durationNs() + 10 * STEP_NS);
        LatencySummary late = Objects.requireNonNull(sending.late());
        assertThat(late.count()).isEqualTo(expected.size());
        assertThat(late.maxNs()).as("a few reads of the clock").isLessThan(20 * STEP_NS);
    }

    @Test
    void shouldTagEachFrameWithItsFlowAndSequenceAndLeaveTheNextOnesClean() {
        SendPlan plan = SendPlans.plan(Map.of(Setting.FRAME_SIZE, "64:1,128:1", Setting.PROTOCOL, "tcp"));
        List<Taken> expected = expected(plan, new SourceDigest());
        ModelSender sender = new ModelSender(clock, PLENTY, 0);
        PacedSending sending = sending(plan, sender);
        sending.run();

        long tagged = 0;
        for (int i = 0; i < expected.size(); i++) {
            byte[] bytes = sender.taken.get(i).bytes();
            Memory frame = Memory.copyOf(bytes);
            long tag = FrameTag.read(frame, 0, bytes.length);
            if (bytes.length == 124) {
                tagged++;
                assertThat((int) tag).isEqualTo(expected.get(i).flow());
                assertThat((int) (tag >>> 32)).isEqualTo(expected.get(i).sequence());
                FrameTag.wipe(frame, 0, FrameTag.placeIn(frame, 0, bytes.length));
                frame.get(0, bytes, 0, bytes.length);
            } else {
                assertThat(tag).as("a TCP frame of 64 bytes has no room").isEqualTo(FrameTag.NONE);
            }
            assertThat(bytes).isEqualTo(expected.get(i).bytes());
        }
        assertThat(sending.frames().tagged()).isEqualTo(tagged).isPositive();
    }

    /** 20 frames fit, and it takes 400 us until they are gone: half of what is due. */
    @Test
    void shouldGiveUpWhatIsTooLateAndCountIt() {
        SendPlan plan = SendPlan.of(SendPlans.scenario(Map.of(Setting.ARRIVALS, "constant")), false);
        List<Taken> expected = expected(plan, new SourceDigest());
        ModelSender sender = new ModelSender(clock, 20, 400_000);
        PacedSending sending = sending(plan, sender);
        sending.run();

        SentFrames frames = sending.frames();
        assertThat(frames.due()).isEqualTo(expected.size());
        assertThat(frames.sent()).isEqualTo(sender.taken.size());
        assertThat(frames.sent() / (double) frames.due()).as("what the model takes, and its first 10 ms")
                .isCloseTo(0.55, within(0.03));
        assertThat(sending.noRoom()).isGreaterThan(200);
        LatencySummary late = Objects.requireNonNull(sending.late());
        assertThat(late.maxNs()).isBetween(9_000_000L, 10_000_000L);
        int next = 0;
        for (Taken frame : sender.taken) {
            while (!expected.get(next).equals(frame)) {
                next++;
            }
            next++;
        }
        assertThat(next).as("what was sent, in order, among what was due").isLessThanOrEqualTo(expected.size());
    }

    @Test
    void shouldEndWhenTheSenderFailsAndCountTheRestOfItsBatch() {
        SendPlan plan = SendPlans.plan(Map.of());
        ModelSender sender = new ModelSender(clock, PLENTY, 0).failingAfter(1_000);
        PacedSending sending = sending(plan, sender);
        sending.run();

        assertThat(sending.frames().sent()).isEqualTo(1_000);
        assertThat(sending.lastedNs()).as("about 10 ms of 100").isLessThan(plan.durationNs() / 5);
    }

    @Test
    void shouldEndWhenItIsStopped() {
        SendPlan plan = SendPlans.plan(Map.of());
        ModelSender sender = new ModelSender(clock, PLENTY, 0) {
            @Override
            public int send(FrameBatch batch, int from) {
                if (taken.size() >= 500) {
                    stop.raise();
                }
                return super.send(batch, from);
            }
        };
        PacedSending sending = sending(plan, sender);
        sending.run();

        assertThat(sending.frames().sent()).isBetween(500L, 600L);
        assertThat(sending.frames().unsent()).isZero();
        assertThat(sending.lastedNs()).isLessThan(plan.durationNs() / 5);
    }

    /** The machine stands still for 30 ms: a third of the frames are too late, and none of the others is lost. */
    @Test
    void shouldNotHideAStallOfItsOwn() {
        SendPlan plan = SendPlans.plan(Map.of(Setting.ARRIVALS, "constant"));
        ModelSender sender = new ModelSender(clock, PLENTY, 0) {
            private boolean stalled;

            @Override
            public int send(FrameBatch batch, int from) {
                if (!stalled && batch.dueNs(from) > 40_000_000) {
                    stalled = true;
                    clock.pass(30_000_000);
                }
                return super.send(batch, from);
            }
        };
        PacedSending sending = sending(plan, sender);
        sending.run();

        assertThat(sending.frames().unsent()).as("due in the first 20 of the 30 ms").isCloseTo(2_000, within(80L));
        assertThat(sending.frames().due()).isCloseTo(10_000, within(2L));
        assertThat(Objects.requireNonNull(sending.late()).maxNs()).isBetween(9_900_000L, 10_000_000L);
    }
}

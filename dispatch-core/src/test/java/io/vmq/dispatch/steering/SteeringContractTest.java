package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.management.ThreadMXBean;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every mode promises, built in or plugged in. */
class SteeringContractTest {

    private static final int UNTOUCHED = Integer.MIN_VALUE;
    private static final int FRAMES = 500;
    private static final long SEED = 42;
    private static final MacAddress FIRST_VM = MacAddress.parse("00:15:5d:00:00:01");

    static Stream<SteeringProvider> providers() {
        return SteeringModes.load().providers().stream();
    }

    static Stream<Arguments> providersAndQueueCounts() {
        return providers().flatMap(provider -> queueCounts(provider).map(queues -> Arguments.of(provider, queues)));
    }

    private static Stream<Integer> queueCounts(SteeringProvider provider) {
        return provider.attachment() == SteeringProvider.Attachment.SINGLE_QUEUE ? Stream.of(1)
                : Stream.of(1, 2, 5, 64);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void shouldIntroduceItselfInOneLine(SteeringProvider provider) {
        assertThat(provider.mode()).matches("[a-z0-9-]+");
        assertThat(provider.description()).isNotBlank().doesNotContain("\n");
        assertThat(provider.attachment()).isNotNull();
    }

    @ParameterizedTest(name = "{0}, {1} queues, seed " + SEED)
    @MethodSource("providersAndQueueCounts")
    void shouldNameAQueueThatExistsForEveryFrame(SteeringProvider provider, int queues) {
        FrameBatch batch = batch(FRAMES);
        int[] out = steer(create(provider, queues), batch);

        assertThat(Arrays.stream(out, 0, FRAMES).boxed()).allMatch(queue -> queue >= 0 && queue < queues);
    }

    @ParameterizedTest(name = "{0}, {1} queues, seed " + SEED)
    @MethodSource("providersAndQueueCounts")
    void shouldWriteNothingBehindTheBatch(SteeringProvider provider, int queues) {
        int[] out = steer(create(provider, queues), batch(FRAMES));

        assertThat(Arrays.copyOfRange(out, FRAMES, out.length)).containsOnly(UNTOUCHED);
    }

    @ParameterizedTest
    @MethodSource("providersAndQueueCounts")
    void shouldDoNothingWithAnEmptyBatch(SteeringProvider provider, int queues) {
        assertThat(steer(create(provider, queues), batch(0))).containsOnly(UNTOUCHED);
    }

    @ParameterizedTest(name = "{0}, {1} queues, seed " + SEED)
    @MethodSource("providersAndQueueCounts")
    void shouldDecideTheSameAgainIfStateless(SteeringProvider provider, int queues) {
        assumeFalse(provider.isStateful());
        FrameBatch batch = batch(FRAMES);
        Steering steering = create(provider, queues);
        int[] first = steer(steering, batch);

        assertThat(steer(steering, batch)).isEqualTo(first);
        assertThat(steer(create(provider, queues), batch)).isEqualTo(first);
    }

    @ParameterizedTest(name = "{0}, {1} queues, seed " + SEED)
    @MethodSource("providersAndQueueCounts")
    void shouldDecideTheSameHoweverFramesAreBatchedIfStateless(SteeringProvider provider, int queues) {
        assumeFalse(provider.isStateful());
        Steering steering = create(provider, queues);
        int[] whole = steer(steering, batch(FRAMES));
        for (int from : new int[] {1, 63, 64, 65, 250, FRAMES - 1}) {
            FrameBatch rest = batch(FRAMES);
            for (int i = from; i < FRAMES; i++) {
                rest.move(i, i - from);
            }
            rest.truncate(FRAMES - from);
            int[] out = steer(steering, rest);
            assertThat(Arrays.copyOf(out, FRAMES - from)).as("from frame %d", from)
                    .isEqualTo(Arrays.copyOfRange(whole, from, FRAMES));
        }
    }

    @ParameterizedTest(name = "{0}, {1} queues, seed " + SEED)
    @MethodSource("providersAndQueueCounts")
    void shouldLeaveTheBytesOfTheFramesAlone(SteeringProvider provider, int queues) {
        FrameBatch batch = batch(FRAMES);
        byte[] before = bytesOf(batch);
        steer(create(provider, queues), batch);

        assertThat(bytesOf(batch)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("providersAndQueueCounts")
    void shouldAllocateNothingOnceItRuns(SteeringProvider provider, int queues) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Steering steering = create(provider, queues);
        FrameBatch batch = batch(FRAMES);
        int[] out = new int[FRAMES];
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 1_000 && allocated > 0; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) {
                steering.steer(batch, out);
            }
            allocated = thread.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isZero();
    }

    private static Steering create(SteeringProvider provider, int queues) {
        List<ReceiveFilter> filters = new ArrayList<>();
        for (int queue = 1; queue < queues; queue++) {
            filters.add(new ReceiveFilter(FIRST_VM.plus(queue - 1), ReceiveFilter.ANY_VLAN, queue));
        }
        return provider.create(SteeringContext.idle(queues, RssSettings.DEFAULT, filters));
    }

    private static int[] steer(Steering steering, FrameBatch batch) {
        int[] out = new int[batch.capacity() + 7];
        Arrays.fill(out, UNTOUCHED);
        steering.steer(batch, out);
        return out;
    }

    /** Frames of all sorts to the first VMs, one behind the other, up to the end of the memory. */
    private static FrameBatch batch(int frames) {
        RandomPackets packets = new RandomPackets(SEED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] lengths = new int[frames];
        for (int i = 0; i < frames; i++) {
            byte[] frame = packets.damaged();
            frame[5] = (byte) (i % 70);
            lengths[i] = frame.length;
            bytes.writeBytes(frame);
        }
        FrameBatch batch = new FrameBatch(FRAMES);
        batch.begin(Memory.copyOf(bytes.toByteArray()));
        long address = 0;
        for (int i = 0; i < frames; i++) {
            batch.add(address, lengths[i], lengths[i] + 4, true, 0, 0, 0, i);
            address += lengths[i];
        }
        return batch;
    }

    private static byte[] bytesOf(FrameBatch batch) {
        byte[] bytes = new byte[(int) batch.memory().sizeBytes()];
        batch.memory().get(0, bytes, 0, bytes.length);
        return bytes;
    }
}

package io.vmq.nic.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.load.Load;
import io.vmq.nic.port.LinkRate;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureSourceTest {

    private static final LinkRate LINK = LinkRate.ofGbps(1);
    private static final long ALL = Source.NEVER - 1;

    @TempDir
    private Path directory;

    /** Frames of 60 bytes to VMs 1, 2, 1 and so on, at these microseconds. */
    private Capture at(long... microseconds) throws CaptureException {
        FileBytes bytes = new FileBytes(ByteOrder.LITTLE_ENDIAN).pcapHeader(0xA1B2C3D4L, 1);
        for (int i = 0; i < microseconds.length; i++) {
            bytes.pcapFrame(microseconds[i] / 1_000_000, microseconds[i] % 1_000_000, FileBytes.frame(1 + i % 2, 9, 60),
                    60);
        }
        return CaptureReader.read(FileBytes.write(directory, bytes.bytes()));
    }

    private static CaptureSource source(Capture capture, ReplaySpeed speed, long loops) throws CaptureException {
        return new CaptureSource(capture, CaptureFlows.of(capture), CaptureVms.of(capture, 8), speed, loops, LINK);
    }

    private static List<Long> dueNs(Source source, int limit) {
        List<Long> due = new ArrayList<>();
        FrameBatch batch = new FrameBatch(4);
        while (due.size() < limit) {
            long next = source.nextDueNs();
            if (source.fill(batch, ALL) == 0) {
                assertThat(next).isEqualTo(Source.NEVER);
                return due;
            }
            assertThat(batch.dueNs(0)).isEqualTo(next);
            for (int i = 0; i < batch.count(); i++) {
                due.add(batch.dueNs(i));
            }
        }
        return due.subList(0, limit);
    }

    @Test
    void shouldReplayTheRecordedGapsAndThenEnd() throws CaptureException {
        try (Capture capture = at(5_000, 5_010, 5_500)) {
            assertThat(dueNs(source(capture, ReplaySpeed.recorded(), 1), 10)).containsExactly(672L, 10_672L, 500_672L);
        }
    }

    @Test
    void shouldPutTheMeanGapBetweenLoops() throws CaptureException {
        try (Capture capture = at(0, 10, 40)) {
            assertThat(dueNs(source(capture, ReplaySpeed.recorded(), 2), 10)).containsExactly(672L, 10_672L, 40_672L,
                    60_672L, 70_672L, 100_672L);
        }
    }

    @Test
    void shouldLoopWithoutEndAndCountTheSequenceOn() throws CaptureException {
        try (Capture capture = at(0, 10, 40)) {
            CaptureSource source = source(capture, ReplaySpeed.recorded(), CaptureSource.ENDLESS);
            FrameBatch batch = new FrameBatch(7);

            assertThat(source.flowCount()).isEqualTo(2);
            assertThat(source.fill(batch, ALL)).isEqualTo(7);
            int[] flows = new int[7];
            int[] sequences = new int[7];
            for (int i = 0; i < 7; i++) {
                flows[i] = batch.flow(i);
                sequences[i] = batch.sequence(i);
            }
            assertThat(flows).containsExactly(0, 1, 0, 0, 1, 0, 0);
            assertThat(sequences).containsExactly(0, 0, 1, 2, 1, 3, 4);
            assertThat(source.vmOfFlow(1)).isEqualTo(1);
            assertThat(dueNs(source, 100_000)).hasSize(100_000).isSorted();
        }
    }

    @Test
    void shouldRefuseAGapOverASecondAndNameIt() throws CaptureException {
        try (Capture capture = at(0, 1_000_000, 3_500_000)) {
            assertThatThrownBy(() -> source(capture, ReplaySpeed.recorded(), 1)).isInstanceOf(CaptureException.class)
                    .hasMessage("capture " + directory.resolve("trace.pcap") + " has a gap of 2.5 s before frame 3, but"
                            + " recorded speed takes gaps up to 1 s, unless a longest gap is set to shorten them");
        }
    }

    @Test
    void shouldShortenLongGapsWhenAsked() throws CaptureException {
        try (Capture capture = at(0, 1_000_000, 3_500_000)) {
            assertThat(dueNs(source(capture, ReplaySpeed.recordedWithGapsUpTo(2_000), 2), 9)).containsExactly(672L,
                    2_672L, 4_672L, 6_672L, 8_672L, 10_672L);
            assertThat(dueNs(source(capture, ReplaySpeed.recordedWithGapsUpTo(2_000_000_000L), 1), 9))
                    .containsExactly(672L, 1_000_000_672L, 3_000_000_672L);
        }
    }

    @Test
    void shouldReplayAtARateOfItsOwn() throws CaptureException {
        try (Capture capture = at(0, 1, 900_000_000)) {
            assertThat(dueNs(source(capture, ReplaySpeed.atRate(1e6), CaptureSource.ENDLESS), 5)).containsExactly(672L,
                    1_672L, 2_672L, 3_672L, 4_672L);
            assertThat(dueNs(source(capture, ReplaySpeed.atRate(Load.BACK_TO_BACK), 2), 9)).containsExactly(
                    672L,
                    1_344L, 2_016L, 2_688L, 3_360L, 4_032L);
        }
    }

    @Test
    void shouldRefuseARateAboveTheLink() throws CaptureException {
        try (Capture capture = at(0, 1)) {
            assertThatThrownBy(() -> source(capture, ReplaySpeed.atRate(1.5e6), 1))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("rate 1500000.000 frames/s");
        }
    }

    @Test
    void shouldMakeFramesWaitForTheWire() throws CaptureException {
        try (Capture capture = at(0, 0, 0)) {
            CaptureSource source = source(capture, ReplaySpeed.recorded(), 1);
            FrameBatch batch = new FrameBatch(64);

            assertThat(source.fill(batch, ALL)).isEqualTo(3);
            assertThat(batch.wireWaitNs(2)).isEqualTo(1_344);
            assertThat(batch.dueNs(2)).isEqualTo(2_016);
        }
    }

    @Test
    void shouldGiveAllFramesWhereTheyLieWithTheirOriginalLength() throws CaptureException {
        byte[] snapped = FileBytes.frame(1, 9, 64);
        byte[] large = FileBytes.frame(1, 9, 20_000);
        byte[] runt = {1, 2, 3};
        FileBytes bytes = new FileBytes(ByteOrder.BIG_ENDIAN).pcapHeader(0xA1B2C3D4L, 1).pcapFrame(1, 0, snapped, 1_514)
                .pcapFrame(1, 0, large, 20_000).pcapFrame(1, 0, runt, 3);
        try (Capture capture = CaptureReader.read(FileBytes.write(directory, bytes.bytes()))) {
            CaptureSource source = source(capture, ReplaySpeed.recorded(), 1);
            FrameBatch batch = new FrameBatch(64);

            assertThat(source.fill(batch, ALL)).isEqualTo(3);
            assertThat(batch.memory()).isSameAs(capture.memory());
            assertThat(batch.lengthBytes(0)).isEqualTo(1_518);
            assertThat(batch.storedBytes(0)).isEqualTo(64);
            assertThat(batch.lengthBytes(1)).isEqualTo(20_004);
            assertThat(batch.dueNs(1) - batch.dueNs(0)).isEqualTo((20_004 + 20) * 8);
            assertThat(batch.storedBytes(2)).isEqualTo(3);
            assertThat(batch.lengthBytes(2)).isEqualTo(64);
            assertThat(source.vmOfFlow(batch.flow(2))).isEqualTo(Source.HOST);
            byte[] copy = new byte[64];
            batch.memory().get(batch.address(0), copy, 0, 64);
            assertThat(copy).isEqualTo(snapped);
        }
    }

    @Test
    void shouldKeepItsFramesInTheMemoryOfTheCapture() throws CaptureException {
        FileBytes bytes = new FileBytes(ByteOrder.LITTLE_ENDIAN).pcapHeader(0xA1B2C3D4L, 1);
        int[] lengths = {60, 1_514, 15, 9_212, 61};
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            frames.add(FileBytes.frame(1 + i, 9, lengths[i]));
            bytes.pcapFrame(1, i, frames.get(i), lengths[i]);
        }
        try (Capture capture = CaptureReader.read(FileBytes.write(directory, bytes.bytes()))) {
            CaptureSource source = source(capture, ReplaySpeed.recorded(), 3);
            Memory kept = source.keptFrames();
            FrameBatch batch = new FrameBatch(4);
            List<Long> addresses = new ArrayList<>();

            assertThat(kept).isSameAs(capture.memory());
            while (source.fill(batch, ALL) > 0) {
                assertThat(batch.memory()).isSameAs(kept);
                for (int i = 0; i < batch.count(); i++) {
                    assertThat(batch.storedBytes(i)).isLessThanOrEqualTo(source.bufferBytes());
                    assertThat(batch.address(i)).isBetween(0L, kept.sizeBytes() - batch.storedBytes(i));
                    addresses.add(batch.address(i));
                }
            }
            assertThat(source.keptFrames()).isSameAs(kept);
            assertThat(addresses).hasSize(15);
            // Read at last: all of them are as they came, however often the batch was filled.
            for (int i = 0; i < addresses.size(); i++) {
                byte[] frame = new byte[lengths[i % 5]];
                kept.get(addresses.get(i), frame, 0, frame.length);
                assertThat(frame).as("frame %d", i).isEqualTo(frames.get(i % 5));
            }
        }
    }

    @Test
    void shouldSpaceLoopsOfASingleFrameByTheWireAlone() throws CaptureException {
        try (Capture capture = at(7)) {
            assertThat(dueNs(source(capture, ReplaySpeed.recorded(), 3), 9)).containsExactly(672L, 1_344L, 2_016L);
        }
    }

    @Test
    void shouldGiveOnlyFramesThatAreDue() throws CaptureException {
        try (Capture capture = at(0, 10, 40)) {
            CaptureSource source = source(capture, ReplaySpeed.recorded(), 1);
            FrameBatch batch = new FrameBatch(64);

            assertThat(source.fill(batch, 671)).isZero();
            assertThat(source.fill(batch, 10_672)).isEqualTo(2);
            assertThat(source.nextDueNs()).isEqualTo(40_672);
        }
    }
}

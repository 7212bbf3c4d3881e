package io.vmq.tools.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.nic.capture.Capture;
import io.vmq.nic.capture.CaptureException;
import io.vmq.nic.capture.CaptureFlows;
import io.vmq.nic.capture.CaptureReader;
import io.vmq.nic.capture.CaptureSource;
import io.vmq.nic.capture.CaptureVms;
import io.vmq.nic.capture.ReplaySpeed;
import io.vmq.nic.port.LinkRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capture files of every kind of damage: read and replayed, or refused with one sentence, in bounded memory. */
class CaptureFuzzTest {

    /** Objects of a reader, a capture, its flows and a source with its batch; none is as large as any length field says. */
    private static final long HEAP_BYTES = 1 << 20;
    /** A flow costs a key, its addresses and entries of a map: some 300 bytes, and a frame takes 16 bytes or more. */
    private static final long HEAP_BYTES_PER_BYTE = 64;
    /** The index takes 32 bytes for each frame of 16 or more, in chunks of 4,096 frames, each with its alignment. */
    private static final long OFF_HEAP_BYTES = 160 << 10;
    private static final long OFF_HEAP_BYTES_PER_BYTE = 4;

    @TempDir
    private Path directory;

    @Test
    void shouldReadOrRefuseDamagedPcapFiles() {
        fuzz(CaptureParts::pcap);
    }

    @Test
    void shouldReadOrRefuseDamagedPcapngFiles() {
        fuzz(CaptureParts::pcapng);
    }

    private void fuzz(Function<SplittableRandom, List<byte[]>> captures) {
        new Fuzz(random -> Mutation.ofBytes(Mutation.ofParts(captures.apply(random), random), random), HEAP_BYTES,
                HEAP_BYTES_PER_BYTE, this::isRead).run();
    }

    private boolean isRead(byte[] input) throws IOException {
        Path file = Files.write(directory.resolve("trace.pcap"), input);
        long before = Fuzz.offHeapBytes();
        try (Capture capture = CaptureReader.read(file)) {
            assertThat(Fuzz.offHeapBytes() - before).as("bytes of the index, input of %d", input.length)
                    .isLessThanOrEqualTo(OFF_HEAP_BYTES + OFF_HEAP_BYTES_PER_BYTE * input.length);
            checkFrames(capture, input.length);
            replay(capture);
            return true;
        } catch (CaptureException refusal) {
            Fuzz.checkRefusal(refusal);
            return false;
        }
    }

    private static void checkFrames(Capture capture, int fileBytes) {
        long lastNs = 0;
        for (int i = 0; i < capture.count(); i++) {
            boolean inside = capture.storedBytes(i) >= 0 && capture.address(i) >= 0
                    && capture.address(i) + capture.storedBytes(i) <= fileBytes;
            boolean possible = capture.originalBytes(i) >= capture.storedBytes(i) && capture.timestampNs(i) >= lastNs;
            assertThat(inside && possible).as("frame %d", i + 1).isTrue();
            lastNs = capture.timestampNs(i);
        }
    }

    private static void replay(Capture capture) throws CaptureException {
        CaptureSource source = new CaptureSource(capture, CaptureFlows.of(capture), CaptureVms.of(capture, 8),
                ReplaySpeed.recordedWithGapsUpTo(1_000), 2, new LinkRate(10_000_000_000L));
        FrameBatch batch = new FrameBatch(FrameBatch.DEFAULT_CAPACITY);
        int frames = 0;
        for (int filled = source.fill(batch, Long.MAX_VALUE - 1); filled > 0;) {
            frames += filled;
            filled = source.fill(batch, Long.MAX_VALUE - 1);
        }
        assertThat(frames).isEqualTo(2 * capture.count());
    }
}

package io.vmq.nic.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmq.dispatch.memory.Memory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they should be. */
class CaptureReaderTest {

    private static final int FRAMES = 5;
    private static final long SEED = 4_711;

    @TempDir
    private Path directory;

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> CaptureReader.read(file)).isInstanceOf(CaptureException.class)
                .hasMessage("capture " + file + " " + message);
    }

    @Test
    void shouldNameAFileThatDoesNotExist() {
        assertRefused(directory.resolve("nowhere.pcap"), "does not exist; a pcap or pcapng file is expected");
    }

    @Test
    void shouldNameADirectory() {
        assertRefused(directory, "is a directory; a pcap or pcapng file is expected");
    }

    @Test
    void shouldNameAnEmptyFileAndOneThatIsTooShort() {
        assertRefused(FileBytes.write(directory, ""), "is empty; a pcap or pcapng file is expected");
        assertRefused(FileBytes.write(directory, "abc"), "is only 3 bytes long; a pcap or pcapng file is expected");
    }

    @Test
    void shouldNameAFileOfAnotherKind() {
        assertRefused(FileBytes.write(directory, "version: 1\n"),
                "begins with 0x76657273, which is neither pcap nor pcapng; a pcap or pcapng file is expected");
    }

    @Test
    void shouldNameAFileThatMayNotBeRead() throws IOException {
        Path file = FileBytes.write(directory, "secret");
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "this user may read everything");

        assertRefused(file, "may not be read by this user");
    }

    @Test
    void shouldSayThatACaptureHoldsNoFrames() {
        byte[] header = new FileBytes(ByteOrder.LITTLE_ENDIAN).pcapHeader(0xA1B2C3D4L, 1).bytes();

        assertRefused(FileBytes.write(directory, header), "holds no frames");
        assertRefused(FileBytes.write(directory, Arrays.copyOf(header, 10)),
                "holds no frames (cut after frame 0 at byte 10)");
        assertRefused(FileBytes.write(directory, Arrays.copyOf(header, 30)),
                "holds no frames (cut in frame 1 at byte 30)");
    }

    private static byte[] small(boolean pcapng, ByteOrder order) {
        FileBytes bytes = new FileBytes(order);
        if (pcapng) {
            bytes.section();
            bytes.interfaceBlock(1, 0, bytes.resolution(9)).block(4, new byte[16]);
        } else {
            bytes.pcapHeader(0xA1B23C4DL, 1);
        }
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = FileBytes.frame(i, 9, 40 + i);
            if (pcapng) {
                bytes.enhanced(0, 1_000L * i, frame, 60);
            } else {
                bytes.pcapFrame(1, 1_000L * i, frame, 60);
            }
        }
        return bytes.bytes();
    }

    /** Whatever the bytes: frames that lie within them, or one clear refusal. Returns the number of frames. */
    private int readAnyhow(byte[] bytes, String what) {
        try (Arena arena = Arena.ofConfined()) {
            Memory file = Memory.allocate(arena, bytes.length);
            file.put(0, bytes, 0, bytes.length);
            Capture capture = CaptureReader.read("trace.pcap", file, arena);
            long before = 0;
            for (int i = 0; i < capture.count(); i++) {
                assertThat(capture.address(i) + capture.storedBytes(i)).as(what).isLessThanOrEqualTo(bytes.length);
                assertThat(capture.originalBytes(i)).as(what).isBetween(capture.storedBytes(i), 262_144);
                assertThat(capture.timestampNs(i)).as(what).isGreaterThanOrEqualTo(before);
                before = capture.timestampNs(i);
            }
            CaptureFlows.of(capture);
            return capture.count();
        } catch (CaptureException refusal) {
            assertThat(refusal).as(what).hasMessageContaining("trace.pcap").hasMessageMatching("[^\\n]{30,300}");
            return 0;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKeepTheFramesBeforeACutAtAnyByte(boolean pcapng) throws CaptureException {
        byte[] whole = small(pcapng, ByteOrder.LITTLE_ENDIAN);
        int[] endOfFrame = new int[FRAMES];
        try (Capture capture = CaptureReader.read(FileBytes.write(directory, whole))) {
            for (int i = 0; i < FRAMES; i++) {
                int end = (int) capture.address(i) + capture.storedBytes(i);
                endOfFrame[i] = pcapng ? (end + 3 & ~3) + 4 : end;
            }
        }
        for (int cut = 0; cut <= whole.length; cut++) {
            int at = cut;
            int expected = (int) Arrays.stream(endOfFrame).filter(end -> end <= at).count();
            assertThat(readAnyhow(Arrays.copyOf(whole, cut), "cut at " + cut)).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSurviveEveryFlippedBit(boolean pcapng) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            byte[] bytes = small(pcapng, order);
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                readAnyhow(bytes, order + " bit " + bit);
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSurviveGarbageBehindAGoodBeginning(boolean pcapng) {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] whole = small(pcapng, ByteOrder.LITTLE_ENDIAN);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = whole.clone();
            for (int at = random.nextInt(whole.length); at < whole.length; at += random.nextInt(1, 40)) {
                bytes[at] = (byte) random.nextInt();
            }
            readAnyhow(bytes, "seed " + SEED + " round " + round);
        }
    }

    @Test
    void shouldSurvivePureGarbage() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            assertThat(readAnyhow(bytes, "seed " + SEED + " round " + round)).isZero();
        }
    }
}

package io.vmq.dispatch.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceDigestTest {

    private static final int FRAME_BYTES = 100;
    private static final long SEED = 11;

    private final byte[] bytes = new byte[3 * FRAME_BYTES];

    SourceDigestTest() {
        new Random(SEED).nextBytes(bytes);
    }

    @Test
    void shouldBeEqualForEqualTraffic() {
        assertThat(digest(frame(0, 60, 64, 5))).isEqualTo(digest(frame(0, 60, 64, 5)));
    }

    @Test
    void shouldNotDependOnHowFramesAreBatched() {
        SourceDigest whole = new SourceDigest();
        FrameBatch batch = frame(0, 60, 64, 5);
        add(batch, 1, 61, 65, 6);
        add(batch, 2, 62, 66, 7);
        whole.take(batch);
        SourceDigest parts = new SourceDigest();
        parts.take(frame(0, 60, 64, 5));
        parts.take(frame(1, 61, 65, 6));
        parts.take(frame(2, 62, 66, 7));

        assertThat(parts.value()).isEqualTo(whole.value());
    }

    @Test
    void shouldFeelDueTimeAndLength() {
        long digest = digest(frame(0, 60, 64, 5));

        assertThat(digest(frame(0, 60, 64, 6))).isNotEqualTo(digest);
        assertThat(digest(frame(0, 60, 65, 5))).isNotEqualTo(digest);
    }

    @Test
    void shouldFeelEveryBitOfTheFirst64Bytes() {
        Set<Long> digests = new HashSet<>();
        digests.add(digest(frame(0, FRAME_BYTES, FRAME_BYTES + 4, 5)));
        for (int bit = 0; bit < 64 * 8; bit++) {
            flip(bit);
            assertThat(digests.add(digest(frame(0, FRAME_BYTES, FRAME_BYTES + 4, 5)))).as("bit %d", bit).isTrue();
            flip(bit);
        }
    }

    @Test
    void shouldFeelEveryBitOfAShortFrame() {
        long digest = digest(frame(0, 13, 64, 5));
        for (int bit = 0; bit < 13 * 8; bit++) {
            flip(bit);
            assertThat(digest(frame(0, 13, 64, 5))).as("bit %d", bit).isNotEqualTo(digest);
            flip(bit);
        }
    }

    @Test
    void shouldNotLookBehindTheFirst64BytesNorBehindTheFrame() {
        long whole = digest(frame(0, FRAME_BYTES, FRAME_BYTES + 4, 5));
        long shorter = digest(frame(0, 13, 64, 5));
        flip(64 * 8);
        assertThat(digest(frame(0, FRAME_BYTES, FRAME_BYTES + 4, 5))).isEqualTo(whole);
        flip(13 * 8);
        assertThat(digest(frame(0, 13, 64, 5))).isEqualTo(shorter);
    }

    @Test
    void shouldFeelTheOrderAndTheNumberOfFrames() {
        FrameBatch batch = frame(0, 60, 64, 5);
        long one = digest(batch);
        add(batch, 1, 60, 64, 5);
        FrameBatch swapped = frame(1, 60, 64, 5);
        add(swapped, 0, 60, 64, 5);

        assertThat(digest(batch)).isNotEqualTo(one).isNotEqualTo(digest(swapped));
        assertThat(new SourceDigest().value()).isNotEqualTo(one);
    }

    @Test
    void shouldNotFeelWhatIsNotTraffic() {
        FrameBatch other = new FrameBatch(3);
        other.begin(Memory.copyOf(bytes));
        other.add(0, 60, 64, true, 5, 77, 88, 99);

        assertThat(digest(other)).isEqualTo(digest(frame(0, 60, 64, 5)));
    }

    @Test
    void shouldStopAfterTheFirstMillionFrames() {
        SourceDigest digest = new SourceDigest();
        FrameBatch batch = new FrameBatch(64);
        batch.begin(Memory.copyOf(bytes));
        for (int i = 0; i < 64; i++) {
            batch.add(0, 14, 64, true, i, 0, 0, 0);
        }
        for (int i = 0; i < 1_000_000 / 64 - 1; i++) {
            digest.take(batch);
        }
        long before = digest.value();
        digest.take(batch);
        long full = digest.value();
        digest.take(batch);

        assertThat(full).isNotEqualTo(before);
        assertThat(digest.value()).isEqualTo(full);
    }

    private void flip(int bit) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }

    private FrameBatch frame(int number, int stored, int length, long due) {
        FrameBatch batch = new FrameBatch(3);
        batch.begin(Memory.copyOf(bytes));
        add(batch, number, stored, length, due);
        return batch;
    }

    private static void add(FrameBatch batch, int number, int stored, int length, long due) {
        batch.add((long) number * FRAME_BYTES, stored, length, true, due, 0, 0, 0);
    }

    private static long digest(FrameBatch batch) {
        SourceDigest digest = new SourceDigest();
        digest.take(batch);
        return digest.value();
    }
}

package io.vmq.dispatch.measure;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;

/**
 * 64 bits over due time, length and first 64 bytes of the first million intended frames: equal digests mean equal traffic,
 * whatever clock ran it. One thread uses it.
 */
public final class SourceDigest {

    private static final int FRAMES = 1_000_000;
    private static final int HEAD_BYTES = 64;
    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

    private long state = PRIME;
    private int frames;

    /** Takes the frames of a batch, unsent ones included, in order of due time. */
    public void take(FrameBatch batch) {
        int n = Math.min(batch.count(), FRAMES - frames);
        for (int i = 0; i < n; i++) {
            take(batch, i);
        }
        frames += n;
    }

    private void take(FrameBatch batch, int i) {
        mix(batch.dueNs(i));
        mix(batch.lengthBytes(i));
        Memory memory = batch.memory();
        long at = batch.address(i);
        int head = Math.min(HEAD_BYTES, batch.storedBytes(i));
        int offset = 0;
        for (; offset + Long.BYTES <= head; offset += Long.BYTES) {
            mix(memory.i64Be(at + offset));
        }
        for (; offset < head; offset++) {
            mix(memory.u8(at + offset));
        }
    }

    /** The body of Murmur3's 128-bit hash, one lane of it. */
    private void mix(long value) {
        state ^= Long.rotateLeft(value * 0x87C3_7B91_1142_53D5L, 31) * 0x4CF5_AD43_2745_937FL;
        state = Long.rotateLeft(state, 27) * 5 + 0x52DC_E729;
    }

    /** The digest of the frames taken so far, with the bits spread (Murmur3's finalizer). */
    public long value() {
        long z = state ^ frames;
        z = (z ^ z >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
        z = (z ^ z >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
        return z ^ z >>> 33;
    }
}

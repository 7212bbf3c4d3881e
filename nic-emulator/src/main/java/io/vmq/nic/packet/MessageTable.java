package io.vmq.nic.packet;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The messages that sendmmsg(2) takes, one for each frame, made once; only where a frame lies and how long it is changes
 * (struct mmsghdr and struct iovec, on 64-bit systems).
 */
final class MessageTable {

    static final int PLACES = FrameBatch.DEFAULT_CAPACITY;

    private static final int MESSAGE_BYTES = 64;
    private static final int PIECES_OFFSET = 16;
    private static final int PIECE_COUNT_OFFSET = 24;

    /** A piece: address and length, eight bytes each. */
    private static final int PIECE_BYTES = 16;
    private static final int LENGTH_OFFSET = 8;

    private final MemorySegment messages = Arena.ofAuto().allocate((long) PLACES * MESSAGE_BYTES, Long.BYTES);
    private final Memory pieces = Memory.allocate((long) PLACES * PIECE_BYTES);

    MessageTable() {
        Memory headers = Memory.of(messages);
        for (int i = 0; i < PLACES; i++) {
            headers.putLong((long) i * MESSAGE_BYTES + PIECES_OFFSET,
                    pieces.addressOf((long) i * PIECE_BYTES, PIECE_BYTES));
            headers.putLong((long) i * MESSAGE_BYTES + PIECE_COUNT_OFFSET, 1);
        }
    }

    /** Points to the frames of the batch from place {@code from} on; returns how many fit. */
    int fill(FrameBatch batch, int from) {
        int count = Math.min(PLACES, batch.count() - from);
        Memory frames = batch.memory();
        for (int i = 0; i < count; i++) {
            int stored = batch.storedBytes(from + i);
            pieces.putLong((long) i * PIECE_BYTES, frames.checkedAddressOf(batch.address(from + i), stored));
            pieces.putLong((long) i * PIECE_BYTES + LENGTH_OFFSET, stored);
        }
        return count;
    }

    MemorySegment segment() {
        return messages;
    }
}

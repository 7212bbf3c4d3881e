package io.vmq.tools.steer;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Makes a frame of each item, and passes items on with their predictions, in order, a batch at a time.
 *
 * @param <T>
 *            what frames are made of
 */
final class MadeFrames<T> {

    /** Writes the frame of an item to memory at an offset, and says how many bytes it has. */
    @FunctionalInterface
    interface Maker<T> {
        int write(T item, Memory memory, long frame);
    }

    private final Predictor predictor;
    private final Maker<T> maker;
    private final int slotBytes;
    private final BiConsumer<T, Prediction> next;
    private final FrameBatch batch = new FrameBatch(FrameBatch.DEFAULT_CAPACITY);
    private final List<T> items = new ArrayList<>(FrameBatch.DEFAULT_CAPACITY);
    private final Memory memory;

    /**
     * @param slotBytes
     *            the most that the maker writes
     */
    MadeFrames(Predictor predictor, Maker<T> maker, int slotBytes, BiConsumer<T, Prediction> next) {
        this.predictor = predictor;
        this.maker = maker;
        this.slotBytes = slotBytes;
        this.next = next;
        memory = Memory.allocate(Arena.ofAuto(), (long) batch.capacity() * slotBytes);
        batch.begin(memory);
    }

    void add(T item) {
        long frame = (long) batch.count() * slotBytes;
        int bytes = maker.write(item, memory, frame);
        batch.add(frame, bytes, EthernetLayout.wireLengthBytes(bytes), true, 0, 0, 0, 0);
        items.add(item);
        if (batch.isFull()) {
            flush();
        }
    }

    /** Passes on what is left. */
    void flush() {
        List<Prediction> predictions = predictor.predict(batch);
        for (int i = 0; i < items.size(); i++) {
            next.accept(items.get(i), predictions.get(i));
        }
        items.clear();
        batch.begin(memory);
    }
}

package io.vmq.tools.steer;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.VlanTag;
import io.vmq.nic.capture.Capture;
import io.vmq.nic.capture.CaptureException;
import io.vmq.nic.capture.CaptureReader;
import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Predicts where the frames of a capture go, in the order of the file. */
public final class FramePredictions {

    private static final int MAC_BYTES = 6;

    private final Capture capture;
    private final Predictor predictor;
    private final FrameBatch batch = new FrameBatch(FrameBatch.DEFAULT_CAPACITY);

    public FramePredictions(Capture capture, Predictor predictor) {
        this.capture = capture;
        this.predictor = predictor;
    }

    /**
     * The answer for a capture file; notes say where it is cut.
     *
     * @throws BadInputException
     *             if it cannot be read
     */
    static Answer answer(Path file, RowFormat format, Function<Capture, Predictor> predictor) {
        try (Capture capture = CaptureReader.read(file)) {
            FramePredictions frames = new FramePredictions(capture, predictor.apply(capture));
            return format.answer(FramePrediction.HEADER, rows -> frames.forEach(rows::write),
                    capture.truncation().map(cut -> file + ": " + cut + "; the frames before the cut are answered")
                            .stream().toList());
        } catch (CaptureException e) {
            throw new BadInputException("--pcap: " + e.getMessage());
        }
    }

    /** Passes on one prediction for each frame, those that a port refuses included. */
    public void forEach(Consumer<FramePrediction> next) {
        for (int from = 0; from < capture.count(); from += batch.capacity()) {
            predict(from, Math.min(capture.count(), from + batch.capacity()), next);
        }
    }

    private void predict(int from, int to, Consumer<FramePrediction> next) {
        batch.begin(capture.memory());
        List<@Nullable DropReason> refusals = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            DropReason refusal = DropReason.atPort(capture.isEthernet(i), capture.storedBytes(i), capture.wireBytes(i));
            refusals.add(refusal);
            if (refusal == null) {
                batch.add(capture.address(i), capture.storedBytes(i), capture.wireBytes(i), true, 0, 0, 0, 0);
            }
        }
        List<Prediction> predictions = predictor.predict(batch);
        int taken = 0;
        for (int i = from; i < to; i++) {
            DropReason refusal = refusals.get(i - from);
            next.accept(refusal == null ? steered(i, predictions.get(taken++)) : refused(i, refusal));
        }
    }

    private FramePrediction steered(int i, Prediction prediction) {
        DropReason drop = prediction.queue() == Prediction.NO_QUEUE ? DropReason.NO_QUEUE : null;
        return new FramePrediction(i + 1L, destination(i), vlan(i), prediction.protocol(), prediction.rss(),
                prediction.queue(), drop);
    }

    /** The port never looks beyond the Ethernet header of a frame that it refuses, so that no more is said of it. */
    private FramePrediction refused(int i, DropReason reason) {
        MacAddress destination = reason == DropReason.NOT_ETHERNET ? null : destination(i);
        int vlan = reason == DropReason.OVERSIZE ? vlan(i) : VlanTag.NONE;
        return new FramePrediction(i + 1L, destination, vlan, null, null, Prediction.NO_QUEUE, reason);
    }

    private @Nullable MacAddress destination(int i) {
        if (capture.storedBytes(i) < MAC_BYTES) {
            return null;
        }
        Memory memory = capture.memory();
        long frame = capture.address(i);
        long high = memory.u16Be(frame);
        return new MacAddress(high << Integer.SIZE | Integer.toUnsignedLong(memory.i32Be(frame + Short.BYTES)));
    }

    private int vlan(int i) {
        return VlanTag.idOf(capture.memory(), capture.address(i), capture.storedBytes(i));
    }
}

package io.vmq.tools.steer;

import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.nic.capture.CaptureVms;
import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.List;

/**
 * Answers where frames go with one mode on one NIC. An answer is whole, or refused with {@link BadInputException}.
 *
 * @param mode
 *            a stateless mode; any other is refused
 * @param rss
 *            what RSS hashes, and how
 * @param nic
 *            whose VMs count where a question brings none itself
 * @param format
 *            how the rows are written
 */
public record SteerDesk(SteeringProvider mode, RssSettings rss, SteerNic nic, RowFormat format) implements Desk {

    @Override
    public Answer tuples(TupleReader flows) {
        if (mode.attachment().isSwitch()) {
            throw new BadInputException(
                    "--mode " + mode.mode() + " with --tuples: this mode goes by destination MAC, which a "
                            + "tuple does not have (expected --macs or --pcap)");
        }
        Predictor predictor = Predictor.of(mode, rss, nic.attach(mode.attachment()));
        return format.answer(TuplePrediction.HEADER, rows -> TuplePredictions.forEach(flows, predictor, rows::write),
                List.of());
    }

    @Override
    public Answer macs(MacReader macs) {
        NicAttachment attached = nic.attach(mode.attachment());
        MacPredictions predictions = new MacPredictions(Predictor.of(mode, rss, attached), nic.vms(),
                attached);
        return format.answer(MacPrediction.HEADER, rows -> predictions.forEach(macs, rows::write), sharing(attached));
    }

    private List<String> sharing(NicAttachment attached) {
        int without = attached.events().size();
        return without == 0 ? List.of()
                : List.of(without + " of " + nic.vms().size() + " VMs got no queue of their own ("
                        + nic.name() + " has " + nic.queues().filtered() + ") and share default queue 0");
    }

    /** Where the frames of a capture go; its destination MACs are the VMs, up to the number of queues. */
    @Override
    public Answer capture(Path file) {
        return FramePredictions.answer(file, format, capture -> {
            SteerNic asked = nic.withVms(CaptureVms.of(capture, nic.queues().filtered()));
            return Predictor.of(mode, rss, asked.attach(mode.attachment()));
        });
    }
}

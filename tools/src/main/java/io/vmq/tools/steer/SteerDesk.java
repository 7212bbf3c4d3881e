package io.vmq.tools.steer;

import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import io.vmq.nic.capture.Capture;
import io.vmq.nic.capture.CaptureException;
import io.vmq.nic.capture.CaptureReader;
import io.vmq.nic.capture.CaptureVms;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Answers where frames go with one mode on one NIC. An answer is whole, or refused with {@link BadInputException}.
 *
 * @param mode
 *            a stateless mode
 * @param rss
 *            what RSS hashes, and how
 * @param scenario
 *            whose NIC it is, and, where a question brings none itself, whose VMs
 * @param format
 *            how the rows are written
 */
public record SteerDesk(SteeringProvider mode, RssSettings rss, Scenario scenario, RowFormat format) {

    /** Where flows go. */
    public Answer tuples(TupleReader flows) {
        if (mode.attachment() == Attachment.VIRTUAL_SWITCH) {
            throw new BadInputException("--mode " + mode.mode() + " with --tuples: this mode goes by destination MAC, which a "
                    + "tuple does not have (expected --macs or --pcap)");
        }
        Predictor predictor = Predictor.of(mode, rss, attach(List.of(), List.of()));
        return answer(TuplePrediction.HEADER, rows -> TuplePredictions.forEach(flows, predictor, rows::write), List.of());
    }

    /** Where frames to MACs go, with the VMs of the scenario behind the NIC. */
    public Answer macs(MacReader macs) {
        if (scenario.vms().isEmpty()) {
            throw new BadInputException("--scenario: '" + scenario.name() + "' takes its VMs from a capture, so that there are "
                    + "none for --macs (expected a scenario with vms, or --pcap)");
        }
        List<VirtualMachine> vms = scenario.vms().stream().map(Scenario.Vm::machine).toList();
        NicAttachment nic = attach(vms, scenario.vms().stream().map(Scenario.Vm::queueRequest).toList());
        MacPredictions predictions = new MacPredictions(Predictor.of(mode, rss, nic), vms, nic.queueOfVm());
        return answer(MacPrediction.HEADER, rows -> predictions.forEach(macs, rows::write), sharing(nic));
    }

    private List<String> sharing(NicAttachment nic) {
        int without = nic.events().size();
        return without == 0 ? List.of() : List.of(without + " of " + nic.queueOfVm().size() + " VMs got no queue of their own ("
                + nic.nic() + " has " + scenario.nic().queues() + ") and share default queue 0");
    }

    /** Where the frames of a capture go; its destination MACs are the VMs, up to the number of queues. */
    public Answer capture(Path file) {
        try (Capture capture = CaptureReader.read(file)) {
            List<VirtualMachine> vms = CaptureVms.of(capture, scenario.nic().queues());
            NicAttachment nic = attach(vms, Collections.nCopies(vms.size(), VmqAllocation.NEXT_FREE));
            FramePredictions predictions = new FramePredictions(capture, Predictor.of(mode, rss, nic));
            return answer(FramePrediction.HEADER, rows -> predictions.forEach(rows::write),
                    capture.truncation().map(cut -> file + ": " + cut + "; the frames before it are answered").stream().toList());
        } catch (CaptureException e) {
            throw new BadInputException("--pcap: " + e.getMessage());
        }
    }

    private NicAttachment attach(List<VirtualMachine> vms, List<Integer> requests) {
        return NicAttachment.attach(scenario.nic().name(), mode.attachment(), scenario.nic().queues(), vms, requests);
    }

    private Answer answer(List<String> header, Consumer<RowWriter> question, List<String> notes) {
        HeldText text = new HeldText();
        RowWriter rows = format.begin(header, text);
        question.accept(rows);
        rows.end();
        return new Answer(text, notes);
    }
}

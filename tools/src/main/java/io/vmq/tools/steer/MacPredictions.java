package io.vmq.tools.steer;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmqAllocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Predicts where frames to MAC addresses go, in the order of the input, and says who owns the queue. */
public final class MacPredictions {

    private final Predictor predictor;
    private final Map<Integer, List<VirtualMachine>> owners = new HashMap<>();

    /**
     * @param vms
     *            the VMs behind the NIC
     * @param nic
     *            says which queues they own
     */
    public MacPredictions(Predictor predictor, List<VirtualMachine> vms, NicAttachment nic) {
        this.predictor = predictor;
        for (int i = 0; i < vms.size(); i++) {
            int first = nic.queueOfVm().get(i);
            for (int queue = first; first != VmqAllocation.DEFAULT_QUEUE
                    && queue < first + nic.queuesPerVm(); queue++) {
                owners.computeIfAbsent(queue, _ -> new ArrayList<>()).add(vms.get(i));
            }
        }
    }

    /** Passes on one prediction for each MAC that the reader gives. */
    public void forEach(MacReader macs, Consumer<MacPrediction> next) {
        MadeFrames<MacLine> frames = new MadeFrames<>(predictor, MacLine::writeFrame, MacLine.MAX_FRAME_BYTES,
                (line, prediction) -> next.accept(new MacPrediction(line, ownerOf(prediction.queue(), line.mac()),
                        prediction.queue())));
        for (MacLine line = macs.next(); line != null; line = macs.next()) {
            frames.add(line);
        }
        frames.flush();
    }

    /** Of several VMs that share the queue the one that is meant, otherwise the first. */
    private @Nullable String ownerOf(int queue, MacAddress mac) {
        List<VirtualMachine> vms = owners.getOrDefault(queue, List.of());
        if (vms.isEmpty()) {
            return null;
        }
        return vms.stream().filter(vm -> vm.mac().equals(mac)).findFirst().orElse(vms.getFirst()).name();
    }
}

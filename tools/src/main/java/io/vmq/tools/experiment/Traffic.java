package io.vmq.tools.experiment;

import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.tools.scenario.BadInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The traffic of an experiment: who receives it, and the source of each trial. */
sealed interface Traffic extends AutoCloseable permits EmulatedTraffic, CaptureTraffic, ArrivingTraffic {

    /** The VMs that frames are addressed to. */
    List<VirtualMachine> vms();

    /** For each VM, the queue that it asks for; see {@link io.vmq.dispatch.host.VmqAllocation}. */
    List<Integer> queueRequests();

    /** Long-run mean rate, or null if the source goes by no schedule. */
    @Nullable
    Double intendedPps();

    /** About how many frames come within the first {@code lengthNs} of a trial. */
    double expectedFrames(long lengthNs);

    /** Whether the load is as high as it can be, so that latency means nothing. */
    boolean isCapacityRun();

    /** Whether the source ends by itself, however long the trial. */
    boolean isFinite();

    /** Whether all frames of a VM belong to one flow. */
    boolean hasOneFlowPerVm();

    /** What the user should know, such as where a capture was cut. */
    List<HostEvent> events();

    /**
     * A new source for one trial; if it is {@link AutoCloseable}, whoever asked for it closes it after the trial.
     *
     * @param planned
     *            the NICs as the mode of the trial attaches them
     * @throws BadInputException
     *             if the machine does not give what the frames are to come from
     */
    Source newSource(long seed, PlannedPorts planned);

    /** Bytes that a buffer for a frame takes; 0 if frames need none, because the source keeps them. */
    int bufferBytes();

    /** What takes its place in rehearsals: frames that this program makes itself. */
    default Traffic rehearsed() {
        return this;
    }

    @Override
    void close();
}

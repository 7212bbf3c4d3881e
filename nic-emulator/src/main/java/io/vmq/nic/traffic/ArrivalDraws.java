package io.vmq.nic.traffic;

import io.vmq.nic.load.ArrivalProcess;
import java.util.SplittableRandom;

/**
 * All that is drawn for arrival after arrival, whether its frame is sent or not: when, for whom, how long, of which kind. A frame
 * for a VM that is not there is not sent, also if it would have been a broadcast. One thread uses it: {@link #next}, then read.
 */
final class ArrivalDraws {

    private static final FrameKind[] KINDS = FrameKind.values();

    private final ArrivalProcess arrivals;
    private final Addressees addressees;
    private final boolean allPresent;
    private final PresenceWalk presence;
    /** From then on nobody is there that frames could be for. */
    private final long quietFromPs;
    private final int[] sizesBytes;
    private final Choice sizeChoice;
    private final SplittableRandom sizeBits;
    private final boolean mixed;
    private final Choice kindChoice;
    private final SplittableRandom kindBits;
    private final SplittableRandom groupBits;
    private long arrivalPs;
    private int lengthBytes;
    private boolean sent;
    private FrameKind kind = FrameKind.PLAIN;
    private int group;

    ArrivalDraws(TrafficModel model, ArrivalProcess arrivals, RandomStreams streams) {
        this.arrivals = arrivals;
        Receivers receivers = model.receivers();
        addressees = new Addressees(receivers, streams.vms(), streams.flows());
        allPresent = receivers.presence().isAlways();
        presence = new PresenceWalk(receivers.presence(), receivers.vms().size());
        quietFromPs = PresenceWalk.ps(receivers.quietFromNs());
        sizesBytes = model.frames().sizes().sizesBytes();
        sizeChoice = model.frames().sizes().choice();
        sizeBits = streams.sizes();
        mixed = !model.frames().mix().isEmpty();
        kindChoice = model.frames().mix().choice();
        kindBits = streams.kinds();
        groupBits = streams.groups();
    }

    /** Draws the next arrival. */
    void next() {
        addressees.next();
        lengthBytes = sizesBytes.length == 1 ? sizesBytes[0] : sizesBytes[sizeChoice.pick(sizeBits.nextLong())];
        if (mixed) {
            drawKind();
        }
        arrivalPs = arrivals.nextArrivalPs();
        if (arrivalPs >= quietFromPs) {
            arrivalPs = ArrivalProcess.NEVER;
        }
        sent = arrivalPs != ArrivalProcess.NEVER
                && (allPresent || presence.isPresent(addressees.vm(), arrivalPs));
    }

    private void drawKind() {
        kind = KINDS[kindChoice.pick(kindBits.nextLong())];
        group = (int) groupBits.nextLong() & (GroupHeaders.GROUPS - 1);
        if (kind == FrameKind.ARP) {
            lengthBytes = FrameStyle.ARP_FRAME_BYTES;
        }
    }

    /** When the frame arrives; {@link ArrivalProcess#NEVER} once nobody is there any more. */
    long arrivalPs() {
        return arrivalPs;
    }

    /** Whether the frame's VM is there, so that it is sent. */
    boolean isSent() {
        return sent;
    }

    /** Length of the frame, FCS counted. */
    int lengthBytes() {
        return lengthBytes;
    }

    FrameKind kind() {
        return kind;
    }

    /** Which sender or group it has, if it is a broadcast or multicast. */
    int group() {
        return group;
    }

    /** Index of the VM that it is for. */
    int vm() {
        return addressees.vm();
    }

    /** The flow's number among those of its VM. */
    int flowOfVm() {
        return addressees.flowOfVm();
    }
}

package io.vmq.dispatch.measure;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.SizeClass;
import java.util.Arrays;

/**
 * The first invariant: every generated frame was delivered, dropped for a reason or is still in flight; in total, per VM and
 * per queue.
 */
final class Conservation {

    private Conservation() {}

    /**
     * Checks the sum of all ledgers of a trial.
     *
     * @throws InvariantException
     *             if a sum does not close
     */
    static void check(Ledger ledger, int queueCount, int coreCount) {
        long reachedQueue = 0;
        long delivered = 0;
        for (int vm = 0; vm <= ledger.hostRow(); vm++) {
            DropCounts dropped = ledger.droppedOfVm(vm);
            close("VM row " + vm, ledger.generatedOfVm(vm), ledger.deliveredOfVm(vm), dropped.total(),
                    ledger.inFlightOfVm(vm));
            reachedQueue += ledger.generatedOfVm(vm) - dropped.total() + droppedAtQueue(dropped);
            delivered += ledger.deliveredOfVm(vm);
        }
        for (SizeClass sizes : SizeClass.values()) {
            close("size class " + sizes.label(), ledger.generatedOfClass(sizes), ledger.deliveredOfClass(sizes),
                    ledger.droppedOfClass(sizes).total(), ledger.inFlightOfClass(sizes));
        }
        long received = 0;
        for (int queue = 0; queue < queueCount; queue++) {
            close("queue " + queue, ledger.receivedOfQueue(queue), ledger.deliveredOfQueue(queue),
                    ledger.droppedOfQueue(queue).total(), ledger.inFlightOfQueue(queue));
            received += ledger.receivedOfQueue(queue);
        }
        long served = 0;
        for (int core = 0; core < coreCount; core++) {
            served += ledger.deliveredOfCore(core);
        }
        require(received == reachedQueue, "queues received " + received + " frames, VMs sent " + reachedQueue);
        require(served == delivered, "cores delivered " + served + " frames, VMs got " + delivered);
    }

    private static long droppedAtQueue(DropCounts dropped) {
        return Arrays.stream(DropReason.values()).filter(DropReason::isAtQueue).mapToLong(dropped::of).sum();
    }

    private static void close(String what, long in, long delivered, long dropped, long inFlight) {
        require(in == delivered + dropped + inFlight,
                what + ": " + in + " frames in, but " + delivered + " delivered + "
                        + dropped + " dropped + " + inFlight + " in flight");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvariantException("frames are not conserved: " + sentence);
        }
    }
}

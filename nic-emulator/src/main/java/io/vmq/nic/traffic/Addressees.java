package io.vmq.nic.traffic;

import java.util.SplittableRandom;

/**
 * Whom arrival after arrival is for: VM and flow, each from a stream of its own, so that those of arrival i depend on the
 * seed and on i alone. Drawn ahead in blocks, because each column is then a small loop. One thread uses it.
 */
final class Addressees {

    private static final int BLOCK = 64;

    private final Choice vmChoice;
    private final Choice flowChoice;
    private final SplittableRandom vmBits;
    private final SplittableRandom flowBits;
    private final int[] vmOf = new int[BLOCK];
    private final int[] flowOfVmOf = new int[BLOCK];
    private int at = BLOCK - 1;

    Addressees(Receivers receivers, SplittableRandom vmBits, SplittableRandom flowBits) {
        vmChoice = receivers.popularity().choice(receivers.vms().size());
        flowChoice = receivers.flowPopularity().choice(receivers.flowsPerVm());
        this.vmBits = vmBits;
        this.flowBits = flowBits;
    }

    /** Goes on to the next arrival; before the first call there is none. */
    void next() {
        at++;
        if (at == BLOCK) {
            drawBlock();
            at = 0;
        }
    }

    private void drawBlock() {
        for (int i = 0; i < BLOCK; i++) {
            vmOf[i] = vmChoice.pick(vmBits.nextLong());
        }
        for (int i = 0; i < BLOCK; i++) {
            flowOfVmOf[i] = flowChoice.pick(flowBits.nextLong());
        }
    }

    /** Index of the VM that this arrival is for. */
    int vm() {
        return vmOf[at];
    }

    /** The flow's number among those of its VM. */
    int flowOfVm() {
        return flowOfVmOf[at];
    }
}

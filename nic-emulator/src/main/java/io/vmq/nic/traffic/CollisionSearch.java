package io.vmq.nic.traffic;

import java.util.Arrays;

/**
 * Finds clients whose tuples agree in the low bits of a hash. Each bit of a client's identity flips the same bits of
 * an affine hash, whatever the others are, so the clients of a VM that reach a given value are the solutions of a
 * system of linear equations over GF(2): all of them, so nothing is tried out.
 */
final class CollisionSearch {

    private final Adversary adversary;
    private final Receivers receivers;
    private final TupleHash hash;
    private final int mask;
    private final LinearEquations equations;

    /**
     * @param adversary
     *            who is named when there are no such clients
     * @param hash
     *            affine in the identity
     * @param lowBits
     *            how many bits of the hash must agree, 0 to 16
     */
    CollisionSearch(Adversary adversary, Receivers receivers, TupleHash hash, int lowBits) {
        this.adversary = adversary;
        this.receivers = receivers;
        this.hash = hash;
        mask = (1 << lowBits) - 1;
        int[] effects = new int[FlowAddresses.IDENTITY_BITS];
        Arrays.setAll(effects, bit -> (hash.of(0, 1 << bit) ^ hash.of(0, 0)) & mask);
        equations = new LinearEquations(effects, lowBits);
    }

    /**
     * Clients for all flows of all VMs; all agree with the client of VM 0 whose identity is the salt.
     *
     * @throws IllegalArgumentException
     *             if a VM has too few such clients, or none
     */
    CollidingTuples tuples(int salt) {
        int[] directions = equations.directions();
        long clients = 1L << directions.length;
        if (receivers.flowsPerVm() > clients) {
            throw new IllegalArgumentException("flowsPerVm=" + receivers.flowsPerVm() + " with '" + adversary.text()
                    + "': at most " + clients + " expected, since no more tuples of a VM collide");
        }
        int target = hash.of(0, salt);
        int[] originOfVm = new int[receivers.vms().size()];
        for (int vm = 0; vm < originOfVm.length; vm++) {
            originOfVm[vm] = origin(vm, (target ^ hash.of(vm, 0)) & mask);
        }
        return new CollidingTuples(originOfVm, directions, salt);
    }

    private int origin(int vm, int flips) {
        if (!equations.canReach(flips)) {
            throw new IllegalArgumentException("'" + adversary.text() + "' finds no client of VM '"
                    + receivers.vms().get(vm).name() + "' whose hash meets that of VM '"
                    + receivers.vms().getFirst().name()
                    + "' (expected a key under which the bits of a client reach every table entry)");
        }
        return equations.solution(flips);
    }
}

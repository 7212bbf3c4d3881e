package io.vmq.dispatch.team;

import io.vmq.dispatch.host.VirtualMachine;
import java.util.OptionalInt;

/**
 * The port of the virtual switch that a VM is connected to, and the queue that the team holds for it.
 *
 * @param vm
 *            who is connected
 * @param member
 *            index of the member that the port belongs to; empty where every member serves every port
 * @param queue
 *            id of its queue, the same on every member that carries it; 0 if it shares the default queue
 * @param connected
 *            whether the VM is still there
 */
public record TeamPort(VirtualMachine vm, OptionalInt member, int queue, boolean connected) {

    private static final int DEFAULT_QUEUE = 0;

    /** A port on no member and without a queue. */
    static TeamPort fresh(VirtualMachine vm) {
        return new TeamPort(vm, OptionalInt.empty(), DEFAULT_QUEUE, true);
    }

    TeamPort on(int newMember, int newQueue) {
        return new TeamPort(vm, OptionalInt.of(newMember), newQueue, true);
    }

    TeamPort onAll(int newQueue) {
        return new TeamPort(vm, OptionalInt.empty(), newQueue, true);
    }

    /** Its VM has left; what it had is free. */
    TeamPort disconnected() {
        return new TeamPort(vm, OptionalInt.empty(), DEFAULT_QUEUE, false);
    }

    boolean belongsTo(int index) {
        return member.isPresent() && member.getAsInt() == index;
    }
}

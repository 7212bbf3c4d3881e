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
 */
public record TeamPort(VirtualMachine vm, OptionalInt member, int queue) {

    TeamPort on(int newMember, int newQueue) {
        return new TeamPort(vm, OptionalInt.of(newMember), newQueue);
    }

    boolean belongsTo(int index) {
        return member.isPresent() && member.getAsInt() == index;
    }
}

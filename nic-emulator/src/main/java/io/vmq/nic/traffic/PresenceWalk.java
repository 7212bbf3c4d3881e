package io.vmq.nic.traffic;

import io.vmq.nic.load.ArrivalProcess;
import io.vmq.nic.port.Wire;
import java.util.Arrays;
import java.util.List;

/** Says of arrival after arrival whether its VM is there. One thread uses it; nothing is allocated per arrival. */
final class PresenceWalk {

    /** For each VM the times at which it leaves and is back in turn, then a time that does not come. */
    private final long[] changesPs;
    /** Per VM, where in {@link #changesPs} its next change stands. */
    private final int[] nextChange;
    private final boolean[] absent;

    PresenceWalk(Presence presence, int vmCount) {
        List<Absence> absences = presence.absences();
        changesPs = new long[vmCount + 2 * absences.size()];
        Arrays.fill(changesPs, ArrivalProcess.NEVER);
        nextChange = new int[vmCount];
        absent = new boolean[vmCount];
        int at = 0;
        int read = 0;
        for (int vm = 0; vm < vmCount; vm++) {
            nextChange[vm] = at;
            for (; read < absences.size() && absences.get(read).vm() == vm; read++) {
                changesPs[at++] = ps(absences.get(read).fromNs());
                changesPs[at++] = ps(absences.get(read).toNs());
            }
            at++;
        }
    }

    /** A time in ps; {@link ArrivalProcess#NEVER} for one that never comes. */
    static long ps(long ns) {
        return ns == Long.MAX_VALUE ? ArrivalProcess.NEVER : ns * Wire.PS_PER_NS;
    }

    /**
     * Whether the VM is there.
     *
     * @param atPs
     *            a time before {@link ArrivalProcess#NEVER}, not before that of the call before
     */
    boolean isPresent(int vm, long atPs) {
        while (changesPs[nextChange[vm]] <= atPs) {
            nextChange[vm]++;
            absent[vm] = !absent[vm];
        }
        return !absent[vm];
    }
}

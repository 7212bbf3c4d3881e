package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VmChange;
import io.vmq.nic.load.TimeWindow;
import io.vmq.nic.notation.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which VMs are there when. Frames for a VM that is not there when they arrive are not sent; the frames for the others
 * stay as they are.
 *
 * @param absences
 *            when VMs are not there; kept by VM and time. Between two absences of a VM it is there for some time
 */
public record Presence(List<Absence> absences) {

    private static final Comparator<Absence> BY_VM_AND_TIME = Comparator.comparingInt(Absence::vm)
            .thenComparingLong(Absence::fromNs);

    /** All VMs, always. */
    public static final Presence ALWAYS = new Presence(List.of());

    public Presence {
        absences = absences.stream().sorted(BY_VM_AND_TIME).toList();
        for (int i = 1; i < absences.size(); i++) {
            Absence before = absences.get(i - 1);
            Absence absence = absences.get(i);
            if (before.vm() == absence.vm() && !before.endsBefore(absence)) {
                throw new IllegalArgumentException("VM " + absence.vm() + " leaves at " + time(absence.fromNs())
                        + " but is not there before (expected it to be there for some time between absences)");
            }
        }
    }

    /**
     * The presence that follows from changes; frames that arrive at the very time of a change see it.
     *
     * @param vmCount
     *            the changes are those of VMs 0 to {@code vmCount - 1}
     * @param changes
     *            who comes and goes, in order of time
     * @throws IllegalArgumentException
     *             if a VM that is there arrives, or one that is not there leaves, with the VM and the time
     */
    public static Presence of(int vmCount, List<VmChange> changes) {
        Map<Integer, Long> absentSince = new TreeMap<>();
        for (int vm = 0; vm < vmCount; vm++) {
            if (!VmChange.isThereAtFirst(vm, changes)) {
                absentSince.put(vm, 0L);
            }
        }
        List<Absence> absences = new ArrayList<>();
        for (VmChange change : changes) {
            if (change.arrives()) {
                Long since = absentSince.remove(change.vm());
                if (since == null) {
                    throw refusal(change, "present");
                }
                absences.add(new Absence(change.vm(), since, change.atNs()));
            } else if (absentSince.putIfAbsent(change.vm(), change.atNs()) != null) {
                throw refusal(change, "absent");
            }
        }
        absentSince.forEach((vm, since) -> absences.add(new Absence(vm, since, Source.NEVER)));
        return new Presence(absences);
    }

    private static IllegalArgumentException refusal(VmChange change, String state) {
        return new IllegalArgumentException("VM " + change.vm() + (change.arrives() ? " arrives" : " leaves") + " at "
                + time(change.atNs()) + " although it is " + state + " (expected VMs to arrive and leave in turn)");
    }

    private static String time(long ns) {
        return ns >= 0 && ns <= TimeSpan.MAX_NS ? new TimeSpan(ns).text() : ns + "ns";
    }

    public boolean isAlways() {
        return absences.isEmpty();
    }

    /** Whether a VM is there at a time, ns since the trial began. */
    public boolean isPresent(int vm, long atNs) {
        return absences.stream()
                .noneMatch(absence -> absence.vm() == vm && absence.fromNs() <= atNs && atNs < absence.toNs());
    }

    /**
     * The share of frames whose VM is there, in the mean over a window; 1 if all are there all the time.
     *
     * @param vmShares
     *            the share of frames that each VM has
     * @param fromNs
     *            start of the window, ns since the trial began, 0 or more
     * @param toNs
     *            its end, after {@code fromNs}
     */
    public double presentShare(double[] vmShares, long fromNs, long toNs) {
        TimeWindow window = new TimeWindow(fromNs, toNs);
        double absentNs = 0;
        for (Absence absence : absences) {
            absentNs += vmShares[absence.vm()] * window.overlapNs(absence.fromNs(), absence.toNs());
        }
        return Math.max(0, 1 - absentNs / window.lengthNs());
    }

    /**
     * From when on no VM is there any more that can be picked; {@link Source#NEVER} if one stays or comes back for
     * good.
     */
    long quietFromNs(double[] vmShares) {
        long[] leftAtNs = new long[vmShares.length];
        for (int vm = 0; vm < vmShares.length; vm++) {
            leftAtNs[vm] = AliasTable.isPickable(vmShares[vm], vmShares.length) ? Source.NEVER : 0;
        }
        for (Absence absence : absences) {
            if (absence.toNs() == Source.NEVER) {
                leftAtNs[absence.vm()] = Math.min(leftAtNs[absence.vm()], absence.fromNs());
            }
        }
        long quietFromNs = 0;
        for (long ns : leftAtNs) {
            quietFromNs = Math.max(quietFromNs, ns);
        }
        return quietFromNs;
    }

    /** Checks that only VMs below {@code vmCount} are named. */
    void checkVms(int vmCount) {
        if (!isAlways() && absences.getLast().vm() >= vmCount) {
            throw new IllegalArgumentException(
                    "absence of VM " + absences.getLast().vm() + ": an index below " + vmCount + " expected");
        }
    }
}

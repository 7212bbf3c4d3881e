package io.vmq.tools.nic;

import io.vmq.nic.adapter.Adapter;
import io.vmq.nic.adapter.Offloads;
import java.util.ArrayList;
import java.util.List;

/** Which offloads spoil a measurement. */
final class OffloadRules {

    /**
     * A rule.
     *
     * @param feature
     *            the kernel's name of the offload
     * @param option
     *            what {@code ethtool -K} calls it
     * @param harmfulOn
     *            whether it harms while it is on; otherwise while it is off
     * @param text
     *            what it does
     */
    private record Rule(String id, String feature, String option, boolean harmfulOn, String text) {}

    private static final List<Rule> RULES = List.of(
            new Rule("gro", "rx-gro", "gro", true,
                    "GRO joins received segments into one before sockets see them, so that frames are neither counted nor "
                            + "timed singly"),
            new Rule("gro-hw", "rx-gro-hw", "rx-gro-hw", true,
                    "the NIC joins received segments into one, so that frames are neither counted nor timed singly"),
            new Rule("lro", "rx-lro", "lro", true,
                    "LRO joins received segments into one in the NIC, so that frames are neither counted nor timed singly"),
            new Rule("tso", "tx-tcp-segmentation", "tso", true,
                    "the NIC cuts TCP segments of up to 64 KiB into frames, so that a capture on this sender shows what never was "
                            + "on the wire"),
            new Rule("rx-vlan", "rx-vlan-hw-parse", "rxvlan", true,
                    "the NIC takes VLAN tags off received frames, so that an XDP program cannot steer by them"),
            new Rule("ntuple", "rx-ntuple-filter", "ntuple", true,
                    "filters may send frames past the RSS table"),
            new Rule("rxhash", "rx-hashing", "rxhash", false,
                    "the NIC does not hand its hash up, so that it cannot be held against the predicted one"));

    private OffloadRules() {}

    static List<Remark> remarks(Adapter adapter) {
        List<Remark> remarks = new ArrayList<>();
        adapter.offloads().value().ifPresent(offloads -> RULES.stream().filter(rule -> isBroken(rule, offloads))
                .forEach(rule -> remarks.add(new Remark(rule.id(), rule.text(), fix(rule, offloads, adapter.name())))));
        return remarks;
    }

    /** What is off and cannot be switched on is what the NIC lacks, and nothing that anybody has set. */
    private static boolean isBroken(Rule rule, Offloads offloads) {
        return offloads.state(rule.feature())
                .filter(state -> state.on() == rule.harmfulOn() && (state.on() || state.changeable())).isPresent();
    }

    private static List<String> fix(Rule rule, Offloads offloads, String name) {
        boolean changeable = offloads.state(rule.feature()).filter(Offloads.State::changeable).isPresent();
        return changeable
                ? List.of("sudo ethtool -K " + ShellWord.of(name) + " " + rule.option()
                        + (rule.harmfulOn() ? " off" : " on"))
                : List.of();
    }
}

package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.FlowTuple;
import io.vmq.dispatch.steering.IpProtocol;
import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Probes of receive filters: each filter met and just missed, and what no filter is for. */
final class FilterProbes {

    private static final MacAddress BROADCAST = new MacAddress(0xFFFF_FFFF_FFFFL);
    /** All hosts (RFC 1112): every IPv4 host listens to it, so NICs let it through unasked. */
    private static final MacAddress ALL_HOSTS = new MacAddress(0x0100_5E00_0001L);
    private static final int MORE_FRAGMENTS = 0x2000;
    /** In units of 8 bytes, behind a first fragment of 1,480. */
    private static final int LATER = 185;
    private static final int PRIORITIES = 8;
    private static final int STRANGERS = 2;
    /** Locally administered, unicast. */
    private static final long STRANGER_BITS = 0x0200_0000_0000L;
    private static final long STRANGER_RANGE = 0x00FF_FFFF_FFFFL;

    private enum Tag {
        NONE, PRIORITY, OWN, OTHER, OWN_AND_INNER
    }

    private enum Cargo {
        IPV4("UDP over IPv4"), IPV6("UDP over IPv6"), ARP("ARP"), FIRST_FRAGMENT("first IPv4 fragment"), LATER_FRAGMENT(
                "later IPv4 fragment");

        private final String text;

        Cargo(String text) {
            this.text = text;
        }
    }

    /** @param vlan the VLAN of a filter; of use with the tags that say so */
    private record Situation(Rule rule, int group, MacAddress to, Tag tag, int vlan, Cargo cargo) {}

    private final List<ReceiveFilter> filters;
    private final List<Situation> situations = new ArrayList<>();
    private final Random random;
    private final Flows flows;

    /**
     * @param destination
     *            own address of the interface
     * @param letsAllThrough
     *            whether frames to any address come through, as they do where there is no NIC
     */
    FilterProbes(List<ReceiveFilter> filters, MacAddress destination, boolean letsAllThrough, Random random) {
        this.filters = filters;
        this.random = random;
        flows = new Flows(random);
        for (int i = 0; i < filters.size(); i++) {
            addSituations(i, filters.get(i));
        }
        strangers(destination, letsAllThrough ? STRANGERS : 0).forEach(stranger -> {
            add(Rule.UNKNOWN_MAC, stranger, Tag.NONE, Cargo.IPV4);
            add(Rule.UNKNOWN_MAC, stranger, Tag.OTHER, Cargo.IPV6);
        });
        for (Cargo cargo : List.of(Cargo.ARP, Cargo.IPV4)) {
            add(Rule.BROADCAST, BROADCAST, Tag.NONE, cargo);
            add(Rule.MULTICAST, ALL_HOSTS, Tag.NONE, cargo);
        }
    }

    /** How many frames show everything once. */
    int fewest() {
        return situations.size();
    }

    private void addSituations(int group, ReceiveFilter filter) {
        Tag met = Tag.OWN;
        if (filter.vlan() == ReceiveFilter.UNTAGGED_OR_ZERO) {
            met = Tag.NONE;
            add(Rule.MAC_UNTAGGED, group, Tag.NONE, Cargo.IPV4);
            add(Rule.MAC_PRIORITY, group, Tag.PRIORITY, Cargo.IPV4);
            add(Rule.OTHER_VLAN, group, Tag.OTHER, Cargo.IPV4);
        } else if (filter.vlan() == ReceiveFilter.ANY_VLAN) {
            met = Tag.NONE;
            add(Rule.MAC_ANY_VLAN, group, Tag.NONE, Cargo.IPV4);
            add(Rule.MAC_ANY_VLAN, group, Tag.PRIORITY, Cargo.IPV4);
            add(Rule.MAC_ANY_VLAN, group, Tag.OTHER, Cargo.IPV4);
        } else {
            add(Rule.MAC_VLAN, group, Tag.OWN, Cargo.IPV4);
            add(Rule.OTHER_VLAN, group, Tag.OTHER, Cargo.IPV4);
            add(Rule.TAG_NEEDED, group, Tag.NONE, Cargo.IPV4);
            add(Rule.TAG_NEEDED, group, Tag.PRIORITY, Cargo.IPV4);
            add(Rule.OUTER_TAG, group, Tag.OWN_AND_INNER, Cargo.IPV4);
        }
        add(Rule.NOT_IP, group, met, Cargo.ARP);
        add(Rule.FRAGMENT, group, met, Cargo.FIRST_FRAGMENT);
        add(Rule.FRAGMENT, group, met, Cargo.LATER_FRAGMENT);
        add(Rule.IPV6, group, met, Cargo.IPV6);
    }

    private void add(Rule rule, int group, Tag tag, Cargo cargo) {
        ReceiveFilter filter = filters.get(group);
        situations.add(new Situation(rule, group, filter.mac(), tag, filter.vlan(), cargo));
    }

    private void add(Rule rule, MacAddress to, Tag tag, Cargo cargo) {
        situations.add(new Situation(rule, Probe.NO_GROUP, to, tag, ReceiveFilter.UNTAGGED_OR_ZERO, cargo));
    }

    /** Addresses that no filter has: the interface's own unless it has one, and others. */
    private List<MacAddress> strangers(MacAddress own, int others) {
        List<MacAddress> strangers = new ArrayList<>();
        if (isUnknown(own)) {
            strangers.add(own);
        }
        int count = strangers.size() + others;
        while (strangers.size() < count) {
            MacAddress drawn = new MacAddress(STRANGER_BITS | (random.nextLong() & STRANGER_RANGE));
            if (isUnknown(drawn) && !strangers.contains(drawn)) {
                strangers.add(drawn);
            }
        }
        return strangers;
    }

    private boolean isUnknown(MacAddress mac) {
        return filters.stream().noneMatch(filter -> filter.mac().equals(mac));
    }

    /** Goes through all situations again and again, with other flows, until there are enough. */
    void addTo(ProbeDraft draft) {
        for (int i = 0; !draft.isFull(); i++) {
            add(situations.get(i % situations.size()), draft);
        }
    }

    private void add(Situation situation, ProbeDraft draft) {
        ProbeFrame frame = draft.frameTo(situation.to());
        String tags = tag(situation, frame);
        draft.add(situation.rule(), situation.group(), "to " + situation.to() + tags + ", " + situation.cargo().text,
                fill(situation.cargo(), frame, draft.source()));
    }

    private String tag(Situation situation, ProbeFrame frame) {
        int priority = random.nextInt(PRIORITIES);
        int inner = otherVlan(situation.to());
        return switch (situation.tag()) {
            case NONE -> ", no tag";
            case PRIORITY -> tagged(frame, priority, 0);
            case OWN -> tagged(frame, priority, situation.vlan());
            case OTHER -> tagged(frame, priority, inner);
            case OWN_AND_INNER -> {
                frame.tag(EthernetLayout.TYPE_SERVICE_VLAN, priority, situation.vlan());
                yield ", VLAN " + situation.vlan() + " around" + tagged(frame, priority, inner).substring(1);
            }
        };
    }

    private static String tagged(ProbeFrame frame, int priority, int vlan) {
        frame.tag(EthernetLayout.TYPE_VLAN, priority, vlan);
        return ", VLAN " + vlan;
    }

    /** A VLAN for which no filter of this address is; a host has far fewer filters than there are VLANs. */
    private int otherVlan(MacAddress mac) {
        int vlan = 1 + random.nextInt(EthernetLayout.MAX_VLAN_ID);
        while (isFiltered(mac, vlan)) {
            vlan = vlan % EthernetLayout.MAX_VLAN_ID + 1;
        }
        return vlan;
    }

    private boolean isFiltered(MacAddress mac, int vlan) {
        return filters.stream().anyMatch(filter -> filter.mac().equals(mac) && filter.vlan() == vlan);
    }

    private byte[] fill(Cargo cargo, ProbeFrame frame, MacAddress sender) {
        FlowTuple flow = cargo == Cargo.IPV6 ? flows.ipv6(IpProtocol.UDP) : flows.ipv4(IpProtocol.UDP);
        return switch (cargo) {
            case IPV4, IPV6 -> frame.packet(flow);
            case ARP -> frame.arp(sender, flow);
            case FIRST_FRAGMENT -> frame.ipv4(flow, MORE_FRAGMENTS);
            case LATER_FRAGMENT -> frame.ipv4(flow, LATER);
        };
    }
}

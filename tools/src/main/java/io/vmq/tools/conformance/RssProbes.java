package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FlowTuple;
import io.vmq.dispatch.steering.IpProtocol;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;

/** Probes of RSS: flows that reach every entry of the table twice, then what is hashed otherwise or not at all. */
final class RssProbes {

    /** How often each entry is reached. */
    static final int TIMES = 2;

    private static final int NO_ENTRY = -1;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int LATER = 185;
    /** Rounds of what is hashed otherwise that are in the smallest set. */
    private static final int FEWEST_ROUNDS = 4;
    private static final int ROUND = 10;
    /** Flows that are drawn for each entry before it is given up: a key of zeros reaches but one. */
    private static final int DRAWS_PER_ENTRY = 64;
    private static final int MORE_DRAWS = 10_000;

    private static final List<Rule> FLOWS = List.of(Rule.RSS_TCP_IPV4, Rule.RSS_UDP_IPV4, Rule.RSS_TCP_IPV6,
            Rule.RSS_UDP_IPV6);

    private final RssLaw law;
    private final int[] reached;
    private final Flows flows;
    private final MacAddress destination;
    private final Memory scratch = Memory.allocate(Arena.ofAuto(), ProbeFrame.BYTES);
    private long draws;

    RssProbes(RssFacts.Reported facts, MacAddress destination, Random random) {
        law = RssLaw.of(facts);
        reached = new int[facts.table().size()];
        draws = (long) reached.length * DRAWS_PER_ENTRY + MORE_DRAWS;
        flows = new Flows(random);
        this.destination = destination;
    }

    /** How many frames show everything. */
    static int fewest(RssFacts.Reported facts) {
        return TIMES * facts.table().size() + FEWEST_ROUNDS * ROUND;
    }

    void addTo(ProbeDraft draft) {
        int wanted = TIMES * reached.length;
        for (int i = 0; i < wanted && draws > 0; i++) {
            addNew(FLOWS.get(i % FLOWS.size()), draft);
        }
        while (!draft.isFull()) {
            addRound(draft);
        }
    }

    /** A flow of this kind whose entry was not reached often enough; none if no more may be drawn. */
    private void addNew(Rule rule, ProbeDraft draft) {
        while (draws-- > 0) {
            FlowTuple flow = flow(rule);
            byte[] frame = draft.frameTo(destination).packet(flow);
            scratch.put(0, frame, 0, frame.length);
            int entry = law.entryOf(scratch, 0, frame.length);
            if (entry == NO_ENTRY || reached[entry] < TIMES) {
                if (entry != NO_ENTRY) {
                    reached[entry]++;
                }
                draft.add(rule, Probe.NO_GROUP, text(flow), frame);
                return;
            }
        }
    }

    private FlowTuple flow(Rule rule) {
        return switch (rule) {
            case RSS_TCP_IPV4 -> flows.ipv4(IpProtocol.TCP);
            case RSS_UDP_IPV4 -> flows.ipv4(IpProtocol.UDP);
            case RSS_TCP_IPV6 -> flows.ipv6(IpProtocol.TCP);
            default -> flows.ipv6(IpProtocol.UDP);
        };
    }

    private void addRound(ProbeDraft draft) {
        for (Rule rule : FLOWS) {
            FlowTuple flow = flow(rule);
            add(rule, flow, draft);
            if (rule == Rule.RSS_TCP_IPV4 || rule == Rule.RSS_UDP_IPV6) {
                add(Rule.RSS_BACK, Flows.back(flow), draft);
            }
        }
        FlowTuple cut = flows.ipv4(IpProtocol.UDP);
        draft.add(Rule.RSS_FRAGMENT, Probe.NO_GROUP, text(cut) + ", first fragment",
                draft.frameTo(destination).ipv4(cut, MORE_FRAGMENTS));
        draft.add(Rule.RSS_FRAGMENT, Probe.NO_GROUP, text(cut) + ", later fragment",
                draft.frameTo(destination).ipv4(cut, LATER));
        add(Rule.RSS_OTHER, flows.ipv4(IpProtocol.OTHER), draft);
        draft.add(Rule.RSS_NOT_IP, Probe.NO_GROUP, "ARP",
                draft.frameTo(destination).arp(draft.source(), flows.ipv4(IpProtocol.OTHER)));
    }

    private void add(Rule rule, FlowTuple flow, ProbeDraft draft) {
        draft.add(rule, Probe.NO_GROUP, text(flow), draft.frameTo(destination).packet(flow));
    }

    private static String text(FlowTuple flow) {
        String source = flow.source().getHostAddress();
        String target = flow.destination().getHostAddress();
        return flow.protocol() == IpProtocol.OTHER ? source + " to " + target + ", protocol 253"
                : source + " port " + flow.sourcePort() + " to " + target + " port " + flow.destinationPort() + ", "
                        + flow.protocol().label();
    }
}

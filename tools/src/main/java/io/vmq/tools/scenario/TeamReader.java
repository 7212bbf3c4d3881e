package io.vmq.tools.scenario;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.team.LoadDistribution;
import io.vmq.dispatch.team.Team;
import io.vmq.dispatch.team.TeamMode;
import io.vmq.nic.notation.Quantity;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.nic.port.LinkRate;
import io.vmq.tools.scenario.Scenario.AttachedTo;
import io.vmq.tools.scenario.Scenario.Nic;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code teams}: at most one, since the host has one virtual switch. */
final class TeamReader {

    static final String KEY = "teams";
    /** What stands unless a team says it; our choices, no product's. */
    static final String FAILOVER = "10ms";

    static final int SWITCH_BUFFER_BYTES = 1 << 20;
    /** As much as large switches have for all their ports; a source keeps track of every frame in it. */
    private static final int MOST_BUFFER_BYTES = 1 << 24;
    private static final int LEAST_BUFFER_BYTES = EthernetLayout.MAX_FRAME_BYTES + EthernetLayout.WIRE_OVERHEAD_BYTES;

    private TeamReader() {}

    static Network read(Section root, List<Nic> nics) {
        List<ScenarioTree> listed = root.list(KEY).orElse(List.of());
        if (listed.size() > 1) {
            throw root.refusal(KEY,
                    listed.size() + " teams are listed (expected at most one: there is one virtual switch)");
        }
        Optional<TeamPlan> team = listed.stream().findFirst().map(item -> team(Section.of(item, KEY), nics));
        refuseLooseNics(root, nics, team);
        return new Network(nics, team);
    }

    private static TeamPlan team(Section keys, List<Nic> nics) {
        TeamPlan team = new TeamPlan(keys.value("name", "Team1", Values::name),
                keys.value("mode", Values.word(TeamMode.SWITCH_INDEPENDENT),
                        text -> Values.choice(text, TeamMode.class)),
                keys.value("distribution", Values.word(LoadDistribution.DYNAMIC),
                        text -> Values.choice(text, LoadDistribution.class)),
                keys.words("members", text -> members(text, nics))
                        .orElseThrow(() -> keys.refusal("members", "missing (expected names of NICs)")),
                keys.value("failover", FAILOVER, TimeSpan::parse).ns(),
                keys.whole("switchBufferBytes", Integer.toString(SWITCH_BUFFER_BYTES), LEAST_BUFFER_BYTES,
                        MOST_BUFFER_BYTES));
        keys.refuseUnknownKeys();
        if (team.mode() == TeamMode.SWITCH_EMBEDDED && team.distribution().isAddressHash()) {
            throw keys.impossible("distribution",
                    "is not possible with mode switch-embedded (expected hyper-v-port or dynamic)");
        }
        return team;
    }

    private static List<String> members(String text, List<Nic> nics) {
        List<String> members = Arrays.asList(text.split(",", -1));
        Set<String> seen = new HashSet<>();
        for (String member : members) {
            Nic nic = nics.stream().filter(each -> each.name().equals(member)).findFirst()
                    .orElseThrow(() -> Refusal.impossible(member, "the name of a NIC: "
                            + nics.stream().map(Nic::name).collect(Collectors.joining(", "))));
            if (nic.attachedTo() != AttachedTo.VSWITCH) {
                throw Refusal.impossible(member, "a NIC with attachedTo: vswitch");
            }
            if (!seen.add(member)) {
                throw new IllegalArgumentException(Refusal.quoted(member) + " stands twice (expected each NIC once)");
            }
        }
        long bps = nics.stream().filter(nic -> members.contains(nic.name())).mapToLong(nic -> nic.link().bps()).sum();
        if (bps > LinkRate.MAX_BPS) {
            throw new IllegalArgumentException(
                    "the links of the members carry " + Quantity.scaled(BigDecimal.valueOf(bps), "bps")
                            + " together (expected at most " + Notation.text(new LinkRate(LinkRate.MAX_BPS)) + ")");
        }
        if (members.size() > Team.MAX_MEMBERS) {
            throw new IllegalArgumentException(
                    members.size() + " members are listed (expected at most " + Team.MAX_MEMBERS + ")");
        }
        return members;
    }

    /** The virtual switch is reached through one NIC, or through one team. */
    private static void refuseLooseNics(Section root, List<Nic> nics, Optional<TeamPlan> team) {
        List<String> loose = nics.stream().filter(nic -> nic.attachedTo() == AttachedTo.VSWITCH).map(Nic::name)
                .filter(name -> team.stream().noneMatch(each -> each.members().contains(name))).toList();
        if (team.isPresent() && !loose.isEmpty()) {
            throw root.refusal(KEY, "NIC " + loose.getFirst()
                    + " is attached to the virtual switch and in no team (expected it among the members, or attachedTo: host)");
        }
        if (team.isEmpty() && nics.size() > 1 && loose.size() != 1) {
            throw root.refusal("nics", loose.size()
                    + " NICs are attached to the virtual switch (expected one, or a team of them, and attachedTo: host for others)");
        }
    }
}

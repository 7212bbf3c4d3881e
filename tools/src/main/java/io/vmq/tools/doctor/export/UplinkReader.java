package io.vmq.tools.doctor.export;

import io.vmq.dispatch.host.SwitchEvents;
import io.vmq.dispatch.host.SwitchEvents.Named;
import io.vmq.dispatch.team.LoadDistribution;
import io.vmq.dispatch.team.TeamMode;
import io.vmq.tools.doctor.export.Uplink.BoundTeam;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out which adapters each virtual switch of an export is bound to: from the sections VMSwitch, VMSwitchTeam, NetLbfoTeam,
 * NetLbfoTeamMember and NetLbfoTeamNic. An export without a VMSwitch section says nothing of switches; its teams are then taken
 * to be under one each, since that is what one teams for.
 */
final class UplinkReader {

    /** Values of MSFT_NetLbfoTeam.TeamingMode. */
    private static final Map<Integer, TeamMode> MODES = Map.of(0, TeamMode.STATIC, 1, TeamMode.SWITCH_INDEPENDENT, 2,
            TeamMode.LACP);
    /** Values of MSFT_NetLbfoTeam.LoadBalancingAlgorithm; there is no 1. */
    private static final Map<Integer, LoadDistribution> DISTRIBUTIONS = Map.of(0, LoadDistribution.TRANSPORT_PORTS, 2,
            LoadDistribution.IP_ADDRESSES, 3, LoadDistribution.MAC_ADDRESSES, 4, LoadDistribution.HYPER_V_PORT, 5,
            LoadDistribution.DYNAMIC);
    private static final Map<String, TeamMode> MODE_NAMES = modeNames();
    private static final Map<String, LoadDistribution> DISTRIBUTION_NAMES = distributionNames();
    /** Values of VMSwitchType. */
    private static final Map<Integer, SwitchType> SWITCH_TYPES = Map.of(0, SwitchType.PRIVATE, 1, SwitchType.INTERNAL,
            2,
            SwitchType.EXTERNAL);
    private static final Map<String, SwitchType> SWITCH_TYPE_NAMES = Map.of("Private", SwitchType.PRIVATE, "Internal",
            SwitchType.INTERNAL, "External", SwitchType.EXTERNAL);
    private static final int MAX_WEIGHT = 100;

    /** How Windows describes the adapter that a team is; it has no queues of its own. */
    private static final String TEAM_NIC = "Microsoft Network Adapter Multiplexor Driver";

    private enum SwitchType {
        PRIVATE, INTERNAL, EXTERNAL
    }

    /** A team as NetLbfoTeam has it. */
    private record LbfoTeam(BoundTeam bound, List<String> nics, List<String> members) {}

    private final Sections sections;
    private final List<Adapter> adapters;
    private final List<String> notes = new ArrayList<>();
    private final List<LbfoTeam> unbound;

    UplinkReader(Sections sections, List<Adapter> adapters) {
        this.sections = sections;
        this.adapters = adapters;
        unbound = new ArrayList<>(sections.optional("NetLbfoTeam").stream().map(this::team).toList());
    }

    private static Map<String, TeamMode> modeNames() {
        Map<String, TeamMode> names = new LinkedHashMap<>();
        MODES.values().stream().sorted().forEach(mode -> names.put(mode.label(), mode));
        return names;
    }

    private static Map<String, LoadDistribution> distributionNames() {
        Map<String, LoadDistribution> names = new LinkedHashMap<>();
        DISTRIBUTIONS.values().stream().sorted().forEach(each -> names.put(each.label(), each));
        return names;
    }

    /** What could not be found out, in sentences. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    List<Uplink> uplinks() {
        noteTeamsWithoutSettings();
        List<Uplink> uplinks = new ArrayList<>();
        if (!sections.has("VMSwitch")) {
            notes.add(sections.file()
                    + ": no VMSwitch section, so teams are taken to be under a switch, other adapters not");
            unbound.forEach(
                    team -> uplinks.add(uplink(SwitchEvents.Named.ofSwitch("not known"), Optional.of(team.bound()),
                            team.members(), "", false)));
            return uplinks;
        }
        List<Fields> unmatched = new ArrayList<>();
        for (Fields vmSwitch : sections.optional("VMSwitch")) {
            if (vmSwitch.choice("SwitchType", SWITCH_TYPES, SWITCH_TYPE_NAMES)
                    .orElse(SwitchType.EXTERNAL) == SwitchType.EXTERNAL) {
                uplink(vmSwitch).ifPresentOrElse(uplinks::add, () -> unmatched.add(vmSwitch));
            }
        }
        uplinks.addAll(leftOver(unmatched));
        return uplinks;
    }

    /** A team whose members are listed and whose mode is not cannot be judged. */
    private void noteTeamsWithoutSettings() {
        Set<String> known = new LinkedHashSet<>();
        sections.optional("NetLbfoTeam").forEach(team -> team.text("Name").ifPresent(known::add));
        Set<String> unknown = new LinkedHashSet<>();
        for (Fields member : sections.optional("NetLbfoTeamMember")) {
            member.text("Team").filter(team -> !known.contains(team)).ifPresent(unknown::add);
        }
        unknown.forEach(team -> notes.add(sections.file() + ": team '" + team
                + "' has members but stands in no NetLbfoTeam section, so it is not checked"));
    }

    /** One switch and one team that are left belong together: an export may lack the NIC of the team. */
    private List<Uplink> leftOver(List<Fields> unmatched) {
        if (unmatched.size() == 1 && unbound.size() == 1) {
            LbfoTeam team = unbound.removeFirst();
            return List.of(uplink(named(unmatched.getFirst()), Optional.of(team.bound()), team.members(),
                    unmatched.getFirst().requiredText("Name"), iov(unmatched.getFirst())));
        }
        unmatched.forEach(vmSwitch -> notes.add(sections.file() + ": " + vmSwitch.path()
                + ": its adapter is none of those listed, so it is not checked"));
        return List.of();
    }

    private Optional<Uplink> uplink(Fields vmSwitch) {
        String name = vmSwitch.requiredText("Name");
        Set<String> bound = new LinkedHashSet<>(vmSwitch.texts("NetAdapterInterfaceDescriptions"));
        if (bound.isEmpty()) {
            bound.addAll(vmSwitch.texts("NetAdapterInterfaceDescription"));
        }
        boolean embedded = vmSwitch.flag("EmbeddedTeamingEnabled").orElse(false) || bound.size() > 1;
        for (Fields team : sections.optional("VMSwitchTeam")) {
            if (team.text("Name").filter(name::equals).isPresent()) {
                embedded = true;
                bound.addAll(team.texts("NetAdapterInterfaceDescription"));
            }
        }
        Optional<LbfoTeam> lbfo = unbound.stream().filter(team -> team.nics().stream().anyMatch(bound::contains))
                .findFirst();
        if (lbfo.isPresent()) {
            unbound.remove(lbfo.get());
            return Optional.of(uplink(named(vmSwitch), Optional.of(lbfo.get().bound()), lbfo.get().members(), name,
                    iov(vmSwitch)));
        }
        List<String> names = bound.stream().filter(each -> !each.startsWith(TEAM_NIC)).flatMap(this::adapterNamed)
                .distinct().toList();
        Optional<BoundTeam> set = embedded ? Optional.of(embeddedTeam(named(vmSwitch))) : Optional.empty();
        return names.isEmpty() ? Optional.empty()
                : Optional.of(uplink(named(vmSwitch), set, names, name, iov(vmSwitch)));
    }

    /** A switch with embedded teaming: its load distribution does not matter to its queues, which are always summed (WSD). */
    private static BoundTeam embeddedTeam(Named vmSwitch) {
        return new BoundTeam(vmSwitch.friendlyName(), vmSwitch, TeamMode.SWITCH_EMBEDDED,
                LoadDistribution.HYPER_V_PORT);
    }

    private Stream<String> adapterNamed(String text) {
        return adapters.stream().filter(each -> each.description().equals(text) || each.name().equals(text))
                .map(Adapter::name);
    }

    private static boolean iov(Fields vmSwitch) {
        return vmSwitch.flag("IovEnabled").orElse(false);
    }

    private static Named named(Fields vmSwitch) {
        String name = vmSwitch.requiredText("Name");
        return vmSwitch.text("Id").map(id -> new Named(AdapterReader.bare(id), name))
                .orElseGet(() -> Named.ofSwitch(name));
    }

    private Uplink uplink(Named vmSwitch, Optional<BoundTeam> team, List<String> members, String name, boolean iov) {
        return new Uplink(vmSwitch, team, members, vms(name), iov);
    }

    /** VMs whose adapter on that switch may have a queue: a weight of 0 says that it does not want one (PS). */
    private List<String> vms(String vmSwitch) {
        return sections.optional("VMNetworkAdapter").stream()
                .filter(port -> port.text("SwitchName").filter(vmSwitch::equals).isPresent())
                .filter(port -> !port.flag("IsManagementOs").orElse(false))
                .filter(port -> port.whole("VmqWeight", MAX_WEIGHT).orElse(MAX_WEIGHT) > 0)
                .map(port -> port.text("VMName").orElse("?")).toList();
    }

    private LbfoTeam team(Fields team) {
        String name = team.requiredText("Name");
        Set<String> nics = new LinkedHashSet<>(team.texts("TeamNics"));
        nics.add(name);
        for (Fields nic : sections.optional("NetLbfoTeamNic")) {
            if (nic.text("Team").filter(name::equals).isPresent()) {
                nic.text("Name").ifPresent(nics::add);
                nic.text("InterfaceDescription").ifPresent(nics::add);
            }
        }
        List<Adapter> own = adapters.stream().filter(each -> nics.contains(each.name())).toList();
        own.forEach(each -> nics.add(each.description()));
        Named device = own.isEmpty() ? Named.ofDevice(deviceName(nics))
                : own.getFirst().guid().map(guid -> new Named(guid, own.getFirst().description()))
                        .orElseGet(() -> Named.ofDevice(own.getFirst().description()));
        TeamMode mode = team.choice("TeamingMode", MODES, MODE_NAMES)
                .orElseThrow(() -> team.refusal("TeamingMode", "the mode of the team"));
        LoadDistribution distribution = team.choice("LoadBalancingAlgorithm", DISTRIBUTIONS, DISTRIBUTION_NAMES)
                .orElseThrow(() -> team.refusal("LoadBalancingAlgorithm", "the load distribution of the team"));
        return new LbfoTeam(new BoundTeam(name, device, mode, distribution), List.copyOf(nics), members(team, name));
    }

    /** The last that is known of the team's NIC is its description, if that is known. */
    private static String deviceName(Set<String> nics) {
        return List.copyOf(nics).getLast();
    }

    private List<String> members(Fields team, String name) {
        Set<String> members = new LinkedHashSet<>(team.texts("Members"));
        sections.optional("NetLbfoTeamMember").stream()
                .filter(member -> member.text("Team").filter(name::equals).isPresent())
                .forEach(member -> members.add(member.requiredText("Name")));
        if (members.isEmpty()) {
            throw team.refusal("Members", "the names of the adapters in the team");
        }
        return List.copyOf(members);
    }
}

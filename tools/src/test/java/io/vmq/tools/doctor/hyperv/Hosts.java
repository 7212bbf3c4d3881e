package io.vmq.tools.doctor.hyperv;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.host.SwitchEvents.Named;
import io.vmq.dispatch.team.LoadDistribution;
import io.vmq.dispatch.team.TeamMode;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import io.vmq.tools.doctor.export.Uplink.BoundTeam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Hosts in memory, made by hand or drawn. */
public final class Hosts {

    public static final long TEN_GIGABIT = 10_000_000_000L;

    private Hosts() {}

    public static Adapter vmq(String name, ProcessorSetting setting) {
        return new Adapter(name, name + " hardware", Optional.empty(), false, OptionalLong.of(TEN_GIGABIT),
                Optional.of(new Adapter.Vmq(true, setting, OptionalInt.of(31))), Optional.empty(), 0);
    }

    public static Adapter rss(String name, int maxProcessors, int queues) {
        return new Adapter(name, name, Optional.empty(), false, OptionalLong.of(TEN_GIGABIT), Optional.empty(),
                Optional.of(new Adapter.Rss(true, ProcessorSetting.of(0, 0, maxProcessors), OptionalInt.of(queues))),
                0);
    }

    public static Uplink single(String vmSwitch, String adapter, String... vms) {
        return new Uplink(Named.ofSwitch(vmSwitch), Optional.empty(), List.of(adapter), List.of(vms), false);
    }

    public static Uplink team(String name, TeamMode mode, LoadDistribution distribution, String... members) {
        return new Uplink(Named.ofSwitch(name),
                Optional.of(new BoundTeam(name, Named.ofDevice(name), mode, distribution)),
                List.of(members), List.of(), false);
    }

    public static HostExport host(HostTopology topology, List<Adapter> adapters, Uplink... uplinks) {
        return new HostExport(topology, adapters, List.of(uplinks), List.of());
    }

    /** Anything that a reader could give: up to four switches, teams of all kinds, settings that fit or do not. */
    public static HostExport random(SplittableRandom random) {
        int smt = random.nextInt(1, 3);
        int nodes = 1 << random.nextInt(3);
        HostTopology topology = new HostTopology(smt * nodes * random.nextInt(1, 13), smt, nodes);
        List<Adapter> adapters = new ArrayList<>();
        List<Uplink> uplinks = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<String> members = new ArrayList<>();
            boolean teamed = random.nextBoolean();
            for (int member = teamed ? random.nextInt(1, 5) : 1; member > 0; member--) {
                Adapter adapter = adapter("nic" + adapters.size(), topology, random);
                adapters.add(adapter);
                members.add(adapter.name());
            }
            Optional<BoundTeam> team = teamed
                    ? Optional.of(new BoundTeam("team" + i, Named.ofDevice("team" + i), draw(TeamMode.values(), random),
                            draw(LoadDistribution.values(), random)))
                    : Optional.empty();
            uplinks.add(new Uplink(Named.ofSwitch("switch" + i), team, members,
                    Collections.nCopies(random.nextInt(8), "vm"), random.nextInt(8) == 0));
        }
        adapters.add(adapter("free", topology, random));
        return new HostExport(topology, adapters, uplinks, List.of());
    }

    private static <T> T draw(T[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }

    private static Adapter adapter(String name, HostTopology topology, SplittableRandom random) {
        OptionalLong link = switch (random.nextInt(4)) {
            case 0 -> OptionalLong.empty();
            case 1 -> OptionalLong.of(1_000_000_000L);
            default -> OptionalLong.of(TEN_GIGABIT);
        };
        Optional<Adapter.Vmq> vmq = random.nextInt(8) == 0 ? Optional.empty()
                : Optional.of(new Adapter.Vmq(random.nextInt(4) > 0, setting(topology, random), maybe(random, 0, 16)));
        Optional<Adapter.Rss> rss = random.nextBoolean() ? Optional.empty()
                : Optional.of(new Adapter.Rss(random.nextBoolean(), setting(topology, random), maybe(random, 0, 16)));
        return new Adapter(name, name, Optional.empty(), false, link, vmq, rss, random.nextInt(2));
    }

    private static ProcessorSetting setting(HostTopology topology, SplittableRandom random) {
        int base = Math.min(63, random.nextInt(topology.processors() + 1));
        return new ProcessorSetting(random.nextInt(8) == 0 ? 1 : 0, base, maybe(random, 1, 16), OptionalInt.empty(),
                random.nextInt(4) == 0 ? maybe(random, 0, 64) : OptionalInt.empty(),
                random.nextInt(4) == 0 ? maybe(random, 0, topology.numaNodes() + 1) : OptionalInt.empty());
    }

    private static OptionalInt maybe(SplittableRandom random, int from, int to) {
        return random.nextInt(4) == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(from, to));
    }
}

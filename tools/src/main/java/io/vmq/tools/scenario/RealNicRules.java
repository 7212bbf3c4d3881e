package io.vmq.tools.scenario;

import io.vmq.dispatch.ring.WhenFull;
import io.vmq.nic.backend.Backend;
import io.vmq.nic.backend.NicAddress;
import io.vmq.nic.port.SteeredBy;
import java.util.Optional;

/** What goes with frames that arrive at a real NIC, and what does not. */
public final class RealNicRules {

    private RealNicRules() {}

    /**
     * Refuses what a real NIC cannot give.
     *
     * @throws BadInputException
     *             at the first contradiction
     */
    static void check(Scenario scenario, Section root) {
        Optional<NicAddress> real = scenario.nics().stream().flatMap(nic -> nic.real().stream()).findFirst();
        if (real.isEmpty()) {
            return;
        }
        wrong(scenario, real.get()).ifPresent(why -> {
            throw root.refusal("nics", "frames of the real NIC " + real.get().text() + " " + why);
        });
    }

    private static Optional<String> wrong(Scenario scenario, NicAddress real) {
        if (scenario.run().clock() == Scenario.Clock.VIRTUAL) {
            return Optional.of("come in real time (expected --clock live, or no interface)");
        }
        if (scenario.nics().size() > 1 || scenario.network().plan().isPresent()) {
            return Optional.of("are possible with one NIC alone, without a team (expected one under nics)");
        }
        if (scenario.traffic() instanceof Scenario.Capture) {
            return Optional.of("cannot be combined with those of a capture (expected --nic or --pcap)");
        }
        if (scenario.nic().whenFull() == WhenFull.BLOCK_SOURCE) {
            return Optional.of("cannot be held up (expected another --when-full than block-source)");
        }
        if (scenario.faults().stream().anyMatch(RealNicRules::isAtTheSource)) {
            return Optional.of("come as they come: link and source cannot be made to fail (expected stall:core alone)");
        }
        if (real.backend() == Backend.AF_PACKET_FANOUT && scenario.balance().policy().movesEntries()) {
            return Optional.of("are hashed by the kernel, whose table cannot be changed (expected no --balance rss)");
        }
        return scenario.run().modes().stream().filter(mode -> !hasSteering(real.backend(), mode)).findFirst()
                .map(mode -> "are steered by the kernel, which knows no mode '" + mode
                        + "' (expected vmq, by receive filters, or rss, by its own hash; --nic " + real.name()
                        + ":af-packet leaves steering to the mode)");
    }

    private static boolean isAtTheSource(Fault fault) {
        return fault instanceof Fault.LinkDown || fault instanceof Fault.StallSource;
    }

    private static boolean hasSteering(Backend backend, String mode) {
        return backend.canBeSteeredBy(steeredBy(backend, mode));
    }

    /** Who steers the frames of a mode: the NIC or the kernel where it can do what the mode does, otherwise the mode. */
    public static SteeredBy steeredBy(Backend backend, String mode) {
        SteeredBy wanted = switch (mode) {
            case "vmq" -> SteeredBy.FILTERS;
            case "rss" -> SteeredBy.HASH;
            default -> SteeredBy.HOST;
        };
        return backend.canBeSteeredBy(wanted) ? wanted : SteeredBy.HOST;
    }
}

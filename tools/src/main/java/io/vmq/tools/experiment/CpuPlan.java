package io.vmq.tools.experiment;

import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import java.util.List;

/**
 * Which CPUs of this machine an experiment uses, and for what.
 *
 * @param isLive
 *            whether real threads run at all
 * @param pinsCores
 *            whether each modelled core is a thread on a CPU of its own
 * @param cpus
 *            CPUs in the order in which they are given out: source first, then cores
 */
public record CpuPlan(boolean isLive, boolean pinsCores, List<Integer> cpus, ThreadPinning pinning) {

    public CpuPlan {
        cpus = List.copyOf(cpus);
    }

    /**
     * Chooses CPUs for a scenario.
     *
     * @param allowed
     *            CPUs that this process may use
     * @throws BadInputException
     *             if the scenario names others, or asks for pinned cores that do not fit
     */
    public static CpuPlan choose(Scenario scenario, List<Integer> allowed, ThreadPinning pinning) {
        boolean live = scenario.run().clock() == Scenario.Clock.LIVE;
        List<Integer> asked = scenario.run().cpus().cpus();
        for (int cpu : asked) {
            if (live && !allowed.contains(cpu)) {
                throw new BadInputException("--cpus: CPU " + cpu + " is not available (this process may use "
                        + allowed + ")");
            }
        }
        List<Integer> cpus = asked.isEmpty() ? allowed : asked;
        int wanted = scenario.cores().size() + 1;
        boolean fits = cpus.size() >= wanted;
        if (live && scenario.run().coreMode() == Scenario.CoreMode.PINNED && !fits) {
            throw new BadInputException("--core-mode: 'pinned' needs " + wanted + " CPUs, one for the source and "
                    + (wanted - 1) + " for cores, but " + cpus.size()
                    + " can be used (expected fewer --cores, or emulated)");
        }
        boolean entriesMove = scenario.balance().policy().movesEntries()
                && scenario.run().modes().stream().anyMatch(scenario.balance().policy()::moves);
        boolean pins = switch (scenario.run().coreMode()) {
            case PINNED -> true;
            case EMULATED -> false;
            case AUTO -> fits && !entriesMove;
        };
        if (live && pins && entriesMove) {
            throw new BadInputException("--balance: entries of an RSS table cannot move between pinned cores "
                    + "(expected none, --core-mode emulated or --clock virtual)");
        }
        if (live && pins && scenario.nic().moderation().isOn()) {
            throw new BadInputException("--moderation: pinned cores poll and are woken by no interrupt "
                    + "(expected off, --core-mode emulated or --clock virtual)");
        }
        return new CpuPlan(live, pins, cpus, pinning);
    }
}

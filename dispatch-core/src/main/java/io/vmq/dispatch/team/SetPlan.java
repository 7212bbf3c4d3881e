package io.vmq.dispatch.team;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.host.ProcessorSet;
import io.vmq.dispatch.host.ProcessorSetting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Processor settings for NICs of the virtual switch, as Microsoft's guide gives them (TUNE): the first core is left to the
 * root partition, and the other cores are shared out evenly, at most {@value ProcessorSet#MAX_DYNAMIC_VMQ} to a NIC; where they do not
 * divide, the first NICs get one more. Members of a team in sum mode get sets of their own, those in min mode one together.
 *
 * <p>
 * A set lies within one NUMA node and one processor group (TIPS: do not span nodes, stay below 64 processors). On several
 * nodes the sets are dealt to the nodes first, each to the one that has most to offer, and the cores of a node are shared
 * out among its sets. So one set for all is no larger than the largest node, the formula of the guide notwithstanding.
 */
public final class SetPlan {

    private SetPlan() {}

    /** Neighbouring cores within a node and a group, and how many sets share them. */
    private record Block(List<Processor> cores, int sets) {

        Block withOneMore() {
            return new Block(cores, sets + 1);
        }

        /** Cores that each set could have if one more came. */
        double offer() {
            return Math.min(ProcessorSet.MAX_DYNAMIC_VMQ, cores.size() / (sets + 1.0));
        }

        List<ProcessorSetting> settings() {
            List<ProcessorSetting> settings = new ArrayList<>(sets);
            int first = 0;
            for (int set = 0; set < sets; set++) {
                int share = Math.min(ProcessorSet.MAX_DYNAMIC_VMQ,
                        cores.size() / sets + (set < cores.size() % sets ? 1 : 0));
                settings.add(ProcessorSetting.of(cores.get(first).group(), cores.get(first).number(), share));
                first += share;
            }
            return settings;
        }
    }

    /**
     * Settings for the members of one team that has the host to itself, in the order of the members.
     *
     * @param members
     *            at least 1
     * @return empty if the host has too few cores
     */
    public static Optional<List<ProcessorSetting>> of(HostTopology host, QueueMode mode, int members) {
        return switch (mode) {
            case SUM_OF_QUEUES -> disjoint(host, members);
            case MIN_QUEUES -> disjoint(host, 1).map(one -> Collections.nCopies(members, one.getFirst()));
        };
    }

    /**
     * Settings whose sets do not overlap, in the order of their processors: for the members of a team in sum mode, or for
     * several teams and NICs on different switches, whose sets must not overlap either (TUNE).
     *
     * @param sets
     *            at least 1
     * @return empty if the host has fewer than {@code sets} cores beside the first
     */
    public static Optional<List<ProcessorSetting>> disjoint(HostTopology host, int sets) {
        if (sets < 1) {
            throw new IllegalArgumentException("sets=" + sets + ": at least 1 expected");
        }
        List<Block> blocks = blocks(host);
        if (blocks.stream().mapToInt(block -> block.cores().size()).sum() < sets) {
            return Optional.empty();
        }
        for (int set = 0; set < sets; set++) {
            int best = best(blocks);
            blocks.set(best, blocks.get(best).withOneMore());
        }
        return Optional.of(blocks.stream().flatMap(block -> block.settings().stream()).toList());
    }

    private static List<Block> blocks(HostTopology host) {
        Collection<List<Processor>> cores = host.usable().stream().skip(1)
                .collect(Collectors.groupingBy(SetPlan::place, TreeMap::new, Collectors.toList())).values();
        return cores.stream().map(block -> new Block(block, 0)).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Same for processors of one node and one group, ascending with their numbers. */
    private static long place(Processor processor) {
        return ((long) processor.group() << Integer.SIZE) + processor.numaNode();
    }

    /** The block that has most to offer to one more set; of equals the first. */
    private static int best(List<Block> blocks) {
        return blocks.indexOf(Collections.max(blocks, Comparator.comparingDouble(Block::offer)));
    }
}

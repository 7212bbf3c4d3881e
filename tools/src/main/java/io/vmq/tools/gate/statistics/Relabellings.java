package io.vmq.tools.gate.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What chance could have made of a {@link Layout}: every way to deal the sides out to the trials that keeps how many of each side a block has; or, if
 * there are more than may be looked at, that many drawn at random. A way is 1 for each trial that it calls the candidate's, 0 for the others. The sides as they were are always the first.
 */
public final class Relabellings {

    private Relabellings() {}

    /** How many ways there are, as far as a double can count. */
    public static double count(Layout layout) {
        double ways = 1;
        for (int block = 0; block < layout.blockCount(); block++) {
            List<Integer> members = members(layout, block);
            ways *= choose(members.size(), candidates(layout, members));
        }
        return ways;
    }

    /**
     * The ways, or as many as may be looked at; the same for the same layout and seed.
     *
     * @param most
     *            how many may be looked at
     */
    public static List<int[]> of(Layout layout, long seed, int most) {
        return count(layout) <= most ? all(layout) : drawn(layout, new SplittableRandom(seed), most);
    }

    private static List<int[]> all(Layout layout) {
        int[] observed = layout.labels();
        List<int[]> ways = new ArrayList<>(List.of(observed));
        fill(layout, 0, new int[observed.length], way -> {
            if (!Arrays.equals(way, observed)) {
                ways.add(way.clone());
            }
        });
        return ways;
    }

    private static void fill(Layout layout, int block, int[] way, Consumer<int[]> sink) {
        if (block == layout.blockCount()) {
            sink.accept(way);
            return;
        }
        List<Integer> members = members(layout, block);
        choose(members, 0, candidates(layout, members), way, () -> fill(layout, block + 1, way, sink));
    }

    private static void choose(List<Integer> members, int from, int left, int[] way, Runnable then) {
        if (left == 0) {
            then.run();
            return;
        }
        for (int i = from; i <= members.size() - left; i++) {
            way[members.get(i)] = 1;
            choose(members, i + 1, left - 1, way, then);
            way[members.get(i)] = 0;
        }
    }

    private static List<int[]> drawn(Layout layout, SplittableRandom random, int most) {
        List<List<Integer>> blocks = new ArrayList<>();
        for (int block = 0; block < layout.blockCount(); block++) {
            blocks.add(members(layout, block));
        }
        List<int[]> ways = new ArrayList<>(List.of(layout.labels()));
        while (ways.size() < most) {
            int[] way = layout.labels();
            blocks.forEach(members -> shuffle(way, members, random));
            ways.add(way);
        }
        return ways;
    }

    private static void shuffle(int[] way, List<Integer> members, SplittableRandom random) {
        for (int i = members.size() - 1; i > 0; i--) {
            int a = members.get(i);
            int b = members.get(random.nextInt(i + 1));
            int kept = way[a];
            way[a] = way[b];
            way[b] = kept;
        }
    }

    private static List<Integer> members(Layout layout, int block) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < layout.size(); i++) {
            if (layout.blocks().get(i) == block) {
                members.add(i);
            }
        }
        return members;
    }

    private static int candidates(Layout layout, List<Integer> members) {
        return (int) members.stream().filter(layout.candidate()::get).count();
    }

    private static double choose(int from, int count) {
        double ways = 1;
        for (int i = 1; i <= count; i++) {
            ways *= (double) (from - count + i) / i;
        }
        return Math.rint(ways);
    }
}

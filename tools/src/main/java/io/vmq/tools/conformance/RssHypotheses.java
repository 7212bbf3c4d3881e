package io.vmq.tools.conformance;

import io.vmq.dispatch.steering.HashType;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.IndirectionTable;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssDecision;
import io.vmq.dispatch.steering.RssKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Other ways of hashing than the one that the driver tells of, each carried out. */
final class RssHypotheses implements Hypotheses {

    private static final int UNHASHED_QUEUE = 0;
    private static final int NO_ENTRY = -1;
    private static final int UNKNOWN = -2;
    private static final int CONTRADICTION = -3;

    private final RssFacts.Reported facts;
    private final int queueCount;
    private final ProbeSet probes;
    private final Predictions predictions;
    private final Observations seen;

    RssHypotheses(RssFacts.Reported facts, int queueCount, ProbeSet probes, Predictions predictions,
            Observations seen) {
        this.facts = facts;
        this.queueCount = queueCount;
        this.probes = probes;
        this.predictions = predictions;
        this.seen = seen;
    }

    @Override
    public List<Hypothesis> ofGroup(int group) {
        return List.of();
    }

    @Override
    public List<Hypothesis> ofAll() {
        List<Hypothesis> all = new ArrayList<>();
        all.add(new Hypothesis("frames are not spread: all go to queue 0", _ -> UNHASHED_QUEUE));
        all.add(new Hypothesis("queue numbers are one too high, as where the kernel records queue + 1",
                i -> (predictions.queue(i) + 1) % queueCount));
        all.add(new Hypothesis("queue numbers are one too low",
                i -> Math.floorMod(predictions.queue(i) - 1, queueCount)));
        addKeys(all);
        addInputs(all);
        addTypes(all);
        addTables(all);
        return all;
    }

    private void addKeys(List<Hypothesis> all) {
        add(all, "the key is the default one of the verification vectors", RssKey.DEFAULT, facts.types());
        add(all, "the key is the symmetric one, 6d5a repeated", RssKey.SYMMETRIC, facts.types());
        add(all, "the key is written in 32-bit words of the other byte order", wordsSwapped(facts.key()),
                facts.types());
    }

    private static RssKey wordsSwapped(RssKey key) {
        ByteBuffer from = ByteBuffer.wrap(key.bytes());
        ByteBuffer to = ByteBuffer.allocate(RssKey.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (from.hasRemaining()) {
            to.putInt(from.getInt());
        }
        return RssKey.of(to.array());
    }

    private void addInputs(List<Hypothesis> all) {
        for (InputTransform transform : InputTransform.values()) {
            if (transform != facts.transform()) {
                add(all, "addresses and ports are hashed with the transformation " + transform.label(),
                        new RssLaw(facts.key(), facts.types(), facts.indirection(), transform, false));
            }
        }
        add(all, "the destination is hashed before the source",
                new RssLaw(facts.key(), facts.types(), facts.indirection(), facts.transform(), true));
        all.add(new Hypothesis("the bytes of the hash are taken in the other order",
                byHash(hash -> facts.indirection().queueFor(Integer.reverseBytes(hash)))));
    }

    private void addTypes(List<Hypothesis> all) {
        addWithout(all, "UDP ports are not hashed", HashType.UDP_IPV4, HashType.UDP_IPV6, HashType.UDP_IPV6_EX);
        addWithout(all, "TCP ports are not hashed", HashType.TCP_IPV4, HashType.TCP_IPV6, HashType.TCP_IPV6_EX);
        addWithout(all, "no ports are hashed", HashType.UDP_IPV4, HashType.UDP_IPV6, HashType.UDP_IPV6_EX,
                HashType.TCP_IPV4, HashType.TCP_IPV6, HashType.TCP_IPV6_EX);
        addWithout(all, "IPv6 is not hashed", HashType.IPV6, HashType.TCP_IPV6, HashType.UDP_IPV6, HashType.IPV6_EX,
                HashType.TCP_IPV6_EX, HashType.UDP_IPV6_EX);
        addWithout(all, "packets are not hashed by addresses alone", HashType.IPV4, HashType.IPV6, HashType.IPV6_EX);
        addWith(all, "UDP ports are hashed", HashType.UDP_IPV4, HashType.UDP_IPV6);
        addWith(all, "TCP ports are hashed", HashType.TCP_IPV4, HashType.TCP_IPV6);
        addWith(all, "packets are hashed by addresses too", HashType.IPV4, HashType.IPV6);
    }

    private void addWithout(List<Hypothesis> all, String text, HashType... types) {
        add(all, text, facts.key(), new HashTypes(facts.types().mask() & ~HashTypes.of(types).mask()));
    }

    private void addWith(List<Hypothesis> all, String text, HashType... types) {
        add(all, text, facts.key(), new HashTypes(facts.types().mask() | HashTypes.of(types).mask()));
    }

    private void addTables(List<Hypothesis> all) {
        for (int entries = facts.table().size() / 2; entries > 1; entries /= 2) {
            int mask = entries - 1;
            all.add(new Hypothesis("only the first " + entries + " entries of the table are used",
                    byHash(hash -> facts.table().get(hash & mask))));
        }
        IndirectionTable usual = IndirectionTable.roundRobin(facts.table().size(), queueCount);
        all.add(new Hypothesis("the table is the usual one, entry i to queue i mod " + queueCount,
                byHash(usual::queueFor)));
        int[] found = foundTable();
        int changed = (int) Arrays.stream(changed(found)).count();
        all.add(new Hypothesis("the table differs from the reported one in " + changed
                + (changed == 1 ? " entry" : " entries") + " that always lead to one queue",
                i -> predictions.entry(i) == NO_ENTRY ? UNHASHED_QUEUE : found[predictions.entry(i)]));
    }

    /** The queue to which each entry led whenever it was reached. */
    private int[] foundTable() {
        int[] found = new int[facts.table().size()];
        Arrays.fill(found, UNKNOWN);
        for (int i = 0; i < probes.count(); i++) {
            int entry = predictions.entry(i);
            int queue = seen.queue(i);
            if (entry != NO_ENTRY && queue != Observations.MISSING) {
                found[entry] = found[entry] == UNKNOWN || found[entry] == queue ? queue : CONTRADICTION;
            }
        }
        return found;
    }

    private int[] changed(int[] found) {
        int[] entries = new int[found.length];
        int count = 0;
        for (int entry = 0; entry < found.length; entry++) {
            if (found[entry] >= 0 && found[entry] != facts.table().get(entry)) {
                entries[count++] = entry;
            }
        }
        return Arrays.copyOf(entries, count);
    }

    private IntUnaryOperator byHash(IntUnaryOperator queueOfHash) {
        return i -> predictions.entry(i) == NO_ENTRY ? UNHASHED_QUEUE : queueOfHash.applyAsInt(predictions.hash(i));
    }

    private void add(List<Hypothesis> all, String text, RssKey key, HashTypes types) {
        if (!key.equals(facts.key()) || !types.equals(facts.types())) {
            add(all, text, new RssLaw(key, types, facts.indirection(), facts.transform(), false));
        }
    }

    private void add(List<Hypothesis> all, String text, RssLaw law) {
        all.add(new Hypothesis(text, i -> {
            RssDecision decision = law.decide(probes.frames(), probes.frame(i), probes.frameBytes());
            return decision.queue();
        }));
    }
}

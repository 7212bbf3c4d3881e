package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.HashType;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSteering;
import io.vmq.dispatch.steering.Steering;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Checks for tests, and how they end over a wire in memory. */
public final class Checks {

    static final MacAddress SENDER = MacAddress.parse("02:00:00:00:00:01");
    static final MacAddress OWN = MacAddress.parse("02:00:00:00:00:02");
    static final MacAddress VM1 = MacAddress.parse("00:15:5d:00:00:01");
    /** Not the default one, so that the default key is another. */
    static final RssKey KEY = RssKey.parse("0123456789abcdef".repeat(5));

    private Checks() {}

    /** Eight VMs: two without VLAN, then by turns VLAN 10 and so on, and one for any VLAN. */
    public static List<ReceiveFilter> filters() {
        List<ReceiveFilter> filters = new ArrayList<>();
        for (int vm = 0; vm < 8; vm++) {
            int vlan = switch (vm) {
                case 0, 1 -> ReceiveFilter.UNTAGGED_OR_ZERO;
                case 7 -> ReceiveFilter.ANY_VLAN;
                default -> 10 + vm % 3;
            };
            filters.add(new ReceiveFilter(VM1.plus(vm), vlan, vm + 1));
        }
        return filters;
    }

    static Check vmq(long seed, int frames) {
        return new Check("eth1", "", "eth0", "model", QueueMeaning.FILTERS, 9, new Subject.Filters(filters()), SENDER,
                OWN,
                seed, frames);
    }

    static RssFacts.Reported facts(int entries, int queues) {
        // Not round robin: entries of a queue stand side by side.
        return new RssFacts.Reported(IntStream.range(0, entries).mapToObj(i -> i * queues / entries).toList(), KEY,
                HashFunction.TOEPLITZ, InputTransform.NONE, HashTypes.ALL);
    }

    static Check rss(long seed, RssFacts facts, int queues, int frames) {
        return new Check("eth1", "", "eth0", "model", QueueMeaning.NIC, queues, new Subject.Rss(facts), SENDER, OWN,
                seed,
                frames);
    }

    static Check rss(long seed, RssFacts.Reported facts, int queues) {
        return rss(seed, facts, queues, ProbeSet.fewest(new Subject.Rss(facts)) + 100);
    }

    static Recording run(Check check, ModelLink link) {
        ProbeSet probes = ProbeSet.of(check);
        Observations seen = new ConformanceRun(probes, link.port(), link.sender(), System::nanoTime, 0).run();
        return new Recording(check, seen);
    }

    static Conformance judge(Check check, ModelLink link) {
        return Conformance.of(run(check, link));
    }

    static Conformance judge(Check check, Steering steering) {
        return judge(check, new ModelLink(check.queueCount(), steering));
    }

    /** The first rule whose differences have this reason, or what there is instead. */
    static List<String> reasons(Conformance conformance) {
        return conformance.differences().stream().map(Difference::likely).distinct().toList();
    }

    /** A check in which everything is as it should be. */
    public static Recording conforming() {
        return run(vmq(7, 200), ModelLink.filtering(9, filters()));
    }

    /** One filter is missing, another points elsewhere, and two frames get lost. */
    public static Recording differing() {
        List<ReceiveFilter> altered = new ArrayList<>(filters());
        altered.set(1, new ReceiveFilter(VM1.plus(1), ReceiveFilter.UNTAGGED_OR_ZERO, 5));
        altered.remove(4);
        ModelLink link = ModelLink.filtering(9, altered).losing(frame -> frame == 5 || frame == 60);
        link.addForeign(2, new byte[60]);
        return run(vmq(7, 200), link);
    }

    /** The NIC does not hash UDP ports, whatever it says. */
    public static Recording rssDiffering() {
        RssFacts.Reported facts = facts(16, 4);
        HashTypes types = new HashTypes(HashTypes.ALL.mask()
                & ~HashTypes.of(HashType.UDP_IPV4, HashType.UDP_IPV6, HashType.UDP_IPV6_EX).mask());
        return run(rss(7, facts, 4),
                new ModelLink(4, new RssSteering(facts.key(), types, facts.indirection())));
    }

    /** The driver tells nothing. */
    public static Recording withoutTable() {
        RssFacts none = new RssFacts.NotReported(
                "the driver veth of eth1 gives no RSS table (EOPNOTSUPP, Operation not supported)");
        return new Recording(rss(7, none, 4, 1_000), new Observations(0));
    }
}

package io.vmq.tools.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.VmqSteering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Receive filters over a wire in memory: right ones conform, each mistake is found and named. */
class FilterConformanceTest {

    private static final Check CHECK = Checks.vmq(7, 1_000);

    private static Conformance judge(List<ReceiveFilter> filters) {
        return Checks.judge(CHECK, ModelLink.filtering(9, filters));
    }

    private static List<ReceiveFilter> changed(int index, ReceiveFilter filter) {
        List<ReceiveFilter> filters = new ArrayList<>(Checks.filters());
        filters.set(index, filter);
        return filters;
    }

    /** The right queues, then another number for each. */
    private static Steering renumbered(IntUnaryOperator queueOf) {
        VmqSteering right = new VmqSteering(new FilterTable(Checks.filters()));
        return (FrameBatch in, int[] queueOut) -> {
            right.steer(in, queueOut);
            for (int i = 0; i < in.count(); i++) {
                queueOut[i] = queueOf.applyAsInt(queueOut[i]);
            }
        };
    }

    @Test
    void shouldConformFrameByFrame() {
        Conformance conformance = judge(Checks.filters());

        assertThat(conformance.outcome()).isEqualTo(Outcome.CONFORMS);
        assertThat(conformance.reason()).isNull();
        assertThat(conformance.agree()).isEqualTo(1_000).isEqualTo(conformance.frames());
        assertThat(conformance.differences()).isEmpty();
        assertThat(conformance.rules()).extracting(RuleCount::rule).containsExactly(Rule.MAC_UNTAGGED,
                Rule.MAC_PRIORITY, Rule.MAC_VLAN, Rule.MAC_ANY_VLAN, Rule.OTHER_VLAN, Rule.TAG_NEEDED, Rule.OUTER_TAG,
                Rule.NOT_IP, Rule.FRAGMENT, Rule.IPV6, Rule.UNKNOWN_MAC, Rule.BROADCAST, Rule.MULTICAST);
        assertThat(conformance.rules()).allSatisfy(count -> assertThat(count.agree()).isPositive());
    }

    /** Orders of filters do not matter, nor does who has which queue; printed seeds. */
    @Test
    void shouldConformForAnyTable() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            List<ReceiveFilter> filters = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                int vlan = List.of(ReceiveFilter.ANY_VLAN, 0, 1, 40, 4_094).get(random.nextInt(5));
                filters.add(new ReceiveFilter(Checks.VM1.plus(i / 2), vlan, 1 + i % 16));
            }
            List<ReceiveFilter> distinct = distinct(filters);
            Check check = new Check("eth1", "", "eth0", "model", QueueMeaning.FILTERS, 17,
                    new Subject.Filters(distinct),
                    Checks.SENDER, Checks.OWN, seed, ProbeSet.usual(new Subject.Filters(distinct)));
            Collections.shuffle(distinct, random);
            assertThat(Checks.judge(check, ModelLink.filtering(17, distinct)).outcome()).as("seed " + seed)
                    .isEqualTo(Outcome.CONFORMS);
        }
    }

    private static List<ReceiveFilter> distinct(List<ReceiveFilter> filters) {
        List<ReceiveFilter> distinct = new ArrayList<>();
        for (ReceiveFilter filter : filters) {
            if (distinct.stream()
                    .noneMatch(each -> each.mac().equals(filter.mac()) && each.vlan() == filter.vlan())) {
                distinct.add(filter);
            }
        }
        return distinct;
    }

    @Test
    void shouldNameAFilterThatIsMissing() {
        List<ReceiveFilter> filters = new ArrayList<>(Checks.filters());
        filters.remove(2);
        Conformance conformance = judge(filters);

        assertThat(conformance.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(conformance.differences()).allSatisfy(difference -> {
            assertThat(difference.predicted()).isEqualTo(3);
            assertThat(difference.actual()).isZero();
            assertThat(difference.what()).startsWith("to 00:15:5d:00:00:03");
            assertThat(difference.likely())
                    .matches("the filter for 00:15:5d:00:00:03 and VLAN 12 is missing \\(explains (\\d+) of \\1\\)");
        });
        assertThat(conformance.rules()).filteredOn(count -> count.differ() > 0).extracting(RuleCount::rule)
                .containsExactly(Rule.MAC_VLAN, Rule.OUTER_TAG, Rule.NOT_IP, Rule.FRAGMENT, Rule.IPV6);
        assertThat(conformance.reason()).isEqualTo(
                conformance.differ() + " of 1000 frames arrived at another queue than predicted");
    }

    @Test
    void shouldNameFiltersThatPointElsewhere() {
        List<ReceiveFilter> filters = changed(0, new ReceiveFilter(Checks.VM1, 0, 2));
        filters.set(1, new ReceiveFilter(Checks.VM1.plus(1), 0, 1));

        assertThat(Checks.reasons(judge(filters))).allMatch(reason -> reason.matches(
                "the filter for 00:15:5d:00:00:01 points at queue 2 instead of queue 1 \\(explains (\\d+) of \\1\\)|"
                        + "the filter for 00:15:5d:00:00:02 points at queue 1 instead of queue 2 \\(explains (\\d+) of \\2\\)"));
    }

    @Test
    void shouldNameAFilterForAnyVlan() {
        Conformance conformance = judge(changed(3, new ReceiveFilter(Checks.VM1.plus(3), ReceiveFilter.ANY_VLAN, 4)));

        assertThat(Checks.reasons(conformance)).isNotEmpty().allMatch(reason -> reason.startsWith(
                "the filter for 00:15:5d:00:00:04 and VLAN 10 matches whatever the VLAN is (explains"));
        assertThat(conformance.rules()).filteredOn(count -> count.differ() > 0).extracting(RuleCount::rule)
                .containsExactly(Rule.OTHER_VLAN, Rule.TAG_NEEDED);
    }

    @Test
    void shouldNameVlansThatAreIgnored() {
        Conformance conformance = judge(Checks.filters().stream()
                .map(filter -> new ReceiveFilter(filter.mac(), ReceiveFilter.ANY_VLAN, filter.queue())).toList());

        assertThat(Checks.reasons(conformance)).isNotEmpty().allMatch(reason -> reason
                .matches("the VLAN is ignored: filters match by MAC alone \\(explains (\\d+) of \\1\\)"));
    }

    @Test
    void shouldNameQueueNumbersThatAreOff() {
        assertThat(Checks.reasons(Checks.judge(CHECK, renumbered(queue -> (queue + 1) % 9)))).isNotEmpty()
                .allMatch(reason -> reason
                        .matches(
                                "queue numbers are one too high \\(explains (\\d+) of \\1\\)"));
        assertThat(Checks.reasons(Checks.judge(CHECK, renumbered(queue -> (queue + 8) % 9)))).isNotEmpty()
                .allMatch(reason -> reason
                        .matches(
                                "queue numbers are one too low \\(explains (\\d+) of \\1\\)"));
        assertThat(Checks.reasons(Checks.judge(CHECK, renumbered(queue -> queue == 0 ? 5 : queue)))).isNotEmpty()
                .allMatch(reason -> reason
                        .matches("the default queue is queue 5 \\(explains (\\d+) of \\1\\)"));
        assertThat(Checks.reasons(Checks.judge(CHECK, renumbered(queue -> 0)))).isNotEmpty().allMatch(
                reason -> reason.matches("no filter is in force: .* \\(explains (\\d+) of \\1\\)"));
    }

    @Test
    void shouldNameTagsThatAreTakenOut() {
        Conformance conformance = Checks.judge(CHECK, ModelLink.filtering(9, Checks.filters()).takingTagsOut());

        assertThat(conformance.missing()).isZero();
        assertThat(conformance.differences()).filteredOn(difference -> difference.rule() == Rule.MAC_VLAN).isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.likely()).contains("explains"));
        assertThat(conformance.differences()).filteredOn(difference -> difference.rule() == Rule.OTHER_VLAN)
                .isNotEmpty().allSatisfy(difference -> assertThat(difference.likely()).startsWith(
                        "tags are not seen, as when rx-vlan-offload takes them out"));
    }

    /** No hypothesis is taken that is right about fewer frames than the prediction. */
    @Test
    void shouldSayThatNothingExplainsChance() {
        Random random = new Random(11);
        Conformance conformance = Checks.judge(CHECK,
                renumbered(queue -> random.nextInt(10) == 0 ? random.nextInt(9) : queue));

        assertThat(conformance.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(Checks.reasons(conformance)).contains("nothing that was tried explains it");
    }
}

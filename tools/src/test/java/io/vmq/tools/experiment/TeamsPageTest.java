package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.team.LoadDistribution;
import io.vmq.dispatch.team.QueueMode;
import io.vmq.dispatch.team.TeamMode;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the table of docs/teams.md again, with the options that stand above it. */
@Tag("computed")
class TeamsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "teams.md");
    private static final String OWN_SETS = "hyperv-2012-team-sum-fixed";
    private static final String EQUAL_SETS = "hyperv-2012-team-sum-overlap";
    private static final String TEAM = "mode: switch-independent, distribution: hyper-v-port";

    private record Choice(TeamMode mode, LoadDistribution distribution) {

        boolean isSum() {
            return QueueMode.of(mode, distribution) == QueueMode.SUM_OF_QUEUES;
        }

        String text() {
            return "mode: " + word(mode) + ", distribution: " + word(distribution);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final List<Choice> CHOICES = List.of(
            new Choice(TeamMode.SWITCH_INDEPENDENT, LoadDistribution.HYPER_V_PORT),
            new Choice(TeamMode.SWITCH_INDEPENDENT, LoadDistribution.DYNAMIC),
            new Choice(TeamMode.SWITCH_INDEPENDENT, LoadDistribution.TRANSPORT_PORTS),
            new Choice(TeamMode.STATIC, LoadDistribution.HYPER_V_PORT),
            new Choice(TeamMode.LACP, LoadDistribution.TRANSPORT_PORTS),
            new Choice(TeamMode.SWITCH_EMBEDDED, LoadDistribution.HYPER_V_PORT));

    private static TrialResult run(String scenario, Choice choice, String rate, String fault)
            throws InterruptedException {
        Map<Setting, String> settings = new TreeMap<>(Map.of(Setting.MODES, "vmq", Setting.DURATION, "1s",
                Setting.WARMUP, "100ms", Setting.RATE, rate, Setting.FAULT, fault));
        return Runs.changed(scenario, TEAM, choice.text(), settings).trials().getFirst();
    }

    private static String row(Choice choice) throws InterruptedException {
        String right = choice.isSum() ? OWN_SETS : EQUAL_SETS;
        String wrong = choice.isSum() ? EQUAL_SETS : OWN_SETS;
        TrialResult outage = run(right, choice, "60%", "link-down:nic1,at=400ms,for=300ms");
        return String.format(Locale.ROOT, "| %s | %s | %s | %.3f | %.3f | %d | %d | %d |", word(choice.mode()),
                word(choice.distribution()), choice.isSum() ? "sum" : "min",
                run(right, choice, "95%", "none").rate().deliveredBps() / 1e9,
                run(wrong, choice, "95%", "none").rate().deliveredBps() / 1e9,
                outage.frames().dropped().of(DropReason.LINK_DOWN),
                outage.frames().dropped().of(DropReason.SWITCH_FULL),
                outage.frames().reordered());
    }

    @Test
    void shouldGiveTheTableOfThePage() throws IOException, InterruptedException {
        List<String> again = new ArrayList<>();
        for (Choice choice : CHOICES) {
            again.add(row(choice));
        }
        List<String> page = Files.readAllLines(PAGE);
        int heading = page.indexOf("|---|---|---|---|---|---|---|---|");

        assertThat(page.subList(heading + 1, heading + 1 + CHOICES.size())).isEqualTo(again);
    }
}

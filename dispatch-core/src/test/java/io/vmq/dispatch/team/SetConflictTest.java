package io.vmq.dispatch.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.team.SetConflict.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetConflictTest {

    private static final String GUID = "[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}";
    private static final HostTopology TWO_SOCKETS = new HostTopology(24, 2, 2);

    /** Settings are base,max or base,max,node. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "24 | 2 | 2 | SUM | 0,6 12,6         | ",
        "24 | 2 | 2 | SUM | 0,8 0,8          | OVERLAP",
        "24 | 2 | 2 | SUM | 0,6 10,6         | OVERLAP",
        "24 | 1 | 2 | SUM | 2,2 4,2          | ",
        "24 | 1 | 2 | SUM | 2,3 4,2          | OVERLAP",
        // The numbers of the settings overlap, the sets do not: the nodes part them.
        "32 | 1 | 8 | SUM | 2,4,0 2,4,1      | ",
        "24 | 2 | 2 | MIN | 0,6 0,6          | ",
        "24 | 2 | 2 | MIN | 0,6 2,6          | NOT_IDENTICAL",
        "32 | 1 | 8 | MIN | 2,4,0 2,4,1      | NOT_IDENTICAL",
        // Beyond the last processor a larger maximum changes nothing.
        "8  | 2 | 1 | MIN | 2,3 2,9          | ",
        // Equal sets of different preferred nodes.
        "32 | 1 | 8 | MIN | 4,2 4,2,1        | NOT_IDENTICAL",
        "24 | 2 | 2 | MIN | 2,3              | ",
        "24 | 2 | 2 | SUM | 0,24             | "})
    void shouldCompareTheSetsThatSettingsComeTo(int processors, int smt, int nodes, String mode, String settings,
            String reason) {
        Team team = team(mode.equals("SUM"), Arrays.stream(settings.split(" ", -1)).map(SetConflictTest::setting)
                .toList());
        assertThat(SetConflict.of(team, new HostTopology(processors, smt, nodes)).map(SetConflict::reason))
                .isEqualTo(Optional.ofNullable(reason).map(Reason::valueOf));
    }

    private static Team team(boolean sum, List<ProcessorSetting> settings) {
        return TestTeam.ofSettings(sum ? TeamMode.SWITCH_INDEPENDENT : TeamMode.LACP, LoadDistribution.HYPER_V_PORT,
                settings);
    }

    private static ProcessorSetting setting(String text) {
        int[] values = Arrays.stream(text.split(",", -1)).mapToInt(Integer::parseInt).toArray();
        ProcessorSetting setting = ProcessorSetting.of(0, values[0], values[1]);
        return values.length == 2 ? setting : setting.withNumaNode(values[2]);
    }

    @Test
    void shouldNameOnlyMembersThatHaveAPartInIt() {
        Team team = team(true, List.of(setting("0,3"), setting("12,3"), setting("4,3")));
        SetConflict conflict = SetConflict.of(team, TWO_SOCKETS).orElseThrow();

        assertThat(conflict.members()).extracting(TeamMember::nic).containsExactly("nic0", "nic2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "true  | Reason: The processor sets overlap when LBFO is configured with sum-queue mode.",
        "false | Reason: The processor sets are not identical when LBFO is configured with min-queue mode."})
    void shouldLogEvent106WordForWord(boolean sum, String reason) {
        Team team = team(sum, List.of(setting("0,8"), setting("2,8")));
        HostEvent event = SetConflict.of(team, TWO_SOCKETS).orElseThrow().event();

        assertThat(event.id()).isEqualTo("106");
        assertThat(event.source()).isEqualTo("Microsoft-Windows-Hyper-V-VmSwitch");
        assertThat(event.level()).isEqualTo(HostEvent.Level.ERROR);
        assertThat(event.text()).matches(Pattern.quote("Available processor sets of the underlying physical NICs "
                + "belonging to the LBFO team NIC /DEVICE/{") + GUID
                + Pattern.quote("} (Friendly Name: Microsoft Network Adapter Multiplexor Driver #2) on switch ") + GUID
                + Pattern.quote(" (Friendly Name: Production Logical Switch) are not configured correctly. ")
                + Pattern.quote(reason));
        assertThat(SetConflict.of(team, TWO_SOCKETS).orElseThrow().event()).isEqualTo(event);
    }
}

package io.vmq.tools.doctor.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the script may do on a host, and that the reader knows what it saves. */
class CollectScriptTest {

    private static final Pattern CMDLET = Pattern.compile("\\b([A-Z][a-z]+)-[A-Z][A-Za-z]+");
    /** Everything that the script may call: verbs that read, and the one cmdlet that writes the file. */
    private static final List<String> ALLOWED = List.of("Get", "Select", "Where", "ConvertTo", "Write", "Read", "Out");

    private static String code() {
        return CollectScript.text().replaceAll("(?s)<#.*?#>", "").replaceAll("(?m)^\\s*#.*$", "");
    }

    @Test
    void shouldOnlyReadAndWriteOneFile() {
        List<MatchResult> cmdlets = CMDLET.matcher(code()).results().toList();

        assertThat(cmdlets).hasSizeGreaterThan(12).allSatisfy(each -> assertThat(ALLOWED).contains(each.group(1)));
        assertThat(cmdlets).filteredOn(each -> each.group(1).equals("Out")).singleElement()
                .satisfies(out -> assertThat(out.group()).isEqualTo("Out-File"));
        assertThat(code()).doesNotContainPattern("(?i)\\b(set|enable|disable|remove|new|add|restart|reset|invoke)-")
                .doesNotContain(">", "[System.IO", "Invoke");
    }

    @Test
    void shouldCollectEverySectionThatTheReaderKnows() {
        assertThat(code()).contains("Get-NetAdapter ", "Get-NetAdapterVmq ", "Get-NetAdapterVmqQueue",
                "Get-NetAdapterRss",
                "Get-NetLbfoTeam ", "Get-NetLbfoTeamMember", "Get-NetLbfoTeamNic", "Get-VMSwitch ", "Get-VMSwitchTeam",
                "Get-VMNetworkAdapter -All", "Win32_Processor", "Get-VMHostNumaNode", "ConvertTo-Json -Depth");
    }

    @Test
    void shouldBePlainTextWithBalancedBrackets() {
        String code = code();

        assertThat(CollectScript.text()).matches("[\\x20-\\x7E\\n]+").endsWith("\n");
        for (String pair : List.of("()", "{}", "[]")) {
            assertThat(code.chars().filter(c -> c == pair.charAt(0)).count()).as(pair)
                    .isEqualTo(code.chars().filter(c -> c == pair.charAt(1)).count());
        }
    }
}

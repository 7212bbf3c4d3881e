package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {

    @Test
    void shouldHaveOptionsAndKeysThatAreUnique() {
        Stream<String> options = Arrays.stream(Setting.values()).flatMap(setting -> setting.options().stream());

        assertThat(options).doesNotHaveDuplicates().allMatch(option -> option.matches("--[a-z]+(-[a-z]+)*"));
        assertThat(Setting.values()).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(Setting.MODES.options()).isEqualTo(List.of("--modes", "--mode"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldDescribeEachSettingInOneLine(Setting setting) {
        assertThat(setting.description()).isNotBlank().doesNotContain("\n").hasSizeLessThan(160);
        assertThat(setting.label()).isNotBlank();
        setting.defaultText().ifPresent(text -> assertThat(setting.description()).endsWith("(default " + text + ")"));
    }

    /** The option and the key are two spellings of one thing, and the value arrives. */
    @ParameterizedTest
    @EnumSource
    void shouldMeanTheSameAsOptionAndAsKey(Setting setting) {
        String needs = setting.replaces().isEmpty() && setting.key().startsWith("traffic.") && isOfCapture(setting)
                ? "traffic: {capture: /dumps/a.pcap}\n"
                : "";
        Scenario plain = Scenarios.read("version: 1\n" + needs);
        Scenario byOption = Scenarios.read("version: 1\n" + needs, Map.of(setting, sample(setting)));

        assertThat(Scenarios.read("version: 1\n" + file(setting, needs))).isEqualTo(byOption).isNotEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeItsOwnDefault(Setting setting) {
        String needs = isOfCapture(setting) ? "traffic: {capture: /dumps/a.pcap}\n" : "";
        setting.defaultText().ifPresent(text -> assertThat(
                Scenarios.read("version: 1\n" + needs, Map.of(setting, text)))
                .isEqualTo(Scenarios.read("version: 1\n" + needs)));
    }

    private static boolean isOfCapture(Setting setting) {
        return switch (setting) {
            case PCAP_SPEED, LOOP, MAX_GAP -> true;
            default -> false;
        };
    }

    private static String file(Setting setting, String needs) {
        if (setting == Setting.FAULT) {
            return "faults: ['" + sample(setting) + "']\n";
        }
        String[] path = setting.key().split("\\.", -1);
        String capture = needs.isEmpty() ? "" : "capture: /dumps/a.pcap, ";
        String inner = "{" + capture + path[1] + ": '" + sample(setting) + "'}";
        return path[0] + ": " + (path[0].equals("nics") ? "[" + inner + "]" : inner) + "\n";
    }

    private static String sample(Setting setting) {
        return switch (setting) {
            case MODES -> "vmq,rss";
            case CLOCK -> "virtual";
            case CORE_MODE -> "emulated";
            case CPUS -> "0,2-5";
            case DURATION -> "10s";
            case WARMUP -> "500us";
            case TRIALS -> "5";
            case RATE -> "100kpps";
            case LINK -> "40gbps";
            case FRAME_SIZE -> "64:7,570:4,1518:1";
            case ARRIVALS -> "constant";
            case POPULARITY -> "zipf:1.2";
            case FLOW_POPULARITY -> "zipf:0.5";
            case VMS -> "16";
            case FLOWS_PER_VM -> "3";
            case QUEUES -> "31";
            case QUEUES_PER_VM -> "4";
            case BALANCE -> "static";
            case BALANCE_INTERVAL -> "20ms";
            case BALANCE_UPPER -> "80%";
            case BALANCE_LOWER -> "30%";
            case VRSS_HOP -> "600ns+0.1ns";
            case VRSS_PROCESSORS -> "2";
            case BALANCE_BARRIER -> "none";
            case RING -> "1024";
            case CORES -> "3";
            case SERVICE -> "2us+1ns";
            case PCAP -> "/dumps/a.pcap";
            case PCAP_SPEED -> "50%";
            case LOOP -> "0";
            case MAX_GAP -> "1ms";
            case PROTOCOL -> "udp";
            case DETAIL -> "total";
            case SEED -> "42";
            case WHEN_FULL -> "drop-head";
            case RSS_KEY -> "symmetric";
            case HASH_TYPES -> "ipv4,tcp-ipv4";
            case TABLE -> "64";
            case VLAN -> "42";
            case MIX -> "arp:1%";
            case OUTER_VLAN -> "100";
            case ADVERSARY -> "rss-collide";
            case NIC -> "eth1:af-packet";
            case MODERATION -> "20us,32";
            case FAULT -> "stall:core=1,at=1s,for=10ms";
        };
    }
}

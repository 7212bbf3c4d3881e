package io.vmq.tools.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Scenario files and options: understood, or refused with one sentence, in bounded memory. */
class ScenarioFuzzTest {

    /** A file of three lines may ask for 65,536 VMs, each of which is some 200 bytes. */
    private static final long HEAP_BYTES = 32 << 20;
    /** Text, tokens, a node with its place for each value: the shortest value takes two bytes. */
    private static final long HEAP_BYTES_PER_BYTE = 1_024;

    private static final byte[] SMALL = "version: 1\n".getBytes(UTF_8);
    private static final char BETWEEN_OPTIONS = '\u0000';
    private static final String[] GOOD_VALUES = {"1", "2", "8", "64", "5s", "10gbps", "50%", "1518", "imix", "poisson",
        "zipf:1.2", "2us+1ns", "virtual", "vmq", "0-1", "all", "a.pcap", "udp", "onoff:10ms,40ms",
        "mmpp:9/10ms,1/40ms", "elephants:2,80%", "ipv6:20%,arp:1%", "rss-collide:default", "xor-collide", "drop-head",
        "stall:core=1,at=1s,for=10ms", "link-down:nic0,at=1s,for=1ms", "symmetric"};

    @Test
    void shouldReadOrRefuseScenarioFiles() {
        new Fuzz(ScenarioYaml::any, HEAP_BYTES, HEAP_BYTES_PER_BYTE, file -> isRead(file, Map.of())).run();
    }

    @Test
    void shouldReadOrRefuseOptions() {
        new Fuzz(ScenarioFuzzTest::options, HEAP_BYTES, HEAP_BYTES_PER_BYTE,
                input -> isRead(SMALL, settings(new String(input, UTF_8)))).run();
    }

    /** Options and values in turn, with a character between them that no argument of a command can hold. */
    private static byte[] options(SplittableRandom random) {
        StringBuilder options = new StringBuilder();
        for (int count = random.nextInt(1, 4); count > 0; count--) {
            Setting setting = Setting.values()[random.nextInt(Setting.values().length)];
            options.append(setting).append(BETWEEN_OPTIONS).append(value(setting, random)).append(BETWEEN_OPTIONS);
        }
        return options.toString().getBytes(UTF_8);
    }

    private static String value(Setting setting, SplittableRandom random) {
        String good = random.nextBoolean() ? setting.defaultText().orElse("1")
                : GOOD_VALUES[random.nextInt(GOOD_VALUES.length)];
        String value = switch (random.nextInt(4)) {
            case 0 -> Words.mutated(good, random);
            case 1 -> Words.piece(random);
            default -> good;
        };
        return value.replace(BETWEEN_OPTIONS, '0');
    }

    private static Map<Setting, String> settings(String options) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        String[] words = options.split("\u0000", -1);
        for (int i = 0; i + 1 < words.length; i += 2) {
            settings.put(Setting.valueOf(words[i]), words[i + 1]);
        }
        return settings;
    }

    private static boolean isRead(byte[] file, Map<Setting, String> options) {
        try {
            ScenarioReader.read(ScenarioSource.parse("f.yaml", Path.of(""), file), options, TrialDefaults.ONE);
            return true;
        } catch (BadInputException refusal) {
            Fuzz.checkRefusal(refusal);
            return false;
        }
    }
}

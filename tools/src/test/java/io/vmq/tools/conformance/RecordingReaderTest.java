package io.vmq.tools.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.tools.experiment.Tool;
import io.vmq.tools.report.RecordingDocument;
import io.vmq.tools.scenario.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused of files that are no recordings, and how. */
class RecordingReaderTest {

    private static final String VMQ = RecordingDocument.text(Checks.conforming(), new Tool("1", "abc"));
    private static final String RSS = RecordingDocument.text(Checks.rssDiffering(), new Tool("1", "abc"));

    private static Recording read(String text) {
        return RecordingReader.read("seen.json", text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "vmq | `vmq.observations/1`            | `vmq.observations/2`  | `$.schema: 'vmq.observations/2' is not possible (expected vmq.observations/1)`",
        "vmq | `\"queueMeaning\" : \"filters\"` | `\"queueMeaning\" : 1` | `$.queueMeaning: '1' is not possible (expected text without control characters)`",
        "vmq | `\"interface\" : \"eth1\"`      | `\"interface\" : \"a\\\\u001bb\"` | `(expected text without control characters)`",
        "vmq | `\"filters\" : [`               | `\"filter\" : [`       | `$.filters: is missing (expected a list)`",
        "vmq | `\"mode\" : \"vmq\"`            | `\"mode\" : \"rsss\"`  | `$.mode: 'rsss' is not possible (expected vmq or rss)`",
        "vmq | `\"mode\" : \"vmq\"`            | `\"mode\" : \"rss\"`   | `$.rss: is missing (expected an object with named members)`",
        "vmq | `\"seed\" : 7`                  | `\"seed\" : -7`        | `$.seed: '-7' is not possible (expected a whole number from 0 to`",
        "vmq | `\"seed\" : 7`                  | `\"seed\" : 8`         | `(expected `",
        "vmq | `\"frames\" : 200`              | `\"frames\" : 20`      | `$.frames: '20' is too few (expected at least`",
        "vmq | `\"frames\" : 200`              | `\"frames\" : 2000000` | `$.frames: '2000000' is not possible (expected a whole number from 0 to 1000000)`",
        "vmq | `\"frame\" : 2,`                | `\"frame\" : 1,`       | `$.arrivals[1].frame: '1' is not possible (expected each frame once)`",
        "vmq | `\"frame\" : 200,`              | `\"frame\" : 201,`     | `$.arrivals[199].frame: '201' is not possible (expected a whole number from 1 to 200)`",
        "vmq | `00:15:5d:00:00:02`             | `00:15:5d:00:00:0`     | `$.filters[1].mac: '00:15:5d:00:00:0' is not a MAC address`",
        "vmq | `00:15:5d:00:00:02`             | `00:15:5d:00:00:01`    | `two receive filters ask for MAC 00:15:5d:00:00:01`",
        "vmq | `\"vlan\" : 12`                 | `\"vlan\" : 4095`      | `.vlan: '4095' is not possible (expected a whole number from 1 to 4094)`",
        "vmq | `\"vlan\" : \"any\"`            | `\"vlan\" : \"all\"`   | `.vlan: 'all' is no VLAN (expected untagged, any, or a number from 1 to 4094)`",
        "vmq | `\"schema\"`                    | `\"seed\" : 7, \"seed\"` | `not valid JSON (expected the document that --record writes)`",
        "rss | `\"function\" : \"toeplitz\"`   | `\"function\" : \"md5\"` | `$.rss.function: 'md5' is no hash function (expected`",
        "rss | `0123456789abcdef0123`          | `0123456789abcdef01`   | `$.rss.key: '0`",
        "rss | `tcp-ipv4`                      | `tcp-ipv5`             | `$.rss.hashTypes: hash type 'tcp-ipv5' is unknown`"})
    void shouldRefuseInOneSentence(String of, String from, String to, String sentence) {
        String text = (of.equals("vmq") ? VMQ : RSS).replaceFirst(java.util.regex.Pattern.quote(from), to);

        assertThatThrownBy(() -> read(text)).isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("seen.json").hasMessageContaining(sentence).hasMessageNotContaining("\n");
    }

    @Test
    void shouldRefuseWhatIsNoDocument() {
        assertThatThrownBy(() -> read("")).isInstanceOf(BadInputException.class).hasMessageContaining("expected");
        assertThatThrownBy(() -> read("[1]")).isInstanceOf(BadInputException.class)
                .hasMessage("seen.json: $: '[1]' is not possible (expected an object with named members)");
        assertThatThrownBy(() -> read("[".repeat(1_000))).isInstanceOf(BadInputException.class);
    }

    /** However a file is cut or changed, it is read or refused. Seeds are in the messages. */
    @Test
    void shouldReadOrRefuseAnyFile() {
        int refused = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] bytes = (seed % 2 == 0 ? VMQ : RSS).getBytes(StandardCharsets.UTF_8);
            int cut = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            byte[] changed = java.util.Arrays.copyOf(bytes, cut);
            for (int i = 0; i < 3 && cut > 0; i++) {
                changed[random.nextInt(Math.min(cut, 4_000))] = (byte) (' ' + random.nextInt(95));
            }
            try {
                Conformance.of(RecordingReader.read("seed " + seed, changed));
            } catch (BadInputException e) {
                assertThat(e.getMessage()).startsWith("seed " + seed).contains("expected");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void shouldNotMindMembersThatAreNotKnown() {
        Recording more = read(VMQ.replaceFirst("\\{", "{\"more\": [1],"));

        assertThat(Conformance.of(more)).isEqualTo(Conformance.of(Checks.conforming()));
    }
}

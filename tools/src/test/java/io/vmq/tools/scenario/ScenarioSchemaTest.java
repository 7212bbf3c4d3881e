package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ScenarioSchemaTest {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final JsonNode TEXT = JsonMapper.builder().build().readTree(ShippedScenarios.schema());
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    static List<String> names() {
        return ShippedScenarios.names();
    }

    private static List<Error> errors(String yaml) {
        return SCHEMA.validate(YAML.readTree(yaml));
    }

    private static void assertValid(String yaml) {
        assertThat(errors(yaml)).as(yaml).extracting(Error::toString).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldAcceptWhatShipsAsItIsAndNormalised(String name) {
        String yaml = ShippedScenarios.yaml(name);
        assertValid(yaml);
        assertValid(ScenarioWriter.yaml(Scenarios.read(yaml)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_120_904})
    void shouldAcceptWhatTheReaderAccepts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            assertValid(ScenarioWriter.yaml(ScenarioWriterTest.scenario(random)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic: {rate: 100000}", "traffic: {rate: 95%}", "traffic: {rate: 0.5Mpps}",
        "traffic: {rate: '10', frameSize: '64:7,1518:1'}", "traffic: {rate: 1%, frameSize: IMIX}",
        "run: {duration: 5, warmup: '0', trials: '3'}",
        "run: {duration: 500us, modes: vmq, cpus: 3}", "run: {modes: 'single,rss', cpus: [0, 2-5]}",
        "host: {cores: 4, service: 2us+1ns}", "host: {processors: 8, smt: 2, service: {fixed: 0.000002}}",
        "rss: {key: symmetric, hashTypes: [ipv4, tcp-ipv4], table: 64}", "rss: {hashTypes: 'ipv4, ipv6', table: '64'}",
        "nics: [{link: 2.5gbps, queues: '4', whenFull: block-source, moderation: '20us,32'}]",
        "nics: [{moderation: 'Off'}]", "nics: [{moderation: 0.00002}]", "nics: [{moderation: '1ms, 2'}]",
        "vms: [{mac: 02-00-00-00-00-01, name: 7, queue: 2}, {mac: 02:00:00:00:00:02, queue: default, vlan: 4094}]",
        "vms: {count: 9, vlan: none, popularity: 'elephants:2,50%', flowPopularity: ZIPF:1e-1}",
        "traffic: {rate: 5%, arrivals: 'OnOff:1ms,0.004'}", "traffic: {rate: 5%, arrivals: 'mmpp:2/1ms,0.5/4ms'}",
        "traffic: {mix: 'arp:1%, IPv6:2.5%', outerVlan: 100}", "traffic: {adversary: 'rss-collide:default'}",
        "traffic: {capture: a.pcap, speed: recorded, loop: 0, maxGap: 1}", "traffic: {capture: a.pcap, speed: 10%}",
        "timeline: [{at: 1, rate: 0}, {at: 2s, rate: 10%, leave: vm1}, {at: 3s, arrive: [vm1]}]",
        "faults: 'stall:source,at=1s,for=1ms; link-down:nic0,at=0,for=1'", "faults: []", "faults: none",
        "faults: ['stall:processor=0:1,at=0,for=300us,every=1ms', 'link-down:nic0,at=0,for=1,every=2']",
        "name: 2012", "name: true"})
    void shouldAcceptEverySpelling(String line) {
        String yaml = "version: 1\n" + line + "\n";
        assertThat(Scenarios.read(yaml)).isNotNull();
        assertValid(yaml);
    }

    @ParameterizedTest
    @ValueSource(strings = {"versoin: 1", "run: {sede: 1}", "host: {cores: many}", "host: {cores: 0}",
        "host: {service: {fix: 1us}}", "host: {service: quick}", "host: [1]", "nics: {name: nic0}",
        "nics: [{link: 10}]", "nics: [{queues: 5000}]", "nics: [{whenFull: wait}]", "nics: [{moderation: 20}]",
        "nics: [{attachedTo: wall}]",
        "nics: []", "vms: 8", "vms: {count: 0}", "vms: {vlan: 4095}", "vms: [{name: a}]",
        "vms: [{mac: 01:00:00:00:00:01}]", "vms: [{mac: 02:00:00:00:00:01, queue: any}]", "vms: []",
        "traffic: {rate: fast}", "traffic: {rate: 0}", "traffic: {rate: -5}", "traffic: {frameSize: 63}",
        "traffic: {frameSize: big}", "traffic: {arrivals: random}", "traffic: {arrivals: 'onoff:1ms'}",
        "traffic: {popularity: 'elephants:2'}", "traffic: {mix: 'vxlan:1%'}", "traffic: {mix: 'arp:1'}",
        "traffic: {adversary: me}", "traffic: {protocol: sctp}", "traffic: {capture: a.pcap, rate: 5%}",
        "traffic: {loop: 1}", "{traffic: {capture: a.pcap}, vms: {count: 2}}", "traffic:",
        "rss: {key: abc}", "rss: {table: 100}", "rss: {hashTypes: sctp}", "timeline: [{at: 1s}]",
        "timeline: [{rate: 5%}]", "timeline: {at: 1s, rate: 5%}", "faults: ['stall:nic,at=1s,for=1s']",
        "faults: ['stall:processor=1,at=1s,for=1s']", "faults: ['stall:source,at=1s,for=1s,every=']",
        "faults: [{stall: 1}]", "run: {clock: wall}", "run: {coreMode: free}", "run: {duration: soon}",
        "run: {trials: 0}", "run: {seed: 1.5}", "run: {detail: some}", "run: {modes: VMQ}", "run: {cpus: all}"})
    void shouldRefuseWhatTheReaderRefuses(String line) {
        String yaml = line.startsWith("{") ? "{version: 1, " + line.substring(1) : "version: 1\n" + line + "\n";
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> Scenarios.read(yaml));
        assertThat(errors(yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldDescribeEverySettingWithItsDefault(Setting setting) {
        assertDescribed(setting, setting.key());
        setting.otherKey().ifPresent(key -> assertDescribed(setting, key));
    }

    private static void assertDescribed(Setting setting, String key) {
        List<JsonNode> found = SchemaPaths.of(TEXT).get(key);
        assertThat(found).as(key).isNotEmpty().anySatisfy(property -> {
            assertThat(setting.description()).startsWith(property.path("description").asString(""));
            assertThat(property.path("description").isMissingNode()).isFalse();
            assertThat(property.path("default").asString("")).isEqualTo(setting.defaultText().orElse(""));
        });
    }

    @Test
    void shouldDescribeEveryKeyAndForbidAllOthers() {
        assertThat(SchemaPaths.of(TEXT)).allSatisfy((key, properties) -> assertThat(properties).as(key)
                .allMatch(property -> property.has("description")));
        assertThat(objects(TEXT)).isNotEmpty()
                .allMatch(node -> node.path("additionalProperties").isBoolean()
                        && !node.get("additionalProperties").asBoolean());
    }

    private static Stream<JsonNode> objects(JsonNode node) {
        Stream<JsonNode> inner = node.values().stream().flatMap(ScenarioSchemaTest::objects);
        return node.has("properties") && node.has("type") ? Stream.concat(Stream.of(node), inner) : inner;
    }
}

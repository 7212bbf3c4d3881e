package io.vmq.tools.steer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteerMacsTest {

    private static final String HEADER = "mac,vlan,vm,queue\n";

    @Test
    void shouldGiveEachVmOfTheScenarioItsQueueAndTheRestTheDefaultQueue() {
        SteerRun run = SteerRun.of("""
                mac,vlan
                00:15:5d:00:00:01
                00-15-5D-00-00-08,
                00:15:5d:00:00:02,0
                00:15:5d:00:00:02,100
                00:15:5d:00:00:09
                ff:ff:ff:ff:ff:ff
                01:00:5e:00:00:01
                """, "--mode", "vmq", "--macs", "-");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(HEADER + """
                00:15:5d:00:00:01,,vm1,1
                00-15-5D-00-00-08,,vm8,8
                00:15:5d:00:00:02,0,vm2,2
                00:15:5d:00:00:02,100,,0
                00:15:5d:00:00:09,,,0
                ff:ff:ff:ff:ff:ff,,,0
                01:00:5e:00:00:01,,,0
                """);
    }

    @Test
    void shouldServeFirstComeFirstServedAndSayThatQueuesRanOut() {
        SteerRun run = SteerRun.of("00:15:5d:00:00:04\n00:15:5d:00:00:05\n00:15:5d:00:00:0c\n00:15:5d:00:00:0d\n",
                "--mode", "vmq", "--macs", "-", "--vms", "12", "--queues", "4");

        assertThat(run.exitCode()).isZero();
        assertThat(run.rows()).containsExactly("00:15:5d:00:00:04,,vm4,4", "00:15:5d:00:00:05,,,0",
                "00:15:5d:00:00:0c,,,0", "00:15:5d:00:00:0d,,,0");
        assertThat(run.err()).isEqualTo(
                "vmq: 8 of 12 VMs got no queue of their own (nic0 has 4) and share default queue 0\n");
    }

    @Test
    void shouldWriteJsonWithNullForNothing() {
        assertThat(SteerRun.of("00:15:5d:00:00:01,7\n00:15:5d:00:00:01", "--mode", "vmq", "--macs", "-", "--format",
                "json").out()).isEqualTo("""
                        [
                          {"mac": "00:15:5d:00:00:01", "vlan": 7, "vm": null, "queue": 0},
                          {"mac": "00:15:5d:00:00:01", "vlan": null, "vm": "vm1", "queue": 1}
                        ]
                        """);
    }

    @Test
    void shouldTakeVmsWithVlansAndNamesFromAScenario(@TempDir Path folder) throws IOException {
        Path scenario = Files.writeString(folder.resolve("two.yaml"), """
                version: 1
                nics:
                  - {queues: 3}
                vms:
                  - {name: "web, front", mac: "02:00:00:00:00:01", vlan: 12, queue: 3}
                  - {name: db, mac: "02:00:00:00:00:02"}
                """);

        assertThat(
                SteerRun.of("02:00:00:00:00:01,12\n02:00:00:00:00:01\n02:00:00:00:00:02\n", "--mode", "vmq", "--macs",
                        "-", "--scenario", scenario.toString()).rows())
                .containsExactly(
                        "02:00:00:00:00:01,12,\"web, front\",3", "02:00:00:00:00:01,,,0", "02:00:00:00:00:02,,db,1");
    }

    @Test
    void shouldTakeTheQueuesOfAScenarioUnlessTheyAreGiven() {
        String[] asked = {"--mode", "vmq", "--macs", "-", "--scenario", "hyperv-2012-10gbe", "--vms", "9"};

        assertThat(SteerRun.of("00:15:5d:00:00:09", asked).rows()).containsExactly("00:15:5d:00:00:09,,,0");
        String[] more = Stream.concat(Arrays.stream(asked), Stream.of("--queues", "9")).toArray(String[]::new);
        assertThat(SteerRun.of("00:15:5d:00:00:09", more).rows()).containsExactly("00:15:5d:00:00:09,,vm9,9");
    }

    /** What software does behind the queue is not the NIC's. */
    @Test
    void shouldTellTheQueueOfTheNicAloneWhereCoresHandFramesOn() {
        String macs = "00:15:5d:00:00:04\nff:ff:ff:ff:ff:ff";

        assertThat(SteerRun.of(macs, "--mode", "vrss", "--macs", "-").out())
                .isEqualTo(SteerRun.of(macs, "--mode", "vmq", "--macs", "-").out());
    }

    @Test
    void shouldCountFromAnotherFirstMac() {
        assertThat(SteerRun.of("02:00:00:00:01:01\n02:00:00:00:00:ff", "--mode", "vmq", "--macs", "-", "--first-mac",
                "02-00-00-00-00-FE").rows()).containsExactly("02:00:00:00:01:01,,vm4,4", "02:00:00:00:00:ff,,vm2,2");
    }

    @Test
    void shouldHaveNothingToHashInABareMac() {
        for (String mode : new String[] {"rss", "single"}) {
            assertThat(SteerRun.of("00:15:5d:00:00:03", "--mode", mode, "--macs", "-").rows())
                    .containsExactly("00:15:5d:00:00:03,,,0");
        }
    }
}

package io.vmq.tools.doctor.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.tools.doctor.Diagnosis;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.scenario.BadInputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved host of 4 cores with two threads each: a bond, four more interfaces, and irqbalance. */
class LinuxDoctorTest {

    private static final Pattern ECHO = Pattern.compile("echo (\\S+) > /(proc/irq/\\S+)");

    @TempDir
    private Path root;

    @BeforeEach
    void copyTheTree() throws IOException, URISyntaxException {
        Path saved = Path.of(
                Objects.requireNonNull(LinuxDoctorTest.class.getResource("/io/vmq/tools/doctor/linux/bond")).toURI());
        try (Stream<Path> files = Files.walk(saved)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = root.resolve(saved.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private Diagnosis diagnosis() {
        return LinuxDoctor.examine(LinuxReader.read(root));
    }

    private Finding finding(String id, String adapter) {
        return diagnosis().findings().stream()
                .filter(each -> each.id().equals(id) && each.adapters().contains(adapter)).findFirst().orElseThrow();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text + "\n");
    }

    @Test
    void shouldReadInterfacesWithADeviceAndTheirQueueInterrupts() {
        LinuxHost host = LinuxReader.read(root);

        assertThat(host.nics()).extracting(LinuxHost.Nic::name).containsExactly("eth0", "eth1", "eth2", "eth3", "eth4");
        assertThat(host.nics().getFirst().irqs()).extracting(LinuxHost.Irq::number).as("without that of the link")
                .containsExactly(40, 41);
        assertThat(host.cpus()).filteredOn(LinuxHost.Cpu::firstSibling).extracting(LinuxHost.Cpu::number)
                .containsExactly(0, 1, 2, 3);
        assertThat(host.irqbalance()).isTrue();
    }

    @Test
    void shouldFindMembersOfABondOnTheSameCpus() {
        Finding finding = finding("irq-sets-overlap", "eth0");

        assertThat(finding.title()).contains("bond0", "0-1");
        assertThat(finding.fix()).containsExactly("echo 1 > /proc/irq/40/smp_affinity_list",
                "echo 2 > /proc/irq/50/smp_affinity_list", "echo 3 > /proc/irq/51/smp_affinity_list");
    }

    @Test
    void shouldLeaveABondWithOneActiveMemberAlone() throws IOException {
        write("proc/net/bonding/bond0", "Bonding Mode: fault-tolerance (active-backup)\nSlave Interface: eth0\n"
                + "Slave Interface: eth1");

        assertThat(diagnosis().findings()).extracting(Finding::id).doesNotContain("irq-sets-overlap");
    }

    @Test
    void shouldFindAllQueuesOnOneCpu() {
        assertThat(finding("queues-on-one-cpu", "eth2").fix()).containsExactly(
                "echo 1 > /proc/irq/60/smp_affinity_list",
                "echo 2 > /proc/irq/61/smp_affinity_list");
    }

    @Test
    void shouldFindASingleQueueOnALinkThatOneCoreCannotServe() {
        assertThat(finding("single-queue", "eth3").fix())
                .containsExactly("ethtool -L eth3 combined 3 || echo e > /sys/class/net/eth3/queues/rx-0/rps_cpus");
        assertThat(finding("single-queue", "eth4").fix()).as("1 Gb/s").isEmpty();
    }

    @Test
    void shouldStopIrqbalanceBeforeInterruptsAreMoved() {
        assertThat(diagnosis().commands()).startsWith("systemctl disable --now irqbalance").hasSize(7);
    }

    @Test
    void shouldFindNothingMoreAboutInterruptsAfterItsOwnCommands() throws IOException {
        for (String command : diagnosis().commands()) {
            Matcher echo = ECHO.matcher(command);
            if (echo.matches()) {
                write(echo.group(2), echo.group(1));
                write(echo.group(2).replace("smp_", "effective_"), echo.group(1));
            }
        }
        Files.delete(root.resolve("proc/700/comm"));
        write("sys/class/net/eth3/queues/rx-0/rps_cpus", "e");

        assertThat(diagnosis().isHealthy()).as("%s", diagnosis().findings()).isTrue();
        assertThat(diagnosis().commands()).isEmpty();
    }

    @Test
    void shouldRefuseWhatNoKernelWrites() throws IOException {
        write("proc/irq/40/effective_affinity_list", "three");

        assertThatThrownBy(this::diagnosis).isInstanceOf(BadInputException.class)
                .hasMessageContaining("effective_affinity_list: 'three' is not possible (expected CPU numbers");
    }

    @Test
    void shouldRefuseAFolderThatIsNoHost() {
        assertThatThrownBy(() -> LinuxReader.read(root.resolve("proc"))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("there is no such folder (expected /");
    }

    @Test
    void shouldWriteSetsOfCpusAsTheKernelDoes() {
        assertThat(CpuRanges.text(CpuRanges.parse("0-3,8,10-11"))).isEqualTo("0-3,8,10-11");
        assertThat(CpuRanges.mask(CpuRanges.parse("1-3"))).isEqualTo("e");
        assertThat(CpuRanges.mask(CpuRanges.parse("0,32,63"))).isEqualTo("80000001,00000001");
        assertThat(List.of("00", "00000000,00000000")).allMatch(CpuRanges::isEmptyMask);
        assertThat(CpuRanges.isEmptyMask("00000001,00000000")).isFalse();
    }
}

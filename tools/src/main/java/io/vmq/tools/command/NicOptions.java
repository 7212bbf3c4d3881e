package io.vmq.tools.command;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.NicQueues;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import io.vmq.tools.steer.SteerNic;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code vmq steer} that say what NIC it is, and which VMs are behind it. */
final class NicOptions {

    @Option(names = "--queues", paramLabel = "N",
            description = "Queues over which RSS spreads, or that carry filters beside default queue 0; default 8")
    private @Nullable String queues;

    @Option(names = "--queues-per-vm", paramLabel = "N",
            description = "With --mode vmmq: queues of each VM, behind its filter; default 8")
    private @Nullable String queuesPerVm;

    @Option(names = "--vms", paramLabel = "N",
            description = "With --macs: virtual machines behind the NIC; default 8")
    private @Nullable String vms;

    @Option(names = "--first-mac", paramLabel = "MAC",
            description = "With --macs: address of vm1, the others follow; default 00:15:5d:00:00:01")
    private @Nullable String firstMac;

    @Option(names = "--scenario", paramLabel = "SCENARIO",
            description = "A shipped scenario or a file: its NIC and, with --macs, its VMs")
    private @Nullable String scenario;

    /** What was given of them, by the names of the options in the order of their help. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "--queues", queues);
        put(given, "--queues-per-vm", queuesPerVm);
        put(given, "--vms", vms);
        put(given, "--first-mac", firstMac);
        put(given, "--scenario", scenario);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    /**
     * The NIC that is asked about.
     *
     * @param macs
     *            whether MACs are asked about, for which there have to be VMs
     * @throws BadInputException
     *             if a value is not possible, or says nothing beside the others
     */
    SteerNic nic(boolean macs) {
        if (!macs) {
            refuseWithoutMacs("--vms", vms);
            refuseWithoutMacs("--first-mac", firstMac);
        }
        if (scenario != null) {
            return nicOf(scenario, macs);
        }
        SteerNic nic = SteerNic.withQueues(new NicQueues(
                count("--queues", queues == null ? Setting.QUEUES.defaultText().orElseThrow() : queues,
                        SteerNic.MAX_QUEUES),
                count("--queues-per-vm", queuesPerVm == null ? "8" : queuesPerVm, SteerNic.MAX_QUEUES_PER_VM)));
        if (!macs) {
            return nic;
        }
        int count = count("--vms", vms == null ? Setting.VMS.defaultText().orElseThrow() : vms, SteerNic.MAX_VMS);
        try {
            return nic.withVms(count, firstMac == null ? SteerNic.FIRST_MAC : MacAddress.parse(firstMac));
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--first-mac", e);
        }
    }

    private static int count(String name, String text, int max) {
        return WholeNumber.of(name, text, 1, max);
    }

    private static void refuseWithoutMacs(String name, @Nullable String value) {
        if (value != null) {
            throw new BadInputException(
                    name + ": '" + value + "' says nothing without --macs (tuples need no VMs, and a "
                            + "capture brings its own)");
        }
    }

    private SteerNic nicOf(String name, boolean macs) {
        if (firstMac != null) {
            throw new BadInputException(
                    "--first-mac: '" + firstMac + "' disagrees with --scenario, which brings its VMs "
                            + "(expected one of the two)");
        }
        Scenario read = ScenarioReader.read(ScenarioSource.open(name), settings(), TrialDefaults.ONE);
        if (read.nics().size() > 1) {
            throw new BadInputException("--scenario: '" + name + "' has " + read.nics().size()
                    + " NICs (expected one, whose queues can be told from a frame's bytes alone)");
        }
        SteerNic nic = SteerNic.of(read);
        if (macs && nic.vms().isEmpty()) {
            throw new BadInputException(
                    "--scenario: '" + name + "' takes its VMs from a capture, so that there are none for "
                            + "--macs (expected a scenario with vms, or --pcap)");
        }
        return nic;
    }

    private Map<Setting, String> settings() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        if (queues != null) {
            settings.put(Setting.QUEUES, queues);
        }
        if (queuesPerVm != null) {
            settings.put(Setting.QUEUES_PER_VM, queuesPerVm);
        }
        if (vms != null) {
            settings.put(Setting.VMS, vms);
        }
        return settings;
    }
}

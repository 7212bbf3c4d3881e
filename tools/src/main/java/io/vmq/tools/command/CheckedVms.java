package io.vmq.tools.command;

import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import io.vmq.tools.steer.SteerNic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code vmq nic check} that say which VMs have filters, and how many queues there are for them. */
final class CheckedVms {

    private static final int MAX_QUEUES = 255;
    private static final int MAX_VMS = 4_096;

    /** What holds where no scenario is given. */
    private static final ScenarioSource NO_FILE = ScenarioSource.parse("options", Path.of(""),
            "version: 1\n".getBytes(StandardCharsets.UTF_8));

    @Option(names = "--vms", paramLabel = "N", description = "With --mode vmq: virtual machines; default 8")
    private @Nullable String vms;

    @Option(names = "--queues", paramLabel = "N",
            description = "With --mode vmq: queues that carry filters; default 8")
    private @Nullable String queues;

    /** The first of the options that was given; empty if none was. */
    String given() {
        return vms != null ? "--vms" : queues != null ? "--queues" : "";
    }

    /**
     * The NIC with the VMs of the scenario, or with as many as were asked for.
     *
     * @param scenario
     *            the name of a scenario, or null for none
     * @throws BadInputException
     *             if there is no such scenario, or a number is out of its range
     */
    NicAttachment attach(@Nullable String scenario) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        if (queues != null) {
            settings.put(Setting.QUEUES, Long.toString(WholeNumber.of("--queues", queues, 1, MAX_QUEUES)));
        }
        if (vms != null) {
            settings.put(Setting.VMS, Long.toString(WholeNumber.of("--vms", vms, 1, MAX_VMS)));
        }
        ScenarioSource source = scenario == null ? NO_FILE : ScenarioSource.open(scenario);
        SteerNic nic = SteerNic.of(ScenarioReader.read(source, settings, TrialDefaults.ONE));
        NicAttachment attached = NicAttachment.attach(nic.name(), Attachment.VIRTUAL_SWITCH, nic.queues(), nic.vms(),
                nic.queueRequests());
        if (attached.queueCount() > MAX_QUEUES + 1) {
            throw new BadInputException("--queues: '" + (attached.queueCount() - 1)
                    + "' is not possible (expected at most " + MAX_QUEUES + ", as many as the kernel can fill)");
        }
        return attached;
    }
}

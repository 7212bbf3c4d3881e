package io.vmq.tools.report;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSet;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.tools.doctor.Diagnosis;
import io.vmq.tools.doctor.hyperv.PlanRequest;
import java.util.List;
import java.util.stream.IntStream;

/** Planned processor sets, for people: a table, then the commands with names to replace. */
public final class SetPlanText {

    private SetPlanText() {}

    /** The text, which ends with a line feed. */
    public static String text(PlanRequest request, List<ProcessorSetting> settings) {
        TextTable table = new TextTable().words("adapter").figures("base").figures("max").words("processors");
        for (int i = 0; i < settings.size(); i++) {
            ProcessorSetting setting = settings.get(i);
            table.row(nic(i), setting.baseGroup() + ":" + setting.baseNumber(),
                    String.valueOf(setting.maxProcessors().orElseThrow()),
                    ProcessorSet.of(request.host(), setting).toString());
        }
        return heading(request) + "\n\n" + table.text() + "\n" + String.join("\n", commands(settings)) + "\n";
    }

    /** The same as a document of schema {@value DoctorDocument#SCHEMA} that has commands and no finding. */
    public static String json(PlanRequest request, List<ProcessorSetting> settings) {
        return DoctorDocument.text(new Diagnosis(heading(request), List.of(), commands(settings), List.of(),
                settings.size()));
    }

    private static List<String> commands(List<ProcessorSetting> settings) {
        return IntStream.range(0, settings.size()).mapToObj(i -> PlanRequest.command(nic(i), settings.get(i))).toList();
    }

    private static String nic(int index) {
        return "NIC" + (index + 1);
    }

    private static String heading(PlanRequest request) {
        HostTopology host = request.host();
        String mode = switch (request.mode()) {
            case SUM_OF_QUEUES -> "sum-queue mode, sets that do not overlap";
            case MIN_QUEUES -> "min-queue mode, one set for all";
        };
        return host.processors() + " logical processors, " + host.processors() / host.smt() + " cores, "
                + host.numaNodes()
                + (host.numaNodes() == 1 ? " NUMA node; " : " NUMA nodes; ") + request.nics() + " adapters in " + mode;
    }
}

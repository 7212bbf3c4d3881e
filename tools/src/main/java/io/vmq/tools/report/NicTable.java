package io.vmq.tools.report;

import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.steering.IndirectionTable;
import io.vmq.tools.scenario.Scenario;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The NIC of a run as an administrator of Hyper-V knows it: what Get-NetAdapterVmq or Get-NetAdapterRss would print. */
final class NicTable {

    private static final int ENTRIES_A_LINE = 8;

    private NicTable() {}

    /** The table for a mode of the product; empty for other modes, which Windows has no name for. */
    static String of(Scenario scenario, String mode) {
        return switch (mode) {
            case "vmq" -> vmq(scenario, scenario.nic().queues());
            case "vmmq" -> vmq(scenario, scenario.nic().queues() * scenario.nic().queuesPerVm());
            case "rss" -> rss(scenario);
            default -> "";
        };
    }

    /** Columns as Get-NetAdapterVmq has them. */
    private static String vmq(Scenario scenario, int queues) {
        ProcessorSetting set = setting(scenario);
        return new TextTable().words("Name").words("Enabled").words("BaseVmqProcessor").figures("MaxProcessors")
                .figures("NumberOfReceiveQueues")
                .row(scenario.nic().name(), "True", set.baseGroup() + ":" + set.baseNumber(), max(set),
                        Figures.count(queues))
                .text() + "\n";
    }

    private static ProcessorSetting setting(Scenario scenario) {
        return scenario.nic().processors().orElse(ProcessorSetting.UNSET);
    }

    private static String max(ProcessorSetting set) {
        return set.maxProcessors().isPresent() ? Integer.toString(set.maxProcessors().getAsInt()) : "";
    }

    /** Lines as Get-NetAdapterRss has them; the processor of an entry is that of the core which serves its queue at first. */
    private static String rss(Scenario scenario) {
        ProcessorSetting set = setting(scenario);
        List<Processor> cores = scenario.cores();
        int queues = scenario.nic().queues();
        IndirectionTable table = IndirectionTable.roundRobin(scenario.rss().tableEntries(), queues);
        String array = cores.stream().map(Processor::toString).collect(Collectors.joining(" "));
        return "Name                                  : " + scenario.nic().name() + "\n"
                + "Enabled                               : True\n"
                + "NumberOfReceiveQueues                 : " + queues + "\n"
                + "BaseProcessor: [Group:Number]         : " + set.baseGroup() + ":" + set.baseNumber() + "\n"
                + "MaxProcessors                         : " + max(set) + "\n"
                + "RssProcessorArray: [Group:Number]     : " + array + "\n"
                + "IndirectionTable: [Group:Number]      : " + entries(table, cores) + "\n\n";
    }

    /** As many entries as a line holds, and how many there are. */
    private static String entries(IndirectionTable table, List<Processor> cores) {
        int shown = Math.min(ENTRIES_A_LINE, table.entries());
        return IntStream.range(0, shown).mapToObj(entry -> cores.get(table.queueAt(entry) % cores.size()).toString())
                .collect(Collectors.joining(" ")) + (shown < table.entries() ? " ... (" + table.entries() + ")" : "");
    }
}

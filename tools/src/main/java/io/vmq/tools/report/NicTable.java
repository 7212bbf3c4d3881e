package io.vmq.tools.report;

import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.steering.IndirectionTable;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.Scenario.Nic;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The NICs of a run as an administrator of Hyper-V knows them: what Get-NetAdapterVmq or Get-NetAdapterRss would print. */
final class NicTable {

    private static final int ENTRIES_A_LINE = 8;

    private NicTable() {}

    /** The tables for a mode of the product; empty for other modes, which Windows has no name for. */
    static String of(Scenario scenario, String mode) {
        return switch (mode) {
            case "vmq" -> ofSwitch(scenario, Nic::queues);
            case "vmmq" -> ofSwitch(scenario, nic -> nic.queues() * nic.queuesPerVm());
            case "rss" ->
                    scenario.network().ports().stream().map(nic -> rss(scenario, nic)).collect(Collectors.joining());
            default -> "";
        };
    }

    /** The NICs of the switch, with columns as Get-NetAdapterVmq has them, and those of the host itself. */
    private static String ofSwitch(Scenario scenario, ToIntFunction<Nic> queues) {
        List<Nic> uplinks = scenario.network().uplinks();
        TextTable table = new TextTable().words("Name").words("Enabled").words("BaseVmqProcessor")
                .figures("MaxProcessors").figures("NumberOfReceiveQueues");
        for (Nic nic : uplinks) {
            ProcessorSetting set = setting(nic);
            table.row(nic.name(), "True", set.baseGroup() + ":" + set.baseNumber(), max(set),
                    Figures.count(queues.applyAsInt(nic)));
        }
        String ofHost = scenario.nics().stream().filter(nic -> !uplinks.contains(nic)).map(nic -> rss(scenario, nic))
                .collect(Collectors.joining());
        return table.text() + "\n" + ofHost;
    }

    private static ProcessorSetting setting(Nic nic) {
        return nic.processors().orElse(ProcessorSetting.UNSET);
    }

    private static String max(ProcessorSetting set) {
        return set.maxProcessors().isPresent() ? Integer.toString(set.maxProcessors().getAsInt()) : "";
    }

    /** Lines as Get-NetAdapterRss has them; the processor of an entry is that of the core which serves its queue at first. */
    private static String rss(Scenario scenario, Nic nic) {
        ProcessorSetting set = setting(nic);
        List<Processor> all = scenario.cores();
        List<Processor> cores = scenario.coresOf(nic).stream().map(all::get).toList();
        int queues = nic.queues();
        IndirectionTable table = IndirectionTable.roundRobin(scenario.rss().tableEntries(), queues);
        String array = cores.stream().map(Processor::toString).collect(Collectors.joining(" "));
        return "Name                                  : " + nic.name() + "\n"
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

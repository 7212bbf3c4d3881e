package io.vmq.tools.doctor.hyperv;

import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.Adapter.Rss;
import io.vmq.tools.doctor.export.Adapter.Vmq;
import io.vmq.tools.doctor.export.HostExport;
import java.util.OptionalInt;

/** One command on one adapter: its text, and what becomes of the host by it. */
sealed interface Change {

    /** The adapter's name. */
    String adapter();

    /** The line for PowerShell. */
    String command();

    /** The host after it. */
    HostExport apply(HostExport host);

    /** The name between quotes as PowerShell reads it: quotes, dollars and backquotes in it are only characters. */
    static String quoted(String name) {
        return "\"" + name.replaceAll("[`$\"\u201C\u201D\u201E]", "`$0") + "\"";
    }

    /** Other processors for VMQ. */
    record VmqProcessors(String adapter, ProcessorSetting before, ProcessorSetting after) implements Change {

        private static final int LAST_NUMBER = 63;
        private static final int ANY_NODE = 65_535;

        /** A limit or node that was set would cut the new set; it is set to what stands for none. */
        @Override
        public String command() {
            boolean group = after.baseGroup() != 0 || before.baseGroup() != 0;
            return "Set-NetAdapterVmq -Name " + quoted(adapter)
                    + (group ? " -BaseProcessorGroup " + after.baseGroup() : "")
                    + " -BaseProcessorNumber " + after.baseNumber()
                    + " -MaxProcessors " + after.maxProcessors().orElseThrow()
                    + (before.maxNumber().orElse(LAST_NUMBER) == LAST_NUMBER ? ""
                            : " -MaxProcessorNumber " + LAST_NUMBER)
                    + (before.numaNode().isEmpty() ? "" : " -NumaNode " + ANY_NODE);
        }

        @Override
        public HostExport apply(HostExport host) {
            Adapter old = host.adapter(adapter).orElseThrow();
            Vmq vmq = old.vmq().orElseThrow();
            return host.with(old.withVmq(new Vmq(vmq.enabled(), after, vmq.queues())));
        }
    }

    /** VMQ on or off. */
    record VmqEnabled(String adapter, boolean enabled) implements Change {

        @Override
        public String command() {
            return "Set-NetAdapterVmq -Name " + quoted(adapter) + " -Enabled " + (enabled ? "$True" : "$False");
        }

        @Override
        public HostExport apply(HostExport host) {
            Adapter old = host.adapter(adapter).orElseThrow();
            Vmq vmq = old.vmq().orElseThrow();
            return host.with(old.withVmq(new Vmq(enabled, vmq.setting(), vmq.queues())));
        }
    }

    /** Another number of RSS queues. */
    record RssQueueCount(String adapter, int queues) implements Change {

        @Override
        public String command() {
            return "Set-NetAdapterRss -Name " + quoted(adapter) + " -NumberOfReceiveQueues " + queues;
        }

        @Override
        public HostExport apply(HostExport host) {
            Adapter old = host.adapter(adapter).orElseThrow();
            Rss rss = old.rss().orElseThrow();
            return host.with(old.withRss(new Rss(rss.enabled(), rss.setting(), OptionalInt.of(queues))));
        }
    }
}

package io.vmq.tools.report;

import io.vmq.nic.adapter.Adapter;
import io.vmq.nic.adapter.DriverInfo;
import io.vmq.nic.adapter.Reported;
import io.vmq.tools.nic.JudgedAdapter;
import io.vmq.tools.nic.Remark;
import java.util.List;
import java.util.stream.Collectors;

/** The interfaces of a host, a line each. */
public final class AdapterTable {

    private static final String NOTHING = "-";

    private AdapterTable() {}

    /** The table, which ends with a line feed. */
    public static String text(List<JudgedAdapter> adapters) {
        TextTable table = new TextTable().words("name").words("driver").figures("Mb/s").words("state").words("rss")
                .words("remarks");
        adapters.forEach(judged -> add(table, judged));
        return table.text();
    }

    private static void add(TextTable table, JudgedAdapter judged) {
        Adapter adapter = judged.adapter();
        table.row(adapter.name(), shown(adapter.driver().map(DriverInfo::name)),
                shown(adapter.speed().map(speed -> String.valueOf(speed.mbps()))), state(adapter), rss(adapter),
                judged.remarks().isEmpty() ? NOTHING
                        : judged.remarks().stream().map(Remark::id).collect(Collectors.joining(", ")));
    }

    private static String shown(Reported<String> reported) {
        return reported.value().orElse(NOTHING);
    }

    /** Whether it is on and has a link, in a word or two. */
    static String state(Adapter adapter) {
        if (adapter.flags().is(flags -> !flags.up())) {
            return "down";
        }
        return adapter.link().value().map(link -> link ? "up" : "no link").orElse("not reported");
    }

    private static String rss(Adapter adapter) {
        return adapter.rss().value().filter(rss -> !rss.table().isEmpty())
                .map(rss -> "yes, " + rss.table().size() + " entries").orElse("no");
    }
}

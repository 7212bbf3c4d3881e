package io.vmq.tools.scenario;

import io.vmq.dispatch.host.VmChange;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.scenario.Scenario.Vm;
import io.vmq.tools.scenario.Timeline.RateChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A timeline as a file gives it: one entry for each moment. */
final class TimelineText {

    private TimelineText() {}

    static List<Map<String, Object>> of(Timeline timeline, List<Vm> vms) {
        SortedMap<Long, Map<String, Object>> moments = new TreeMap<>();
        for (RateChange change : timeline.rates()) {
            at(moments, change.atNs()).put(TimelineReader.RATE, change.rate().map(Rate::text).orElse("0"));
        }
        for (VmChange move : timeline.moves()) {
            String key = move.arrives() ? TimelineReader.ARRIVE : TimelineReader.LEAVE;
            names(at(moments, move.atNs()), key).add(vms.get(move.vm()).machine().name());
        }
        return List.copyOf(moments.values());
    }

    private static Map<String, Object> at(SortedMap<Long, Map<String, Object>> moments, long atNs) {
        return moments.computeIfAbsent(atNs, ns -> {
            Map<String, Object> moment = new LinkedHashMap<>();
            moment.put(TimelineReader.AT, new TimeSpan(ns).text());
            return moment;
        });
    }

    @SuppressWarnings("unchecked")
    private static List<String> names(Map<String, Object> moment, String key) {
        return (List<String>) moment.computeIfAbsent(key, _ -> new ArrayList<String>());
    }
}

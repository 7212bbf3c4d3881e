package io.vmq.tools.scenario;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.tools.scenario.Scenario.Nic;
import io.vmq.tools.scenario.Scenario.Vrss;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How software spreads a VM's frames behind its queue, as files say it. */
final class VrssReader {

    static final String KEY = "vrss";

    private VrssReader() {}

    static Vrss read(Section vrss, Scenario.Host host, Network network) {
        ServiceCost hop = vrss.value(Setting.VRSS_HOP, Notation::serviceCost);
        String key = Setting.VRSS_PROCESSORS.lastKey();
        Optional<Integer> processors = vrss.value(key, text -> Values.wholeInt(text, 1, ScenarioReader.MAX_CORES));
        vrss.refuseUnknownKeys();
        for (Nic nic : network.uplinks()) {
            int cores = nic.cores(host.topology()).size();
            if (processors.orElse(1) > cores) {
                throw vrss.impossible(key,
                        "is more than the cores of " + nic.name() + " (expected 1 to " + cores + ")");
            }
        }
        return new Vrss(hop, processors.isPresent() ? OptionalInt.of(processors.get()) : OptionalInt.empty());
    }

    /** As {@link #read} reads it; what is not said is all cores. */
    static Map<String, Object> write(Vrss vrss) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Setting.VRSS_HOP.lastKey(), Notation.shortText(vrss.hop()));
        vrss.processors().ifPresent(processors -> map.put(Setting.VRSS_PROCESSORS.lastKey(), processors));
        return map;
    }
}

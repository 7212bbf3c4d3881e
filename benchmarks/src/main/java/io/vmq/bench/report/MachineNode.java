package io.vmq.bench.report;

import io.vmq.nic.machine.Machine;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The machine in a document of schema {@value #SCHEMA}. */
public final class MachineNode {

    public static final String SCHEMA = "vmq.bench/1";

    private MachineNode() {}

    public static ObjectNode of(Machine machine) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("os", machine.os()).put("arch", machine.arch())
                .put("cpu", machine.cpu());
        if (Double.isNaN(machine.cycleNs())) {
            node.putNull("cycleNs");
        } else {
            node.put("cycleNs", machine.cycleNs());
        }
        return node.put("cpus", machine.cpus()).put("jvm", machine.jvm()).put("collector", machine.collector())
                .put("clockReadNs", machine.clockReadNs());
    }
}

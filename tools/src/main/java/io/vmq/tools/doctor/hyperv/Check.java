package io.vmq.tools.doctor.hyperv;

import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.export.HostExport;
import java.util.List;

/** One rule. Its findings have no commands yet: those come from the one plan for the whole host. */
interface Check {

    /** What mends a finding of this rule. */
    enum Remedy {
        /** Other processors for VMQ. */
        PROCESSORS,
        /** VMQ switched on or off. */
        VMQ_SWITCHED,
        /** More RSS queues. */
        RSS_QUEUES,
        /** No command. */
        NONE
    }

    Remedy remedy();

    /** The places where the host breaks the rule; empty if it keeps it. */
    List<Finding> findings(HostExport host);
}

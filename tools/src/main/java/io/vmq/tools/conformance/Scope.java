package io.vmq.tools.conformance;

import java.util.ArrayList;
import java.util.List;

/** What a check can show at most, so that nobody takes it for more. */
final class Scope {

    private Scope() {}

    /** A sentence each. */
    static List<String> notes(Check check) {
        List<String> notes = new ArrayList<>();
        if (!check.interfaceKind().isEmpty()) {
            notes.add(check.interfaceName() + " is made of software (" + check.interfaceKind()
                    + "): this shows how the kernel steers, and nothing of a NIC");
        } else if (check.subject() instanceof Subject.Filters) {
            notes.add(check.backend() + " filters in the kernel: this shows that its program and what "
                    + check.interfaceName() + " hands to it agree with vmq, and nothing of filters of the NIC");
        }
        return notes;
    }
}

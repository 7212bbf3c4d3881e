package io.vmq.tools.doctor.export;

import io.vmq.tools.scenario.BadInputException;
import java.util.List;

/** The sections of an export, each the list of what one cmdlet gave. */
record Sections(String file, Fields root) {

    private static final String CMDLET = "Get-";

    /** Whether the section is there; null says that the cmdlet could not be asked. */
    boolean has(String name) {
        return root.has(name) || root.has(CMDLET + name);
    }

    /** The objects of a section; none if it is not there. */
    List<Fields> optional(String name) {
        return root.objects(root.has(name) ? name : CMDLET + name);
    }

    /**
     * The objects of a section that has to be there.
     *
     * @throws BadInputException
     *             if it is not
     */
    List<Fields> required(String name) {
        if (!has(name)) {
            throw new BadInputException(file + ": $." + name
                    + ": is missing (expected this section, as the script of --collect-script saves it)");
        }
        return optional(name);
    }
}

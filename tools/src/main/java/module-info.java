/** The vmq command, scenario files and reports. */
module io.vmq.tools {
    requires static org.jspecify;
    requires io.vmq.nic;
    requires info.picocli;

    // Picocli sets the annotated fields of commands by reflection.
    opens io.vmq.tools to info.picocli;
}

/** The vmq command, scenario files, experiments and reports. */
module io.vmq.tools {
    requires static org.jspecify;
    requires io.vmq.nic;
    requires info.picocli;
    requires java.desktop;
    requires java.management;
    requires java.xml;
    requires jdk.management;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;
    requires me.tongfei.progressbar;
    requires ascii.table;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.statistics.inference;

    // Picocli sets the annotated fields of commands by reflection.
    opens io.vmq.tools.command to info.picocli;
}

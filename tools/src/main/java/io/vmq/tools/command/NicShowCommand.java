package io.vmq.tools.command;

import io.vmq.nic.adapter.AdapterReader;
import io.vmq.nic.notation.Refusal;
import io.vmq.tools.nic.HostState;
import io.vmq.tools.nic.JudgedAdapter;
import io.vmq.tools.report.AdapterDocument;
import io.vmq.tools.report.AdapterText;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.CpuList;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vmq nic show}: all that one interface reports. Needs no privilege and changes nothing. */
@Command(name = "show", description = "All that an interface reports, and what of it spoils a measurement",
        sortOptions = false, mixinStandardHelpOptions = true)
final class NicShowCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "IFACE", description = "Name of the interface, as vmq nic list has it")
    private String name = "";

    @Option(names = "--cpus", paramLabel = "LIST",
            description = "CPUs that are to measure, such as 0,2-5: says which interrupts would disturb them")
    private @Nullable String cpus;

    @Option(names = "--json", description = "Print one JSON document, schema vmq.nic/1")
    private boolean json;

    @Override
    public Integer call() {
        return NicDesk.ask(Objects.requireNonNull(spec), measuringCpus(), this::text);
    }

    private Set<Integer> measuringCpus() {
        try {
            return cpus == null ? Set.of() : Set.copyOf(CpuList.parse(cpus).cpus());
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--cpus", e);
        }
    }

    private String text(AdapterReader reader, HostState host) {
        if (!reader.exists(name)) {
            throw new BadInputException(Refusal.quoted(name) + " is no interface of this network namespace (expected "
                    + (reader.names().isEmpty() ? "one, but there is none" : String.join(", ", reader.names())) + ")");
        }
        JudgedAdapter judged = JudgedAdapter.of(reader.read(name), host);
        return json ? AdapterDocument.text(judged) : AdapterText.text(judged);
    }
}

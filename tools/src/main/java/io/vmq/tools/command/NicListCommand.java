package io.vmq.tools.command;

import io.vmq.nic.adapter.AdapterReader;
import io.vmq.tools.nic.HostState;
import io.vmq.tools.nic.JudgedAdapter;
import io.vmq.tools.report.AdapterDocument;
import io.vmq.tools.report.AdapterTable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vmq nic list}: a line for each interface. Needs no privilege and changes nothing. */
@Command(name = "list", description = "A line for each network interface of this host", sortOptions = false,
        mixinStandardHelpOptions = true)
final class NicListCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document, schema vmq.nics/1")
    private boolean json;

    @Override
    public Integer call() {
        return NicDesk.ask(Objects.requireNonNull(spec), Set.of(), this::text);
    }

    private String text(AdapterReader reader, HostState host) {
        List<JudgedAdapter> adapters = reader.names().stream()
                .map(name -> JudgedAdapter.of(reader.read(name), host)).toList();
        return json ? AdapterDocument.text(adapters) : AdapterTable.text(adapters);
    }
}

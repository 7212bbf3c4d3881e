package io.vmq.tools.command;

import picocli.CommandLine.Command;

/** {@code vmq nic}: the interfaces of this host. */
@Command(name = "nic",
        description = "What the network interfaces of this host report, and what of it spoils a measurement",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "(list | show)",
        subcommands = {NicListCommand.class, NicShowCommand.class})
final class NicCommand {}

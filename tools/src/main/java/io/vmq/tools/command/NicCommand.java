package io.vmq.tools.command;

import picocli.CommandLine.Command;

/** {@code vmq nic}: the interfaces of this host. */
@Command(name = "nic",
        description = "What the network interfaces of this host report, what of it spoils a measurement, and whether frames arrive as predicted",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "(list | show | check)",
        subcommands = {NicListCommand.class, NicShowCommand.class, NicCheckCommand.class})
final class NicCommand {}

package io.vmq.tools.command;

import io.vmq.tools.scenario.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Gives commands one option for each {@link Setting}; the table of settings is the only place that names them. */
final class SettingOptions {

    private SettingOptions() {}

    /**
     * Adds the options to a command.
     *
     * @param unlisted
     *            those that its help leaves out
     */
    static void addTo(CommandSpec command, Set<Setting> unlisted) {
        for (Setting setting : Setting.values()) {
            command.addOption(OptionSpec.builder(setting.options().toArray(String[]::new))
                    .paramLabel(setting.label()).description(setting.description().replace("%", "%%"))
                    .type(setting.isRepeatable() ? String[].class : String.class)
                    .hidden(unlisted.contains(setting)).build());
        }
    }

    /** The settings that the user gave. */
    static Map<Setting, String> given(ParseResult arguments) {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String name = setting.options().getFirst();
            if (arguments.hasMatchedOption(name)) {
                given.put(setting, setting.isRepeatable()
                        ? String.join(";", arguments.matchedOptionValue(name, new String[0]))
                        : arguments.matchedOptionValue(name, ""));
            }
        }
        return given;
    }
}

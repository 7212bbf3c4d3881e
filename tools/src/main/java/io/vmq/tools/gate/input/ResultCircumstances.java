package io.vmq.tools.gate.input;

import io.vmq.tools.archive.StoredResult;
import io.vmq.tools.archive.StoredTrial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What has to be the same for two results to be comparable.
 *
 * <p>
 * Of the scenario every value, but for those that do not change what a trial means: its name and version; seed, number of trials, modes
 * and detail of the run; the core mode that was asked for, in place of which the one that the trials had is compared; the CPUs in virtual
 * time; and the folder of a capture, whose name is compared. Of the machine, where a trial was live, architecture, kind and number of
 * CPUs, and the operating system up to the second number of its version, for fixes of a kernel come every week.
 */
final class ResultCircumstances {

    private static final Set<String> LEFT_OUT = Set.of("version", "name", "run.seed", "run.trials", "run.modes",
            "run.detail", "run.coreMode");
    private static final String CPUS = "run.cpus";
    private static final String CAPTURE = ".pcap";
    private static final Pattern OS = Pattern.compile("(.*?[0-9]+\\.[0-9]+)[^0-9].*");

    private final StoredResult result;
    private final boolean isLive;
    private final Map<String, String> ofScenario = new LinkedHashMap<>();

    ResultCircumstances(StoredResult result) {
        this.result = result;
        isLive = result.trials().stream().anyMatch(trial -> trial.clock().equals("live"));
        addLeaves("", result.tree().path("scenario"));
        String coreModes = String.join(", ", result.trials().stream().map(StoredTrial::tree)
                .map(tree -> tree.path("coreMode").asString("")).distinct().sorted().toList());
        if (!coreModes.isEmpty()) {
            ofScenario.put(Circumstances.SCENARIO + "core mode of the trials", coreModes);
        }
    }

    Map<String, String> ofScenario() {
        return ofScenario;
    }

    /** None in virtual time, which is the same everywhere. */
    Map<String, String> ofMachine() {
        if (!isLive) {
            return Map.of();
        }
        JsonNode machine = result.tree().path("machine");
        Map<String, String> found = new LinkedHashMap<>();
        found.put(Circumstances.MACHINE + "os", os(machine.path("os").asString()));
        for (String key : new String[] {"arch", "cpu", "cpus"}) {
            found.put(Circumstances.MACHINE + key, machine.path(key).asString());
        }
        return found;
    }

    /** The Java virtual machine, where it can make a difference. */
    Map<String, String> noted() {
        return isLive ? Map.of(Circumstances.NOTED + "jvm", result.tree().path("machine").path("jvm").asString())
                : Map.of();
    }

    private static String os(String full) {
        Matcher version = OS.matcher(full);
        return version.matches() ? version.group(1) : full;
    }

    private void addLeaves(String path, JsonNode node) {
        if (LEFT_OUT.contains(path) || (path.equals(CPUS) && !isLive)) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> addLeaves(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                    entry.getValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                addLeaves(path + "[" + i + "]", node.path(i));
            }
        } else {
            ofScenario.put(Circumstances.SCENARIO + path, path.endsWith(CAPTURE) ? fileName(node) : node.asString());
        }
    }

    private static String fileName(JsonNode capture) {
        String file = capture.asString();
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }
}

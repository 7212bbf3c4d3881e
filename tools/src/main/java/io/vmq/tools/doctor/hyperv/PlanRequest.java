package io.vmq.tools.doctor.hyperv;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.team.QueueMode;
import io.vmq.dispatch.team.SetPlan;
import io.vmq.dispatch.team.Team;
import io.vmq.nic.notation.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A host that does not exist yet: how many adapters, how they are teamed, and its processors.
 *
 * @param mode
 *            how the queues of the team count
 * @param nics
 *            members of the team, 1 to 32
 * @param host
 *            its processors
 */
public record PlanRequest(QueueMode mode, int nics, HostTopology host) {

    private static final Set<String> KEYS = Set.of("team", "nics", "processors", "smt", "numa");
    private static final String EXPECTED = "team=sum|min,nics=N,processors=N[,smt=1][,numa=1], where processors are logical "
            + "ones";
    private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,3}");

    /**
     * Reads {@code team=sum,nics=2,processors=16,smt=2,numa=2}; {@code smt} and {@code numa} are 1 if they are not given.
     *
     * @throws IllegalArgumentException
     *             with the value and what was expected, for anything else
     */
    public static PlanRequest parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String item : text.split(",", -1)) {
            String[] parts = item.split("=", 2);
            if (parts.length < 2 || !KEYS.contains(parts[0]) || values.put(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException(Refusal.quoted(item)
                        + " is not a key with a value, or stands twice (expected " + EXPECTED + ")");
            }
        }
        QueueMode mode = switch (values.getOrDefault("team", "")) {
            case "sum" -> QueueMode.SUM_OF_QUEUES;
            case "min" -> QueueMode.MIN_QUEUES;
            default -> throw refusal(values, "team", "sum or min");
        };
        return new PlanRequest(mode, whole(values, "nics", Team.MAX_MEMBERS), host(values));
    }

    private static HostTopology host(Map<String, String> values) {
        values.putIfAbsent("smt", "1");
        values.putIfAbsent("numa", "1");
        int processors = whole(values, "processors", 2_048);
        int smt = whole(values, "smt", 8);
        int numa = whole(values, "numa", 64);
        if (processors % smt != 0 || processors / smt % numa != 0) {
            throw new IllegalArgumentException("processors=" + processors + ", smt=" + smt + " and numa=" + numa
                    + " do not go together (expected as many threads for each core and as many cores for each node)");
        }
        return new HostTopology(processors, smt, numa);
    }

    private static int whole(Map<String, String> values, String key, int max) {
        String text = values.getOrDefault(key, "");
        if (!WHOLE.matcher(text).matches() || Integer.parseInt(text) > max) {
            throw refusal(values, key, "a whole number from 1 to " + max);
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException refusal(Map<String, String> values, String key, String expected) {
        String value = values.get(key);
        return new IllegalArgumentException(value == null ? key + " is missing (expected " + EXPECTED + ")"
                : key + "=" + Refusal.quoted(value) + " is not possible (expected " + expected + ")");
    }

    /**
     * Settings for the members, in their order.
     *
     * @return empty if the host has too few cores
     */
    public Optional<List<ProcessorSetting>> settings() {
        return SetPlan.of(host, mode, nics);
    }

    /** The command that gives a member its setting. */
    public static String command(String nic, ProcessorSetting setting) {
        return new Change.VmqProcessors(nic, ProcessorSetting.UNSET, setting).command();
    }
}

package io.vmq.tools.send;

import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.ShippedScenarios;
import io.vmq.tools.scenario.TrialDefaults;
import java.util.Map;
import java.util.TreeMap;

/** Plans of small traffic for the tests. */
public final class SendPlans {

    private SendPlans() {}

    static Scenario scenario(Map<Setting, String> settings) {
        Map<Setting, String> all = new TreeMap<>(
                Map.of(Setting.WARMUP, "0", Setting.DURATION, "100ms", Setting.RATE, "100kpps", Setting.FRAME_SIZE,
                        "128",
                        Setting.SEED, "7", Setting.VMS, "4"));
        all.putAll(settings);
        return ScenarioReader.read(ScenarioSource.open(ShippedScenarios.DEFAULT), all, TrialDefaults.ONE);
    }

    /** 100 ms of 100,000 frames per second, each of 128 bytes, with tags, unless the settings say otherwise. */
    public static SendPlan plan(Map<Setting, String> settings) {
        return SendPlan.of(scenario(settings), true);
    }
}

package io.vmq.tools.scenario;

import io.vmq.dispatch.host.VmChange;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.scenario.Scenario.Vm;
import io.vmq.tools.scenario.ScenarioTree.Scalar;
import io.vmq.tools.scenario.ScenarioTree.Sequence;
import io.vmq.tools.scenario.Timeline.RateChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads {@code timeline}: a list of moments, each with a rate, VMs that arrive, VMs that leave, or several of these. */
final class TimelineReader {

    static final String KEY = "timeline";
    static final String AT = "at";
    static final String RATE = "rate";
    static final String ARRIVE = "arrive";
    static final String LEAVE = "leave";

    private final Section root;
    private final List<Vm> vms;
    private final long warmupNs;
    private final long durationNs;
    private final Consumer<Rate> rateCheck;
    private final Map<String, Integer> vmByName = new HashMap<>();
    /** The last move of each VM that has moved. */
    private final Map<Integer, VmChange> lastMoves = new HashMap<>();
    private final List<RateChange> rates = new ArrayList<>();
    private final List<VmChange> moves = new ArrayList<>();

    /**
     * @param warmupNs
     *            time before the measured time
     * @param durationNs
     *            length of the measured time; nothing may happen at or after its end
     * @param rateCheck
     *            refuses a rate that the link cannot carry, with {@link IllegalArgumentException}
     */
    TimelineReader(Section root, List<Vm> vms, long warmupNs, long durationNs, Consumer<Rate> rateCheck) {
        this.root = root;
        this.vms = vms;
        this.warmupNs = warmupNs;
        this.durationNs = durationNs;
        this.rateCheck = rateCheck;
        for (int vm = 0; vm < vms.size(); vm++) {
            vmByName.put(vms.get(vm).machine().name(), vm);
        }
    }

    Timeline read() {
        long lastNs = -1;
        for (ScenarioTree item : root.list(KEY).orElse(List.of())) {
            Section moment = Section.of(item, KEY);
            long atNs = at(moment, lastNs);
            rate(moment, atNs);
            move(moment, LEAVE, atNs, false);
            move(moment, ARRIVE, atNs, true);
            refuseEmpty(moment);
            moment.refuseUnknownKeys();
            lastNs = atNs;
        }
        return new Timeline(rates, moves);
    }

    private long at(Section moment, long lastNs) {
        long atNs = moment.value(AT, TimeSpan::parse)
                .orElseThrow(() -> moment.refusal(AT,
                        "missing (expected a time such as 2s, from the begin of the measured time)"))
                .ns();
        if (atNs <= lastNs) {
            throw moment.impossible(AT, "is not after the moment before it (expected rising times)");
        }
        if (warmupNs + atNs == 0) {
            throw moment.impossible(AT,
                    "is the begin of the trial (expected a later time: what holds from the begin stands"
                            + " under traffic, and a VM that arrives later is not there at first)");
        }
        if (atNs >= durationNs) {
            throw moment.impossible(AT,
                    "is not within the measured time of " + new TimeSpan(durationNs).text()
                            + " (expected an earlier time)");
        }
        return atNs;
    }

    private void rate(Section moment, long atNs) {
        moment.value(RATE, text -> {
            Optional<Rate> rate = text.equals("0") ? Optional.empty() : Optional.of(Rate.parse(text));
            rate.ifPresent(rateCheck);
            return rate;
        }).ifPresent(rate -> rates.add(new RateChange(atNs, rate)));
    }

    /** A name or a list of names. */
    private void move(Section moment, String key, long atNs, boolean arrives) {
        moment.node(key).ifPresent(node -> {
            List<ScenarioTree> names = node instanceof Sequence list ? list.items() : List.of(node);
            names.forEach(name -> move(key, name, atNs, arrives));
        });
    }

    private void move(String key, ScenarioTree name, long atNs, boolean arrives) {
        Integer vm = name instanceof Scalar(String text, Origin _) ? vmByName.get(text) : null;
        if (vm == null) {
            throw name.origin().refusal(KEY + "." + key, name.shown() + " is not a VM (expected one of the "
                    + vms.size() + " VMs, such as " + vms.getFirst().machine().name() + ")");
        }
        VmChange move = new VmChange(atNs, vm, arrives);
        VmChange before = lastMoves.put(vm, move);
        if (before != null && before.atNs() == atNs) {
            throw name.origin().refusal(KEY + "." + key,
                    name.shown() + " moves twice in one moment (expected some time between)");
        }
        if (before != null && before.arrives() == arrives) {
            throw name.origin().refusal(KEY + "." + key,
                    name.shown() + (arrives ? " is there already" : " has left already")
                            + " (expected arrivals and leaves in turn)");
        }
        moves.add(move);
    }

    private static void refuseEmpty(Section moment) {
        if (!moment.has(RATE) && !moment.has(ARRIVE) && !moment.has(LEAVE)) {
            throw moment.refusal("", "nothing happens (expected rate, arrive or leave)");
        }
    }
}

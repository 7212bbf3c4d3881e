package io.vmq.nic.adapter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an interface does in place of the kernel, by the kernel's own names such as {@code rx-gro} or {@code rx-hashing}.
 *
 * @param states
 *            in the order of the kernel
 */
public record Offloads(Map<String, State> states) {

    static final int NAME_BYTES = 32;
    static final int HEADER_BYTES = 8;
    static final int MAX_FEATURES = 1_024;
    /** Bytes of a struct ethtool_get_features_block: available, requested, active, never changed. */
    static final int BLOCK_BYTES = 16;

    private static final int NAMES_AT = 12;

    /** Whether it is on, and whether a user can change that. */
    public record State(boolean on, boolean changeable) {}

    public Offloads {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    /** Decodes the answer to ETHTOOL_GSTRINGS. */
    static List<String> names(AnswerBytes answer) {
        int count = answer.count(8, MAX_FEATURES);
        return IntStream.range(0, count)
                .mapToObj(i -> answer.text(NAMES_AT + i * NAME_BYTES, NAME_BYTES)).toList();
    }

    /** Decodes the answer to ETHTOOL_GFEATURES. */
    static Offloads parse(List<String> names, AnswerBytes answer) {
        Map<String, State> states = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            int block = HEADER_BYTES + i / Integer.SIZE * BLOCK_BYTES;
            int bit = 1 << i % Integer.SIZE;
            boolean changeable = (answer.i32(block) & bit) != 0 && (answer.i32(block + 12) & bit) == 0;
            if (!names.get(i).isEmpty()) {
                states.put(names.get(i), new State((answer.i32(block + 8) & bit) != 0, changeable));
            }
        }
        return new Offloads(states);
    }

    /** The state of the one of that name, if the kernel knows it. */
    public Optional<State> state(String name) {
        return Optional.ofNullable(states.get(name));
    }

    public boolean isOn(String name) {
        return state(name).filter(State::on).isPresent();
    }
}

package io.vmq.bench.path;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the programs in {@code peers} print. */
final class NativeOutput {

    private static final Pattern FRAMES_AND_NS = Pattern.compile("(\\d{1,18}) (\\d{1,18})\n");
    private static final Pattern NAMED = Pattern.compile("([a-z-]+) (\\d{1,18}) (\\d{1,18}) (\\d{1,19})");

    private NativeOutput() {}

    /** The one line {@code frames elapsedNs}. Such a program checks by itself what it read: the witness is the frames. */
    static Round round(String output) {
        Matcher matcher = FRAMES_AND_NS.matcher(output);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("this is not a line of frames and nanoseconds: " + output);
        }
        long frames = Long.parseLong(matcher.group(1));
        return round(frames, Long.parseLong(matcher.group(2)), frames);
    }

    /** Lines of {@code name frames elapsedNs checksum}, each name with {@code prefix} before it. */
    static Map<String, Round> rounds(String prefix, String output) {
        Map<String, Round> rounds = new LinkedHashMap<>();
        output.lines().forEach(line -> {
            Matcher matcher = NAMED.matcher(line);
            if (!matcher.matches() || rounds.put(prefix + matcher.group(1), named(matcher)) != null) {
                throw new IllegalArgumentException("this is not a name of its own with its numbers: " + line);
            }
        });
        return rounds;
    }

    private static Round named(Matcher matcher) {
        return round(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)));
    }

    private static Round round(long frames, long elapsedNs, long witness) {
        if (frames == 0 || elapsedNs == 0) {
            throw new IllegalArgumentException(frames + " frames in " + elapsedNs + " ns are no measurement");
        }
        return new Round(frames, elapsedNs, Round.NO_GAPS, witness);
    }
}

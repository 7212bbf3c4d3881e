package io.vmq.tools.steer;

import io.vmq.dispatch.steering.IndirectionTable;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read so far of a NIC's RSS settings, and the rules that hold for either system. For one thread. */
final class RssTableDraft {

    private final TextLines lines;
    private final List<Integer> queues = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    RssTableDraft(TextLines lines) {
        this.lines = lines;
    }

    int entries() {
        return queues.size();
    }

    /** The next entry of the table. */
    void add(int queue) {
        if (queues.size() == RssSettings.MAX_TABLE_ENTRIES) {
            throw lines.impossible("indirection table", (queues.size() + 1) + " entries",
                    "at most " + RssSettings.MAX_TABLE_ENTRIES);
        }
        queues.add(queue);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /**
     * The settings, once the text is at its end.
     *
     * @param fromText
     *            the key that the text has; null if it has none
     * @param fromUser
     *            the key that the user gave; null if there is none
     * @param why
     *            why the text has no key
     */
    RssTable finish(int queueCount, byte @Nullable [] fromText, @Nullable RssKey fromUser, String why,
            InputTransform transform) {
        if (Integer.bitCount(queues.size()) != 1) {
            throw lines.impossible("indirection table", queues.size() + " entries",
                    "a power of two; the text may be cut, and how a NIC picks an entry of another table is not published");
        }
        RssKey key = fromText == null ? given(fromUser, why) : printed(fromText, fromUser);
        noteUnhashed();
        return new RssTable(new IndirectionTable(queues.stream().mapToInt(Integer::intValue).toArray()), queueCount,
                key, transform, notes);
    }

    private RssKey given(@Nullable RssKey fromUser, String why) {
        if (fromUser == null) {
            throw lines.impossible("RSS hash key", "", why);
        }
        return fromUser;
    }

    private RssKey printed(byte[] fromText, @Nullable RssKey fromUser) {
        RssKey key = RssKey.of(Arrays.copyOf(fromText, RssKey.BYTES));
        if (fromUser != null && !fromUser.equals(key)) {
            throw lines.disagreement("RSS hash key", "the text has another key than --key (expected --key left away)");
        }
        return key;
    }

    /** Frames without a hash have hash 0 with some NICs, and queue 0 with others; the modes take the latter. */
    private void noteUnhashed() {
        if (queues.getFirst() != 0) {
            notes.add(
                    "frames that are not hashed are shown with queue 0; a NIC that gives them hash 0 sends them by entry "
                            + "0, to queue " + queues.getFirst());
        }
    }
}

package io.vmq.nic.xdp;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened so far while something larger is being opened: closed in reverse order when this is closed, unless all went well
 * and {@link #keep} was said. One thread uses it.
 */
final class Holdings implements AutoCloseable {

    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    <T extends AutoCloseable> T hold(T opened) {
        held.push(opened);
        return opened;
    }

    /** Leaves all of it open: it belongs to what was opened. */
    void keep() {
        held.clear();
    }

    @Override
    public void close() {
        while (!held.isEmpty()) {
            closeOne(held.pop());
        }
    }

    private static void closeOne(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            throw new IllegalStateException("what closes without an exception threw one", e);
        }
    }
}

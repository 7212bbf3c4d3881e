package io.vmq.nic.port;

import java.io.Serial;

/**
 * A real port cannot be opened or changed. The message is one sentence for the user: which interface, what was tried, what
 * the system answered, and what would help.
 */
public final class PortException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public PortException(String message) {
        super(message);
    }
}

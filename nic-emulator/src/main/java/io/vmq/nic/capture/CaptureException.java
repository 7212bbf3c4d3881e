package io.vmq.nic.capture;

import java.io.Serial;

/** A capture cannot be used. The message is one sentence for the user: which file, what is wrong, what was expected. */
public final class CaptureException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public CaptureException(String message) {
        super(message);
    }

    public CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}

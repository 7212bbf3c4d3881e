package io.vmq.dispatch.measure;

/** A rule of ours that must always hold was broken: a bug, never a result. */
public final class InvariantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvariantException(String message) {
        super(message);
    }
}

package io.vmq.tools.drawing;

/** This machine cannot draw letters. */
public final class NoFontsException extends Exception {

    private static final long serialVersionUID = 1L;

    NoFontsException(Throwable cause) {
        super("no fonts", cause);
    }
}

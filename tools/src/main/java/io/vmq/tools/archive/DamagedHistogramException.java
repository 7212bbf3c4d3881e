package io.vmq.tools.archive;

/** Text that stands where a log has a histogram is none; the message continues a sentence that begins with "the histogram". */
final class DamagedHistogramException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DamagedHistogramException(String message) {
        super(message);
    }

    DamagedHistogramException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.vmq.tools.send;

/** Is told how far sending is, by the thread that sends, some times a second. */
@FunctionalInterface
public interface SendWatcher {

    /** Nobody watches. */
    SendWatcher NONE = share -> {};

    /**
     * So much is done.
     *
     * @param share
     *            part of the frames' time that is over, 0 to 1
     */
    void sent(double share);
}

package io.vmq.tools.search;

/** Is told how a search comes along, on the thread that runs it. */
public interface SearchWatcher {

    /** Looks away. */
    SearchWatcher NONE = (mode, loadPps, share) -> {};

    /**
     * A trial of {@code mode} at {@code loadPps} begins.
     *
     * @param share
     *            part of the whole search that is done, roughly, 0 to 1
     */
    void trial(String mode, double loadPps, double share);
}

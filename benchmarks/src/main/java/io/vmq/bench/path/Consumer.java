package io.vmq.bench.path;

/** The other side's step: what the second core does again and again. */
interface Consumer {

    /** Takes what is there, within a limit, and returns how many frames that was; pauses if it was little. */
    int step();

    /** Something made of all that was read: without it the reads could be left out. */
    long witness();
}

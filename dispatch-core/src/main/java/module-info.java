/** Frames, rings, steering, the host model, balancing, the engines and measurement. */
module io.vmq.dispatch {
    requires static org.jspecify;
    requires org.jctools.core.jdk11;
    requires HdrHistogram;

    // exports io.vmq.dispatch.frame;
}

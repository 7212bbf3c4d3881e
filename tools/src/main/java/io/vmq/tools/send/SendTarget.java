package io.vmq.tools.send;

/**
 * Where frames were sent.
 *
 * @param kind
 *            what it is
 * @param name
 *            of the interface, the file, or the peer as HOST:PORT/VNI
 */
public record SendTarget(Kind kind, String name) {

    /** What takes frames. */
    public enum Kind {

        INTERFACE("interface"), VXLAN("vxlan"), FILE("file");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The name in results. */
        public String label() {
            return label;
        }
    }
}

package io.vmq.nic.bpf;

/** A register of the kernel's virtual machine, 64 bits wide (RFC 9669, section 2.1). */
public enum Register {

    /** What a called function, and the program itself, returns. */
    R0,
    /** First argument of a called function; the context when the program begins. A call destroys R1 to R5. */
    R1, R2, R3, R4, R5,
    /** Keep their values over calls. */
    R6, R7, R8, R9,
    /** The end of the stack, 512 bytes that lie below it; cannot be written. */
    STACK
}

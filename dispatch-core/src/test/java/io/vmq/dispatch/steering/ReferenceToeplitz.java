package io.vmq.dispatch.steering;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** The Toeplitz hash as its definition reads: bit after bit, the key as one large number that is shifted. */
final class ReferenceToeplitz {

    private final BigInteger key;

    ReferenceToeplitz(RssKey key) {
        this.key = new BigInteger(1, key.bytes());
    }

    int hash(byte[] input) {
        BigInteger bits = new BigInteger(1, input);
        int bitCount = input.length * 8;
        int result = 0;
        for (int i = 0; i < bitCount; i++) {
            if (bits.testBit(bitCount - 1 - i)) {
                result ^= key.shiftRight(RssKey.BYTES * 8 - 32 - i).intValue();
            }
        }
        return result;
    }

    /** The bytes that are hashed for a flow. */
    static byte[] input(FlowTuple flow, boolean withPorts) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(flow.source().getAddress());
        input.writeBytes(flow.destination().getAddress());
        if (withPorts) {
            input.writeBytes(Packets.u16(flow.sourcePort()));
            input.writeBytes(Packets.u16(flow.destinationPort()));
        }
        return input.toByteArray();
    }
}

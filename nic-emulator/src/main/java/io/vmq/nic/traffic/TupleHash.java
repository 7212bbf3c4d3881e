package io.vmq.nic.traffic;

import io.vmq.dispatch.steering.HashType;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.Toeplitz;
import java.nio.ByteBuffer;

/** A hash of the IPv4 tuple of a VM's client that is affine over GF(2) in the client's identity. */
interface TupleHash {

    int of(int vm, int identity);

    /**
     * What a NIC with this key computes for unfragmented packets. Without a hash type for the transport it hashes the
     * addresses alone.
     */
    static TupleHash rss(RssKey key, HashTypes types, Transport transport) {
        Toeplitz toeplitz = new Toeplitz(key);
        HashType withPorts = transport == Transport.TCP ? HashType.TCP_IPV4 : HashType.UDP_IPV4;
        boolean addressesAlone = types.contains(HashType.IPV4) && !types.contains(withPorts);
        return (vm, identity) -> toeplitz.hash(input(vm, identity, addressesAlone));
    }

    private static byte[] input(int vm, int identity, boolean addressesAlone) {
        ByteBuffer input = ByteBuffer.allocate(addressesAlone ? 8 : 12);
        input.putInt(FlowAddresses.client(identity)).putInt(FlowAddresses.vm(vm));
        return addressesAlone ? input.array() : input.putInt(ports(identity)).array();
    }

    /**
     * All six 16-bit words of the tuple, added: under a key with a period of 16 bits the RSS hash depends on it alone.
     */
    static TupleHash xor() {
        return (vm, identity) -> folded(
                FlowAddresses.client(identity) ^ FlowAddresses.vm(vm) ^ ports(identity));
    }

    private static int ports(int identity) {
        return FlowAddresses.clientPort(identity) << Short.SIZE | FlowAddresses.DISCARD_PORT;
    }

    private static int folded(int words) {
        return ((words >>> Short.SIZE) ^ words) & 0xFFFF;
    }
}

package io.vmq.tools.steer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random flows against a hash that shares nothing with the product. */
class SteerRandomTuplesTest {

    private static final int FLOWS = 2_000;
    private static final String[] PROTOCOLS = {"tcp", "udp", "other"};

    static Stream<Arguments> keys() {
        byte[] random = new byte[40];
        new Random(7).nextBytes(random);
        String hex = HexFormat.of().formatHex(random);
        return Stream.of(Arguments.of(1, "default", BitwiseToeplitz.DEFAULT_KEY),
                Arguments.of(2, "symmetric", BitwiseToeplitz.SYMMETRIC_KEY), Arguments.of(3, hex, hex));
    }

    @ParameterizedTest(name = "seed {0}, key {1}")
    @MethodSource("keys")
    void shouldAgreeWithAnIndependentHash(long seed, String key, String keyHex) throws UnknownHostException {
        Random random = new Random(seed);
        int queues = 1 + random.nextInt(200);
        int table = 1 << random.nextInt(11);
        StringBuilder input = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < FLOWS; i++) {
            Flow flow = Flow.random(random);
            input.append(flow.line()).append('\n');
            String hash = BitwiseToeplitz.hash(keyHex, flow.hashInput());
            long entry = Long.decode(hash) % table;
            expected.add(flow.line() + "," + flow.hashType() + "," + hash + "," + entry + "," + entry % queues);
        }

        SteerRun run = SteerRun.of(input.toString(), "--tuples", "-", "--key", key, "--queues",
                String.valueOf(queues), "--table", String.valueOf(table));

        assertThat(run.rows()).as("seed %d, %d queues, %d entries", seed, queues, table).isEqualTo(expected);
    }

    private record Flow(InetAddress source, InetAddress destination, int sourcePort, int destinationPort,
            String protocol) {

        static Flow random(Random random) throws UnknownHostException {
            int bytes = random.nextBoolean() ? 4 : 16;
            return new Flow(address(random, bytes), address(random, bytes), random.nextInt(0x1_0000),
                    random.nextInt(0x1_0000), PROTOCOLS[random.nextInt(PROTOCOLS.length)]);
        }

        private static InetAddress address(Random random, int bytes) throws UnknownHostException {
            byte[] address = new byte[bytes];
            random.nextBytes(address);
            // Zeros somewhere make the short forms of IPv6.
            int zerosUpTo = bytes == 16 ? random.nextInt(bytes) : 0;
            for (int i = random.nextInt(bytes); i < zerosUpTo; i++) {
                address[i] = 0;
            }
            return InetAddress.getByAddress(address);
        }

        String line() {
            return String.join(",", text(source), text(destination), String.valueOf(sourcePort),
                    String.valueOf(destinationPort), protocol);
        }

        private String text(InetAddress address) {
            String shortened = address.getHostAddress().replaceFirst("(^|:)0(:0)+(:|$)", "::");
            return sourcePort % 2 == 0 ? shortened : shortened.toUpperCase(Locale.ROOT);
        }

        private boolean withPorts() {
            return !protocol.equals("other");
        }

        String hashType() {
            String version = source.getAddress().length == 4 ? "ipv4" : "ipv6";
            return withPorts() ? protocol + "-" + version : version;
        }

        byte[] hashInput() {
            ByteBuffer input = ByteBuffer.allocate(2 * source.getAddress().length + (withPorts() ? 4 : 0));
            input.put(source.getAddress()).put(destination.getAddress());
            if (withPorts()) {
                input.putShort((short) sourcePort).putShort((short) destinationPort);
            }
            return input.array();
        }
    }
}

package io.vmq.tools.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;

/** Scenario files that are nearly right, and YAML that is made to hurt. */
final class ScenarioYaml {

    private static final String MINIMAL = "version: 1\n";
    private static final String COUNTED = """
            version: 1
            name: lab
            host: {processors: 16, smt: 2, numaNodes: 2, service: 2.4us+0.7ns}
            nics:
              - {name: nic0, link: 10gbps, queues: 8, ring: 512, attachedTo: vswitch}
            vms: {count: 8, firstMac: 00:15:5d:00:00:01, flowsPerVm: 64, popularity: zipf:1.2}
            traffic: {rate: 95%, frameSize: 1518, arrivals: poisson, protocol: tcp}
            run: {modes: [single, rss, vmq], clock: virtual, duration: 5s, warmup: 1s, trials: 3, seed: 1}
            """;
    private static final String LISTED = """
            version: 1
            vms:
              - {name: a, mac: 02:00:00:00:00:01, vlan: 5, queue: 2}
              - {mac: 02:00:00:00:00:02, queue: auto}
            traffic: {flowsPerVm: 4, frameSize: "64:1,1518:2"}
            """;
    private static final String CAPTURED = """
            version: 1
            traffic:
              capture: a.pcap
              speed: 10%
              loop: 0
              maxGap: 10ms
            run: {cpus: "0,2-5", coreMode: pinned, detail: total}
            """;
    private static final String EVENTFUL = """
            version: 1
            nics: [{whenFull: overflow-default}]
            rss: {key: symmetric, hashTypes: [ipv4, tcp-ipv4], table: 64}
            traffic: {arrivals: "mmpp:9/10ms,1/40ms", rate: 10%, mix: "ipv6:20%,arp:1%", outerVlan: 7, adversary: rss-collide}
            timeline:
              - {at: 1s, rate: 20%, leave: [vm1, vm2]}
              - {at: 2s, arrive: vm1, rate: 0}
            faults: ["stall:core=2,at=2s,for=100ms", "stall:processor=0:0,at=1s,for=1ms,every=9ms", "link-down:nic0,at=3s,for=1ms"]
            """;
    private static final String[] FILES = {MINIMAL, COUNTED, LISTED, CAPTURED, EVENTFUL};
    private static final String[] KEYS = {"version", "name", "host", "nics", "vms", "traffic", "run", "count", "mac",
        "rate", "modes", "timeline", "faults", "at", "leave", "service", "fixed", "perByte", "capture", "x", "<<"};
    private static final int MOST_DEPTH = 2_000;
    private static final int MOST_CHARS = 60_000;

    private ScenarioYaml() {}

    static byte[] any(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> hostile(random).getBytes(UTF_8);
            case 1 -> tree(random).getBytes(UTF_8);
            case 2 -> Mutation.ofBytes(mutatedFile(random).getBytes(UTF_8), random);
            default -> mutatedFile(random).getBytes(UTF_8);
        };
    }

    private static String mutatedFile(SplittableRandom random) {
        String text = FILES[random.nextInt(FILES.length)];
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            text = Words.mutated(text, random);
        }
        return text;
    }

    /** Nested deep, keys and numbers without end, aliases that would multiply, more than one document. */
    private static String hostile(SplittableRandom random) {
        int depth = random.nextInt(1, MOST_DEPTH);
        int chars = random.nextInt(1, MOST_CHARS);
        return "version: 1\n" + switch (random.nextInt(12)) {
            case 0 -> "run: " + "[".repeat(depth);
            case 1 -> "run: " + "{a: ".repeat(depth) + "1" + "}".repeat(depth);
            case 2 -> "- ".repeat(depth) + "1";
            case 3 -> "? ".repeat(depth) + "1";
            case 4 -> "k".repeat(chars) + ": 1\n";
            case 5 -> "name: \"" + "\\u0041".repeat(chars / 6) + "\"\n";
            case 6 -> "run: {seed: " + "9".repeat(chars) + "}\n";
            case 7 -> "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
            case 8 -> "name: !!" + "t".repeat(chars) + " x\n";
            case 9 -> "---\nversion: 1\n".repeat(random.nextInt(1, 100));
            case 10 -> "name: |\n" + "  line\n".repeat(chars / 8);
            default -> indented(depth / 4);
        };
    }

    private static String indented(int depth) {
        StringBuilder yaml = new StringBuilder();
        for (int level = 0; level < depth; level++) {
            yaml.append(" ".repeat(level)).append("a:\n");
        }
        return yaml.toString();
    }

    /** Known keys with anything behind them. */
    private static String tree(SplittableRandom random) {
        StringBuilder yaml = new StringBuilder("version: 1\n");
        for (int keys = random.nextInt(5); keys > 0; keys--) {
            yaml.append(key(random)).append(": ");
            node(yaml, 3, random);
            yaml.append('\n');
        }
        return yaml.toString();
    }

    private static void node(StringBuilder yaml, int depth, SplittableRandom random) {
        int kind = depth == 0 ? 2 : random.nextInt(4);
        if (kind > 1) {
            yaml.append(Words.piece(random));
            return;
        }
        yaml.append(kind == 0 ? '[' : '{');
        for (int items = random.nextInt(4); items > 0; items--) {
            if (kind == 1) {
                yaml.append(key(random)).append(": ");
            }
            node(yaml, depth - 1, random);
            yaml.append(", ");
        }
        yaml.append(kind == 0 ? ']' : '}');
    }

    private static String key(SplittableRandom random) {
        return KEYS[random.nextInt(KEYS.length)];
    }
}

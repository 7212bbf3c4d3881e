package io.vmq.tools.fuzz;

import java.util.SplittableRandom;

/** Hostile texts, and texts with hostile pieces put in. */
final class Words {

    private static final String[] PIECES = {"", " ", "\n", "\r", "\t", ":", ": ", "- ", "{", "}", "[", "]", ",", ",,",
        "&a ",
        "*a", "!!int ", "!<x> ", "| ", "> ", "'", "\"", "\\", "\\x", "\\u12", "%", "#", "?", "---\n", "...\n", "<<: ",
        "null",
        "~", "-1", "0", "+1", "1e400", "1e-400", "00", "0.1", "1.", ".5", "65535", "65536", "4294967295", "4294967296",
        "2147483648", "9223372036854775807", "18446744073709551616", "NaN", ".inf", "0x7", "max", "100%", "200%", "1h",
        "720h", "721h", "1ps", "1tbps", "ff:ff:ff:ff:ff:ff", "00-15-5D-00-00-01", "zipf:", "zipf:0", "zipf:1e308",
        "zipf:-0", "onoff:", "onoff:1ns,720h", "mmpp:0/1s,0/1s", "mmpp:1e9/1ns,1/1ns", "elephants:0,100%", "arp:100%",
        "ipv6:99.999999999%", "ipv6:50%,ipv6:50%", "rss-collide:", "stall:core=-1,at=0,for=0", "stall:,at=,for=",
        "imix", "64:0", "64:1,1518:1", "64:999999999999,65:999999999999", "9600", "9601", "63", "0-4095",
        "4095-0", "0-4096", "::", "::1", "::ffff:1.2.3.4", "fe80::1%1", "1.2.3.4", "255.255.255.256", "tcp", "udp",
        "other", "recorded", "poisson", "constant", "uniform", "\uFEFF", "\u0085", "\u2028", "\u202E", "\u0000",
        "\u001b[2J", "\uFFFF", "\u0660", "\uFF11", "\uD83D\uDE00", "e\u0301", "%YAML 9.9\n", "version: 1\n", "vms",
        "count",
        "run", "capture", "nics", "2us+1ns", "1s+1s", "0+0", "single,rss,vmq", "a".repeat(65)};
    private static final int MOST_DIGITS = 3_000;

    private Words() {}

    static String piece(SplittableRandom random) {
        return switch (random.nextInt(24)) {
            case 0 -> "9".repeat(random.nextInt(MOST_DIGITS));
            case 1 -> "0." + "0".repeat(random.nextInt(MOST_DIGITS)) + "1";
            case 2 -> Long.toString(random.nextLong());
            case 3 -> Character.toString(random.nextInt(Character.MIN_CODE_POINT, Character.MIN_SURROGATE));
            default -> PIECES[random.nextInt(PIECES.length)];
        };
    }

    /** Leaves out, repeats, or puts in a few characters. */
    static String mutated(String text, SplittableRandom random) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(8));
        String before = text.substring(0, at);
        return switch (random.nextInt(4)) {
            case 0 -> before + text.substring(to);
            case 1 -> before + text.substring(at, to).repeat(2) + text.substring(to);
            case 2 -> before + piece(random) + text.substring(to);
            default -> before + piece(random) + text.substring(at);
        };
    }
}

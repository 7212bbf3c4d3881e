package io.vmq.dispatch.stress;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jcstress.Main;

/**
 * Runs jcstress and fails unless every test that it planned passed. The harness alone fails for forbidden outcomes only: a
 * test whose trial run throws, as a broken class may make it, counts as a soft error and is left out.
 */
public final class StressRun {

    private static final Pattern RESULTS = Pattern.compile("\\(Results: (\\d+) planned; (\\d+) passed,");

    private StressRun() {}

    /** Takes the arguments of jcstress; ends with an exception, and so with exit code 1, if anything did not pass. */
    public static void main(String[] arguments) throws Exception {
        PrintStream shown = System.out;
        Charset charset = shown.charset();
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        System.setOut(new PrintStream(new Both(shown, heard), true, charset));
        Main.main(arguments);
        System.out.flush();
        check(heard.toString(charset));
    }

    private static void check(String account) {
        String planned = "0";
        String passed = "0";
        for (Matcher results = RESULTS.matcher(account); results.find();) {
            planned = results.group(1);
            passed = results.group(2);
        }
        if (planned.equals("0") || !planned.equals(passed)) {
            throw new AssertionError(passed + " of " + planned + " planned tests passed");
        }
    }

    /** Writes to two streams. */
    private static final class Both extends FilterOutputStream {

        private final OutputStream second;

        Both(OutputStream first, OutputStream second) {
            super(first);
            this.second = second;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            second.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            second.write(bytes, from, length);
        }
    }
}

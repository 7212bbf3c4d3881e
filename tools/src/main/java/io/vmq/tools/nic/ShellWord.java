package io.vmq.tools.nic;

import java.util.regex.Pattern;

/** Names as one word of a shell: the kernel lets interfaces have nearly any character, and commands are there to be copied. */
final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.@%+=-]+");

    private ShellWord() {}

    /** The text as it stands if no shell sees more in it, otherwise in quotation marks. */
    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}

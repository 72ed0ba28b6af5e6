package dev.brownout.web.emulation.java.util;

/** Emulation of {@code java.util.StringJoiner}. */
public final class StringJoiner {
    private final String delimiter;
    private final String suffix;
    private final StringBuilder text;
    private boolean empty = true;

    /** Creates a text that begins with a prefix and ends with a suffix. */
    public StringJoiner(CharSequence delimiter, CharSequence prefix, CharSequence suffix) {
        this.delimiter = delimiter.toString();
        this.suffix = suffix.toString();
        this.text = new StringBuilder(prefix);
    }

    /** Adds a part. */
    public StringJoiner add(CharSequence part) {
        text.append(empty ? "" : delimiter).append(part);
        empty = false;
        return this;
    }

    @Override
    public String toString() {
        return text + suffix;
    }
}

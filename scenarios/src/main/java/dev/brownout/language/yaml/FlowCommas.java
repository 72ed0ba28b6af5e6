package dev.brownout.language.yaml;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Detects a value that a comma has split: YAML reads {@code { service: lognormal(p50=8ms, p99=40ms) }} as two keys.
 * Reports one problem per value and consumes its pieces.
 */
final class FlowCommas {
    private static final Pattern HEAD = Pattern.compile("(?:.*[^\\d.,])?\\d{1,3}");
    private static final Pattern TAIL = Pattern.compile("\\d{3}(?:\\D.*)?");

    private final boolean flow;
    private final String brackets;
    private final ProblemCollector findings;
    private final BiConsumer<Text, Text> repaired;
    private Text key;
    private Text first;
    private Text lastKey;
    private Text last;
    private final StringBuilder whole = new StringBuilder();
    private int unclosed;

    /**
     * Creates a detector for one list or map.
     *
     * @param flow whether it is written in flow style, in brackets
     * @param brackets the kind of brackets
     * @param repaired receives the key and the rejoined value; an item of a list is its own key
     */
    FlowCommas(boolean flow, String brackets, ProblemCollector findings, BiConsumer<Text, Text> repaired) {
        this.flow = flow;
        this.brackets = brackets;
        this.findings = findings;
        this.repaired = repaired;
    }

    /** Consumes the item of a list if it belongs to a split value. Returns whether it did. */
    boolean swallow(Node item) {
        return item instanceof Text text && swallow(text, text);
    }

    /**
     * Consumes an entry if it belongs to a split value: as its beginning, or as a key that is a later piece. Returns
     * whether it did.
     */
    boolean swallow(Text key, Node value) {
        if (!flow) {
            return false;
        }
        if (first != null && (key == value || value.isNull())) {
            append(key);
            return true;
        }
        close();
        if (value instanceof Text text && text.plain() && balance(text.value()) > 0) {
            this.key = key;
            first = text;
            append(text);
            return true;
        }
        if (key != value && value.isNull() && splitsNumber(key)) {
            joinNumber(key);
            return true;
        }
        lastKey = key;
        last = value instanceof Text text ? text : null;
        return false;
    }

    /** Returns whether a key without a value is the rest of a number with a thousands separator, as in 1,000/s. */
    private boolean splitsNumber(Text rest) {
        return last != null
                && last.plain()
                && HEAD.matcher(last.value()).matches()
                && TAIL.matcher(rest.value()).matches();
    }

    private void joinNumber(Text rest) {
        Text number =
                new Text(last.value() + rest.value(), true, last.location().withOffsets(List.of()));
        findings.error(
                ProblemKind.YAML,
                last.location(),
                "a comma inside {} ends the value: write {}, or put it on its own line",
                brackets,
                number.value());
        repaired.accept(lastKey, number);
        last = number;
    }

    private void append(Text piece) {
        whole.append(whole.length() == 0 ? "" : " ").append(piece.value());
        unclosed += balance(piece.value());
        if (unclosed <= 0) {
            close();
        }
    }

    /** Reports and repairs the current split value, if there is one. */
    void close() {
        if (first == null) {
            return;
        }
        findings.error(
                ProblemKind.YAML,
                first.location(),
                unclosed > 0
                        ? Sentence.of("'(' is never closed in '{}'; a comma inside {} ends the value", whole, brackets)
                        : Sentence.of(
                                "a comma inside {} ends the value: write {}, or put it on its own line",
                                brackets,
                                whole));
        String closed = whole + ")".repeat(Math.max(0, unclosed));
        repaired.accept(key, new Text(closed, true, first.location().withOffsets(List.of())));
        first = null;
        unclosed = 0;
        whole.setLength(0);
    }

    /** Returns the number of opening parentheses of a text minus the number of closing ones. */
    static int balance(String text) {
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        return open;
    }
}

package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of the timeline that sets a parameter: {@code set params.canary to 50% for 2m as rollout}.
 *
 * @param parameter the name of the parameter
 * @param value its new value
 * @param length the duration as written; empty for the rest of the run
 * @param name its name in relations
 */
public record SetSentence(String parameter, String value, Optional<String> length, Optional<String> name) {
    /** Verb of the sentence. */
    static final String VERB = "set";

    private static final Pattern SENTENCE = Pattern.compile("set\\s+params\\.(\\w+)\\s+to\\s+(\\S+)"
            + "(?:\\s+for\\s+(\\S+))?(?:\\s+as\\s+(\\p{L}[\\p{L}\\d_-]*))?\\s*");

    /**
     * A change of a parameter in a scenario, from the short or the long form.
     *
     * @param fromNanos the start, in ns
     * @param toNanos the end, in ns; {@code Long.MAX_VALUE} for the rest of the run
     * @param written the text of the change
     */
    public record Change(String parameter, String value, long fromNanos, long toNanos, Text written) {}

    /** Returns whether a text begins with the verb. */
    static boolean begins(String text) {
        return text.strip().split("\\s", 2)[0].equals(VERB);
    }

    /** Parses a sentence that begins with the verb. Throws {@code ValueException} if it is invalid. */
    static SetSentence read(String text) {
        Matcher matcher = SENTENCE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new ValueException(
                    text,
                    "only a parameter can be set during a run, such as set params.canary to 50%; use "
                            + "variants for other settings, scale web to 5 for nodes, and "
                            + "set-rate-limit web 50/s for a limit");
        }
        return new SetSentence(
                matcher.group(1),
                matcher.group(2),
                Optional.ofNullable(matcher.group(3)),
                Optional.ofNullable(matcher.group(4)));
    }

    /**
     * Returns all readable parameter changes in a list of faults. Unreadable ones are reported by the parser of faults.
     */
    public static List<Change> of(Node faults) {
        return faults instanceof Items list
                ? list.items().stream().flatMap(item -> readable(item).stream()).toList()
                : List.of();
    }

    private static Optional<Change> readable(Node fault) {
        try {
            return change(fault);
        } catch (ValueException suppressed) {
            return Optional.empty();
        }
    }

    private static Optional<Change> change(Node fault) {
        if (!(fault instanceof Entries map)) {
            return Optional.empty();
        }
        if (map.get("do") instanceof Text verb) {
            if (verb.value().equals(VERB)
                    && map.get("at") instanceof Text at
                    && map.get("parameter") instanceof Text parameter
                    && map.get("to") instanceof Text to) {
                String length = map.get("for") instanceof Text span ? span.value() : null;
                return Optional.of(
                        change(at.value(), parameter.value(), to.value(), Optional.ofNullable(length), parameter));
            }
            return Optional.empty();
        }
        for (Map.Entry<String, Node.Entry> line : map.entries().entrySet()) {
            if (line.getKey().startsWith("at ")
                    && line.getValue().value() instanceof Text text
                    && begins(text.value())) {
                SetSentence sentence = read(text.value());
                String place = line.getKey().substring(3).strip();
                return Optional.of(change(place, sentence.parameter, sentence.value, sentence.length, text));
            }
        }
        return Optional.empty();
    }

    private static Change change(String place, String parameter, String value, Optional<String> length, Text written) {
        long from = UnitParser.read(place, Dimension.TIME).longValue();
        long to = length.map(
                        span -> from + UnitParser.read(span, Dimension.TIME).longValue())
                .orElse(Long.MAX_VALUE);
        return new Change(parameter, value, from, to < from ? Long.MAX_VALUE : to, written);
    }
}

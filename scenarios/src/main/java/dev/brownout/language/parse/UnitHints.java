package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.sentence.Sentence;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Suggestions for amounts without a unit or with an unknown unit. */
final class UnitHints {
    /** Pattern of the text before a unit: a number, or an amount of several units that ends in one. */
    private static final Pattern AMOUNT = Pattern.compile("-?\\$?\\d++(\\.\\d++)?+([a-zA-Z]++(\\d++(\\.\\d++)?+)?+)*+");

    /** Suffixes of a number without a dimension. */
    static final List<String> SCALES = List.of("k", "M", "G");

    private static final int MANY = 12;
    /** Least bare number for which milliseconds are suggested in addition to seconds. */
    private static final BigDecimal SECONDS_AT_MOST = BigDecimal.valueOf(100);

    static final String LONE_POINT = "has a point without digits on both sides";

    private static final Pattern SUFFIX = Pattern.compile("([+-]?\\$?\\d+)\\.+(?!\\d)\\s*(.*)");
    private static final Pattern BEFORE = Pattern.compile("([+-]?\\$?)\\.(\\d.*)");

    private UnitHints() {}

    /** Rejects a decimal point without a digit before or after it, as in {@code .5s} and {@code 5.s}. */
    static void refuseLonePoint(String text) {
        if (text.indexOf('.') < 0) {
            return;
        }
        Matcher suffix = SUFFIX.matcher(text);
        Matcher before = BEFORE.matcher(text);
        String suggestion = suffix.matches()
                ? suffix.group(1) + suffix.group(2)
                : before.matches() ? before.group(1) + "0." + before.group(2) : text;
        if (!suggestion.equals(text) && UnitParser.isReadable(suggestion)) {
            throw new ValueException(text, "'{}' " + LONE_POINT + "; did you mean '{}'?", text, suggestion)
                    .corrected(text, suggestion);
        }
    }

    /** Returns the error for an amount without a unit. It has a correction if only one unit is likely. */
    static ValueException withoutUnit(String text, BigDecimal value, Dimension expected) {
        List<String> candidates = suggestions(text, value, expected);
        ValueException wrong = new ValueException(
                text, "'{}' has no unit; did you mean '{}'?", text, String.join("' or '", candidates));
        return candidates.size() == 1 ? wrong.corrected(text, candidates.get(0)) : wrong;
    }

    private static List<String> suggestions(String text, BigDecimal value, Dimension expected) {
        String digits = text.replaceFirst("[kMG]$", "");
        boolean scaled = !digits.equals(text);
        return switch (expected) {
            case MONEY -> List.of("$" + text);
            case SIZE -> List.of(text + (scaled ? "B" : "MB"));
            case BANDWIDTH -> List.of(text + (scaled ? "bps" : "Mbps"));
            case TIME -> {
                if (scaled) {
                    yield List.of(digits + (text.endsWith("M") ? "m" : "s"));
                }
                yield value.compareTo(SECONDS_AT_MOST) < 0 ? List.of(text + "s") : List.of(text + "ms", text + "s");
            }
            case RATIO -> {
                boolean share = value.signum() != 0 && value.abs().compareTo(BigDecimal.ONE) < 0;
                String percent = text + "%";
                yield share ? List.of(UnitParser.plainText(value.movePointRight(2)) + "%", percent) : List.of(percent);
            }
            case RATE -> List.of(text + "/s");
            case MONEY_RATE -> List.of(text + "/h");
            case COUNT -> List.of(text);
        };
    }

    /** Returns the error for an amount with an unknown unit, which begins at an index of the text. */
    static ValueException unknown(String text, String unit, int index, List<String> known) {
        String word = unit.strip();
        if (word.matches("[eE][+-]?\\d.*")) {
            return new ValueException(
                    text, "'{}' has an exponent; write the number with digits, or with a suffix k, M or G", text);
        }
        String digits = text.replace("_", "");
        if (!digits.equals(text) && UnitParser.isReadable(digits)) {
            return new ValueException(text, "'{}' has a '_' in its number; did you mean '{}'?", text, digits)
                    .corrected(text, digits);
        }
        String suggestion = switch (word) {
            case "sec", "secs", "second", "seconds" -> "s";
            case "min", "mins", "minute", "minutes" -> "m";
            case "hour", "hours", "hr" -> "h";
            case "day", "days" -> "d";
            case "msec", "msecs", "mili", "milis", "milli", "millis", "millisecond", "milliseconds" -> "ms";
            case "rps", "qps", "/sec", "/second" -> "/s";
            case "rpm", "/m", "/minute" -> "/min";
            case "/hour" -> "/h";
            case "/day" -> "/d";
            case "req", "reqs", "request", "requests", "r" -> "";
            case "Ki", "Mi", "Gi", "Ti" -> word + "B";
            default ->
                known.stream()
                        .filter(word::equalsIgnoreCase)
                        .findFirst()
                        .or(() -> SpellingSuggestion.synonym(word, known))
                        .orElse(known.equals(SCALES) && !word.equals(unit) ? "" : null);
        };
        if (!AMOUNT.matcher(text.substring(0, index)).matches()) {
            suggestion = null;
        }
        Sentence expected =
                !known.isEmpty() && known.size() < MANY ? SpellingSuggestion.oneOf(known) : Sentence.of(UnitParser.ANY);
        String whole = text.substring(0, index) + suggestion + text.substring(index + unit.length());
        return suggestion == null
                ? new ValueException(text, "'{}' has an unknown unit '{}'; expected {}", text, word, expected)
                : new ValueException(text, "'{}' has an unknown unit '{}'; did you mean '{}'?", text, word, whole)
                        .corrected(text, whole);
    }
}

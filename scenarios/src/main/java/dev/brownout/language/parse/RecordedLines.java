package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.sentence.Sentence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parses the lines of a file with recorded values. A method throws {@code ValueException} at the first invalid line.
 */
final class RecordedLines {
    private static final Pattern COLUMNS = Pattern.compile("[,;\t]");
    /** Separators that no amount contains: 1,000 is a number. */
    private static final Pattern TABLE = Pattern.compile("[;\t|]|,(?!\\d{3}(?!\\d))");

    private static final Pattern HEADER = Pattern.compile(
            "[#\"']*\\s*((key|object|obj|item|user|page|block|content|request)[_ -]?(s|id|key|name|no)?"
                    + "|id|ids|name|url|uri|path|time|timestamp|lba)[\"']*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int MOST_SHOWN = 40;

    private RecordedLines() {}

    /** Returns the amounts in lines of one amount each, in the base unit. */
    static List<Double> amounts(List<String> lines, Dimension dimension) {
        List<Double> values = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            try {
                values.add(UnitParser.read(lines.get(i), dimension).doubleValue());
            } catch (ValueException wrong) {
                throw wrong(i, ": {}", Sentence.reason(wrong));
            }
        }
        return values;
    }

    /** Returns the instants in lines of one time each, in nanoseconds. */
    static List<Long> times(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (TABLE.matcher(lines.get(i)).find()) {
                throw wrong(
                        i,
                        ", '{}', has several columns; write the one of the times, {}",
                        shorten(lines.get(i)),
                        example(lines, "time"));
            }
        }
        return amounts(lines, Dimension.TIME).stream().map(Double::longValue).toList();
    }

    /** Returns an example of an argument that selects a column: its name in a header, or its number. */
    private static String example(List<String> lines, String argument) {
        List<String> first =
                SeparatedColumns.detected(lines.get(0)).of(lines.get(0)).orElse(List.of());
        boolean header = first.stream().noneMatch(RecordedTimestamp::isReadable);
        return "such as " + argument + "=2"
                + (header ? " header=true, or its name in the header: " + String.join(", ", first) : "");
    }

    /**
     * Returns the keys in lines of one key each. Rejects tables, as their header or rows would count as keys that occur
     * only once.
     */
    static List<String> keys(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (COLUMNS.matcher(lines.get(i)).find()) {
                throw wrong(
                        i,
                        ", '{}', has several columns; write the one of the keys, {}",
                        shorten(lines.get(i)),
                        example(lines, "key"));
            }
        }
        if (!lines.isEmpty() && header(lines)) {
            throw wrong(
                    0,
                    ", '{}', looks like a header, not like a key; write header=true, or remove the line",
                    shorten(lines.get(0)));
        }
        return lines;
    }

    /** Rejects keys of which the first one is the name of their column. */
    static void requireNoHeader(List<String> keys, String line) {
        if (header(keys)) {
            throw wrong(0, ", '{}', looks like a header; write header=true, or remove the line", shorten(line));
        }
    }

    /** Returns a size in bytes. A size without a unit is in bytes. */
    static int bytes(String text, int line) {
        try {
            BigDecimal bytes =
                    NUMBER.matcher(text).matches() ? new BigDecimal(text) : UnitParser.read(text, Dimension.SIZE);
            if (bytes.signum() < 0 || bytes.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
                throw wrong(line, ": '{}' is no size from 0B to {}B", text, Integer.MAX_VALUE);
            }
            return bytes.intValue();
        } catch (ValueException wrong) {
            throw withLine(line, wrong);
        }
    }

    /** Returns an error with the number of its line, from 0. */
    static ValueException withLine(int line, ValueException wrong) {
        boolean stated = wrong.getMessage().startsWith("line " + (line + 1) + " of the file");
        return stated ? wrong : wrong(line, ": {}", Sentence.reason(wrong));
    }

    /**
     * Returns whether the first line is a header: it is a common column name, or the only line that is not a number.
     */
    private static boolean header(List<String> lines) {
        String first = lines.get(0);
        List<String> rest = lines.subList(1, lines.size());
        if (rest.contains(first)) {
            return false;
        }
        boolean numbers = rest.size() > 1
                && rest.stream().allMatch(line -> NUMBER.matcher(line).matches());
        return HEADER.matcher(first).matches()
                || numbers && !NUMBER.matcher(first).matches();
    }

    static String shorten(String line) {
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line;
    }

    static ValueException wrong(int line, String form, Object... arguments) {
        Sentence text = Sentence.of("line {} of the file{}", line + 1, Sentence.of(form, arguments));
        return new ValueException(text.toString(), text);
    }
}

package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.spec.RecordedText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parses the lines of a file with recorded values. A method throws {@code ValueException} at the first invalid line.
 */
final class RecordedLines {
    private static final Pattern COLUMNS = Pattern.compile("[,;\t]");
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
                throw wrong(i, ": " + wrong.getMessage());
            }
        }
        return values;
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
                        ", '" + shortened(lines.get(i))
                                + "', has several columns; a trace of keys has one key per line and nothing else");
            }
        }
        if (!lines.isEmpty() && header(lines)) {
            throw wrong(0, ", '" + shortened(lines.get(0)) + "', looks like a header, not like a key; remove the line");
        }
        return lines;
    }

    /** Returns keys from the first column and sizes from another column. A size without a unit is in bytes. */
    static RecordedText<String> keysAndSizes(List<String> lines, int column) {
        List<String> keys = new ArrayList<>(lines.size());
        List<Integer> sizes = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String[] columns = COLUMNS.split(lines.get(i), -1);
            if (columns.length < column) {
                throw wrong(i, ", '" + shortened(lines.get(i)) + "', has no column " + column);
            }
            keys.add(columns[0].strip());
        }
        if (header(keys)) {
            throw wrong(0, ", '" + shortened(lines.get(0)) + "', looks like a header; remove the line");
        }
        for (int i = 0; i < lines.size(); i++) {
            sizes.add(bytes(COLUMNS.split(lines.get(i), -1)[column - 1].strip(), i));
        }
        return new RecordedText<>(keys, sizes);
    }

    private static int bytes(String text, int line) {
        try {
            BigDecimal bytes =
                    NUMBER.matcher(text).matches() ? new BigDecimal(text) : UnitParser.read(text, Dimension.SIZE);
            if (bytes.signum() < 0 || bytes.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
                throw wrong(line, ": '" + text + "' is no size from 0B to " + Integer.MAX_VALUE + "B");
            }
            return bytes.intValue();
        } catch (ValueException wrong) {
            String prefix = "line " + (line + 1) + " of the file";
            throw wrong.getMessage().startsWith(prefix) ? wrong : wrong(line, ": " + wrong.getMessage());
        }
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

    private static String shortened(String line) {
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line;
    }

    private static ValueException wrong(int line, String what) {
        String text = "line " + (line + 1) + " of the file" + what;
        return new ValueException(text, text);
    }
}

package dev.brownout.language;

import dev.brownout.language.Arguments.Argument;
import dev.brownout.language.grammar.LanguageParser;
import dev.brownout.language.grammar.LanguageParser.AtomContext;
import dev.brownout.random.HotKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.SequentialKeys;
import dev.brownout.random.TraceKeys;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.ZipfKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads popularities of keys: {@code zipf(1.0 100k)}, {@code hot(30% on bieber, rest uniform(1M))}. */
final class KeyLaws {
    private static final Pattern COLUMNS = Pattern.compile("[,;\t]");
    private static final Pattern HEADER = Pattern.compile(
            "[#\"']*\\s*((key|object|obj|item|user|page|block|content|request)[_ -]?(s|id|key|name|no)?"
                    + "|id|ids|name|url|uri|path|time|timestamp|lba)[\"']*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int MOST_SHOWN = 40;

    private final Files files;

    /** Finds traces among these files. */
    KeyLaws(Files files) {
        this.files = files;
    }

    /** Reads a popularity; throws ValueException where the text is none. */
    KeyPopularity read(String text) {
        return keys(Syntax.read(text, LanguageParser::value, "keys such as zipf(1.0 100k)")
                .term()
                .atom());
    }

    private KeyPopularity keys(AtomContext atom) {
        if (atom.call() == null) {
            throw Syntax.wrong(
                    atom, "'" + Syntax.text(atom) + "' says no popularity; expected keys such as zipf(1.0 100k)");
        }
        Arguments arguments = Arguments.of(atom.call());
        try {
            return switch (atom.call().name.getText()) {
                case "uniform" -> new UniformKeys(count(arguments, arguments.as(Forms.KEYS)));
                case "sequential" -> new SequentialKeys(count(arguments, arguments.as(Forms.KEYS)));
                case "zipf" -> {
                    count(arguments, arguments.by(List.of("s", "keys"))); // a lone number is that of the keys
                    Map<String, Argument> a = arguments.as(Forms.KEYS);
                    yield new ZipfKeys(arguments.amount(a, "s", Dimension.COUNT).doubleValue(), count(arguments, a));
                }
                case "hot" -> hot(arguments);
                case "trace" -> trace(arguments);
                default ->
                    throw Syntax.wrong(
                            atom.call().name,
                            Nearest.unknownChoice("popularity", atom.call().name.getText(), Forms.names(Forms.KEYS)));
            };
        } catch (IllegalArgumentException wrong) {
            throw arguments.refused(wrong);
        }
    }

    private static int count(Arguments arguments, Map<String, Argument> found) {
        try {
            return arguments.amount(found, "keys", Dimension.COUNT).intValueExact();
        } catch (ArithmeticException tooMany) {
            throw arguments.wrong("the number of keys must be a whole number up to 1G");
        }
    }

    private KeyPopularity hot(Arguments arguments) {
        List<Argument> all = arguments.all();
        List<HotKeys.Hot> hot = new ArrayList<>();
        int i = 0;
        while (i + 2 < all.size() && all.get(i + 1).text().equals("on")) {
            double share = Arguments.amount(all.get(i), Dimension.RATIO).doubleValue();
            hot.add(new HotKeys.Hot(share, all.get(i + 2).text()));
            i += 3;
        }
        boolean rest = i + 2 == all.size() && all.get(i).text().equals("rest");
        if (hot.isEmpty() || !rest || !(all.get(i + 1).part() instanceof AtomContext others)) {
            throw arguments.missing("shares and the rest, as in hot(30% on bieber, rest uniform(1M))");
        }
        return new HotKeys(hot, keys(others));
    }

    /** Refuses a file that is a table: its header, or its rows, would be taken for keys that nobody asks for twice. */
    private static void requireKeys(List<String> lines, Arguments arguments) {
        for (int i = 0; i < lines.size(); i++) {
            if (COLUMNS.matcher(lines.get(i)).find()) {
                throw arguments.wrong("line " + (i + 1) + " of the file, '" + shortened(lines.get(i))
                        + "', has several columns; a trace of keys has one key a line and nothing else");
            }
        }
        if (!lines.isEmpty() && header(lines)) {
            throw arguments.wrong("line 1 of the file, '" + shortened(lines.get(0))
                    + "', looks like a header, not like a key; take that line out of the file");
        }
    }

    /** Whether the first line names a column: a word that such columns have, or the only line that is no number. */
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

    private KeyPopularity trace(Arguments arguments) {
        List<String> lines = files.lines(arguments);
        requireKeys(lines, arguments);
        Map<String, Integer> numbers = new java.util.TreeMap<>();
        lines.forEach(line -> numbers.put(line, 0));
        int number = 0;
        for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
            entry.setValue(++number);
        }
        return new TraceKeys(lines.stream().mapToInt(numbers::get).toArray());
    }
}

package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.RecordedTable;
import dev.brownout.spec.TableColumn.Content;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Parses the table that a function names. A method throws {@code ValueException} at the first error. */
final class RecordedTableParser {
    /** Rates that stand for none. */
    private static final Set<String> NO_RATES = Set.of("", "null", "nan", "na", "n/a", "-");

    private static final BigDecimal MOST_RATE = new BigDecimal("1e9");
    private static final BigDecimal SECOND = new BigDecimal("1e9");
    private static final int MOST_NAMES = 12;

    private final RecordedTableForm form;
    private final List<String> lines;
    private final SeparatedColumns separated;
    private final boolean named;
    private final int width;

    private RecordedTableParser(RecordedTableForm form, List<String> lines) {
        this.form = form;
        this.lines = lines;
        this.separated =
                form.separator().map(SeparatedColumns::new).orElseGet(() -> SeparatedColumns.detected(lines.get(0)));
        this.width = columns(0).size();
        this.named = isNamed();
    }

    /** Parses a table from the lines of its file, of which there is at least one. */
    static RecordedTable read(RecordedTableForm form, List<String> lines) {
        if (!form.table()) {
            boolean keys = form.columns().containsKey(Content.KEYS);
            return keys
                    ? new RecordedTable(RecordedLines.keys(lines), List.of(), List.of(), List.of())
                    : new RecordedTable(List.of(), List.of(), RecordedLines.times(lines), List.of());
        }
        return new RecordedTableParser(form, lines).read();
    }

    private RecordedTable read() {
        if (named && lines.size() == 1) {
            throw new ValueException(lines.get(0), "the file has no line below its header");
        }
        Map<Content, Integer> columns = new EnumMap<>(Content.class);
        form.columns()
                .forEach((content, column) -> number(column).ifPresent(index -> {
                    columns.forEach((other, previous) -> requireOther(content, other, index, previous));
                    columns.put(content, index);
                }));
        return columns.containsKey(Content.RATES) ? rates(columns) : requests(columns);
    }

    private void requireOther(Content content, Content other, int index, int count) {
        if (index == count) {
            String names = form.columns().get(other).argument() + " and "
                    + form.columns().get(content).argument();
            throw wrong(Sentence.of("{} are both column {}", names, index));
        }
    }

    private RecordedTable requests(Map<Content, Integer> columns) {
        List<String> keys = column(columns, Content.KEYS);
        if (!named && !keys.isEmpty()) {
            RecordedLines.requireNoHeader(keys, lines.get(0));
        }
        int empty = keys.indexOf("");
        if (empty >= 0) {
            throw RecordedLines.wrong(line(empty), " has no key in column {}", columns.get(Content.KEYS));
        }
        List<Integer> sizes = new ArrayList<>();
        for (String size : column(columns, Content.SIZES)) {
            sizes.add(RecordedLines.bytes(size, line(sizes.size())));
        }
        List<Long> times = new ArrayList<>();
        for (String time : column(columns, Content.ORDER)) {
            times.add(
                    time(time, Optional.of(BigDecimal.ONE), line(times.size())).nanos());
        }
        for (String time : column(columns, Content.ARRIVALS)) {
            times.add(time(time, form.unit(), line(times.size())).nanos());
        }
        return new RecordedTable(
                keys, sizes, columns.containsKey(Content.ARRIVALS) ? fromFirst(times) : times, List.of());
    }

    private static List<Long> fromFirst(List<Long> times) {
        long first = times.stream().mapToLong(Long::longValue).min().orElse(0);
        return times.stream().map(time -> time - first).sorted().toList();
    }

    private RecordedTable rates(Map<Content, Integer> columns) {
        List<String> instants = column(columns, Content.INSTANTS);
        List<String> texts = column(columns, Content.RATES);
        List<Long> times = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        long start = 0;
        for (int row = 0; row < texts.size(); row++) {
            RecordedTimestamp time =
                    time(instants.get(row), Optional.of(form.unit().orElse(SECOND)), line(row));
            start = row == 0 && time.dated() ? time.nanos() : start;
            long instant = time.nanos() - start;
            boolean ascends = row == 0 || instant >= 0 && (times.isEmpty() || instant > times.get(times.size() - 1));
            if (!ascends) {
                throw RecordedLines.wrong(line(row), ": '{}' is not later than the time before it", instants.get(row));
            }
            if (!NO_RATES.contains(texts.get(row).toLowerCase(Locale.ROOT))) {
                times.add(instant);
                rates.add(rate(texts.get(row), line(row)));
            }
        }
        if (times.isEmpty()) {
            throw wrong(Sentence.of("the file has no rate in column {}", columns.get(Content.RATES)));
        }
        return new RecordedTable(List.of(), List.of(), times, rates);
    }

    private double rate(String text, int line) {
        try {
            BigDecimal rate = text.contains("/")
                    ? UnitParser.read(text, Dimension.RATE)
                    : RecordedTimestamp.number(text)
                            .orElseGet(() -> UnitParser.read(text, Dimension.COUNT))
                            .multiply(SECOND)
                            .divide(form.per().orElse(SECOND), MathContext.DECIMAL128);
            if (rate.signum() < 0 || rate.compareTo(MOST_RATE) > 0) {
                throw RecordedLines.wrong(line, ": '{}' is no rate from 0/s to 1G/s", text);
            }
            return rate.doubleValue();
        } catch (ValueException wrong) {
            throw RecordedLines.withLine(line, wrong);
        }
    }

    private RecordedTimestamp time(String text, Optional<BigDecimal> unit, int line) {
        try {
            return RecordedTimestamp.of(text, unit);
        } catch (ValueException wrong) {
            throw RecordedLines.withLine(line, wrong);
        }
    }

    /** Returns whether the first line has the names of the columns. */
    private boolean isNamed() {
        boolean byName = form.columns().values().stream()
                .anyMatch(column -> column.written()
                        .filter(text -> position(text).isEmpty())
                        .isPresent());
        if (byName && form.header().filter(header -> !header).isPresent()) {
            throw wrong(Sentence.of("a column has a name in the header, but header=false"));
        }
        return form.header().orElseGet(() -> byName || isTitled(Content.ARRIVALS) || isTitled(Content.INSTANTS));
    }

    /** Returns whether the first line has no time in a column of times. */
    private boolean isTitled(Content times) {
        return Optional.ofNullable(form.columns().get(times))
                .flatMap(this::number)
                .filter(index -> !RecordedTimestamp.isReadable(columns(0).get(index - 1)))
                .isPresent();
    }

    /** Returns the number of a column from 1; empty if it is not read. */
    private Optional<Integer> number(RecordedTableForm.Column column) {
        if (column.written().isEmpty()) {
            return column.position() == 0 ? Optional.empty() : Optional.of(columnAt(column.position()));
        }
        String text = column.written().get();
        OptionalInt position = position(text);
        return Optional.of(position.isPresent() ? columnAt(position.getAsInt()) : byName(text));
    }

    private int columnAt(int column) {
        if (column < 1 || column > width) {
            throw RecordedLines.wrong(0, ", '{}', has no column {}", RecordedLines.shorten(lines.get(0)), column);
        }
        return column;
    }

    private int byName(String name) {
        List<String> names = columns(0);
        for (boolean plain : new boolean[] {false, true}) {
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                boolean same = plain
                        ? normalize(names.get(i)).equals(normalize(name))
                        : names.get(i).equals(name);
                if (same) {
                    found.add(i + 1);
                }
            }
            if (found.size() == 1) {
                return found.get(0);
            } else if (found.size() > 1) {
                throw wrong(Sentence.of("the header has '{}' more than once; write the number of the column", name));
            }
        }
        List<String> known = names.size() > MOST_NAMES ? names.subList(0, MOST_NAMES) : names;
        throw wrong(SpellingSuggestion.unknownChoice("column of the file", name, known));
    }

    /** Returns a name in lower case without its punctuation. */
    private static String normalize(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static OptionalInt position(String text) {
        return text.matches("\\d{1,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** Returns the number of the line of a row, from 0. */
    private int line(int row) {
        return named ? row + 1 : row;
    }

    private List<String> column(Map<Content, Integer> columns, Content content) {
        if (!columns.containsKey(content)) {
            return List.of();
        }
        int index = columns.get(content);
        List<String> values = new ArrayList<>(lines.size());
        for (int line = named ? 1 : 0; line < lines.size(); line++) {
            List<String> row = columns(line);
            if (row.size() < index) {
                throw RecordedLines.wrong(
                        line, ", '{}', has no column {}", RecordedLines.shorten(lines.get(line)), index);
            }
            if (row.size() != width) {
                throw RecordedLines.wrong(
                        line,
                        ", '{}', has the wrong number of columns: {} instead of {}",
                        RecordedLines.shorten(lines.get(line)),
                        row.size(),
                        width);
            }
            values.add(row.get(index - 1));
        }
        return values;
    }

    private List<String> columns(int line) {
        return separated
                .of(lines.get(line))
                .orElseThrow(() -> RecordedLines.wrong(
                        line, ", '{}', has a quote that is not closed", RecordedLines.shorten(lines.get(line))));
    }

    private static ValueException wrong(Sentence message) {
        return new ValueException(message.toString(), message);
    }
}

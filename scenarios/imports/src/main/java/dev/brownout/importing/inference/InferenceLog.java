package dev.brownout.importing.inference;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Successful calls of one replica of a language model, in the order of their arrivals.
 *
 * @param name name of the file, for display
 * @param calls the calls; at least {@link #FEWEST}
 */
public record InferenceLog(String name, List<LoggedCall> calls) {
    /** Minimum number of calls of a log. */
    public static final int FEWEST = 100;

    private static final List<String> COLUMNS = List.of("arrival", "prompt_tokens", "output_tokens", "ttft", "end");
    private static final int MOST_TOKENS = 100_000_000;
    private static final int NANO_DIGITS = 9;
    private static final double LONGEST_SECONDS = 4e9;

    /** Difference of two instants in seconds that rounding to milliseconds can cause. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.002");

    /**
     * A call.
     *
     * @param arrivalNanos time of its arrival, in ns after the first arrival of the log
     * @param prompt tokens of the prompt, at least 1
     * @param output tokens of the output, at least 1
     * @param firstNanos time of its first token, after its arrival
     * @param endNanos time of its last token, not before the first one
     */
    public record LoggedCall(long arrivalNanos, int prompt, int output, long firstNanos, long endNanos) {
        /** Returns the number of steps from the first token to the last one. */
        int steps() {
            return output - 1;
        }
    }

    /** Copies the list. */
    public InferenceLog {
        calls = List.copyOf(calls);
    }

    /**
     * Reads a table with commas. Its first line has the names of the columns {@code arrival}, {@code prompt_tokens},
     * {@code output_tokens}, {@code ttft} and {@code end}, in any order and among others. {@code arrival} and
     * {@code end} are instants of the same clock and {@code ttft} is the time to first token, all in seconds.
     *
     * @throws ImportException if the file is unreadable, has no such table, or has too few calls
     */
    public static InferenceLog read(ImportSource source) throws ImportException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(source.unpacked(), StandardCharsets.UTF_8))) {
            return new InferenceLogReader(source.name()).read(lines);
        } catch (IOException failed) {
            throw ImportException.unreadable(source.name(), failed);
        }
    }

    /** Reader of one file. */
    private static final class InferenceLogReader {
        private final String name;
        private final List<BigDecimal[]> rows = new ArrayList<>();
        private int line;

        InferenceLogReader(String name) {
            this.name = name;
        }

        InferenceLog read(BufferedReader lines) throws IOException, ImportException {
            String header = lines.readLine();
            line = 1;
            int[] places = places(header == null ? "" : header);
            List<LoggedCall> calls = new ArrayList<>();
            BigDecimal start = null;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                if (!text.isBlank()) {
                    BigDecimal[] row = row(text, places);
                    start = start == null ? row[0] : start.min(row[0]);
                    rows.add(row);
                    check(row);
                }
            }
            if (rows.size() < FEWEST) {
                throw new ImportException(
                        "{}: {} calls; a fit of step times needs at least {}", name, rows.size(), FEWEST);
            }
            for (BigDecimal[] row : rows) {
                long arrival = nanos(row[0].subtract(start));
                calls.add(new LoggedCall(
                        arrival,
                        row[1].intValue(),
                        row[2].intValue(),
                        arrival + nanos(row[3]),
                        Math.max(arrival + nanos(row[3]), nanos(row[4].subtract(start)))));
            }
            calls.sort(Comparator.comparingLong(LoggedCall::arrivalNanos));
            return new InferenceLog(name, calls);
        }

        private int[] places(String header) throws ImportException {
            List<String> names = Arrays.stream(header.split(",", -1))
                    .map(column -> column.strip().toLowerCase(Locale.ROOT))
                    .toList();
            int[] places = new int[COLUMNS.size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = names.indexOf(COLUMNS.get(i));
                if (places[i] < 0) {
                    throw new ImportException(
                            "{}:1: there is no column '{}'; the first line names the columns {}, with times in seconds",
                            name,
                            COLUMNS.get(i),
                            String.join(",", COLUMNS));
                }
            }
            return places;
        }

        private BigDecimal[] row(String text, int... places) throws ImportException {
            String[] cells = text.split(",", -1);
            BigDecimal[] row = new BigDecimal[places.length];
            for (int i = 0; i < places.length; i++) {
                String cell = places[i] < cells.length ? cells[places[i]].strip() : "";
                try {
                    row[i] = new BigDecimal(cell);
                } catch (NumberFormatException wrong) {
                    throw wrong(COLUMNS.get(i) + " is '" + cell + "', and must be a number");
                }
                if (row[i].abs().doubleValue() > LONGEST_SECONDS) {
                    throw wrong(COLUMNS.get(i) + " is " + cell + ", which is too large; times are in seconds");
                }
            }
            return row;
        }

        private void check(BigDecimal... row) throws ImportException {
            for (int i = 1; i <= 2; i++) {
                boolean whole = row[i].stripTrailingZeros().scale() <= 0;
                if (!whole || row[i].signum() <= 0 || row[i].doubleValue() > MOST_TOKENS) {
                    throw wrong(COLUMNS.get(i) + " is " + row[i].toPlainString()
                            + ", and must be a whole number of tokens, at least 1");
                }
            }
            if (row[3].signum() <= 0) {
                throw wrong("ttft is " + row[3].toPlainString() + ", and must be more than 0 seconds");
            }
            BigDecimal first = row[0].add(row[3]);
            if (row[4].add(ROUNDING).compareTo(first) < 0) {
                throw wrong("end " + row[4].toPlainString() + " is before the first token at " + first.toPlainString()
                        + "; 'arrival' and 'end' are instants of one clock, and all times are in seconds");
            }
        }

        private ImportException wrong(String text) {
            return new ImportException("{}:{}: {}", name, line, text);
        }

        private static long nanos(BigDecimal seconds) {
            return seconds.movePointRight(NANO_DIGITS)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValue();
        }
    }
}

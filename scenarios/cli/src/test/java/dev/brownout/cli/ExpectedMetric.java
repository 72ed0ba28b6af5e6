package dev.brownout.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Metric that a library scenario must show: one line of {@code expected.txt}.
 *
 * @param metric metric, in the syntax of relations
 * @param window time window, in the syntax of relations; may be empty
 * @param mean mean over many seeds, or {@code no data}
 * @param low 5th percentile of single runs
 * @param high 95th percentile of single runs
 */
record ExpectedMetric(
        String scenario, String variant, String metric, String window, String mean, String low, String high) {
    static final List<ExpectedMetric> ALL = read();

    boolean hasNoValue() {
        return mean.equals("no data");
    }

    /** Returns the metric with its window, in the syntax of answers. */
    String expression() {
        return (metric + " " + window).strip();
    }

    @Override
    public String toString() {
        return scenario + " / " + variant + ": " + expression();
    }

    private static List<ExpectedMetric> read() {
        try (InputStream file = ExpectedMetric.class.getResourceAsStream("expected.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ExpectedMetric::line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExpectedMetric line(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 7) {
            throw new IllegalArgumentException("seven cells are expected: " + line);
        }
        return new ExpectedMetric(
                cells[0].strip(),
                cells[1].strip(),
                cells[2].strip(),
                cells[3].strip(),
                cells[4].strip(),
                cells[5].strip(),
                cells[6].strip());
    }
}

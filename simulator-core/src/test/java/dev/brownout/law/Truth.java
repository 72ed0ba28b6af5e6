package dev.brownout.law;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A known answer, as it stands in {@code truths.jsonl}.
 *
 * @param expected in nanoseconds where it is a time
 * @param tolerance of a run of {@code n} requests
 * @param n requests after the warm-up; 0 where the row does not say
 */
record Truth(String id, double expected, double tolerance, String kind, long n, Map<String, Object> params) {
    /** All rows whose expected value is a number, by id. */
    static final Map<String, Truth> ALL = read();

    private static Map<String, Truth> read() {
        Map<String, Truth> truths = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Truth.class.getResourceAsStream("truths.jsonl"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<?, ?> row = (Map<?, ?>) Json.parse(line);
                if (row.get("expected") instanceof Double expected) {
                    Truth truth = of(row, expected);
                    truths.put(truth.id, truth);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return truths;
    }

    private static Truth of(Map<?, ?> row, double expected) {
        Map<String, Object> params = new LinkedHashMap<>();
        ((Map<?, ?>) row.get("params")).forEach((name, value) -> params.put((String) name, value));
        double unit = switch ((String) row.get("unit")) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            default -> 1;
        };
        return new Truth(
                (String) row.get("id"),
                expected * unit,
                (Double) row.get("tol"),
                (String) row.get("kind"),
                row.get("n") instanceof Double n ? n.longValue() : 0,
                params);
    }

    /** A parameter that is a number. */
    double number(String name) {
        return (Double) params.get(name);
    }

    /** A parameter that is a number, or another number where the row does not have it. */
    double number(String name, double otherwise) {
        return params.get(name) instanceof Double number ? number : otherwise;
    }

    /** A parameter that is a list of numbers. */
    List<Double> numbers(String name) {
        return ((List<?>) params.get(name)).stream().map(Double.class::cast).toList();
    }

    /** A parameter that is a text; empty where the row does not have it. */
    String text(String name) {
        return params.get(name) instanceof String text ? text : "";
    }

    /** Whether a measured value agrees, with a tolerance as many times as wide. */
    boolean agrees(double measured, double wider) {
        double room = tolerance * wider;
        return switch (kind) {
            case "rel" -> Math.abs(measured / expected - 1) <= room;
            case "upper" -> measured <= expected * (1 + room);
            default -> throw new IllegalArgumentException(id + ": " + kind + " is nothing to measure");
        };
    }
}

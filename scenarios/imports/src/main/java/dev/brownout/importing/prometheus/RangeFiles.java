package dev.brownout.importing.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads responses of {@code /api/v1/query_range} (Prometheus documentation, HTTP API, range vectors), one series at a
 * time: {@code {"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[t,"v"]]}]}}}. Native
 * histograms are in {@code histograms} instead of {@code values}.
 */
final class RangeFiles {
    private static final String EXPECTED = "expected the response to a range query (/api/v1/query_range)";

    private final JsonFactory factory = new JsonFactory();
    private final Consumer<PrometheusSeries> sink;
    private long series;
    private long understood;

    RangeFiles(Consumer<PrometheusSeries> sink) {
        this.sink = sink;
    }

    /** Returns the number of series. */
    long series() {
        return series;
    }

    /** Returns the number of series with valid times and numbers. */
    long understood() {
        return understood;
    }

    /**
     * Reads a file.
     *
     * @throws ImportException if it cannot be read, or has a different format
     */
    void read(ImportSource source) throws ImportException {
        String name = source.name();
        try (JsonParser parser = factory.createParser(source.unpacked())) {
            try {
                while (parser.nextToken() != null) {
                    answer(parser, name);
                }
            } catch (JsonProcessingException | CharConversionException broken) {
                throw new ImportException(
                        "{}:{}:{}: invalid or truncated JSON; " + EXPECTED,
                        name,
                        parser.currentLocation().getLineNr(),
                        parser.currentLocation().getColumnNr());
            }
        } catch (IOException failed) {
            throw ImportException.unreadable(name, failed);
        }
    }

    private void answer(JsonParser parser, String name) throws IOException, ImportException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new ImportException("{}: not an object; " + EXPECTED, name);
        }
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("status") && !parser.getText().equals("success")) {
                throw new ImportException("{}: the response of Prometheus is an error without data", name);
            }
            if (field.equals("data") && parser.currentToken() == JsonToken.START_OBJECT) {
                found = true;
                data(parser, name);
            } else {
                parser.skipChildren();
            }
        }
        if (!found) {
            throw new ImportException("{}: it has no 'data'; " + EXPECTED, name);
        }
    }

    private void data(JsonParser parser, String name) throws IOException, ImportException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("resultType") && !parser.getText().equals("matrix")) {
                throw new ImportException("{}: the response is not a matrix: it has no times; " + EXPECTED, name);
            }
            if (field.equals("result") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    series(parser);
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void series(JsonParser parser) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        double[][] read = {new double[0], new double[0]};
        NativeSeries natives = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("metric") && value == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String label = parser.currentName();
                    parser.nextToken();
                    labels.put(label, parser.getText());
                }
            } else if (field.equals("values") && value == JsonToken.START_ARRAY) {
                read = values(parser);
            } else if (field.equals("histograms") && value == JsonToken.START_ARRAY) {
                natives = new NativeSeries();
                natives.read(parser);
            } else {
                parser.skipChildren();
            }
        }
        series++;
        boolean numbers = read != null && read[0].length > 0;
        if (numbers) {
            sink.accept(new PrometheusSeries(labels, read[0], read[1], Optional.empty()));
        }
        boolean histograms = natives != null && natives.isWellFormed();
        if (histograms) {
            sink.accept(new PrometheusSeries(labels, natives.times(), natives.counts(), Optional.of(natives.growth())));
        }
        understood += numbers || histograms ? 1 : 0;
    }

    /**
     * Reads times and values. Values that are not finite, such as a quotient by 0, are skipped. Returns {@code null} if
     * the format is wrong.
     */
    private static double[][] values(JsonParser parser) throws IOException {
        double[] times = new double[64];
        double[] values = new double[64];
        int count = 0;
        boolean right = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            double[] pair = {Double.NaN, Double.NaN};
            int length = 0;
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                right = false;
                continue;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                double number = number(parser);
                if (length < pair.length) {
                    pair[length] = number;
                }
                length++;
            }
            double time = pair[0];
            double value = pair[1];
            right &= length == 2 && (count == 0 || time > times[count - 1]) && Double.isFinite(time);
            if (Double.isFinite(value)) {
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * count);
                    values = Arrays.copyOf(values, 2 * count);
                }
                times[count] = time;
                values[count++] = value;
            }
        }
        return right ? new double[][] {Arrays.copyOf(times, count), Arrays.copyOf(values, count)} : null;
    }

    /** Returns a number, or the number in a text; NaN for anything else. */
    static double number(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            try {
                return Double.parseDouble(parser.getText().replaceFirst("Inf$", "Infinity"));
            } catch (NumberFormatException none) {
                return Double.NaN;
            }
        }
        parser.skipChildren();
        return parser.currentToken().isNumeric() ? parser.getDoubleValue() : Double.NaN;
    }
}

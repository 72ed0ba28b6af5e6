package dev.brownout.importing.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Native histograms of one series: {@code [[t, {"count": "7", "sum": "0.9", "buckets": [[rule, "from", "to",
 * "count"]]}]]} (Prometheus documentation, HTTP API, native histograms). The rule, which states the bounds that belong
 * to a bucket, is ignored, as it makes no difference to durations.
 */
final class NativeSeries {
    private final List<Double> times = new ArrayList<>();
    private final List<Double> counts = new ArrayList<>();
    private final NativeHistogram growth = new NativeHistogram();
    private NativeHistogram last;
    private boolean right = true;

    /** Reads all histograms of the series. */
    void read(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                right = false;
                continue;
            }
            parser.nextToken();
            double time = RangeFiles.number(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a native histogram is not an object");
            }
            histogram(parser, time);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                right = false;
            }
        }
    }

    private void histogram(JsonParser parser, double time) throws IOException {
        double count = Double.NaN;
        NativeHistogram read = new NativeHistogram();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("count")) {
                count = RangeFiles.number(parser);
            } else if (field.equals("buckets") && value == JsonToken.START_ARRAY) {
                buckets(parser, read);
            } else {
                parser.skipChildren();
            }
        }
        right &= Double.isFinite(time) && (times.isEmpty() || time > times.get(times.size() - 1));
        if (Double.isFinite(count)) {
            times.add(time);
            counts.add(count);
            if (last != null) {
                growth.addGrowth(last, read);
            }
            last = read;
        }
    }

    private void buckets(JsonParser parser, NativeHistogram into) throws IOException {
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            List<Double> bucket = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                bucket.add(RangeFiles.number(parser));
            }
            boolean whole = bucket.size() == 4 && bucket.get(1) < bucket.get(2) && bucket.get(3) >= 0;
            right &= whole;
            if (whole) {
                into.add(bucket.get(1), bucket.get(2), bucket.get(3));
            }
        }
    }

    /** Returns whether there are histograms and all of them are well-formed. */
    boolean isWellFormed() {
        return right && !times.isEmpty();
    }

    double[] times() {
        return times.stream().mapToDouble(time -> time).toArray();
    }

    /** Returns the number of values at each time. */
    double[] counts() {
        return counts.stream().mapToDouble(count -> count).toArray();
    }

    /** Returns the values counted between the first and the last time. */
    NativeHistogram growth() {
        return growth;
    }
}

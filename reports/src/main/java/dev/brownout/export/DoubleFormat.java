package dev.brownout.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.Arrays;

/**
 * Serialization of doubles in their shortest exact form on every JDK. Whole numbers have no fraction, and "no sample"
 * ({@code NaN}) is {@code null}. An infinite value is {@code null} too; a reader of such a field restores it with
 * {@link UnlimitedReader}.
 */
final class DoubleFormat {

    private static final double EXACT_LIMIT = 9_007_199_254_740_992.0;

    private DoubleFormat() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("numbers");
        module.addSerializer(double.class, new DoubleWriter());
        module.addSerializer(Double.class, new DoubleWriter());
        module.addSerializer(double[].class, new DoublesWriter());
        module.addSerializer(long[].class, new LongsWriter());
        module.addDeserializer(double.class, new DoubleReader(Double.NaN));
        module.addDeserializer(double[].class, new DoublesReader());
        module.addDeserializer(long[].class, new LongsReader());
        return module;
    }

    /** Returns the shortest text that parses to the same double; empty for a value that is not finite. */
    static String text(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        return whole(value) ? Long.toString((long) value) : NumberOutput.toString(value, true);
    }

    private static boolean whole(double value) {
        return value == Math.rint(value) && Math.abs(value) <= EXACT_LIMIT;
    }

    private static void write(double value, JsonGenerator json) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (whole(value)) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    private static final class DoubleWriter extends StdSerializer<Double> {
        DoubleWriter() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            write(value, json);
        }
    }

    /**
     * Serializer of an array of numbers. An in-memory tree embeds the array as an object, since a node for each number
     * would cost more than writing it. This class serializes the array when the tree is written.
     */
    private abstract static class ArrayWriter<T> extends StdSerializer<T> {
        ArrayWriter(Class<T> array) {
            super(array);
        }

        @Override
        public void serialize(T values, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (json instanceof TokenBuffer tree) {
                tree.writeEmbeddedObject(values);
            } else {
                json.writeStartArray();
                each(values, json);
                json.writeEndArray();
            }
        }

        abstract void each(T values, JsonGenerator json) throws IOException;
    }

    private static final class DoublesWriter extends ArrayWriter<double[]> {
        DoublesWriter() {
            super(double[].class);
        }

        @Override
        void each(double[] values, JsonGenerator json) throws IOException {
            for (double value : values) {
                write(value, json);
            }
        }
    }

    private static final class LongsWriter extends ArrayWriter<long[]> {
        LongsWriter() {
            super(long[].class);
        }

        @Override
        void each(long[] values, JsonGenerator json) throws IOException {
            for (long value : values) {
                json.writeNumber(value);
            }
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, long[] values) {
            return values.length == 0;
        }
    }

    /** Deserializer that reads {@code null} as positive infinity. */
    static final class UnlimitedReader extends DoubleReader {
        UnlimitedReader() {
            super(Double.POSITIVE_INFINITY);
        }
    }

    private static class DoubleReader extends StdDeserializer<Double> {
        private final double absent;

        DoubleReader(double absent) {
            super(double.class);
            this.absent = absent;
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.getDoubleValue();
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return absent;
        }
    }

    private static final class DoublesReader extends StdDeserializer<double[]> {
        DoublesReader() {
            super(double[].class);
        }

        @Override
        public double[] deserialize(JsonParser json, DeserializationContext context) throws IOException {
            double[] values = new double[64];
            int length = 0;
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (length == values.length) {
                    values = Arrays.copyOf(values, 2 * length);
                }
                values[length++] = token == JsonToken.VALUE_NULL ? Double.NaN : json.getDoubleValue();
            }
            return Arrays.copyOf(values, length);
        }
    }

    /** Deserializer that reads an absent array as an empty one. */
    private static final class LongsReader extends StdDeserializer<long[]> {
        LongsReader() {
            super(long[].class);
        }

        @Override
        public long[] deserialize(JsonParser json, DeserializationContext context) throws IOException {
            long[] values = new long[64];
            int length = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (length == values.length) {
                    values = Arrays.copyOf(values, 2 * length);
                }
                values[length++] = json.getLongValue();
            }
            return Arrays.copyOf(values, length);
        }

        @Override
        public long[] getNullValue(DeserializationContext context) {
            return new long[0];
        }
    }
}

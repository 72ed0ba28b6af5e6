package dev.brownout.export;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.util.Arrays;

/**
 * Jackson deserializers of numbers and messages. {@code null} is "no sample" ({@code NaN}); {@link UnlimitedReader}
 * reads it as infinite.
 */
final class ValueReaders {
    private static final int FIRST_LENGTH = 64;

    private ValueReaders() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("values");
        module.addDeserializer(double.class, new DoubleReader(Double.NaN));
        module.addDeserializer(double[].class, new DoublesReader());
        module.addDeserializer(long[].class, new LongsReader());
        module.addDeserializer(Sentence.class, new SentenceReader());
        return module;
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
            double[] values = new double[FIRST_LENGTH];
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

    /** Deserializer of a message from its English sentence. */
    private static final class SentenceReader extends StdDeserializer<Sentence> {
        SentenceReader() {
            super(Sentence.class);
        }

        @Override
        public Sentence deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Sentence.of(json.getText());
        }
    }

    /** Deserializer that reads an absent array as an empty one. */
    private static final class LongsReader extends StdDeserializer<long[]> {
        LongsReader() {
            super(long[].class);
        }

        @Override
        public long[] deserialize(JsonParser json, DeserializationContext context) throws IOException {
            long[] values = new long[FIRST_LENGTH];
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

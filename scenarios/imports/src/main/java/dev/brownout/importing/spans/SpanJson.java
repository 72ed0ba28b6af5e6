package dev.brownout.importing.spans;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/** JSON functions shared by the parsers of OTLP, Jaeger and Zipkin, for streaming input. */
final class SpanJson {
    /**
     * Reader for the value of a field. The current token of the parser is the first one of the value. The reader
     * consumes the value to its end.
     */
    @FunctionalInterface
    interface Field {
        void read(String name) throws IOException;
    }

    /**
     * Reader for an item of a list. The current token of the parser is the first one of the item. The reader consumes
     * the item to its end.
     */
    @FunctionalInterface
    interface Item {
        void read() throws IOException;
    }

    private SpanJson() {}

    /** Reads all fields of the current object. A value that is no object is skipped. */
    static void object(JsonParser parser, Field field) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    /** Reads all items of the current list. A value that is no list is skipped. */
    static void list(JsonParser parser, Item item) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY && token != null) {
            item.read();
            token = parser.nextToken();
        }
    }

    /** Returns the current scalar value as text. The result is empty for null, an object or a list. */
    static String text(JsonParser parser) throws IOException {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
            return "";
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    /** Returns the current integer, written as a number or as text, or {@code fallback} if it is no 64-bit integer. */
    static long number(JsonParser parser, long fallback) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? fallback : parser.getLongValue();
        }
        try {
            return new BigDecimal(text(parser)).longValueExact();
        } catch (NumberFormatException | ArithmeticException invalid) {
            return fallback;
        }
    }

    /** Returns the camel-case form of a field name of protobuf's JSON: {@code traceId} for {@code trace_id}. */
    static String plainText(String name) {
        return name.indexOf('_') < 0 ? name : camel(name);
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean upperCase = i > 0 && name.charAt(i - 1) == '_';
            if (c != '_') {
                camel.append(upperCase ? Character.toUpperCase(c) : c);
            }
        }
        return camel.toString();
    }
}

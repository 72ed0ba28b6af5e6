package dev.brownout.importing.spans;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/** What the JSON of OTLP and of Jaeger have in common, read from a stream. */
final class SpanJson {
    /** Reads the value of a field, whose first token is the parser's current one, to its end. */
    @FunctionalInterface
    interface Field {
        void read(String name) throws IOException;
    }

    /** Reads an item of a list, whose first token is the parser's current one, to its end. */
    @FunctionalInterface
    interface Item {
        void read() throws IOException;
    }

    private SpanJson() {}

    /** Reads all fields of the object that the parser is at; of what is no object, nothing. */
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

    /** Reads all items of the list that the parser is at; of what is no list, nothing. */
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

    /** A single value as text; empty of what is none. */
    static String text(JsonParser parser) throws IOException {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
            return "";
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    /** A whole number, written as one or as text; or else what is given. */
    static long number(JsonParser parser, long unless) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? unless : parser.getLongValue();
        }
        try {
            return new BigDecimal(text(parser)).longValueExact();
        } catch (NumberFormatException | ArithmeticException none) {
            return unless;
        }
    }

    /**
     * The name of a field as protobuf's JSON may have it, in one form: {@code traceId} and {@code trace_id} are one.
     */
    static String plain(String name) {
        return name.indexOf('_') < 0 ? name : camel(name);
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean up = i > 0 && name.charAt(i - 1) == '_';
            if (c != '_') {
                camel.append(up ? Character.toUpperCase(c) : c);
            }
        }
        return camel.toString();
    }
}

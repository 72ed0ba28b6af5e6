package dev.brownout.json;

/**
 * Builder of a JSON text (RFC 8259). The indented form has each property of an object on a line of its own, an array on
 * one line, and a line end after the whole. The caller balances the begin and end of objects and arrays.
 */
public final class JsonBuilder {
    private static final String INDENT = "  ";
    private static final String HEX = "0123456789ABCDEF";
    private static final int DIGIT_BITS = 4;
    private static final int DIGIT_MASK = 15;

    private final StringBuilder text = new StringBuilder();
    private final boolean indented;
    /** Opening brackets of the objects and arrays that have not ended. */
    private final StringBuilder open = new StringBuilder();
    /** Number of objects that have not ended. */
    private int depth;
    /** True if the innermost object or array has no content yet. */
    private boolean empty;
    /** True if the next value is the value of a property. */
    private boolean named;

    private JsonBuilder(boolean indented) {
        this.indented = indented;
    }

    /** Creates a builder of an indented text. */
    public static JsonBuilder indented() {
        return new JsonBuilder(true);
    }

    /** Creates a builder of a text without white space. */
    public static JsonBuilder compact() {
        return new JsonBuilder(false);
    }

    /** Begins an object. */
    public JsonBuilder beginObject() {
        begin('{');
        depth++;
        return this;
    }

    /** Ends the innermost object. */
    public JsonBuilder endObject() {
        depth--;
        if (empty) {
            space();
        } else {
            newLine();
        }
        return end('}');
    }

    /** Begins an array. */
    public JsonBuilder beginArray() {
        begin('[');
        return this;
    }

    /** Ends the innermost array. */
    public JsonBuilder endArray() {
        space();
        return end(']');
    }

    /** Adds the name of a property. The next call adds its value. */
    public JsonBuilder name(String name) {
        if (!empty) {
            text.append(',');
        }
        newLine();
        quote(name);
        space();
        text.append(':');
        space();
        named = true;
        return this;
    }

    /** Adds a string. */
    public JsonBuilder value(String value) {
        beforeValue();
        quote(value);
        return this;
    }

    /** Adds an integer. */
    public JsonBuilder value(long value) {
        beforeValue();
        text.append(value);
        return this;
    }

    /** Adds a number as {@link DoubleFormat#text}; {@code null} if it is not finite. */
    public JsonBuilder value(double value) {
        if (DoubleFormat.isWhole(value)) {
            return value((long) value);
        }
        return literal(Double.isFinite(value) ? DoubleFormat.text(value) : "null");
    }

    /** Adds a number, {@code true}, {@code false} or {@code null} as given. */
    public JsonBuilder literal(String literal) {
        beforeValue();
        text.append(literal);
        return this;
    }

    private void begin(char bracket) {
        beforeValue();
        text.append(bracket);
        open.append(bracket);
        empty = true;
    }

    private JsonBuilder end(char bracket) {
        text.append(bracket);
        open.setLength(open.length() - 1);
        empty = false;
        if (indented && open.length() == 0) {
            text.append('\n');
        }
        return this;
    }

    private void beforeValue() {
        if (!named && open.length() > 0) {
            if (!empty) {
                text.append(',');
            }
            space();
        }
        named = false;
        empty = false;
    }

    private void space() {
        if (indented) {
            text.append(' ');
        }
    }

    private void newLine() {
        if (indented) {
            text.append('\n');
            for (int i = 0; i < depth; i++) {
                text.append(INDENT);
            }
        }
    }

    private void quote(String value) {
        text.append('"');
        int copied = 0;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character < ' ' || character == '"' || character == '\\') {
                text.append(value, copied, i);
                escape(character);
                copied = i + 1;
            }
        }
        text.append(value, copied, value.length()).append('"');
    }

    private void escape(char character) {
        text.append('\\');
        switch (character) {
            case '\b' -> text.append('b');
            case '\t' -> text.append('t');
            case '\n' -> text.append('n');
            case '\f' -> text.append('f');
            case '\r' -> text.append('r');
            case '"', '\\' -> text.append(character);
            default ->
                text.append("u00")
                        .append(HEX.charAt(character >> DIGIT_BITS))
                        .append(HEX.charAt(character & DIGIT_MASK));
        }
    }

    /** Returns the text so far. */
    public String text() {
        return text.toString();
    }
}

package dev.brownout.html;

import dev.brownout.format.TextSanitizer;

/** Builds HTML. All texts and attributes are escaped, except in {@link #raw}. */
public final class HtmlBuilder {

    private final StringBuilder html = new StringBuilder();

    /** Opens an element. The attributes are pairs of name and value. */
    public HtmlBuilder open(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        html.append('>');
        return this;
    }

    /** Opens a part that scrolls by itself, with the keyboard too. */
    HtmlBuilder openScrollable(String classes, String label) {
        return open("div", "class", classes, "tabindex", "0", "role", "group", "aria-label", label);
    }

    /** Closes an element. */
    public HtmlBuilder close(String tag) {
        html.append("</").append(tag).append(">");
        return this;
    }

    /** Adds a line break between elements. */
    public HtmlBuilder line() {
        html.append('\n');
        return this;
    }

    /** Adds a text. */
    public HtmlBuilder text(String text) {
        html.append(escape(text));
        return this;
    }

    /** Adds an element that contains only a text. */
    public HtmlBuilder element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Adds markup without escaping. It must be well-formed. */
    public HtmlBuilder raw(String markup) {
        html.append(markup);
        return this;
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        TextSanitizer.replace(text).codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}

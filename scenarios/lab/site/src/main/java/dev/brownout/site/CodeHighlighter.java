package dev.brownout.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours of code blocks: keys and comments of YAML, and the commands of a terminal session. */
final class CodeHighlighter {
    /** A quoted text, a comment, or a key with its colon. */
    private static final Pattern YAML = Pattern.compile(
            "(?<text>\"(?:[^\"\\\\\n]|\\\\.)*\"|'[^'\n]*')"
                    + "|(?<comment>(?<=^|\\s)#[^\n]*)"
                    + "|(?<key>(?<=^|[\\s{,-])[A-Za-z_][\\w./%<>= -]*?)(?=:(?:\\s|$))",
            Pattern.MULTILINE);

    private static final Pattern COMMAND = Pattern.compile("^\\$ [^\n]*", Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("(?<=^|\\s)# [^\n]*", Pattern.MULTILINE);

    private CodeHighlighter() {}

    /**
     * Returns a text as HTML.
     *
     * @param language the language of the block, such as {@code yaml}; others get no colours
     */
    static String html(String language, String text) {
        return switch (language) {
            case "yaml" -> yaml(text);
            case "console" -> marked(COMMAND, "command", text);
            case "sh", "" -> marked(COMMENT, "comment", text);
            default -> HtmlText.escape(text);
        };
    }

    private static String yaml(String text) {
        StringBuilder html = new StringBuilder();
        Matcher part = YAML.matcher(text);
        int copied = 0;
        while (part.find()) {
            html.append(HtmlText.escape(text.substring(copied, part.start())));
            String kind = part.group("key") != null ? "key" : part.group("comment") != null ? "comment" : "text";
            html.append(span(kind, part.group()));
            copied = part.end();
        }
        return html.append(HtmlText.escape(text.substring(copied))).toString();
    }

    private static String marked(Pattern pattern, String kind, String text) {
        StringBuilder html = new StringBuilder();
        Matcher part = pattern.matcher(text);
        int copied = 0;
        while (part.find()) {
            html.append(HtmlText.escape(text.substring(copied, part.start())));
            html.append(span(kind, part.group()));
            copied = part.end();
        }
        return html.append(HtmlText.escape(text.substring(copied))).toString();
    }

    private static String span(String kind, String text) {
        return "<span class=\"" + kind + "\">" + HtmlText.escape(text) + "</span>";
    }
}

package dev.brownout.site;

/** Text in HTML. */
final class HtmlText {
    private HtmlText() {}

    /** Returns a text as content of an element or as value of a quoted attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Returns a link element. */
    static String link(String target, String text) {
        return "<a href=\"" + escape(target) + "\">" + escape(text) + "</a>";
    }
}

package dev.brownout.html;

/** A table with a header; columns of numbers are right-aligned. */
final class HtmlTable {

    private final Markup html;
    private final String alignment;

    /** Opens a table; one letter per column, {@code l} for text and {@code r} for numbers. */
    HtmlTable(Markup html, String alignment, String... header) {
        this.html = html;
        this.alignment = alignment;
        html.open("div", "class", "table").open("table").open("thead").open("tr");
        for (int i = 0; i < header.length; i++) {
            cell("th", i).text(header[i]).close("th");
        }
        html.close("tr").close("thead").open("tbody").line();
    }

    HtmlTable row(String... cells) {
        html.open("tr");
        for (int i = 0; i < cells.length; i++) {
            cell("td", i).text(cells[i]).close("td");
        }
        html.close("tr").line();
        return this;
    }

    private Markup cell(String tag, int column) {
        return alignment.charAt(column) == 'r' ? html.open(tag, "class", "number") : html.open(tag, "dir", "auto");
    }

    void end() {
        html.close("tbody").close("table").close("div").line();
    }
}

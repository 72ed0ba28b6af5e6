package dev.brownout.reference;

import dev.brownout.reference.ManualPage.Measure;
import dev.brownout.reference.Parameter.Word;
import dev.brownout.vocabulary.Sheet;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.text.WordUtils;

/** A page in lines of at most 80 columns, for a terminal. */
public final class PageLines {
    private static final int WIDTH = 80;
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean color;
    private final List<String> lines = new ArrayList<>();

    private PageLines(boolean color) {
        this.color = color;
    }

    /** The lines of a page; with headings in bold for a screen that knows colours. */
    public static List<String> of(ManualPage page, boolean color) {
        PageLines lines = new PageLines(color);
        lines.page(page);
        return lines.lines;
    }

    /** The words that have pages, by chapter. */
    public static List<String> contents(Manual manual, boolean color) {
        PageLines lines = new PageLines(color);
        for (Group group : Group.values()) {
            List<String> names =
                    manual.pages(group).stream().map(ManualPage::name).toList();
            if (!names.isEmpty()) {
                lines.lines.add(lines.bold(group.title()));
                lines.wrap(String.join(", ", names), 4);
            }
        }
        return lines.lines;
    }

    private void page(ManualPage page) {
        lines.add(bold(page.name()) + "  (" + page.what() + ")");
        wrap(page.sentence(), 0);
        if (!page.example().isBlank()) {
            lines.add("");
            page.example().lines().forEach(line -> lines.add("    " + line));
        }
        if (!page.parameters().isEmpty()) {
            heading("Parameters");
            page.parameters().forEach(parameter -> parameter(parameter, 2));
        }
        page.notes().forEach(note -> {
            lines.add("");
            wrap(note, 0);
        });
        if (!page.metrics().isEmpty()) {
            heading("Metrics, besides those of every component");
            page.metrics().forEach(this::metric);
        }
        page.sheet().ifPresent(this::sheet);
    }

    private void sheet(Sheet sheet) {
        part("What is modelled", sheet.models());
        part("What is left out", sheet.leftOut());
        part("Checked by", sheet.checkedBy());
        part("Sources", sheet.sources());
    }

    private void part(String title, String text) {
        if (!text.isEmpty()) {
            heading(title);
            wrap(text, 2);
        }
    }

    private void parameter(Parameter parameter, int indent) {
        hang(parameter.name() + ": ", parameter.range(), indent);
        wrap(parameter.sentence(), indent + 4);
        parameter.source().ifPresent(source -> wrap("Source: " + source + ".", indent + 4));
        for (Word word : parameter.words()) {
            hang(word.word() + (word.sentence().isEmpty() ? "" : ": "), word.sentence(), indent + 6);
        }
        parameter.inner().forEach(inner -> parameter(inner, indent + 6));
    }

    private void metric(Measure metric) {
        hang(metric.name() + ": ", "a " + metric.values(), 2);
        wrap(metric.sentence(), 6);
    }

    private void heading(String title) {
        lines.add("");
        lines.add(bold(title));
    }

    private String bold(String text) {
        return color ? BOLD + text + PLAIN : text;
    }

    /** A word in bold and a text behind it, whose other lines stand further to the right. */
    private void hang(String word, String text, int indent) {
        String all = word.replace(' ', '\u00a0') + text;
        String wrapped = WordUtils.wrap(all, WIDTH - indent - 4, "\n", false).replace('\u00a0', ' ');
        String first = wrapped.lines().findFirst().orElse("");
        int bold = Math.min(word.stripTrailing().length(), first.length());
        lines.add(" ".repeat(indent) + bold(first.substring(0, bold)) + first.substring(bold));
        wrapped.lines().skip(1).forEach(line -> lines.add(" ".repeat(indent + 4) + line.strip()));
    }

    private void wrap(String text, int indent) {
        WordUtils.wrap(text, WIDTH - indent, "\n", false)
                .lines()
                .forEach(line -> lines.add(" ".repeat(indent) + line.strip()));
    }
}

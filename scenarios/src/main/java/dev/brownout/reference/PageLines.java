package dev.brownout.reference;

import dev.brownout.format.DisplayWidth;
import dev.brownout.language.diagnostic.PlainWords;
import dev.brownout.reference.ManualPage.Measure;
import dev.brownout.reference.Parameter.Word;
import dev.brownout.spec.ModelSheet;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Renders a page in lines of the width of the terminal. */
public final class PageLines {
    /** Maximum number of words of a chapter in the list of contents. */
    private static final int MANY = 60;

    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean color;
    private final List<String> lines = new ArrayList<>();

    private PageLines(boolean color) {
        this.color = color;
    }

    /** Returns the lines of a page, with headings in bold if {@code color} is set. */
    public static List<String> lines(ManualPage page, boolean color) {
        PageLines lines = new PageLines(color);
        lines.head(page);
        Part.of(page).forEach(part -> lines.part(page, part));
        return lines.lines;
    }

    /** Returns the lines of a part of a page. */
    public static List<String> lines(ManualPage page, Part part, boolean color) {
        PageLines lines = new PageLines(color);
        lines.title(page);
        lines.part(page, part);
        return lines.lines;
    }

    /** Returns the names of all pages, by chapter; for a long chapter, only their number. */
    public static List<String> contents(Manual manual, boolean color) {
        PageLines lines = new PageLines(color);
        for (ManualChapter group : ManualChapter.values()) {
            List<String> names = names(manual, group);
            if (!names.isEmpty()) {
                lines.lines.add(lines.bold(group.title()));
                String word = group.title().toLowerCase(Locale.ROOT);
                lines.wrap(
                        names.size() <= MANY
                                ? String.join(", ", names)
                                : names.size() + " words: 'brownout explain " + word + "' shows them"
                                        + (group == ManualChapter.METRICS
                                                ? ", 'brownout explain server " + word + "' those of a kind"
                                                : ""),
                        4);
            }
        }
        return lines.lines;
    }

    /** Returns the names of the pages of a chapter; an empty list if there is none, or if a page has that name. */
    public static List<String> chapter(Manual manual, String title, boolean color) {
        PageLines lines = new PageLines(color);
        if (manual.pagesAbout(title).stream().anyMatch(page -> page.name().equals(title))) {
            return lines.lines;
        }
        for (ManualChapter group : ManualChapter.values()) {
            if (PlainWords.join(group.title()).equals(PlainWords.join(title))) {
                lines.lines.add(lines.bold(group.title()));
                lines.wrap(String.join(", ", names(manual, group)), 4);
            }
        }
        return lines.lines;
    }

    private static List<String> names(Manual manual, ManualChapter group) {
        return manual.pages(group).stream().map(ManualPage::name).toList();
    }

    private void title(ManualPage page) {
        lines.add(bold(page.name()) + "  (" + SentenceTranslation.text(page.title()) + ")");
    }

    private void head(ManualPage page) {
        title(page);
        wrap(SentenceTranslation.marked(page.sentence()), 0);
    }

    /** A part of a page that can be printed alone. */
    public enum Part {
        /** Example in a scenario. */
        example,
        /** Parameters and notes. */
        parameters,
        /** Metrics. */
        metrics,
        /** Scope and limits of the model, with its sources. */
        model;

        /** Returns the parts that a page has. */
        public static List<Part> of(ManualPage page) {
            List<Part> parts = new ArrayList<>();
            if (!page.example().isBlank()) {
                parts.add(example);
            }
            if (!page.parameters().isEmpty() || !page.notes().isEmpty()) {
                parts.add(parameters);
            }
            if (!page.metrics().isEmpty()) {
                parts.add(metrics);
            }
            if (page.sheet().isPresent()) {
                parts.add(model);
            }
            return parts;
        }
    }

    private void part(ManualPage page, Part part) {
        switch (part) {
            case example -> {
                lines.add("");
                page.example().lines().forEach(line -> flow(" ".repeat(4) + line));
            }
            case parameters -> {
                if (!page.parameters().isEmpty()) {
                    heading(Messages.text("manual.parameters"));
                    page.parameters().forEach(parameter -> parameter(parameter, 2));
                }
                page.notes().forEach(note -> {
                    lines.add("");
                    wrap(SentenceTranslation.marked(note), 0);
                });
            }
            case metrics -> {
                heading(Messages.text("manual.metrics", page.group() == ManualChapter.COMPONENTS));
                page.metrics().forEach(this::metric);
            }
            case model -> page.sheet().ifPresent(this::sheet);
        }
    }

    /** Adds a line of YAML. A line that is too long is continued after a comma, which does not change its meaning. */
    private void flow(String line) {
        String rest = line;
        int indent = line.length() - line.stripLeading().length() + 4;
        while (DisplayWidth.width(rest) > TerminalWidth.current()) {
            int comma = rest.lastIndexOf(", ", TerminalWidth.current() - 1);
            if (comma <= indent) {
                break;
            }
            lines.add(rest.substring(0, comma + 1));
            rest = " ".repeat(indent) + rest.substring(comma + 2);
        }
        lines.add(rest);
    }

    private void sheet(ModelSheet sheet) {
        part(Messages.text("manual.model"), sheet.models());
        part(Messages.text("manual.not_modelled"), sheet.leftOut());
        part(Messages.text("manual.validated"), sheet.checkedBy());
        part(Messages.text("manual.sources"), sheet.sources());
    }

    private void part(String title, String[] points) {
        if (points.length == 0) {
            return;
        }
        heading(title);
        if (points.length == 1) {
            wrap(points[0], 2);
            return;
        }
        for (String point : points) {
            List<String> wrapped = DisplayWidth.fill(point, TerminalWidth.current() - 4);
            lines.add("  - " + wrapped.get(0));
            wrapped.stream().skip(1).forEach(line -> lines.add("    " + line));
        }
    }

    private void parameter(Parameter parameter, int indent) {
        hang(parameter.name() + ": ", parameter.range(), indent);
        wrap(SentenceTranslation.marked(parameter.sentence()), indent + 4);
        parameter.source().ifPresent(source -> wrap(Messages.text("manual.source", source), indent + 4));
        for (Word word : parameter.words()) {
            hang(
                    word.word() + (word.sentence().isEmpty() ? "" : ": "),
                    SentenceTranslation.marked(word.sentence()),
                    indent + 6);
        }
        parameter.inner().forEach(inner -> parameter(inner, indent + 6));
    }

    private void metric(Measure metric) {
        hang(metric.name() + ": ", SentenceTranslation.text("a " + metric.values()), 2);
        wrap(SentenceTranslation.marked(metric.sentence()), 6);
    }

    private void heading(String title) {
        lines.add("");
        lines.add(bold(title));
    }

    private String bold(String text) {
        return color ? BOLD + text + PLAIN : text;
    }

    /** Adds a word in bold and a text after it, with a hanging indent. */
    private void hang(String word, String text, int indent) {
        String all = word.replace(' ', '\u00a0') + text;
        List<String> wrapped = DisplayWidth.fill(all, TerminalWidth.current() - indent - 4).stream()
                .map(line -> line.replace('\u00a0', ' '))
                .toList();
        String first = wrapped.get(0);
        int bold = Math.min(word.stripTrailing().length(), first.length());
        lines.add((" ".repeat(indent) + bold(first.substring(0, bold)) + first.substring(bold)).stripTrailing());
        wrapped.stream().skip(1).forEach(line -> lines.add(" ".repeat(indent + 4) + line.strip()));
    }

    private void wrap(String text, int indent) {
        if (!text.isBlank()) {
            DisplayWidth.fill(text, TerminalWidth.current() - indent)
                    .forEach(line -> lines.add(" ".repeat(indent) + line));
        }
    }
}

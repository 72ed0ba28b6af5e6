package dev.brownout.reference;

import dev.brownout.reference.Page.Measure;
import dev.brownout.reference.Parameter.Word;
import dev.brownout.spec.Sheet;
import java.util.ArrayList;
import java.util.List;

/** The whole manual as one page of Markdown. */
public final class ManualMarkdown {
    /** The command that writes it into the repository. */
    public static final String COMMAND = "./brownout explain --all --format markdown > docs/reference.md";

    private final List<String> lines = new ArrayList<>();

    private ManualMarkdown() {}

    /** The text, with a table of contents. */
    public static String of(Manual manual) {
        ManualMarkdown markdown = new ManualMarkdown();
        markdown.head(manual);
        for (Group group : Group.values()) {
            markdown.chapter(group, manual.pages(group));
        }
        return String.join("\n", markdown.lines) + "\n";
    }

    private void head(Manual manual) {
        add("# Reference", "");
        add(
                "Everything that a scenario can say, made from what the program knows. Do not edit it: change the sentence");
        add("beside the thing itself, then `" + COMMAND + "`.");
        add("`brownout explain WORD` prints the part about one word.", "");
        for (Group group : Group.values()) {
            List<String> names = manual.pages(group).stream()
                    .map(page -> "[" + page.name() + "](#" + anchor(page) + ")")
                    .toList();
            add("- **" + group.title() + "**: " + String.join(", ", names));
        }
        add("");
    }

    private void chapter(Group group, List<Page> pages) {
        add("## " + group.title(), "");
        pages.forEach(this::page);
    }

    private void page(Page page) {
        add("<a id=\"" + anchor(page) + "\"></a>");
        add("### " + page.name(), "", page.sentence(), "");
        if (!page.example().isBlank()) {
            add("```yaml", page.example().stripTrailing(), "```", "");
        }
        if (!page.parameters().isEmpty()) {
            add("| parameter | is | default | means |", "|---|---|---|---|");
            page.parameters().forEach(parameter -> parameter(parameter, ""));
            add("");
        }
        page.notes().forEach(note -> add((page.notes().size() > 1 ? "- " : "") + note));
        if (!page.notes().isEmpty()) {
            add("");
        }
        if (!page.metrics().isEmpty()) {
            add("| metric | is a | means |", "|---|---|---|");
            page.metrics().forEach(this::metric);
            add("");
        }
        page.sheet().ifPresent(this::sheet);
    }

    private void sheet(Sheet sheet) {
        part("Modelled", sheet.models());
        part("Left out", sheet.leftOut());
        part("Checked by", sheet.checkedBy());
        part("Sources", sheet.sources());
    }

    private void part(String title, String text) {
        if (!text.isEmpty()) {
            add("*" + title + ":* " + text, "");
        }
    }

    private void parameter(Parameter parameter, String above) {
        String name = above + parameter.name();
        StringBuilder means = new StringBuilder(parameter.sentence());
        for (Word word : parameter.words()) {
            means.append("<br>`").append(word.word()).append('`');
            means.append(word.sentence().isEmpty() ? "" : ": " + word.sentence());
        }
        parameter
                .source()
                .ifPresent(
                        source -> means.append("<br>*Source: ").append(source).append(".*"));
        String normally =
                parameter.defaultText().map(text -> "`" + text + "`").orElse(parameter.needed() ? "must be said" : "");
        add("| `" + name + "` | " + parameter.what() + " | " + normally + " | " + cell(means.toString()) + " |");
        parameter.inner().forEach(inner -> parameter(inner, name + "."));
    }

    private void metric(Measure metric) {
        add("| `" + metric.name() + "` | " + metric.values() + " | " + cell(metric.sentence()) + " |");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String anchor(Page page) {
        return page.group().name().toLowerCase(java.util.Locale.ROOT) + "-"
                + page.name().replace('.', '-');
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }
}

package dev.brownout.reference;

import dev.brownout.language.Language;
import dev.brownout.reference.ManualPage.Measure;
import dev.brownout.reference.Parameter.Word;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.ModelSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Renders the whole manual as one page of Markdown. */
public final class ManualMarkdown {
    /** Command that writes the page into the repository. */
    public static final String COMMAND = "./brownout explain --all --format markdown > docs/reference.md";

    private final Manual manual;
    private final List<String> lines = new ArrayList<>();

    private ManualMarkdown(Manual manual) {
        this.manual = manual;
    }

    /** Returns the text, with a table of contents. */
    public static String of(Manual manual) {
        ManualMarkdown markdown = new ManualMarkdown(manual);
        markdown.head();
        for (ManualChapter group : ManualChapter.values()) {
            markdown.chapter(group);
        }
        return String.join("\n", markdown.lines) + "\n";
    }

    private void head() {
        add("# Reference", "");
        add("Everything that a scenario can say, made from what the program knows. Do not edit it: change the");
        add("sentence beside the thing itself, then `" + COMMAND + "`.");
        add("`brownout explain WORD` prints the part about one word.", "");
        Language.limits().forEach(this::add);
        add("");
        for (ManualChapter group : ManualChapter.values()) {
            List<String> names = manual.pages(group).stream()
                    .map(page -> "[" + page.name() + "](#" + anchor(heading(page)) + ")")
                    .toList();
            add(
                    group == ManualChapter.METRICS
                            ? "- [" + group.title() + "](#" + anchor(group.title()) + ")"
                            : "- " + group.title() + ": " + String.join(", ", names));
        }
        add("");
    }

    private void chapter(ManualChapter group) {
        add("## " + group.title(), "");
        if (group == ManualChapter.METRICS) {
            metrics(manual.pages(group));
        } else {
            if (group == ManualChapter.POLICIES) {
                sides();
            }
            manual.pages(group).forEach(this::page);
        }
    }

    /** Adds a table of the position of each policy, the outermost first. */
    private void sides() {
        add(
                "A policy stands on a request (around what its user calls), on a step (around that call), or on a "
                        + "component. On a component a policy of its callers holds for each call to it, as if "
                        + "written on the step: of steps, loads of caches, look-ups of sessions, publishing, a "
                        + "balancer's tries; not for health checks and replication. What a step says itself "
                        + "replaces the component's word of that kind, `none` takes it away; `timeout` is the "
                        + "patience with each attempt, and one in the list `policies` stands around the whole. "
                        + "Users never wait for longer than their request says. What such policies count is the "
                        + "component's (`psp.breaker_opened`), all callers together, beside what the policies on "
                        + "its own steps count. Limits on a component stand at its door.",
                "",
                "On a step policies stand as written, the outermost first. Where a step and the component that it "
                        + "calls have some each, both keep their order, and between them the one comes first that "
                        + "is higher in this table.",
                "",
                "| policy | written on a component, acts |",
                "|---|---|");
        manual.standing()
                .forEach((name, stands) -> add("| `" + name.replace('-', '_') + "` | "
                        + (stands.value() == FilterPosition.At.CALLER
                                ? "with each caller, around the call"
                                : "at its door")
                        + " |"));
        add("");
    }

    private void metrics(List<ManualPage> pages) {
        add("| metric | is | such as |", "|---|---|---|");
        for (ManualPage page : pages) {
            String meanings = page.sentence() + "<br>" + String.join("<br>", page.notes());
            add("| `" + page.name() + "` | " + cell(meanings) + " | `" + page.example() + "` |");
        }
        add("");
    }

    /** Returns the name of a page, with its kind if another page has the same name. */
    private String heading(ManualPage page) {
        boolean alone = manual.pages().stream()
                        .filter(other -> other.name().equals(page.name()))
                        .count()
                == 1;
        return alone ? page.name() : page.name() + " (" + page.what() + ")";
    }

    private void page(ManualPage page) {
        add("### " + heading(page), "", page.sentence(), "");
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

    private void sheet(ModelSheet sheet) {
        part("Model", sheet.models());
        part("Not modelled", sheet.leftOut());
        part("Validated against", sheet.checkedBy());
        part("Sources", sheet.sources());
    }

    private void part(String title, String[] points) {
        if (points.length == 1) {
            add("*" + title + ":* " + points[0], "");
        } else if (points.length > 1) {
            add("*" + title + ":*", "");
            for (String point : points) {
                add("- " + point);
            }
            add("");
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

    /** Returns the anchor of a heading, as generated by code hosting sites. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }
}
